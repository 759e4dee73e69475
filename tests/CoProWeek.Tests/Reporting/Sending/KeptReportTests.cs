using System.Security.Cryptography;
using System.Text;
using CoProWeek.Reporting.Sending;
using CoProWeek.Tests.Support;
using Npgsql;

namespace CoProWeek.Tests.Reporting.Sending;

/// <summary>A kept report stands as it was made.</summary>
public sealed class KeptReportTests
{
    [Fact]
    public async Task What_changes_afterwards_changes_a_report_made_then_and_none_that_was_kept()
    {
        await using var desk = await ReportDesk.OpenAsync();
        await GoldenSet.FillAsync(desk.Database);
        var reports = desk.Get<KeptReports>();
        var kept = await reports.KeepAsync(await desk.MakeAsync("2027-11-15", "2027-11-19"), "Ailsa", CancellationToken.None);
        var (html, json) = (await reports.HtmlAsync(kept, CancellationToken.None), await reports.JsonAsync(kept, CancellationToken.None));

        await A.Mention(desk.Database, await A.Author(desk.Database, "Latecomer", followers: 9), A.MondayMorning.AddHours(2), [7_000, 1, 1, 1, 1, 1]);
        await Spending.DoAsync(desk.Database, "UPDATE mentions SET hidden_at = posted_at, hidden_why = 'deleted' WHERE kind = 'quote'");
        await Spending.DoAsync(desk.Database, "UPDATE campaigns SET name = 'Another name', time_zone = 'Asia/Tokyo'");

        Assert.NotEqual(kept.Sentence, (await desk.MakeAsync("2027-11-15", "2027-11-19")).Sentence);
        var again = Assert.Single(await reports.ListAsync(kept.CampaignId, CancellationToken.None));
        Assert.Equal((kept.Sentence, kept.HtmlHash, kept.JsonHash, "Ailsa", "by hand"), (again.Sentence, again.HtmlHash, again.JsonHash, again.MadeBy, again.Kind));
        Assert.Equal(html, await reports.HtmlAsync(again, CancellationToken.None));
        Assert.Equal(json, await reports.JsonAsync(again, CancellationToken.None));
        Assert.Equal(again.HtmlHash, Convert.ToHexStringLower(SHA256.HashData(html)));
    }

    [Fact]
    public async Task One_with_names_is_kept_without_them()
    {
        await using var desk = await ReportDesk.OpenAsync();
        await FullReport.FillAsync(desk.Database);
        var reports = desk.Get<KeptReports>();
        var full = await desk.MakeAsync();

        var kept = await reports.KeepAsync(full, "Ailsa", CancellationToken.None);

        Assert.True(full.IsFull);
        foreach (var file in new[] { await reports.HtmlAsync(kept, CancellationToken.None), await reports.JsonAsync(kept, CancellationToken.None) })
            Assert.DoesNotContain("member_", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        Assert.DoesNotContain("with-names", kept.FileName, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE kept_reports SET html = 'Better figures', html_hash = encode(sha256('Better figures'), 'hex')")]
    [InlineData("UPDATE kept_reports SET recipients = '{}'")]
    [InlineData("DELETE FROM kept_reports")]
    [InlineData("TRUNCATE kept_reports")]
    public async Task The_database_itself_lets_nobody_change_one_or_take_one_away(string sql)
    {
        await using var desk = await ReportDesk.OpenAsync();
        await A.Campaign(desk.Database);
        await desk.Get<KeptReports>().KeepAsync(await desk.MakeAsync(), "Ailsa", CancellationToken.None);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Spending.DoAsync(desk.Database, sql));

        Assert.Contains("kept reports are append-only", refused.MessageText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'full', '{}', encode(sha256('x'), 'hex')")]
    [InlineData("'aggregates', '{}', encode(sha256('y'), 'hex')")]
    public async Task Nor_does_it_take_one_with_names_or_one_whose_hash_is_not_its_own(string values)
    {
        await using var desk = await ReportDesk.OpenAsync();
        await A.Campaign(desk.Database);
        var sql = $"""
            INSERT INTO kept_reports (mode, recipients, html_hash, campaign_id, kind, from_day, to_day, made_at, made_by, note, sentence, file_name, style, html, json, json_hash)
            SELECT {values}, id, 'by hand', week_from, week_to, created_at, 'Ailsa', '', '', 'report', '', 'x', 'x', encode(sha256('x'), 'hex') FROM campaigns
            """;

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Spending.DoAsync(desk.Database, sql));

        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }
}
