using System.Xml.Linq;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Files;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Reporting.Files;

/// <summary>A chart that stands alone, for a report in another program.</summary>
public sealed class ChartFileTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public async Task Each_chart_of_the_report_is_a_file_with_a_title_words_and_colours_of_its_own()
    {
        await using var desk = await ReportDesk.OpenAsync();
        await FullReport.FillAsync(desk.Database);
        var report = (await desk.MakeAsync()).WithoutNames();

        var charts = await ChartFiles.OfAsync(report);

        string[] expected = ["seen", "posts", .. ReachTables.Of(report).Where(table => table.HasChart && table.Key != "timeline" && table.Rows.Count > 0).Select(table => table.Key)];
        Assert.Equal(expected.Order(StringComparer.Ordinal), charts.Select(chart => chart.Name).Order(StringComparer.Ordinal));
        Assert.All(charts, chart =>
        {
            var root = XDocument.Parse(chart.Svg).Root!;
            Assert.Equal(Svg + "svg", root.Name);
            Assert.Equal(["title", "desc", "style"], root.Elements().Take(3).Select(element => element.Name.LocalName));
            Assert.All(root.Elements().Take(3), element => Assert.NotEqual("", element.Value));
            Assert.Equal(root.Attribute("viewBox")!.Value, $"0 0 {root.Attribute("width")!.Value} {root.Attribute("height")!.Value}");
            Assert.DoesNotContain("var(", chart.Svg, StringComparison.Ordinal);
            Assert.DoesNotContain("@member_", chart.Svg, StringComparison.Ordinal);
            Assert.Equal($"{report.FileName}-chart-{chart.Name.ToLowerInvariant()}.svg", chart.FileName);
        });
        // Heather, as on the page: colours.css.
        Assert.Contains(".chart-column { fill: #5d2f78; }", charts[0].Svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_shows_it_without_a_complaint_and_it_asks_for_nothing_whatever_people_wrote()
    {
        await using var desk = await ReportDesk.OpenAsync();
        await A.Campaign(desk.Database);
        foreach (var (n, text) in Hostile.All.Index())
            await A.Mention(desk.Database, await A.Author(desk.Database, text), A.MondayMorning.AddMinutes(n), numbers: [900 - n], text: text, tags: ["CoProWeekScot", text[..Math.Min(200, text.Length)]]);
        var folder = TemporaryFolder.Create();

        await using var browser = await Chromium.OpenAsync();
        var charts = await ChartFiles.OfAsync(await desk.MakeAsync());

        foreach (var chart in charts)
        {
            var path = Path.Combine(folder, chart.FileName);
            await File.WriteAllTextAsync(path, chart.Svg);
            await browser.GoAsync(new Uri($"file://{path}"));

            Assert.Equal("svg", await browser.Page.EvaluateAsync<string>("document.documentElement.localName"));
            Assert.Equal(0, await browser.Page.EvaluateAsync<int>("document.querySelectorAll('script, parsererror, image, foreignObject').length"));
            Assert.True(await browser.Page.EvaluateAsync<bool>("window.hostile === undefined"), chart.Name);
        }
        Assert.Empty(browser.Complaints);
        Assert.Equal(charts.Count, browser.Requests.Count);
    }
}
