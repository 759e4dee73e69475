using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Reporting;

public sealed class CompletenessTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Tuesday = A.MondayMorning.AddDays(1).AddHours(-9);

    private ReportDesk desk = null!;
    private long campaign;

    public async Task InitializeAsync()
    {
        desk = await ReportDesk.OpenAsync();
        campaign = await A.Campaign(desk.Database);
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task Where_nothing_was_looked_for_it_says_so() => Assert.Equal(
        ["Nothing has been collected: no worker has looked for it yet.", "None removed since, as far as is known."], await SaidAsync());

    [Fact]
    public async Task A_watch_that_never_ran_or_counted_says_both()
    {
        await A.Watch(desk.Database, campaign);

        Assert.Equal(["X has not been asked how many there are.", "Nothing has been collected yet.", "None removed since, as far as is known."], await SaidAsync());
    }

    [Fact]
    public async Task A_gap_stands_with_its_wall_times_and_its_day_where_the_span_is_a_week()
    {
        var watch = await A.Watch(desk.Database, campaign);
        await A.Run(desk.Database, watch, Tuesday.AddDays(-30), Tuesday.AddHours(2).AddMinutes(10));
        // What was abandoned covered nothing.
        await A.Run(desk.Database, watch, Tuesday.AddHours(2).AddMinutes(10), Tuesday.AddHours(4), "abandoned");
        await A.Run(desk.Database, watch, Tuesday.AddHours(4), Tuesday.AddDays(3).AddHours(20).AddMinutes(55));

        Assert.Equal(
            ["X has not been asked how many there are.", "Nothing was collected Tue 02:10-04:00.", "Collected up to Fri 19 Nov 20:55 GMT.", "None removed since, as far as is known."],
            await SaidAsync("2027-11-15", "2027-11-19"));
        Assert.Contains("Nothing was collected Tue 16 Nov 02:10-04:00.", await SaidAsync());
        // Neither before the span nor after it, nor after the last run: that is not a gap but how far it was collected.
        Assert.DoesNotContain(await SaidAsync("2027-11-17", "2027-11-30"), line => line.StartsWith("Nothing was", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gaps_run_over_midnight_over_a_change_of_clocks_and_within_a_minute()
    {
        var watch = await A.Watch(desk.Database, campaign, from: new(2027, 10, 1, 0, 0, 0, TimeSpan.Zero));
        var sunday = new DateTimeOffset(2027, 10, 31, 0, 0, 0, TimeSpan.Zero);
        await A.Run(desk.Database, watch, sunday.AddDays(-9), sunday.AddMinutes(30));
        await A.Run(desk.Database, watch, sunday.AddMinutes(90), sunday.AddHours(23));
        await A.Run(desk.Database, watch, sunday.AddHours(25), sunday.AddHours(26));
        await A.Run(desk.Database, watch, sunday.AddHours(26).AddSeconds(20), sunday.AddDays(3));

        Assert.Equal(
            "Nothing was collected Sun 01:30 BST-01:30 GMT, Sun 23:00 - Mon 01:00, Mon 02:00:00-02:00:20.",
            (await SaidAsync("2027-10-30", "2027-11-02"))[1]);
    }

    [Fact]
    public async Task What_is_held_is_compared_with_what_X_counted_in_the_hours_it_was_asked_for()
    {
        var watch = await A.Watch(desk.Database, campaign);
        await A.Run(desk.Database, watch, Tuesday.AddDays(-1), Tuesday.AddDays(1));
        var ailsa = await A.Author(desk.Database, "Ailsa");
        await A.Found(desk.Database, await A.Mention(desk.Database, ailsa, Tuesday.AddMinutes(1)), watch);
        // Removed since: X counted it. A repost: X no longer counts those.
        await A.Found(desk.Database, await A.Mention(desk.Database, ailsa, Tuesday.AddMinutes(59), hidden: true), watch);
        await A.Found(desk.Database, await A.Mention(desk.Database, ailsa, Tuesday.AddMinutes(60), kind: "repost"), watch);
        // In an hour that X was not asked for.
        await A.Found(desk.Database, await A.Mention(desk.Database, ailsa, Tuesday.AddMinutes(120)), watch);
        // An edited one is counted in the hour of its newest version.
        await A.Found(desk.Database, await A.Mention(desk.Database, ailsa, Tuesday.AddMinutes(50), editedAt: Tuesday.AddMinutes(70)), watch);
        await A.Count(desk.Database, watch, Tuesday, 3);
        await A.Count(desk.Database, watch, Tuesday.AddHours(1), 1_203);
        // Not in the span.
        await A.Count(desk.Database, watch, Tuesday.AddHours(-1), 500);

        Assert.Equal(["We hold 3 of the 1,206 posts X counted.", "1 removed since, as far as is known."], [(await SaidAsync("2027-11-16", "2027-11-16"))[0], (await SaidAsync())[^1]]);
    }

    [Fact]
    public async Task More_in_one_hour_makes_up_for_nothing_that_is_missing_in_another()
    {
        var watch = await A.Watch(desk.Database, campaign);
        var ailsa = await A.Author(desk.Database, "Ailsa");
        await A.Run(desk.Database, watch, Tuesday.AddDays(-1), Tuesday.AddDays(1));
        await A.Found(desk.Database, await A.Mention(desk.Database, ailsa, Tuesday.AddMinutes(1)), watch);
        await A.Found(desk.Database, await A.Mention(desk.Database, ailsa, Tuesday.AddMinutes(2)), watch);
        await A.Count(desk.Database, watch, Tuesday, 1);
        await A.Count(desk.Database, watch, Tuesday.AddHours(1), 1);

        Assert.Contains("We hold 1 of the 2 posts X counted.", await SaidAsync());
    }

    [Fact]
    public async Task Where_X_counted_none_it_says_so()
    {
        var watch = await A.Watch(desk.Database, campaign);
        await A.Count(desk.Database, watch, Tuesday, 0);

        Assert.Contains("X counted none.", await SaidAsync());
    }

    [Fact]
    public async Task Of_two_hashtags_each_speaks_for_itself_and_one_no_longer_named_does_not()
    {
        await using var other = await ReportDesk.OpenAsync();
        campaign = await A.Campaign(other.Database, hashtags: ["CoProWeekScot", "BigQuestions"]);
        await A.Watch(other.Database, campaign, "BigQuestions", from: A.MondayMorning);
        await A.Watch(other.Database, campaign, "coproweekscot");
        await A.Watch(other.Database, campaign, "Forgotten");
        await A.Watch(other.Database, campaign, "ScotCoPro", "handle");

        var report = await other.MakeAsync();

        Assert.Equal(
            [
                "#BigQuestions: X has not been asked how many there are. Nothing was looked for before Mon 15 Nov 09:00 GMT. Nothing has been collected yet.",
                "#coproweekscot: X has not been asked how many there are. Nothing has been collected yet.", "None removed since, as far as is known.",
            ],
            report.Completeness.InWords(report.Clock, report.Span));
    }

    private async Task<IReadOnlyList<string>> SaidAsync(string? from = null, string? to = null)
    {
        var report = await desk.MakeAsync(from, to);
        return report.Completeness.InWords(report.Clock, report.Span);
    }
}
