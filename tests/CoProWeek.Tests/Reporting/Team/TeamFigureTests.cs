using CoProWeek.Reporting;
using CoProWeek.Reporting.Team;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Reporting.Team;

/// <summary>What the team's part of a report counts, against rows that a person can count. Numbers are views, likes, replies, reposts, quotes, bookmarks.</summary>
public sealed class TeamFigureTests : IAsyncLifetime
{
    private ReportDesk desk = null!;

    public async Task InitializeAsync() => desk = await ReportDesk.OpenAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task Our_share_and_our_members_are_parts_of_all()
    {
        await SaidAsync();
        // The plan writes handles as people do.
        await desk.WriteAsync(words => words with { Members = ["kelp_kitchen", "nobody_here"] });

        var shares = (await desk.MakeAsync()).Team.Shares;

        // Of 4 posts one is ours, two are Kelp's, one is Tide's; seen 100 + 50 + 30 + 20; responses 4 + 1 + 3 + 2.
        Assert.Equal(
            [
                ("ours", new ShareOf(1, 25m), new ShareOf(100, 50m), new ShareOf(4, 40m)),
                ("members", new ShareOf(2, 50m), new ShareOf(80, 40m), new ShareOf(4, 40m)),
                ("others", new ShareOf(1, 25m), new ShareOf(20, 10m), new ShareOf(2, 20m)),
            ],
            shares.Rows.Select(row => (row.Key, row.Posts!, row.Seen!, row.Responses!)));
        Assert.Equal((2, 1), (shares.Listed, shares.MembersWhoTookPart));
    }

    [Fact]
    public async Task Without_a_list_of_members_their_share_is_not_known_and_not_nought()
    {
        await SaidAsync();

        var report = await desk.MakeAsync();

        Assert.Equal((null, null, null), (report.Team.Shares.Rows[1].Posts, report.Team.Shares.Rows[1].Seen, report.Team.Shares.Rows[1].Responses));
        Assert.Equal(new ShareOf(3, 75m), report.Team.Shares.Rows[2].Posts);
        Assert.Contains("Our members’ share is not known: the team has not listed its members’ handles.", ReachTables.Of(report).Single(table => table.Key == "shares").Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_planned_stands_beside_what_came_of_it_by_kind_and_by_hour()
    {
        var campaign = await A.Campaign(desk.Database);
        var scot = await A.Author(desk.Database, "ScotCoPro");
        await SentAsync(campaign, scot, "blog", 0, [100, 1, 0, 0, 0, 0]);
        // X told nothing but views.
        await SentAsync(campaign, scot, "blog", 24, [50, null, null, null, null, null]);
        await SentAsync(campaign, scot, "question", 3, [300, 3, 0, 0, 0, 0]);
        await A.Delivery(desk.Database, await A.Post(desk.Database, campaign, kind: "question", at: A.MondayMorning.AddHours(27), approvedBy: "Ailsa"), "missed");
        await A.Post(desk.Database, campaign, kind: "story", at: A.MondayMorning.AddHours(7.5));
        await A.Post(desk.Database, campaign, kind: "story", spare: true);

        var report = await desk.MakeAsync();

        Assert.Equal("5 posts were planned: 3 sent, 1 missed, 1 not sent so far.", report.Team.PlannedInWords);
        // Seen each: (100 + 50) / 2, 300 / 1. Responses each: of the one blog of which they are known, 1; 3 / 1. The story never went out.
        Assert.Equal(["Blog 2 2 0 2 75 1", "Question 2 1 1 1 300 3", "Story 1 0 0 0 not known not known"], Rows(report, "planKinds"));
        Assert.Equal(["09:00 to 09:59 2 2 0 2 75 1", "12:00 to 12:59 2 1 1 1 300 3", "16:00 to 16:59 1 0 0 0 not known not known"], Rows(report, "planHours"));
    }

    [Fact]
    public async Task Who_took_part_in_an_earlier_week_returns_also_when_forgotten_and_when_an_archive_had_only_a_name()
    {
        var account = await A.Account(desk.Database);
        await A.Campaign(desk.Database, "week-2026", "Week 2026", from: new(2026, 11, 16), accounts: [account]);
        await A.Campaign(desk.Database, "week-2027", accounts: [account]);
        var ailsa = await A.Author(desk.Database, "Ailsa");
        var somebody = await ForgottenAsync('a');
        var cara = await A.Author(desk.Database, "Cara");
        await DoAsync("UPDATE authors SET remote_id = -7 WHERE id = @cara", new { cara });
        foreach (var author in new[] { ailsa, somebody, cara })
            await A.Mention(desk.Database, author, LastYear(17));
        await A.Mention(desk.Database, ailsa);
        // He is the one who was forgotten: his number has the same hash.
        var bram = await HashedAsync("Bram", 'a');
        await A.Mention(desk.Database, bram);
        await A.Mention(desk.Database, bram);
        await A.Mention(desk.Database, await HashedAsync("CARA", 'c'));
        await A.Mention(desk.Database, await HashedAsync("Dee", 'd'));
        // Nobody worked out her hash yet: she may be anybody forgotten.
        await A.Mention(desk.Database, await A.Author(desk.Database, "Eve"));

        var told = (await desk.MakeAsync(slug: "week-2027")).Team.Returning!;
        var again = (await desk.MakeAsync(slug: "week-2027")).Team.Returning!;

        // Returning: Ailsa 1, Bram 2, Cara 1. New: Dee. Not known: Eve.
        Assert.Equal((3, 4, 1, 1, 1, 1), (told.Back, told.BackPosts, told.New, told.NewPosts, told.NotKnown, told.NotKnownPosts));
        Assert.Equal(["Week 2026"], told.Against);
        Assert.Equal((3, 1, 1), (again.Back, again.New, again.NotKnown));
    }

    [Fact]
    public async Task Kept_numbers_of_new_accounts_follow_what_an_archive_brings_in_later()
    {
        var account = await A.Account(desk.Database);
        await A.Campaign(desk.Database, "week-2026", "Week 2026", from: new(2026, 11, 16), accounts: [account]);
        await A.Campaign(desk.Database, "week-2027", accounts: [account]);
        var (ailsa, bram) = (await A.Author(desk.Database, "Ailsa"), await A.Author(desk.Database, "Bram"));
        await A.Mention(desk.Database, ailsa);
        await A.Mention(desk.Database, bram);
        var none = (await desk.MakeAsync(slug: "week-2027")).Team.Returning;
        await A.Mention(desk.Database, ailsa, LastYear(17));
        var one = (await desk.MakeAsync(slug: "week-2027")).Team.Returning!;
        await A.Mention(desk.Database, bram, LastYear(18));
        var two = (await desk.MakeAsync(slug: "week-2027")).Team.Returning!;

        // Without a post of an earlier week nobody can be told to be new.
        Assert.Null(none);
        Assert.Equal([(1, 1), (0, 2)], new[] { one, two }.Select(told => (told.New, told.Back)));
    }

    private static DateTimeOffset LastYear(int day, int hour = 9) => new(2026, 11, day, hour, 0, 0, TimeSpan.Zero);

    private async Task SaidAsync()
    {
        await A.Campaign(desk.Database);
        await A.Mention(desk.Database, await A.Author(desk.Database, "ScotCoPro"), numbers: [100, 4, 0, 0, 0, 0]);
        var kelp = await A.Author(desk.Database, "Kelp_Kitchen");
        await A.Mention(desk.Database, kelp, numbers: [50, 1, 0, 0, 0, 0]);
        await A.Mention(desk.Database, kelp, A.MondayMorning.AddDays(1), [30, 0, 3, 0, 0, 0]);
        await A.Mention(desk.Database, await A.Author(desk.Database, "tide_table"), numbers: [20, 2, 0, 0, 0, 0]);
    }

    private async Task SentAsync(long campaign, long author, string kind, int hours, int?[] numbers)
    {
        var at = A.MondayMorning.AddHours(hours);
        var delivery = await A.Delivery(desk.Database, await A.Post(desk.Database, campaign, kind: kind, at: at, approvedBy: "Ailsa"), "sent");
        await A.Mention(desk.Database, author, at, numbers, firstId: await A.SentId(desk.Database, delivery));
    }

    private async Task<long> HashedAsync(string handle, char hash)
    {
        var author = await A.Author(desk.Database, handle);
        await DoAsync("UPDATE authors SET hash = decode(repeat(@hash, 64), 'hex') WHERE id = @author", new { author, hash = $"{hash}" });
        return author;
    }

    /// <summary>Somebody of whom a hash is left.</summary>
    private async Task<long> ForgottenAsync(char hash)
    {
        var author = await HashedAsync("", hash);
        await DoAsync("UPDATE authors SET remote_id = NULL, name = '' WHERE id = @author", new { author });
        return author;
    }

    private async Task DoAsync(string sql, object values)
    {
        await using var connection = await desk.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, values);
    }

    private static IEnumerable<string> Rows(ReachReport report, string key) =>
        ReachTables.Of(report).Single(table => table.Key == key).Rows.Select(row => string.Join(' ', row.Cells.Select(cell => cell.Said)));
}
