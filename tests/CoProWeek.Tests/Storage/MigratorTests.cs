using CoProWeek.Storage;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Storage;

public sealed class MigratorTests
{
    private static readonly Migration Towns = new("0001_towns.sql", "CREATE TABLE towns (name text PRIMARY KEY);");
    private static readonly Migration Rivers = new("0002_rivers.sql", "CREATE TABLE rivers (name text, town text REFERENCES towns);");
    private static readonly Migration Hills = new("0003_hills.sql", "CREATE TABLE hills (name text);");

    [Fact]
    public async Task Files_are_applied_in_their_order_once()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();

        Assert.Equal([Towns.Name, Rivers.Name], await With(database, Towns, Rivers).MigrateAsync());
        Assert.Equal([], await With(database, Towns, Rivers).MigrateAsync());
        Assert.Equal([Hills.Name], await With(database, Towns, Rivers, Hills).MigrateAsync());

        Assert.Equal(["hills", "rivers", "towns"], await TablesAsync(database));
        Assert.IsType<SchemaStatus.Current>(await With(database, Towns, Rivers, Hills).StatusAsync());
    }

    [Fact]
    public async Task When_a_file_was_applied_is_told_by_the_clock_that_was_given()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        var clock = new StoppedClock(new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));

        await new Migrator(database.DataSource, clock, [Towns]).MigrateAsync();

        Assert.Equal(clock.GetUtcNow(), await AskAsync<DateTimeOffset>(database, "SELECT applied_at FROM schema_migrations"));
    }

    [Fact]
    public async Task Programs_that_start_at_once_apply_each_file_once()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        Migration[] files = [Towns, Rivers, Hills];

        var applied = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => With(database, files).MigrateAsync()));

        Assert.Equal(files.Select(file => file.Name), applied.SelectMany(names => names));
    }

    [Fact]
    public async Task An_empty_database_is_seen_as_one()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();

        var behind = Assert.IsType<SchemaStatus.Behind>(await With(database, Towns).StatusAsync());

        Assert.True(behind.IsEmpty);
    }

    [Fact]
    public async Task A_database_that_is_behind_is_refused_naming_the_file_and_the_verb()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await With(database, Towns).MigrateAsync();

        var refused = await Assert.ThrowsAsync<SchemaException>(() => With(database, Towns, Rivers).RequireCurrentAsync());

        Assert.False(Assert.IsType<SchemaStatus.Behind>(refused.Status).IsEmpty);
        Assert.Contains("0002_rivers.sql has not been applied", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("run: coproweek migrate", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_edited_later_is_refused_by_name_and_nothing_more_is_applied()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await With(database, Towns).MigrateAsync();
        var edited = Towns with { Sql = "CREATE TABLE towns (name text PRIMARY KEY, people int);" };

        var refused = await Assert.ThrowsAsync<SchemaException>(() => With(database, edited, Rivers).MigrateAsync());

        Assert.Contains("migrations/0001_towns.sql was changed", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["towns"], await TablesAsync(database));
    }

    [Fact]
    public async Task A_database_that_a_newer_program_has_used_is_refused_by_name()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await With(database, Towns, Rivers).MigrateAsync();

        var refused = await Assert.ThrowsAsync<SchemaException>(() => With(database, Towns).MigrateAsync());

        Assert.Contains("newer than this program: 0002_rivers.sql", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_of_itself_and_all_of_those_before_it()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        var broken = Rivers with { Sql = "CREATE TABLE rivers (name text); CREATE TABLE towns (name text);" };

        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => With(database, Towns, broken).MigrateAsync());

        Assert.Contains("migrations/0002_rivers.sql could not be applied: relation \"towns\" already exists", failed.Message, StringComparison.Ordinal);
        Assert.Equal(["towns"], await TablesAsync(database));
        Assert.Equal([Rivers.Name], await With(database, Towns, Rivers).MigrateAsync());
    }

    [Fact]
    public void Line_ends_of_another_system_are_no_edit() =>
        Assert.Equal(new Migration("a", "SELECT 1;\nSELECT 2;").Sha256, new Migration("a", "SELECT 1;\r\nSELECT 2;").Sha256);

    [Fact]
    public void The_files_of_the_program_are_numbered_without_a_gap()
    {
        var numbers = Migration.Embedded.Select(file => int.Parse(file.Name[..4], System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(Enumerable.Range(1, Migration.Embedded.Count), numbers);
    }

    private static Migrator With(TestDatabase database, params Migration[] files) =>
        new(database.DataSource, TimeProvider.System, files);

    private static async Task<IEnumerable<string>> TablesAsync(TestDatabase database)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        return await connection.QueryAsync<string>(
            "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations' ORDER BY tablename");
    }

    private static async Task<T?> AskAsync<T>(TestDatabase database, string sql)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql);
    }

    private sealed class StoppedClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
