using CoProWeek.Cli;
using CoProWeek.Storage;
using CoProWeek.Tests.Support;
using Dapper;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace CoProWeek.Tests.Cli;

public sealed class StoreTests
{
    [Fact]
    public async Task A_server_in_the_configuration_is_the_one_that_is_used()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var store = await OpenAsync(database);
        await using var connection = await store.Database.OpenConnectionAsync();

        Assert.False(store.IsEmbedded);
        Assert.Equal(
            new NpgsqlConnectionStringBuilder(database.ConnectionString).Database,
            await connection.ExecuteScalarAsync<string>("SELECT current_database()"));
    }

    [Fact]
    public async Task An_empty_database_is_brought_up_to_date_unasked()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await using var store = await OpenAsync(database);

        await store.MakeReadyAsync(CancellationToken.None);

        Assert.IsType<SchemaStatus.Current>(await store.Migrator.StatusAsync());
    }

    [Fact]
    public async Task A_server_of_the_users_own_that_is_behind_is_left_for_them_to_migrate()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await BeginAsync(database.DataSource);
        await using var store = await OpenAsync(database);

        var refused = await Assert.ThrowsAsync<SchemaException>(() => store.MakeReadyAsync(CancellationToken.None));

        Assert.Contains(Migration.Embedded[1].Name, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_one_that_is_behind_is_brought_up_to_date_unasked()
    {
        await using var store = await Store.OpenAsync(Configuration(""), TemporaryFolder.Create(), durable: false, CancellationToken.None);
        await BeginAsync(store.Database);

        await store.MakeReadyAsync(CancellationToken.None);

        Assert.True(store.IsEmbedded);
        Assert.IsType<SchemaStatus.Current>(await store.Migrator.StatusAsync());
    }

    [Fact]
    public void The_demo_has_a_folder_of_its_own()
    {
        Assert.Equal("/srv/week", DataDirectory.Resolve("/srv/week/"));
        Assert.Equal("/srv/week-demo", DataDirectory.ResolveForDemo("/srv/week/"));
    }

    private static Task BeginAsync(NpgsqlDataSource database) =>
        new Migrator(database, TimeProvider.System, [Migration.Embedded[0]]).MigrateAsync();

    private static Task<Store> OpenAsync(TestDatabase database) =>
        Store.OpenAsync(Configuration(database.ConnectionString), data: "/nowhere", durable: true, CancellationToken.None);

    private static IConfiguration Configuration(string connectionString) => new ConfigurationBuilder()
        .AddInMemoryCollection([new("ConnectionStrings:CoProWeek", connectionString)])
        .Build();
}
