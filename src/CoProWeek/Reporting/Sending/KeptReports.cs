using System.Security.Cryptography;
using System.Text;
using CoProWeek.Clock;
using CoProWeek.Reporting.Html;
using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting.Sending;

/// <summary>
/// Keeps reports as they were made, for good. None with other people's names: what is never changed could not be taken back either.
/// </summary>
internal sealed class KeptReports(NpgsqlDataSource database, CampaignClock clock)
{
    private const string AddSql = """
        INSERT INTO kept_reports (
               campaign_id, kind, cause, due_at, from_day, to_day, mode, made_at, made_by, recipients, note, sentence, file_name, style, html, html_hash, json, json_hash)
        VALUES (@CampaignId, @Kind, @Cause, @DueAt, @FromDay, @ToDay, 'aggregates', @MadeAt, @MadeBy, @Recipients, @Note, @Sentence, @FileName, @Style, @html, @HtmlHash, @json, @JsonHash)
            ON CONFLICT (cause) DO NOTHING
        RETURNING id
        """;

    /// <summary>Without names, whatever is given. Null: one that goes out by itself was kept before.</summary>
    public static async Task<(KeptReport Kept, byte[] Html)?> AddAsync(NpgsqlTransaction transaction, ReachReport report, Errand errand, CancellationToken stop)
    {
        var bare = report.IsFull ? report.WithoutNames() : report;
        var (html, json) = (Encoding.UTF8.GetBytes(await ReachHtml.FileAsync(bare)), Encoding.UTF8.GetBytes(ReachJson.Write(bare)));
        var kept = Of(bare, errand) with { HtmlHash = HashOf(html), JsonHash = HashOf(json) };
        var values = new DynamicParameters(kept);
        values.Add("html", html);
        values.Add("json", json);
        var id = await transaction.Connection!.ExecuteScalarAsync<long?>(new CommandDefinition(AddSql, values, transaction, cancellationToken: stop));
        return id is { } known ? (kept with { Id = known }, html) : null;
    }

    /// <summary>Because a person says so; nobody is sent it.</summary>
    public async Task<KeptReport> KeepAsync(ReachReport report, string actor, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var (kept, _) = (await AddAsync(transaction, report, new Errand { Actor = actor }, stop))!.Value;
        await History.WriteAsync(connection, transaction, clock.GetUtcNow(), actor, "report kept", $"{report.Campaign.Name}, {kept.Days}: number {kept.Id}", stop: stop);
        await transaction.CommitAsync(stop);
        return kept;
    }

    private const string ListSql = """
        SELECT id, campaign_id, kind, cause, due_at, from_day, to_day, made_at, made_by, recipients, note, sentence, file_name, style, html_hash, json_hash
          FROM kept_reports
         WHERE campaign_id = @campaignId AND (@id::bigint IS NULL OR id = @id)
         ORDER BY id DESC
        """;

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<KeptReport>> ListAsync(long campaignId, CancellationToken stop) => ReadAsync(campaignId, null, stop);

    /// <summary>Null where the campaign has no such report.</summary>
    public async Task<KeptReport?> FindAsync(long campaignId, long id, CancellationToken stop) => (await ReadAsync(campaignId, id, stop)).SingleOrDefault();

    private const string HtmlSql = "SELECT html FROM kept_reports WHERE id = @Id";
    private const string JsonSql = "SELECT json FROM kept_reports WHERE id = @Id";

    /// <summary>To the byte, as it was sent.</summary>
    public Task<byte[]> HtmlAsync(KeptReport kept, CancellationToken stop) => BytesAsync(HtmlSql, kept, stop);

    public Task<byte[]> JsonAsync(KeptReport kept, CancellationToken stop) => BytesAsync(JsonSql, kept, stop);

    private async Task<byte[]> BytesAsync(string sql, KeptReport kept, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleAsync<byte[]>(new CommandDefinition(sql, new { kept.Id }, cancellationToken: stop));
    }

    private async Task<IReadOnlyList<KeptReport>> ReadAsync(long campaignId, long? id, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<KeptReport>(new CommandDefinition(ListSql, new { campaignId, id }, cancellationToken: stop))];
    }

    private static KeptReport Of(ReachReport report, Errand errand) => new()
    {
        Id = 0,
        CampaignId = report.Campaign.Id,
        Kind = errand.Due?.Kind ?? "by hand",
        Cause = errand.Due?.Cause,
        DueAt = errand.Due?.At,
        FromDay = report.Span.From,
        ToDay = report.Span.To,
        MadeAt = report.MadeAt,
        MadeBy = errand.Actor,
        Recipients = errand.To,
        Note = errand.Note,
        Sentence = report.Sentence,
        FileName = report.FileName,
        Style = ReportStyles.Source,
        HtmlHash = "",
        JsonHash = "",
    };

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
