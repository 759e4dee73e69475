using CoProWeek.Campaigns;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting.Team;

/// <summary>Tells who took part for the first time from who had in an earlier campaign: by X's number, by the hash of somebody forgotten, by the name where an archive had no number.</summary>
internal sealed class EarlierAccounts(KeptFigures kept)
{
    private const string HeldSql = """
        SELECT c.id, c.name
          FROM campaigns c
         WHERE c.id = ANY (@ids) AND EXISTS (SELECT 1 FROM rollup_hours h WHERE h.campaign_id = c.id AND h.day BETWEEN c.runs_from AND c.runs_to)
         ORDER BY c.week_from DESC, c.id DESC
        """;

    // Whose number nobody hashed yet may be one of those who are known by their hash alone.
    private const string ToldSql = """
        WITH took_part AS MATERIALIZED (
            SELECT author_id, sum(posts)::int AS posts
              FROM rollup_authors
             WHERE campaign_id = @campaignId AND day BETWEEN @From AND @To
             GROUP BY author_id
        ), earlier AS MATERIALIZED (
            SELECT a.id, a.remote_id, a.hash, lower(a.handle) AS handle
              FROM authors a
              JOIN (SELECT DISTINCT r.author_id
                      FROM campaigns c
                      JOIN rollup_authors r ON r.campaign_id = c.id AND r.day BETWEEN c.runs_from AND c.runs_to
                     WHERE c.id = ANY (@ids)) e ON e.author_id = a.id
        ), told AS (
            SELECT t.author_id, t.posts,
                   t.author_id IN (SELECT id FROM earlier)
                   OR coalesce(a.hash IN (SELECT hash FROM earlier WHERE hash IS NOT NULL), false)
                   OR (a.handle <> '' AND a.remote_id < 0 AND lower(a.handle) IN (SELECT handle FROM earlier))
                   OR (a.handle <> '' AND lower(a.handle) IN (SELECT handle FROM earlier WHERE remote_id < 0)) AS is_back,
                   (a.hash IS NULL AND (SELECT bool_or(remote_id IS NULL) FROM earlier))
                   OR (a.remote_id IS NULL AND (SELECT bool_or(hash IS NULL) FROM earlier)) AS is_open
              FROM took_part t
              JOIN authors a ON a.id = t.author_id
        )
        """;

    private const string CountSql = $"""
        {ToldSql}
        SELECT (count(*) FILTER (WHERE is_back))::int AS back, coalesce(sum(posts) FILTER (WHERE is_back), 0)::int AS back_posts,
               (count(*) FILTER (WHERE NOT is_back AND is_open IS NOT TRUE))::int AS new, coalesce(sum(posts) FILTER (WHERE NOT is_back AND is_open IS NOT TRUE), 0)::int AS new_posts,
               (count(*) FILTER (WHERE NOT is_back AND is_open))::int AS not_known, coalesce(sum(posts) FILTER (WHERE NOT is_back AND is_open), 0)::int AS not_known_posts
          FROM told
        """;

    private const string WhoSql = $"""
        {ToldSql}
        SELECT author_id
          FROM told
         WHERE CASE @which WHEN 'back' THEN is_back WHEN 'open' THEN NOT is_back AND is_open IS TRUE WHEN 'new' THEN NOT is_back AND is_open IS NOT TRUE END
        """;

    /// <summary>The accounts behind the figures of <see cref="ReadAsync"/>.</summary>
    /// <param name="connection">Reads them.</param>
    /// <param name="campaign">Whose report it is.</param>
    /// <param name="span">Its days.</param>
    /// <param name="earlier">The campaigns before it, their rollups up to date.</param>
    /// <param name="which">"new", "back" or "open".</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<long[]> WhoAsync(NpgsqlConnection connection, Campaign campaign, ReportSpan span, IReadOnlyList<Campaign> earlier, string which, CancellationToken stop) =>
        [.. await connection.QueryAsync<long>(new CommandDefinition(
            WhoSql, new { campaignId = campaign.Id, span.From, span.To, ids = earlier.Select(one => one.Id).ToArray(), which }, cancellationToken: stop))];

    /// <param name="transaction">The report's own.</param>
    /// <param name="campaign">Whose report it is.</param>
    /// <param name="span">Its days.</param>
    /// <param name="earlier">The campaigns before it, their rollups up to date.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Null where nothing of an earlier campaign is held: then it is not known who is new.</returns>
    public async Task<Returning?> ReadAsync(NpgsqlTransaction transaction, Campaign campaign, ReportSpan span, IReadOnlyList<Campaign> earlier, CancellationToken stop)
    {
        var held = (await transaction.Connection!.QueryAsync<(long Id, string Name)>(new CommandDefinition(
            HeldSql, new { ids = earlier.Select(one => one.Id).ToArray() }, transaction, cancellationToken: stop))).AsList();
        if (held.Count == 0)
            return null;
        var ids = held.ConvertAll(one => one.Id).ToArray();
        var days = string.Join(' ', earlier.Where(one => ids.Contains(one.Id)).Select(one => $"{one.RunsFrom:yyyy-MM-dd} to {one.RunsTo:yyyy-MM-dd}"));
        var state = $"{await KeptFigures.StateAsync(transaction, [.. ids, campaign.Id], stop)} of {days}";
        var values = new { campaignId = campaign.Id, span.From, span.To, ids };
        var counted = await kept.ReadAsync(transaction, campaign.Id, span, "returning", state, async () =>
        {
            var found = await transaction.Connection!.QuerySingleAsync<Returning>(new CommandDefinition(CountSql, values, transaction, cancellationToken: stop));
            return (found, found.NotKnown == 0);
        }, stop);
        return counted with { Against = held.ConvertAll(one => one.Name) };
    }
}
