using CoProWeek.Reporting;
using CoProWeek.Reporting.Team;
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
        Assert.Equal(
            [("Blog", 1, 90L, 1L), ("Not in the plan", 1, 5L, 0L), ("Question", 2, 500L, 2L)],
            report.Team.Plan.Where(cell => cell.Posts > 0).Select(cell => (Words.PlanKind(cell.Kind), cell.Posts, cell.Seen!.Value, cell.Responses!.Value)).Order());
        Assert.Equal(["Blog", "Question", "Not in the plan"], TeamTables.ByKind(report).Rows.Select(row => row.Cells[0].Said));
        Assert.Equal(["3"], TeamTables.ByHour(report).Rows.Select(row => row.Cells[4].Said));
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

    [Fact]
    public async Task Hours_of_the_day_are_the_campaigns_and_all_twenty_four_stand_there()
    {
        await GoldenSet.FillAsync(desk.Database);
        var hours = (await desk.MakeAsync(GoldenSet.From, GoldenSet.To)).Hours;

        Assert.Equal(Enumerable.Range(0, 24), hours.Select(hour => hour.Hour));
        Assert.Equal((4, 21, 2_878L, 81L), (hours.Sum(hour => hour.Ours), hours.Sum(hour => hour.Others), hours.Sum(hour => hour.Seen)!.Value, hours.Sum(hour => hour.Responses)!.Value));
        // Ours on 15 and 2 November at 09:00; Ailsa at 10:00; Bram and Leo at noon; 00:59:59 BST of 29 March is none of this hour's.
        Assert.Equal([(9, 2, 0, 1_400L), (10, 0, 1, 100L), (12, 0, 2, 90L)], hours.Where(hour => hour.Hour is 9 or 10 or 12).Select(hour => (hour.Hour, hour.Ours, hour.Others, hour.Seen!.Value)));
        // The first 01:30 of 31 October and the second.
        Assert.Equal((2, 17L), (hours[1].Others, hours[1].Seen!.Value));
        // Nobody posted at five: seen 0 times, which is known.
        Assert.Equal((0, 0, 0L, 0L), (hours[5].Ours, hours[5].Others, hours[5].Seen!.Value, hours[5].Responses!.Value));
    }

    [Fact]
    public async Task Of_an_hour_whose_posts_have_no_known_numbers_nothing_is_known()
    {
        await A.Campaign(desk.Database);
        await A.Mention(desk.Database, await A.Author(desk.Database, "Ailsa"));

        var nine = (await desk.MakeAsync()).Hours[9];

        Assert.Equal((1, null, null), (nine.Others, nine.Seen, nine.Responses));
    }

    [Fact]
    public async Task By_each_counter_the_first_five_stand_and_posts_that_have_none_of_it_do_not()
    {
        await A.Campaign(desk.Database);
        var ailsa = await A.Author(desk.Database, "Ailsa");
        for (var n = 1; n <= 7; n++)
            await A.Mention(desk.Database, ailsa, A.MondayMorning.AddDays(n % 3), [100, n, 0, n == 4 ? 9 : 0, 0, 0], text: $"post {n}");
        // The same likes as the seventh, and older: it stands before it.
        await A.Mention(desk.Database, ailsa, A.MondayMorning.AddDays(-1), [null, 7, 0, 0, 0, 0], text: "older");
        var report = await desk.MakeAsync();

        Assert.Equal(
            [("likes", "older", 7L), ("likes", "post 7", 7L), ("likes", "post 6", 6L), ("likes", "post 5", 5L), ("likes", "post 4", 4L), ("reposts", "post 4", 9L)],
            report.PostsBy.Select(row => (row.Counter, row.Text, row.N)));
        Assert.Equal(7, report.Posts.Count);
    }

    [Fact]
    public async Task Names_sites_pictures_and_languages_are_counted_by_posts_and_by_accounts()
    {
        await A.Campaign(desk.Database);
        var (ailsa, bram) = (await A.Author(desk.Database, "Ailsa"), await A.Author(desk.Database, "Bram"));
        long[] posts = [await A.Mention(desk.Database, ailsa), await A.Mention(desk.Database, ailsa, A.MondayMorning.AddDays(1)), await A.Mention(desk.Database, bram, kind: "reply"), await A.Mention(desk.Database, bram, kind: "repost")];
        await A.Carried(desk.Database, posts[0], ["kelp_kitchen", "ScotCoPro"], ["photo", "photo"], "en");
        await A.Carried(desk.Database, posts[1], ["Kelp_Kitchen"], ["video"], "gd");
        await A.Carried(desk.Database, posts[2], ["kelp_kitchen"], ["photo"], "en");
        // A repost carries what the original carries.
        await A.Carried(desk.Database, posts[3], ["kelp_kitchen"], ["photo"], "en");
        await A.Link(desk.Database, posts[0], "https://example.org/a");
        // Two pages of a site in one post are one post with that site.
        await A.Link(desk.Database, posts[1], "https://www.example.org/b");
        await A.Link(desk.Database, posts[1], "https://example.org/c");
        var report = await desk.MakeAsync();

        Assert.Equal([("kelp_kitchen", 3, 2), ("scotcopro", 1, 1)], report.Mentioned.Select(row => (row.Item, row.Posts, row.Accounts)));
        Assert.Equal([("example.org", 2, 1)], report.Hosts.Select(row => (row.Item, row.Posts, row.Accounts)));
        Assert.Equal([("photo", 2, 2), ("video", 1, 1)], report.Media.Select(row => (row.Item, row.Posts, row.Accounts)));
        Assert.Equal([("English", 2, 2), ("Scottish Gaelic", 1, 1)], report.Languages.Select(row => (Words.Language(row.Item), row.Posts, row.Accounts)));
    }

    [Fact]
    public async Task How_much_the_ten_with_the_most_wrote_is_told_where_more_than_ten_took_part()
    {
        await A.Campaign(desk.Database);
        for (var n = 0; n < 10; n++)
            await A.Mention(desk.Database, await A.Author(desk.Database, $"member_{n}"), A.MondayMorning.AddDays(n % 3));
        var ten = await desk.MakeAsync();
        var keen = await A.Author(desk.Database, "keen");
        for (var n = 0; n < 5; n++)
            await A.Mention(desk.Database, keen, A.MondayMorning.AddDays(n));
        await A.Mention(desk.Database, await A.Author(desk.Database, "ScotCoPro"));
        var eleven = await desk.MakeAsync();

        Assert.DoesNotContain("The ten", ReachTables.Accounts(ten).Note, StringComparison.Ordinal);
        // Keen's five and one of each of nine others: 14 of 15 posts that are not ours.
        Assert.Equal(14, eleven.PostsOfTopTen);
        Assert.Contains("The ten with the most wrote 93 of every 100 posts that are not ours.", ReachTables.Accounts(eleven).Note, StringComparison.Ordinal);
        Assert.Contains("Who posted on several days counts once", ReachTables.Accounts(eleven).Note, StringComparison.Ordinal);
    }
}
