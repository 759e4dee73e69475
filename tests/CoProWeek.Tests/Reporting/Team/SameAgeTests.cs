using CoProWeek.Reporting;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Reporting.Team;

/// <summary>An earlier week beside this one: day 3 beside day 3, by the numbers that were known then.</summary>
public sealed class SameAgeTests : IAsyncLifetime
{
    // Wednesday of the week at 10:00: two days and ten hours old. The week of 2026 was that old on Wednesday 18 November 2026 at 10:00.
    private static readonly DateTimeOffset Wednesday = new(2027, 11, 17, 10, 0, 0, TimeSpan.Zero);

    private ReportDesk desk = null!;

    public async Task InitializeAsync()
    {
        desk = await ReportDesk.OpenAsync(Wednesday);
        var account = await A.Account(desk.Database);
        await A.Campaign(desk.Database, "week-2026", "Week 2026", from: new(2026, 11, 16), accounts: [account]);
        await A.Campaign(desk.Database, "week-2027", "Week 2027", accounts: [account]);
        var scot = await A.Author(desk.Database, "ScotCoPro");
        await NowAsync(scot, [200, 1, 0, 0, 0, 0]);
        await NowAsync(await A.Author(desk.Database, "Cara"), [80, 5, 0, 0, 0, 0]);
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task Posts_and_counters_stand_as_they_were_known_at_that_age_and_not_as_they_grew_since()
    {
        // Ours, read at that very hour and a minute later; the later reading is of another age.
        await ThenAsync("ScotCoPro2026", 16, 9, (At(18, 10), [40, 1, 0, 0, 0, 0]), (At(18, 10).AddMinutes(1), [77, 7, 0, 0, 0, 0]));
        await ThenAsync("Ailsa", 16, 12, (At(17, 9), [100, 2, 0, 0, 0, 0]), (At(30, 9), [900, 50, 0, 0, 0, 0]));
        // Of this one nothing was read before the end of the month.
        await ThenAsync("Bram", 17, 9, (At(30, 9), [500, 9, 0, 0, 0, 0]));
        // Posted when the week was older than this one is.
        await ThenAsync("Dee", 19, 9, (At(30, 9), [10, 1, 0, 0, 0, 0]));

        var report = await desk.MakeAsync(slug: "week-2027", against: "week-2026");
        var beside = report.Team.SameAge!;

        // Posts of ScotCoPro2026, Ailsa and Bram; seen 40 + 100, responses 1 + 2, both known of two of the three.
        Assert.Equal((3, 3, 140L, 2, 3L, 2), (beside.Then!.Posts, beside.Then.Accounts, beside.Then.Seen!.Value, beside.Then.SeenKnown, beside.Then.Responses!.Value, beside.Then.ResponsesKnown));
        Assert.Equal(
            [
                "Posts with #CoProWeekScot 2 3 −1 (−33%)", "Accounts that took part 1 3 −2 (−67%)",
                "Times seen on X (then known of 2 of 3 posts) 280 140 +140 (+100%)", "Responses (then known of 2 of 3 posts) 6 3 +3 (+100%)",
            ],
            Rows(report));
        var note = Table(report).Note;
        Assert.Contains("2 November to 4 December 2026", note, StringComparison.Ordinal);
        Assert.Contains("2 days and 10 hours after its week began", note, StringComparison.Ordinal);
        Assert.Contains("Then as measured between Tue 17 Nov 2026 at 09:00 GMT and Wed 18 Nov 2026 at 10:00 GMT", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_X_had_not_been_asked_for_at_that_age_is_not_available_and_not_nought()
    {
        await ThenAsync("Ailsa", 16, 12, (At(30, 9), [900, 50, 0, 0, 0, 0]));

        var report = await desk.MakeAsync(slug: "week-2027", against: "week-2026");

        Assert.Equal(["Posts with #CoProWeekScot 2 1 +1 (+100%)", "Accounts that took part 1 1 0 (0%)", "Times seen on X 280 not available not available", "Responses 6 not available not available"], Rows(report));
    }

    [Fact]
    public async Task A_week_of_which_nothing_is_held_says_so()
    {
        var report = await desk.MakeAsync(slug: "week-2027", against: "week-2026");

        Assert.Null(report.Team.SameAge!.Then);
        Assert.Empty(Table(report).Rows);
        Assert.StartsWith("Not available: nothing of 2 November to 4 December 2026 is held", Table(report).Empty, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_answer_to_days_of_the_week_and_a_post_that_is_removed_since_is_compared_no_more()
    {
        await ThenAsync("Ailsa", 16, 12, (At(16, 13), [100, 2, 0, 0, 0, 0]));
        await ThenAsync("Bram", 17, 9, (At(17, 10), [500, 9, 0, 0, 0, 0]));
        var monday = await desk.MakeAsync("2027-11-15", "2027-11-15", "week-2027", "week-2026");
        await using (var connection = await desk.Database.OpenConnectionAsync())
            await connection.ExecuteAsync("UPDATE mentions SET hidden_at = @at, hidden_why = 'deleted' WHERE author_id IN (SELECT id FROM authors WHERE handle = 'Ailsa')", new { at = Wednesday });
        var after = await desk.MakeAsync("2027-11-15", "2027-11-15", "week-2027", "week-2026");

        Assert.Equal((new DateOnly(2026, 11, 16), 1, 100L), (monday.Team.SameAge!.Span.To, monday.Team.SameAge.Then!.Posts, monday.Team.SameAge.Then.Seen!.Value));
        Assert.Null(after.Team.SameAge!.Then);
    }

    private static DateTimeOffset At(int day, int hour) => new(2026, 11, day, hour, 0, 0, TimeSpan.Zero);

    private async Task NowAsync(long author, int?[] numbers) =>
        await A.Observation(desk.Database, await A.Mention(desk.Database, author), numbers, Wednesday.AddHours(-1));

    private async Task ThenAsync(string handle, int day, int hour, params (DateTimeOffset At, int?[] Numbers)[] read)
    {
        var mention = await A.Mention(desk.Database, await A.Author(desk.Database, handle), At(day, hour));
        foreach (var (at, numbers) in read)
            await A.Observation(desk.Database, mention, numbers, at);
    }

    private static ReportTable Table(ReachReport report) => ReachTables.Of(report).Single(table => table.Key == "sameAge");

    private static IEnumerable<string> Rows(ReachReport report) => Table(report).Rows.Select(row => string.Join(' ', row.Cells.Select(cell => cell.Said)));
}
