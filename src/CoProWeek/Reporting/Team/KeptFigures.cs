using System.Text.Json;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting.Team;

/// <summary>
/// Keeps what is dear to work out and not in the rollups: for as long as everything it was made of stays as it was. Numbers and row ids
/// alone are kept, no word and no name: what is removed meanwhile cannot come back by it.
/// </summary>
internal sealed class KeptFigures(NpgsqlDataSource database)
{
    private const string StateSql = "SELECT string_agg(campaign_id || ':' || version, ' ' ORDER BY campaign_id) FROM rollups WHERE campaign_id = ANY (@campaigns)";

    /// <summary>The state of these campaigns' data, as the transaction sees it.</summary>
    public static async Task<string> StateAsync(NpgsqlTransaction transaction, IEnumerable<long> campaigns, CancellationToken stop) =>
        await transaction.Connection!.ExecuteScalarAsync<string?>(new CommandDefinition(StateSql, new { campaigns = campaigns.ToArray() }, transaction, cancellationToken: stop)) ?? "";

    private const string KeptSql = """
        SELECT content
          FROM report_kept
         WHERE campaign_id = @campaignId AND from_day = @From AND to_day = @To AND what = @what AND state = @state
        """;

    private const string KeepSql = """
        INSERT INTO report_kept (campaign_id, from_day, to_day, what, state, content)
        VALUES (@campaignId, @From, @To, @what, @state, @content::jsonb)
            ON CONFLICT (campaign_id, from_day, to_day, what) DO UPDATE SET state = excluded.state, content = excluded.content
        """;

    /// <param name="transaction">The report's own: all is read at one instant.</param>
    /// <param name="campaignId">Whose report it is.</param>
    /// <param name="span">The report's days.</param>
    /// <param name="what">Which figures.</param>
    /// <param name="state">Of all that they are made of; see <see cref="StateAsync"/>.</param>
    /// <param name="work">Works them out; false beside them where they are not final, so that they are not kept.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<T> ReadAsync<T>(NpgsqlTransaction transaction, long campaignId, ReportSpan span, string what, string state, Func<Task<(T Figures, bool AreFinal)>> work, CancellationToken stop)
    {
        var kept = await transaction.Connection!.ExecuteScalarAsync<string?>(new CommandDefinition(KeptSql, new { campaignId, span.From, span.To, what, state }, transaction, cancellationToken: stop));
        if (kept is not null)
            return JsonSerializer.Deserialize<T>(kept)!;
        var (figures, areFinal) = await work();
        if (!areFinal)
            return figures;
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(KeepSql, new { campaignId, span.From, span.To, what, state, content = JsonSerializer.Serialize(figures) }, cancellationToken: stop));
        return figures;
    }
}
