using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Files;

namespace CoProWeek.Tests.Reporting.Files;

/// <summary>Whichever file somebody opens, it says the same numbers: those of <see cref="GoldenSet"/>, which a person can count.</summary>
public sealed partial class SameNumbersTests : IAsyncLifetime
{
    private ReportDesk desk = null!;
    private ReachReport report = null!;

    public async Task InitializeAsync()
    {
        desk = await ReportDesk.OpenAsync();
        await GoldenSet.FillAsync(desk.Database);
        report = await desk.MakeAsync(GoldenSet.From, GoldenSet.To);
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    // Why each is what it is stands in FigureTests.
    [Theory]
    [InlineData("timesSeen", "Times seen on X", "2878", "1650", "1228")]
    [InlineData("accounts", "Accounts that took part", null, null, "10")]
    [InlineData("posts", "Posts with #CoProWeekScot or #BigQuestions", "25", "4", "21")]
    [InlineData("responses", "Responses", "81", "27", "54")]
    [InlineData("responsesPer100Views", "Responses per 100 views", "2.6", "1.6", "3.8")]
    [InlineData("followers", "Followers of those who took part", null, null, "2427")]
    [InlineData("possibleDeliveries", "Possible deliveries to followers", "12944", "6800", "6144")]
    public async Task A_figure_is_the_same_in_the_workbook_the_tables_the_JSON_and_the_page(string key, string label, string? all, string? ours, string? others)
    {
        string?[] sides = [all, ours, others];
        var json = JsonDocument.Parse(await Written.AsAsync(FileForm.Json, report)).RootElement.GetProperty("figures").GetProperty(key);
        var csv = Written.Tables(await Written.AsAsync(FileForm.Csv, report))["figures.csv"].Single(row => row[0] == label);
        var xlsx = ReadBook.Of(await Written.AsAsync(FileForm.Xlsx, report))["Reach report"].Under("Figure").Single(row => row.Count > 0 && row[0].Text == label);
        var html = Cells(await ReachHtml.FileAsync(report)).Single(row => row[0] == $"{label} {report.Figures.All.Single(figure => figure.Key == key).Line}");

        Assert.Equal(sides, new[] { "all", "ours", "everybodyElses" }.Select(side => json.GetProperty(side) is { ValueKind: JsonValueKind.Object } amount ? Plain(amount.GetProperty("value").GetDecimal()) : null));
        Assert.Equal(sides.Select(side => side ?? ""), csv[1..4].Select(Plain));
        Assert.Equal(sides.Select(side => side ?? ""), xlsx.Skip(1).Take(3).Select(cell => Plain(cell.Text)));
        Assert.Equal(sides.Select(side => side ?? ""), html.Skip(1).Select(Plain));
    }

    [Fact]
    public async Task Every_row_of_every_table_is_the_same_in_the_workbook_the_tables_and_the_page()
    {
        var tables = Written.Tables(await Written.AsAsync(FileForm.Csv, report));
        var sheets = ReadBook.Of(await Written.AsAsync(FileForm.Xlsx, report)).Sheets;
        var html = await ReachHtml.FileAsync(report);

        foreach (var (n, table) in ReachTables.Of(report).Index())
        {
            var csv = tables[$"{table.Key}.csv"].Skip(1).Select(row => Numbers(table, row, cell => cell)).ToList();
            var xlsx = table.Rows.Count == 0 ? [] : sheets[n + 1].Under(table.Columns[0]).Select(row => Numbers(table, row, cell => cell.Text)).ToList();
            var page = html.Contains($"report-table-{table.Key}\"", StringComparison.Ordinal) ? Cells(html.Split($"report-table-{table.Key}\"")[1].Split("</table>")[0]).Select(row => Numbers(table, row, cell => cell)).ToList() : [];

            Assert.Equal(table.Rows.Count, csv.Count);
            Assert.Equal(csv, xlsx);
            Assert.Equal(csv, page);
        }
    }

    [Fact]
    public async Task The_posts_in_full_are_those_of_the_figures_and_their_numbers_add_up_to_them()
    {
        var csv = Written.Tables(await Written.InFullAsync(desk, FileForm.Csv, GoldenSet.From, GoldenSet.To))["posts.csv"];
        var posts = ReadBook.Of(await Written.InFullAsync(desk, FileForm.Xlsx, GoldenSet.From, GoldenSet.To))["Posts"];

        Assert.Equal((25, 25), (csv.Count - 1, posts.Rows.Count - 1));
        // Of two of Dee's X did not tell the views, of one of those nothing at all.
        Assert.Equal((2_878m, 2), (posts.Column("Times seen").Sum(cell => cell.Number ?? 0), posts.Column("Times seen").Count(cell => cell.Text == "not known")));
        Assert.Equal((81m, 1), (posts.Column("Responses").Sum(cell => cell.Number ?? 0), posts.Column("Responses").Count(cell => cell.Text == "not known")));
        Assert.Equal(4, posts.Column("Ours").Count(cell => cell.Text == "yes"));
        Assert.Equal(posts.Column("Times seen").Select(cell => cell.Text), csv.Skip(1).Select(row => row[csv[0].ToList().IndexOf("Times seen")]));
    }

    [Fact]
    public async Task The_notes_say_of_every_figure_what_it_means_where_it_comes_from_and_when_it_was_measured()
    {
        var notes = ReadBook.Of(await Written.AsAsync(FileForm.Xlsx, report))["Notes"].Under("Source");
        var figures = report.Figures.All.SelectMany(figure => figure.Parts.Prepend(figure)).ToList();

        Assert.Equal(figures.Select(figure => (figure.Label, figure.Line)), notes.Take(figures.Count).Select(row => (row[0].Text, row[1].Text)));
        Assert.All(notes.Take(figures.Count), row => Assert.True(row[2].Text != "" && row[3].Text != "", row[0].Text));
        Assert.Equal("As held on Wed 1 Dec 2027 at 00:05 GMT", notes.First(row => row[0].Text == "Accounts that took part")[3].Text);
        Assert.StartsWith("X: the views", notes[0][2].Text, StringComparison.Ordinal);
    }

    /// <summary>Of its columns of numbers, as figures without commas.</summary>
    private static string Numbers<T>(ReportTable table, IReadOnlyList<T> row, Func<T, string> text) =>
        string.Join(' ', Enumerable.Range(0, table.Columns.Count).Where(table.IsNumber).Select(column => Plain(text(row[column]))));

    private static string Plain(string text) => text.Replace(",", "", StringComparison.Ordinal).Trim();

    private static string Plain(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    private static List<List<string>> Cells(string html) =>
        [.. Row().Matches(html).Select(row => Cell().Matches(row.Value).Select(cell => Space().Replace(WebUtility.HtmlDecode(Tag().Replace(cell.Groups["is"].Value, " ")), " ").Trim()).ToList()).Where(row => row.Count > 0)];

    [GeneratedRegex("<tr>.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<td[^>]*>(?<is>.*?)</td>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Cell();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
