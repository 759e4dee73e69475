using System.Text;
using CoProWeek.Reporting.Files;
using CoProWeek.Tests.Support;
using Microsoft.Playwright;

namespace CoProWeek.Tests.Reporting.Files;

/// <summary>The report on paper, printed by the Chromium of this machine.</summary>
public sealed class PdfTests
{
    private const string A4 = "/MediaBox [0 0 594.95996 841.91998]";

    [Fact]
    public async Task It_is_A4_from_its_first_page_to_its_last_and_page_one_is_one_page()
    {
        await using var desk = await ReportDesk.OpenAsync();
        await FullReport.FillAsync(desk.Database);
        var report = await desk.MakeAsync();

        var pdf = await Written.AsAsync(FileForm.Pdf, report);
        await using var browser = await Chromium.OpenAsync();
        await browser.GoAsync(new Uri(await ReportFile.WriteAsync(report)));
        var printed = await PrintAsync(browser);
        await browser.Page.EvaluateAsync("() => document.querySelector('.report-page').remove()");
        var annex = await PrintAsync(browser);

        Assert.Equal("%PDF-", Encoding.ASCII.GetString(pdf[..5]));
        Assert.Equal(Pages(pdf), Text(pdf).Split(A4).Length - 1);
        // What the browser's own print is, of which page one takes one page and the annex all others.
        Assert.Equal(Pages(printed), Pages(pdf));
        Assert.Equal(1 + Pages(annex), Pages(pdf));
    }

    private static Task<byte[]> PrintAsync(BrowserPage browser) => browser.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, PrintBackground = true });

    private static int Pages(byte[] pdf) => Text(pdf).Split("/Type /Page\n").Length - 1;

    private static string Text(byte[] pdf) => Encoding.Latin1.GetString(pdf);
}
