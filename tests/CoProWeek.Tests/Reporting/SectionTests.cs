using CoProWeek.Reporting;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Reporting;

public sealed class SectionTests : IAsyncLifetime
{
    private ReportDesk desk = null!;

    public async Task InitializeAsync() => desk = await ReportDesk.OpenAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task Days_add_up_to_the_total_and_empty_ones_are_there()
    {
        await GoldenSet.FillAsync(desk.Database);
        var report = await desk.MakeAsync(GoldenSet.From, GoldenSet.To);
        var days = report.Timeline.ToDictionary(day => day.Day);

        // 28 March to 30 November, both included.
        Assert.Equal(248, report.Timeline.Count);
        Assert.Equal(((int?)report.Figures.Posts.Main.Value, (long?)report.Figures.TimesSeen.Main.Value), (days.Values.Sum(day => day.Posts), days.Values.Sum(day => day.Seen)));
        Assert.Equal((4, 21), (days.Values.Sum(day => day.Ours), days.Values.Sum(day => day.Others)));
        // 00:00 and 23:59:59 of the day clocks go forward, and 00:00 of the next.
        Assert.Equal((2, 11L, 1, 7L), (days[new(2027, 3, 28)].Posts, days[new(2027, 3, 28)].Seen, days[new(2027, 3, 29)].Posts, days[new(2027, 3, 29)].Seen));
        // Twice 01:30 and 23:59:59 of the day they go back, and 00:00 of the next.
        Assert.Equal((3, 27L, 1, 11L), (days[new(2027, 10, 31)].Posts, days[new(2027, 10, 31)].Seen, days[new(2027, 11, 1)].Posts, days[new(2027, 11, 1)].Seen));
        // Nothing posted is seen 0 times.
        Assert.Equal((0, 0L), (days[new(2027, 6, 1)].Posts, days[new(2027, 6, 1)].Seen));
    }

    [Fact]
    public async Task Three_days_are_told_by_the_hour_and_clocks_that_change_make_23_or_25_of_them()
    {
        await GoldenSet.FillAsync(desk.Database);
        var spring = (await desk.MakeAsync("2027-03-28", "2027-03-28")).Timeline;
        var autumn = (await desk.MakeAsync("2027-10-31", "2027-10-31")).Timeline;
        var three = (await desk.MakeAsync("2027-11-15", "2027-11-17")).Timeline;

        Assert.Equal((23, 25, 72), (spring.Count, autumn.Count, three.Count));
        Assert.Equal(["Sun 28 Mar 00:00", "Sun 28 Mar 02:00", "Sun 28 Mar 03:00"], spring.Take(3).Select(hour => hour.Label));
        Assert.Equal([("Sun 31 Oct 00:00", 0), ("Sun 31 Oct 01:00 BST", 1), ("Sun 31 Oct 01:00 GMT", 1), ("Sun 31 Oct 02:00", 0)], autumn.Take(4).Select(hour => (hour.Label, hour.Posts)));
    }

    [Fact]
    public async Task Days_to_come_are_not_told_and_a_day_of_unknown_views_is_not_nought()
    {
        await using var midweek = await ReportDesk.OpenAsync(A.MondayMorning.AddDays(1));
        await A.Campaign(midweek.Database);
        await A.Mention(midweek.Database, await A.Author(midweek.Database, "Ailsa"));
        var days = (await midweek.MakeAsync()).Timeline;

        Assert.Equal(new(2027, 11, 16), days[^1].Day);
        Assert.Equal((1, null), (days[^2].Posts, days[^2].Seen));
    }

    [Fact]
    public async Task Kinds_stand_in_words_and_ours_by_what_the_plan_calls_them()
    {
        var campaign = await A.Campaign(desk.Database);
        var scot = await A.Author(desk.Database, "ScotCoPro");
        foreach (var (kind, views) in new[] { ("question", 300), ("question", 200), ("blog", 90) })
        {
            var delivery = await A.Delivery(desk.Database, await A.Post(desk.Database, campaign, kind: kind, approvedBy: "Ailsa"), "sent");
            await A.Mention(desk.Database, scot, numbers: [views, 1, 0, 0, 0, 0], firstId: await A.SentId(desk.Database, delivery), editedAt: A.MondayMorning.AddMinutes(20));
        }
        await A.Mention(desk.Database, scot, numbers: [5], kind: "reply");
        await A.Mention(desk.Database, await A.Author(desk.Database, "Ailsa"), numbers: [7], kind: "quote");
        var report = await desk.MakeAsync();

        Assert.Equal([("Original posts", 3, 3, 590L, 3L), ("Replies", 1, 1, 5L, 0L), ("Quotes", 1, 0, 7L, 0L)], report.Kinds.Select(row => (Words.Kind(row.Name), row.Posts, row.Ours, row.Seen!.Value, row.Responses!.Value)));
        Assert.Equal([("Question", 2, 500L, 2L), ("Blog", 1, 90L, 1L), ("Not in the plan", 1, 5L, 0L)], report.PlanKinds.Select(row => (Words.PlanKind(row.Name), row.Posts, row.Seen!.Value, row.Responses!.Value)));
    }

    [Fact]
    public async Task Accounts_and_posts_stand_by_what_counts_and_ties_by_name_and_id()
    {
        await A.Campaign(desk.Database);
        var bram = await A.Author(desk.Database, "bram", followers: 5);
        var ailsa = await A.Author(desk.Database, "Ailsa");
        var cara = await A.Author(desk.Database, "cara", followers: 0);
        await A.Mention(desk.Database, bram, numbers: [40], text: "second", firstId: 12);
        await A.Mention(desk.Database, ailsa, numbers: [40], text: "first", firstId: 11);
        await A.Mention(desk.Database, cara, numbers: [90], text: "most", editedAt: A.MondayMorning.AddMinutes(20));
        await A.Mention(desk.Database, cara, text: "not known");
        await A.Mention(desk.Database, await A.Author(desk.Database, ""), numbers: [50], text: "nameless", firstId: 13);
        await A.Mention(desk.Database, await A.Author(desk.Database, "ScotCoPro"), numbers: [45], text: "ours");
        var report = await desk.MakeAsync();

        Assert.Equal([("cara", 2, 90L, 0), ("", 1, 50L, null), ("Ailsa", 1, 40L, null), ("bram", 1, 40L, (int?)5)], report.Accounts.Select(row => (row.Handle, row.Posts, row.Seen!.Value, row.Followers)));
        Assert.Equal(["most", "nameless", "ours", "first", "second"], report.Posts.Select(row => row.Text));
        Assert.Equal(["https://x.com/cara/status/" + report.Posts[0].RemoteId, "https://x.com/i/status/13"], report.Posts.Take(2).Select(row => row.Link));
    }

    [Fact]
    public async Task Other_hashtags_stand_as_most_often_written_and_links_by_their_posts()
    {
        await A.Campaign(desk.Database);
        var ailsa = await A.Author(desk.Database, "Ailsa");
        string[][] tags = [["CoProWeekScot", "CoProduction"], ["coproweekscot", "CoProduction", "power"], ["CoProWeekScot", "coproduction", "Housing"]];
        foreach (var each in tags)
            await A.Link(desk.Database, await A.Mention(desk.Database, ailsa, tags: each), "https://www.example.org/b");
        await A.Link(desk.Database, await A.Mention(desk.Database, await A.Author(desk.Database, "Bram")), "https://example.org/a");
        await A.Link(desk.Database, await A.Mention(desk.Database, ailsa, hidden: true), "https://example.org/gone");
        var report = await desk.MakeAsync();

        Assert.Equal([("CoProduction", 3, 1), ("Housing", 1, 1), ("power", 1, 1)], report.Tags.Select(row => (row.Written, row.Posts, row.Accounts)));
        Assert.Equal([("https://www.example.org/b", "example.org", 3), ("https://example.org/a", "example.org", 1)], report.Links.Select(row => (row.Url, row.Host, row.Posts)));
    }
}
