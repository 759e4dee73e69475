using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CoProWeek.Campaigns;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Team;
using CoProWeek.Tests.Reporting;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web.Report;

/// <summary>From every number of the report that counts posts, down to the posts.</summary>
public sealed partial class WaysDownTests
{
    [Theory]
    [InlineData(GoldenSet.From, GoldenSet.To)]
    // Clocks go back in it: its hour from one to two is there twice.
    [InlineData("2027-10-31", "2027-11-02")]
    public async Task Behind_every_number_that_counts_posts_stand_exactly_those(string from, string to)
    {
        await using var dashboard = await FilledAsync();
        var html = await dashboard.GetAsync($"/campaigns/questions-week/report?from={from}&to={to}");

        var ways = Ways().Matches(html).Select(way => (Address: WebUtility.HtmlDecode(way.Groups["address"].Value), Number: int.Parse(way.Groups["n"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture))).Distinct().ToList();

        Assert.NotEmpty(ways);
        foreach (var (address, number) in ways)
            Assert.Equal((address, number), (address, Listed(await dashboard.GetAsync(address))));
    }

    [Fact]
    public async Task Each_thing_that_posts_can_have_in_common_leads_to_them_and_is_said_above_them()
    {
        await using var dashboard = await FilledAsync();
        var campaign = "/campaigns/questions-week";
        var pages = string.Concat(await Task.WhenAll(new[] { "", "?from=2027-10-31&to=2027-11-02" }.Select(days => dashboard.GetAsync($"{campaign}/report{days}"))));

        foreach (var what in Trait.All)
        {
            var way = Assert.Single(Ways().Matches(pages).Where(way => way.Groups["address"].Value.Contains($"with={what}%3A", StringComparison.Ordinal)).Take(1));
            var list = await dashboard.ReadAsync(WebUtility.HtmlDecode(way.Groups["address"].Value));
            Assert.Matches("Posts (that|with|whose|of|by) ", list);
        }
    }

    [Theory]
    [InlineData("with=hour:99")]
    [InlineData("with=moment:yesterday")]
    [InlineData("with=accounts:all&from=0001-01-01")]
    public async Task What_nobody_can_have_in_common_is_nobodys(string query)
    {
        await using var dashboard = await FilledAsync();

        Assert.Contains("Nothing that was found is like that", await dashboard.ReadAsync($"/campaigns/questions-week/mentions?tagged=yes&{query}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_names_no_trait_shows_every_post()
    {
        await using var dashboard = await FilledAsync();

        Assert.Equal(Listed(await dashboard.GetAsync("/campaigns/questions-week/mentions?tagged=yes")), Listed(await dashboard.GetAsync("/campaigns/questions-week/mentions?tagged=yes&with=nothing:at-all")));
    }

    /// <summary>The golden set, with links, media, names, a plan, members and an earlier week.</summary>
    private static async Task<DashboardHost> FilledAsync()
    {
        var dashboard = await DashboardHost.StartAsync(A.Counting);
        var db = dashboard.Database.DataSource;
        var campaign = await GoldenSet.FillAsync(db);
        await A.Campaign(db, "week-2026", "Week 2026", from: new(2026, 11, 16), hashtags: ["CoProWeekScot"], accounts: [long.Parse(await dashboard.Database.TextAsync("SELECT id::text FROM accounts"))]);
        var isla = await A.Author(db, "Isla");
        await A.Mention(db, isla, new(2026, 11, 17, 9, 0, 0, TimeSpan.Zero));
        var rich = await A.Mention(db, isla, new(2027, 11, 16, 10, 30, 0, TimeSpan.Zero), [10], tags: ["CoProWeekScot", "Communities"], text: "See https://example.org/a with @Bram");
        await A.Link(db, rich, "https://example.org/a");
        await A.Carried(db, rich, named: ["Bram"], shown: ["photo"], language: "gd");
        var post = await A.Post(db, campaign, kind: "question", at: A.MondayMorning.AddHours(3), approvedBy: "Ailsa");
        await A.Mention(db, await A.Author(db, "scotcopro"), A.MondayMorning.AddHours(3), [77], firstId: await A.SentId(db, await A.Delivery(db, post, "sent")));
        var words = dashboard.Get<WordsStore>();
        var week = await dashboard.Get<CampaignStore>().NamedOrOnlyAsync("questions-week");
        await words.SaveAsync(week, new TeamWords { Members = ["isla", "dee"] }, "Ailsa", CancellationToken.None);
        return dashboard;
    }

    private static int Listed(string html) => html.Split("<li class=\"mention ").Length - 1;

    [GeneratedRegex("""<td[^>]*>\s*<a href="(?<address>/campaigns/questions-week/mentions\?[^"]*)">(?<n>[\d,]+)( \([\d.]+%\))?</a>""", RegexOptions.ExplicitCapture)]
    private static partial Regex Ways();
}
