using CoProWeek.Storage;
using CoProWeek.Tests.Support;
using Dapper;
using Microsoft.Extensions.Configuration;

namespace CoProWeek.Tests.Storage;

public sealed class OpenedDatabaseTests
{
    [Fact]
    public void Without_a_server_in_the_configuration_it_is_the_private_one_in_the_named_folder()
    {
        var options = StorageOptions.From(Configuration(""), "/srv/week/");

        Assert.True(options.IsEmbedded);
        Assert.Equal("/srv/week", options.Folder);
        Assert.Equal("/srv/week-demo", DataDirectory.ResolveForDemo("/srv/week"));
    }

    [Fact]
    public async Task A_server_in_the_configuration_is_used_and_its_password_never_shown()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var opened = await OpenedDatabase.OpenAsync(StorageOptions.From(Configuration(database.ConnectionString), data: null));
        await using var connection = await opened.DataSource.OpenConnectionAsync();

        Assert.False(opened.IsEmbedded);
        Assert.DoesNotContain("Password", opened.Where, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString).Database,
            await connection.ExecuteScalarAsync<string>("SELECT current_database()"));
    }

    [Fact]
    public async Task An_empty_database_is_brought_up_to_date_and_an_up_to_date_one_left_alone()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await using var opened = await OpenedDatabase.OpenAsync(StorageOptions.From(Configuration(database.ConnectionString), data: null));

        Assert.Equal(Migration.Embedded.Select(file => file.Name), await opened.PrepareSchemaAsync(TimeProvider.System));
        Assert.Equal([], await opened.PrepareSchemaAsync(TimeProvider.System));
    }

    [Fact]
    public async Task A_server_of_the_users_own_that_is_behind_is_left_for_them_to_migrate()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await new Migrator(database.DataSource, TimeProvider.System, [Migration.Embedded[0]]).MigrateAsync();
        await using var opened = await OpenedDatabase.OpenAsync(StorageOptions.From(Configuration(database.ConnectionString), data: null));

        var refused = await Assert.ThrowsAsync<SchemaException>(() => opened.PrepareSchemaAsync(TimeProvider.System));

        Assert.Contains(Migration.Embedded[1].Name, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_one_that_is_behind_is_brought_up_to_date()
    {
        var folder = TemporaryFolder.Create();
        await using var opened = await OpenedDatabase.OpenAsync(new() { Folder = folder, Durable = false });
        await new Migrator(opened.DataSource, TimeProvider.System, [Migration.Embedded[0]]).MigrateAsync();

        Assert.Equal(
            Migration.Embedded.Skip(1).Select(file => file.Name),
            await opened.PrepareSchemaAsync(TimeProvider.System));
        Assert.Contains(folder, opened.Where, StringComparison.Ordinal);
    }

    private static IConfiguration Configuration(string connectionString) => new ConfigurationBuilder()
        .AddInMemoryCollection([new("ConnectionStrings:CoProWeek", connectionString)])
        .Build();
}
