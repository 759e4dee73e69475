using System.Text;
using System.Text.Json;
using CoProWeek.Tests.Reporting;
using CoProWeek.Tests.Reporting.Files;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web;

public sealed class ReportPageTests
{
    [Fact]
    public async Task Without_a_campaign_it_says_so_and_an_unknown_one_is_not_found()
    {
        await using var dashboard = await DashboardHost.StartAsync();

        Assert.Contains("There is no campaign yet", await dashboard.ReadAsync("/report"), StringComparison.Ordinal);
        Assert.Equal(404, await StatusAsync(dashboard, "/campaigns/nowhere/report"));
        Assert.Equal(404, await StatusAsync(dashboard, "/campaigns/nowhere/report.csv.zip"));
    }

    [Fact]
    public async Task It_shows_what_the_file_shows_and_every_figure_leads_to_its_posts()
    {
        await using var dashboard = await DashboardHost.StartAsync(A.Counting);
        await GoldenSet.FillAsync(dashboard.Database.DataSource);

        var html = await dashboard.GetAsync($"/campaigns/questions-week/report?from={GoldenSet.From}&to={GoldenSet.To}");

        Assert.Contains("posts with #CoProWeekScot or #BigQuestions were seen about 2,900 times on X", Html.Text(html), StringComparison.Ordinal);
        Assert.Contains("""<a href="/campaigns/questions-week/mentions?tagged=yes&amp;from=2027-03-28&amp;to=2027-11-30">2,878</a>""", html, StringComparison.Ordinal);
        Assert.Contains("""<a href="/campaigns/questions-week/mentions?who=ours&amp;tagged=yes&amp;from=2027-03-28&amp;to=2027-11-30">1,650</a>""", html, StringComparison.Ordinal);
        Assert.Contains("""<a href="/campaigns/questions-week/mentions?who=others&amp;tagged=yes&amp;from=2027-03-28&amp;to=2027-11-30">10</a>""", html, StringComparison.Ordinal);
        Assert.Contains("""<a href="/campaigns/questions-week/mentions?tagged=yes&amp;from=2027-10-31&amp;to=2027-10-31">3</a>""", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=\"", Html.WithoutValues(html), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all", 25)]
    [InlineData("ours", 4)]
    [InlineData("others", 21)]
    public async Task Behind_a_figure_stand_exactly_the_posts_that_it_counts(string who, int posts)
    {
        await using var dashboard = await DashboardHost.StartAsync(A.Counting);
        await GoldenSet.FillAsync(dashboard.Database.DataSource);

        var html = await dashboard.GetAsync($"/campaigns/questions-week/mentions?who={who}&tagged=yes&from={GoldenSet.From}&to={GoldenSet.To}");

        Assert.Equal(posts, html.Split("<li class=\"mention ").Length - 1);
    }

    [Fact]
    public async Task A_hashtag_that_is_written_with_accents_and_capitals_has_its_posts_behind_it()
    {
        await using var dashboard = await DashboardHost.StartAsync(A.Counting);
        await A.Campaign(dashboard.Database.DataSource, hashtags: ["#CÒProWeek"]);
        await A.Mention(dashboard.Database.DataSource, await A.Author(dashboard.Database.DataSource, "Ailsa"), tags: ["còproweek"], text: "Madainn mhath");

        Assert.Contains("Madainn mhath", await dashboard.ReadAsync("/campaigns/questions-week/mentions?tagged=yes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_that_cannot_be_are_left_out()
    {
        await using var dashboard = await DashboardHost.StartAsync(A.Counting);
        await A.Campaign(dashboard.Database.DataSource);

        foreach (var days in new[] { "from=someday&to=0000", "from=2027-11-19&to=2027-11-15", "from=0001-01-01&to=9999-12-31" })
        {
            Assert.Contains("1 November to 3 December 2027", await dashboard.ReadAsync($"/report?{days}"), StringComparison.Ordinal);
            Assert.Contains("What people say", await dashboard.ReadAsync($"/mentions?{days}"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("html", "text/html")]
    [InlineData("json", "application/json")]
    [InlineData("csv.zip", "application/zip")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task It_is_taken_away_under_a_name_that_says_what_it_is(string ending, string type)
    {
        await using var dashboard = await DashboardHost.StartAsync(A.Counting);
        await GoldenSet.FillAsync(dashboard.Database.DataSource);
        var page = await dashboard.GetAsync("/report?from=2027-11-15&to=2027-11-19");

        using var response = await dashboard.Client.GetAsync(new Uri($"/campaigns/questions-week/report.{ending}?from=2027-11-15&to=2027-11-19", UriKind.Relative));
        var bytes = await response.Content.ReadAsByteArrayAsync();

        Assert.Contains($"href=\"/campaigns/questions-week/report.{ending}?from=2027-11-15&amp;to=2027-11-19\"", page, StringComparison.Ordinal);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"reach-report-questions-week-2027-11-15-to-2027-11-19-made-2027-12-01-0005.{ending}", response.Content.Headers.ContentDisposition!.FileName);
        Assert.Contains("Between 15 and 19 November 2027", Said(ending, bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_names_it_holds_every_post_and_beside_the_links_stands_what_X_allows()
    {
        await using var dashboard = await DashboardHost.StartAsync(A.Counting);
        await GoldenSet.FillAsync(dashboard.Database.DataSource);

        var page = await dashboard.GetAsync($"/report?from={GoldenSet.From}&to={GoldenSet.To}");
        var book = await dashboard.Client.GetByteArrayAsync(new Uri($"/campaigns/questions-week/report.xlsx?from={GoldenSet.From}&to={GoldenSet.To}&names=yes", UriKind.Relative));

        Assert.Contains($"href=\"/campaigns/questions-week/report.xlsx?from={GoldenSet.From}&amp;to={GoldenSet.To}&amp;names=yes\"", page, StringComparison.Ordinal);
        Assert.Contains("X’s terms let you hand on at most 500 posts a person a day, and not publish them. These days have 25 posts.", Html.Text(page), StringComparison.Ordinal);
        Assert.Equal(25, ReadBook.Of(book)["Posts"].Rows.Count - 1);
    }

    [Fact]
    public async Task Each_chart_of_the_page_is_a_file_as_well_without_names()
    {
        await using var dashboard = await DashboardHost.StartAsync(A.Counting);
        await GoldenSet.FillAsync(dashboard.Database.DataSource);
        var page = await dashboard.GetAsync($"/report?from={GoldenSet.From}&to={GoldenSet.To}");
        var addresses = page.Split("href=\"").Select(part => part.Split('"')[0].Replace("&amp;", "&", StringComparison.Ordinal)).Where(address => address.EndsWith(".svg", StringComparison.Ordinal) || address.Contains(".svg?", StringComparison.Ordinal))
            .Where(address => address.Contains("/charts/", StringComparison.Ordinal)).Distinct().ToList();

        Assert.Equal(page.Split("class=\"report-chart\"").Length - 1 - 1, addresses.Count); // that of page one stands in the annex again
        foreach (var address in addresses)
        {
            using var response = await dashboard.Client.GetAsync(new Uri(address, UriKind.Relative));
            var svg = await response.Content.ReadAsStringAsync();
            Assert.Equal("image/svg+xml", response.Content.Headers.ContentType!.MediaType);
            Assert.Matches("^reach-report-questions-week-2027-03-28-to-2027-11-30-made-2027-12-01-0005-chart-[a-z]+[.]svg$", response.Content.Headers.ContentDisposition!.FileName!);
            Assert.StartsWith("<?xml", svg, StringComparison.Ordinal);
            Assert.DoesNotContain("@Ailsa", svg, StringComparison.Ordinal);
        }
        Assert.Equal(404, await StatusAsync(dashboard, "/campaigns/questions-week/report/charts/nothing.svg"));
    }

    private static string Said(string ending, byte[] bytes) => ending switch
    {
        "csv.zip" => Written.Tables(bytes)["about.csv"][1][1],
        "xlsx" => ReadBook.Of(bytes)["Reach report"].Rows[1][0].Text,
        "json" => JsonDocument.Parse(bytes).RootElement.GetProperty("sentence").GetString()!,
        _ => Encoding.UTF8.GetString(bytes),
    };

    private static async Task<int> StatusAsync(DashboardHost dashboard, string path)
    {
        using var response = await dashboard.Client.GetAsync(new Uri(path, UriKind.Relative));
        return (int)response.StatusCode;
    }
}
