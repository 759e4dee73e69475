using System.Text.Json;
using CoProWeek.Reporting;
using CoProWeek.Tests.Reporting.Files;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Reporting;

/// <summary>What may be published holds nobody's name and nobody's words but ours.</summary>
public sealed class AggregatesTests
{
    [Fact]
    public async Task Without_names_no_format_holds_anybody_elses_handle_or_words_and_every_number_is_the_same()
    {
        await using var desk = await ReportDesk.OpenAsync();
        await A.Campaign(desk.Database);
        await A.Mention(desk.Database, await A.Author(desk.Database, "ScotCoPro"), numbers: [90], text: "What we said ourselves #CoProWeekScot", tags: ["CoProWeekScot"]);
        var said = await A.Mention(desk.Database, await A.Author(desk.Database, "kelp_kitchen"), numbers: [80], text: "Words of somebody else #CoProWeekScot", tags: ["CoProWeekScot"]);
        await A.Link(desk.Database, said, "https://x.com/kelp_kitchen/status/1");
        await A.Link(desk.Database, said, "https://example.org/co-production");
        var full = await desk.MakeAsync();
        var bare = full.WithoutNames();

        Assert.All(await FormatsAsync(full), written => Assert.True(written.Contains("kelp_kitchen", StringComparison.Ordinal) && written.Contains("Words of somebody else", StringComparison.Ordinal), written));
        Assert.All(await FormatsAsync(bare), written =>
        {
            Assert.DoesNotContain("kelp_kitchen", written, StringComparison.Ordinal);
            Assert.DoesNotContain("Words of somebody", written, StringComparison.Ordinal);
            Assert.Contains("What we said ourselves", written, StringComparison.Ordinal);
            Assert.Contains("may be published", written.Replace("\n", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        });
        Assert.Contains("kelp_kitchen", ReachJson.Write(full), StringComparison.Ordinal);
        Assert.DoesNotMatch("kelp_kitchen|Words of somebody", ReachJson.Write(bare));
        Assert.Equal(Figures(full), Figures(bare));
        // Ours has its words and no number.
        Assert.Contains("Post 1", ReachTable.Write(bare), StringComparison.Ordinal);
        Assert.DoesNotContain("Post 2", ReachTable.Write(bare), StringComparison.Ordinal);
        Assert.Contains("/i/", await ReachHtml.FileAsync(bare), StringComparison.Ordinal);
        Assert.DoesNotContain("with-names", bare.FileName, StringComparison.Ordinal);
    }

    private static async Task<string[]> FormatsAsync(ReachReport report) =>
        [ReachTable.Write(report), await Written.CsvAsync(report), await Written.XlsxAsync(report), await ReachHtml.FileAsync(report)];

    private static string Figures(ReachReport report) => JsonDocument.Parse(ReachJson.Write(report)).RootElement.GetProperty("figures").ToString();
}
