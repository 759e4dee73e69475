using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Storage;

public sealed class DatabaseTests
{
    private const string EchoSql =
        """
        SELECT @SlotOn AS slot_on, @SlotTime AS slot_time, @SlotAt AS slot_at,
               @LatestAt AS latest_at, @EndedOn AS ended_on, @EndedTime AS ended_time
        """;

    [Fact]
    public async Task Days_wall_times_and_instants_come_back_as_they_went()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync();
        var row = new Times
        {
            SlotOn = new(2026, 10, 25),
            SlotTime = new(1, 30, 15),
            SlotAt = new(2026, 10, 25, 1, 30, 15, 123, 456, TimeSpan.Zero),
            LatestAt = new(2026, 11, 2, 20, 0, 0, TimeSpan.Zero),
            EndedOn = new(2026, 11, 3),
            EndedTime = new(23, 59),
        };

        Assert.Equal(row, await connection.QuerySingleAsync<Times>(EchoSql, row));
    }

    [Fact]
    public async Task What_is_not_known_stays_not_known()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync();
        var row = new Times { SlotOn = new(2026, 10, 25), SlotTime = new(1, 30), SlotAt = DateTimeOffset.UnixEpoch };

        Assert.Equal(row, await connection.QuerySingleAsync<Times>(EchoSql, row));
    }

    [Fact]
    public async Task An_instant_told_in_another_zone_is_kept_and_read_as_utc()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync();
        var inSummerTime = new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.FromHours(1));

        var read = await connection.ExecuteScalarAsync<DateTimeOffset>("SELECT @at", new { at = inSummerTime });
        var text = await connection.ExecuteScalarAsync<string>("SELECT @at::text", new { at = inSummerTime });

        Assert.Equal(TimeSpan.Zero, read.Offset);
        Assert.Equal(inSummerTime.UtcDateTime, read.UtcDateTime);
        Assert.Equal("2026-07-01 08:00:00+00", text);
    }

    [Fact]
    public async Task A_list_of_days_or_instants_may_be_a_parameter()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var connection = await database.DataSource.OpenConnectionAsync();
        DateOnly[] days = [new(2026, 11, 2), new(2026, 11, 3)];
        DateTimeOffset[] instants = [DateTimeOffset.UnixEpoch];

        Assert.Equal(days, await connection.QueryAsync<DateOnly>("SELECT unnest(@days)", new { days }));
        Assert.Equal(instants, await connection.QueryAsync<DateTimeOffset>("SELECT unnest(@instants)", new { instants }));
    }

    [Fact]
    public async Task The_server_can_tell_who_is_connected()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var program = CoProWeek.Storage.Database.Open(database.ConnectionString);
        await using var connection = await program.OpenConnectionAsync();

        Assert.Equal("coproweek", await connection.ExecuteScalarAsync<string>("SELECT current_setting('application_name')"));
    }

    private sealed record Times
    {
        public DateOnly SlotOn { get; init; }

        public TimeOnly SlotTime { get; init; }

        public DateTimeOffset SlotAt { get; init; }

        public DateTimeOffset? LatestAt { get; init; }

        public DateOnly? EndedOn { get; init; }

        public TimeOnly? EndedTime { get; init; }
    }
}
