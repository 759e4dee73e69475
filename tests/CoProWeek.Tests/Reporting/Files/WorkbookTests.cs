using CoProWeek.Campaigns;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Files;
using CoProWeek.Tests.Support;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace CoProWeek.Tests.Reporting.Files;

/// <summary>The workbook as a spreadsheet opens it.</summary>
public sealed class WorkbookTests : IAsyncLifetime
{
    private ReportDesk desk = null!;

    public async Task InitializeAsync()
    {
        desk = await ReportDesk.OpenAsync();
        await A.Campaign(desk.Database, hashtags: ["CoProWeekScot", "[Big]:Questions*of/the?week"]);
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task It_is_a_workbook_by_Offices_own_rules_full_or_empty()
    {
        await using var nobody = await ReportDesk.OpenAsync();
        await A.Campaign(nobody.Database);
        var empty = await Written.InFullAsync(nobody, FileForm.Xlsx);
        foreach (var (n, text) in Hostile.All.Index())
            await A.Mention(desk.Database, await A.Author(desk.Database, $"a{n}", followers: n, name: text), numbers: [n], text: text);
        var full = await Written.InFullAsync(desk, FileForm.Xlsx);

        foreach (var book in new[] { empty, full })
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(book), isEditable: false);
            Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
        }
        Assert.All(ReadBook.Of(full).Sheets, sheet => Assert.True(sheet.Name.Length <= 31 && sheet.Name.IndexOfAny(['[', ']', ':', '*', '?', '/', '\\']) < 0, sheet.Name));
        Assert.Equal(["Reach report", "In the team’s own words", "Posts that the team picked"], ReadBook.Of(full).Sheets.Take(3).Select(sheet => sheet.Name));
        Assert.Equal(["Notes", "Posts"], ReadBook.Of(full).Sheets.TakeLast(2).Select(sheet => sheet.Name));
    }

    [Fact]
    public async Task What_people_wrote_stands_in_it_whole_as_text_and_is_never_a_formula()
    {
        var ailsa = await A.Author(desk.Database, "Ailsa");
        foreach (var (n, text) in Hostile.All.Index())
            await A.Mention(desk.Database, ailsa, A.MondayMorning.AddMinutes(n), numbers: [n], text: text);

        var texts = ReadBook.Of(await Written.InFullAsync(desk, FileForm.Xlsx))["Posts"].Column("Text");

        Assert.Equal(Hostile.All, texts.Select(cell => cell.Text));
        Assert.All(texts, cell => Assert.Equal(cell.Text[0] is '=' or '+' or '-' or '@' or '\t' or '\r', cell.IsAsTyped));
    }

    [Fact]
    public async Task An_id_is_text_with_all_its_figures()
    {
        await A.Mention(desk.Database, await A.Author(desk.Database, "Ailsa"), numbers: [5], firstId: 1_460_123_456_789_012_345);
        var book = ReadBook.Of(await Written.InFullAsync(desk, FileForm.Xlsx));

        Assert.Equal(("1460123456789012345", null), (book["Posts"].Column("Id")[0].Text, book["Posts"].Column("Id")[0].Number));
        Assert.Equal("1460123456789012345", book["The posts seen most"].Column("Id")[0].Text);
        Assert.Equal("https://x.com/Ailsa/status/1460123456789012345", book["The posts seen most"].Column("Link")[0].Text);
    }

    [Fact]
    public async Task Days_and_instants_are_such_to_a_spreadsheet_in_the_campaigns_zone()
    {
        // In summer time: 08:00 UTC is 09:00 on the clock. 1 July 2027 is day 46,569 of a workbook, and 09:00 three eighths of one.
        await A.Mention(desk.Database, await A.Author(desk.Database, "Ailsa"), new(2027, 7, 1, 8, 0, 0, TimeSpan.Zero), numbers: [5]);
        var book = ReadBook.Of(await Written.InFullAsync(desk, FileForm.Xlsx, "2027-06-01", "2027-07-01"));

        Assert.Equal(46_569.375m, book["Posts"].Column("Posted (Europe/London)").Single().Number);
        Assert.Equal(46_569m, book["By the day"].Column("Day")[^1].Number);
    }

    [Fact]
    public async Task A_sheet_that_is_full_goes_on_in_a_further_one_and_no_post_is_lost()
    {
        var ailsa = await A.Author(desk.Database, "Ailsa");
        for (var n = 0; n < 7; n++)
            await A.Mention(desk.Database, ailsa, A.MondayMorning.AddMinutes(n), numbers: [n]);
        var small = FileForm.Xlsx with { WriteAsync = new ReachXlsx(mostRows: 4).WriteAsync };

        var sheets = ReadBook.Of(await Written.InFullAsync(desk, small)).Sheets.Where(sheet => sheet.Name is "Posts" or "Posts 2" or "Posts 3" or "Posts 4").ToList();

        Assert.Equal([("Posts", 4), ("Posts 2", 4), ("Posts 3", 2)], sheets.Select(sheet => (sheet.Name, sheet.Rows.Count)));
        Assert.All(sheets, sheet => Assert.Equal("Id", sheet.Rows[0][0].Text));
        Assert.Equal([0m, 1, 2, 3, 4, 5, 6], sheets.SelectMany(sheet => sheet.Column("Times seen")).Select(cell => cell.Number!.Value));
    }

    [Fact]
    public async Task A_text_that_is_longer_than_a_cell_is_cut_between_two_letters()
    {
        var ailsa = await A.Author(desk.Database, "Ailsa");
        // The 32,767th unit would be the first half of a face.
        await A.Mention(desk.Database, ailsa, numbers: [1], text: new string('x', 32_765) + "🙂🙂");
        await A.Mention(desk.Database, ailsa, A.MondayMorning.AddMinutes(1), numbers: [1], text: new string('y', 32_767));

        var texts = ReadBook.Of(await Written.InFullAsync(desk, FileForm.Xlsx))["Posts"].Column("Text");

        Assert.Equal([new string('x', 32_765) + "…", new string('y', 32_767)], texts.Select(cell => cell.Text));
    }

    [Fact]
    public async Task Without_names_it_has_no_sheet_of_posts()
    {
        await A.Mention(desk.Database, await A.Author(desk.Database, "Ailsa"), numbers: [5], text: "Hers alone");
        var report = (await desk.MakeAsync()).WithoutNames();
        var campaign = await desk.Get<CampaignStore>().NamedOrOnlyAsync(slug: null);
        await using var made = await desk.Get<ReachFiles>().MakeAsync(campaign, null, null, null, FileForm.Xlsx, isFull: false, CancellationToken.None);

        Assert.DoesNotContain("Ailsa", await Written.XlsxAsync(report), StringComparison.Ordinal);
        Assert.DoesNotContain("Hers alone", await Written.XlsxAsync(report), StringComparison.Ordinal);
        Assert.Equal("reach-report-questions-week-2027-11-01-to-2027-12-03-made-2027-12-01-0005.xlsx", made.Name);
        using var bytes = new MemoryStream();
        await made.Content.CopyToAsync(bytes);
        Assert.DoesNotContain(ReadBook.Of(bytes.ToArray()).Sheets, sheet => sheet.Name == "Posts");
    }
}
