using System.Text.Json;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Files;
using CoProWeek.Tests.Reporting.Files;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Reporting;

/// <summary>What people write is shown as it is, breaks no format and does nothing.</summary>
public sealed class HostileTests : IAsyncLifetime
{
    private ReportDesk desk = null!;
    private ReachReport report = null!;

    public async Task InitializeAsync()
    {
        desk = await ReportDesk.OpenAsync();
        await A.Campaign(desk.Database, name: "=HYPERLINK(\"https://example.org\") <i>week</i>");
        foreach (var (n, text) in new[] { Hostile.Script, Hostile.RightToLeft, Hostile.Endless }.Concat(Hostile.Formulas).Index())
        {
            var mention = await A.Mention(desk.Database, await A.Author(desk.Database, n == 0 ? "<img/src=x>" : $"a{n}"), numbers: [900 - n], text: text, tags: ["CoProWeekScot", text[..Math.Min(200, text.Length)]]);
            await A.Link(desk.Database, mention, n == 1 ? "javascript:alert(1)" : $"https://example.org/?q={n}\"><script>alert(1)</script>");
        }
        report = await desk.MakeAsync();
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task The_file_has_no_script_and_no_link_that_runs_one()
    {
        var html = await ReachHtml.FileAsync(report);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"javascript:", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;window.hostile", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_browser_nothing_happens_and_nothing_is_wider_than_a_telephone()
    {
        await using var browser = await Chromium.OpenAsync(390);
        await browser.GoAsync(new Uri(await ReportFile.WriteAsync(report)));

        Assert.Empty(browser.Complaints);
        Assert.Single(browser.Requests);
        Assert.False(await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"), "The file is wider than its window.");
    }

    [Fact]
    public async Task No_cell_of_a_table_is_a_formula()
    {
        var cells = Written.Tables(await Written.AsAsync(FileForm.Csv, report)).Values.SelectMany(table => table).SelectMany(row => row).ToList();

        Assert.All(cells, cell => Assert.False(cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..], cell));
        Assert.Contains(Hostile.Endless, cells);
    }

    [Fact]
    public async Task No_cell_of_the_workbook_can_become_one()
    {
        var cells = ReadBook.Of(await Written.AsAsync(FileForm.Xlsx, report)).Sheets.SelectMany(sheet => sheet.Rows).SelectMany(row => row).ToList();

        Assert.All(cells.Where(cell => cell.Text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]), cell => Assert.True(cell.IsAsTyped, cell.Text));
        Assert.Contains(cells, cell => cell.Text == Hostile.Formulas[0]);
        Assert.Contains(cells, cell => cell.Text == Hostile.Endless);
    }

    [Fact]
    public void Json_holds_every_text_whole()
    {
        var texts = JsonDocument.Parse(ReachJson.Write(report)).RootElement.GetProperty("topPosts").EnumerateArray().Select(post => post.GetProperty("text").GetString());

        Assert.Equal([Hostile.Script, Hostile.RightToLeft, Hostile.Endless], texts.Take(3));
    }

    [Fact]
    public void A_terminal_is_not_steered_by_it() =>
        Assert.DoesNotContain(ReachTable.Write(report), letter => letter is '\u001B' or '\u0007' or '\u202E' or '\u202C' or '\t');
}
