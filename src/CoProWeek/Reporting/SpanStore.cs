using System.Text.Json;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting;

/// <summary>Keeps what was added up over a span, for as long as the data stays as it is.</summary>
internal sealed class SpanStore(NpgsqlDataSource database)
{
    private const string KeptSql = """
        SELECT r.version, s.content
          FROM rollups r
          LEFT JOIN rollup_spans s ON s.campaign_id = r.campaign_id AND s.from_day = @From AND s.to_day = @To AND s.version = r.version
         WHERE r.campaign_id = @campaignId
        """;

    // A hundred thousand accounts are told apart in memory, and not on the disk.
    private const string RoomSql = "SET LOCAL work_mem = '64MB'";

    /// <summary>As the transaction sees the data.</summary>
    public async Task<SpanSums> ReadAsync(NpgsqlTransaction transaction, long campaignId, ReportSpan span, CancellationToken stop)
    {
        var (version, content) = await transaction.Connection!.QuerySingleAsync<(long Version, string? Content)>(new CommandDefinition(
            KeptSql, new { campaignId, span.From, span.To }, transaction, cancellationToken: stop));
        if (content is not null)
            return JsonSerializer.Deserialize<SpanSums>(content)!;
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(RoomSql, transaction: transaction, cancellationToken: stop));
        var reader = new SpanReader(transaction, campaignId, span, stop);
        var sums = new SpanSums { People = await reader.PeopleAsync(), Items = await reader.ItemsAsync() };
        await KeepAsync(campaignId, span, version, sums, stop);
        return sums;
    }

    // Whoever changes the data meanwhile is waited for: what it took out must not come back by this.
    private const string KeepSql = """
        INSERT INTO rollup_spans (campaign_id, from_day, to_day, version, content)
        SELECT campaign_id, @From, @To, version, @content::jsonb
          FROM (SELECT campaign_id, version FROM rollups WHERE campaign_id = @campaignId AND version = @version FOR SHARE) now
            ON CONFLICT (campaign_id, from_day, to_day) DO UPDATE SET version = excluded.version, content = excluded.content
        """;

    private async Task KeepAsync(long campaignId, ReportSpan span, long version, SpanSums sums, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(
            KeepSql, new { campaignId, span.From, span.To, version, content = JsonSerializer.Serialize(sums) }, cancellationToken: stop));
    }
}
