using System.Data;
using CoProWeek.Campaigns;
using CoProWeek.Collecting.Rollups;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting.Ties;

/// <summary>
/// Who turns to whom in the posts that a report counts, as they stand at one instant. It is worked out in the database when it is opened,
/// and read from there row by row, so that a graph of any size is written without being held.
/// </summary>
internal sealed class TieGraph : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private TieGraph(NpgsqlConnection connection, NpgsqlTransaction transaction) => (this.connection, this.transaction) = (connection, transaction);

    public static async Task<TieGraph> OpenAsync(NpgsqlDataSource database, Campaign campaign, ReportSpan span, CancellationToken stop)
    {
        var opened = await database.OpenConnectionAsync(stop);
        var graph = new TieGraph(opened, await opened.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop));
        try
        {
            await graph.WorkOutAsync(RollupBasis.Of(campaign), span, stop);
            return graph;
        }
        catch
        {
            await graph.DisposeAsync();
            throw;
        }
    }

    // A post turns to an account once, whatever it does: who is answered is named as well. Whoever has no name is known by our own number.
    // A post that is answered or quoted is looked up one by one: its author is what counts, whether it carries the hashtag or not.
    private const string EdgesSql = """
        CREATE TEMP TABLE tie_edges ON COMMIT DROP AS
        WITH posts AS (
            SELECT m.id, m.network, m.reply_to_id, m.quote_of_id, coalesce(nullif(lower(a.handle), ''), ' ' || a.id) AS source
              FROM mentions m
              JOIN authors a ON a.id = m.author_id
             WHERE m.network = 'x' AND m.hidden_at IS NULL AND m.kind <> 'repost' AND m.posted_at >= @FromAt AND m.posted_at < @ToAt
               AND EXISTS (SELECT 1 FROM mention_tags t WHERE t.mention_id = m.id AND t.tag = ANY (@Tags))
        ), turned AS (
            SELECT p.id, p.source, v.how, coalesce(nullif(lower(b.handle), ''), ' ' || b.id) AS target
              FROM posts p
             CROSS JOIN LATERAL (VALUES (1, p.reply_to_id), (2, p.quote_of_id)) AS v (how, post_id)
             CROSS JOIN LATERAL (SELECT author_id
                                   FROM mentions r
                                  WHERE r.network = p.network AND (r.first_id = v.post_id OR r.remote_id = v.post_id) AND r.hidden_at IS NULL
                                  LIMIT 1) o
              JOIN authors b ON b.id = o.author_id
             WHERE v.post_id IS NOT NULL
             UNION ALL
            SELECT p.id, p.source, 3, h.handle
              FROM posts p
              JOIN mention_handles h ON h.mention_id = p.id
        ), once AS (
            SELECT id, source, target, min(how) AS how
              FROM turned
             WHERE target NOT IN ('', source)
             GROUP BY id, source, target
        )
        SELECT source, target, count(*)::int AS posts, count(*) FILTER (WHERE how = 1)::int AS answers, count(*) FILTER (WHERE how = 2)::int AS quotes,
               count(*) FILTER (WHERE how = 3)::int AS namings
          FROM once
         GROUP BY source, target
        """;

    // Of equally many posts the order says nothing of the names: without them the numbers would else give away the alphabet.
    private const string NodesSql = """
        CREATE TEMP TABLE tie_nodes ON COMMIT DROP AS
        SELECT row_number() OVER (ORDER BY e.posts DESC, md5(e.key), e.key) AS n, e.key, e.key = ANY (@Ours) AS is_ours, e.posts,
               CASE WHEN e.key LIKE ' %' THEN '' ELSE coalesce((SELECT a.handle FROM authors a WHERE a.network = 'x' AND lower(a.handle) = e.key ORDER BY a.last_seen_at DESC, a.id DESC LIMIT 1), e.key) END AS handle
          FROM (SELECT key, sum(posts)::int AS posts
                  FROM (SELECT source AS key, posts FROM tie_edges
                         UNION ALL
                        SELECT target, posts FROM tie_edges) ends
                 GROUP BY key) e
        """;

    private async Task WorkOutAsync(RollupBasis basis, ReportSpan span, CancellationToken stop)
    {
        var values = new { basis.Tags, basis.Ours, FromAt = span.FromAt.ToUniversalTime(), ToAt = span.ToAt.ToUniversalTime() };
        await connection.ExecuteAsync(new CommandDefinition(EdgesSql, values, transaction, commandTimeout: 0, cancellationToken: stop));
        await connection.ExecuteAsync(new CommandDefinition(NodesSql, values, transaction, commandTimeout: 0, cancellationToken: stop));
    }

    private const string ReadNodesSql = "SELECT n, handle, is_ours, posts FROM tie_nodes ORDER BY n";

    /// <summary>Each once, in the order of their numbers.</summary>
    public IAsyncEnumerable<TieNode> NodesAsync() => connection.QueryUnbufferedAsync<TieNode>(ReadNodesSql, transaction: transaction);

    private const string ReadEdgesSql = """
        SELECT s.n AS source, t.n AS target, e.posts, e.answers, e.quotes, e.namings
          FROM tie_edges e
          JOIN tie_nodes s ON s.key = e.source
          JOIN tie_nodes t ON t.key = e.target
         ORDER BY e.posts DESC, s.n, t.n
         LIMIT @most
        """;

    /// <summary>The strongest first; all of them where no number is given.</summary>
    public IAsyncEnumerable<TieEdge> EdgesAsync(int? most = null) => connection.QueryUnbufferedAsync<TieEdge>(ReadEdgesSql, new { most }, transaction);

    private const string EndsSql = "SELECT n, handle, is_ours, posts FROM tie_nodes WHERE n = ANY (@ns)";

    public async Task<IReadOnlyList<Tie>> StrongestAsync(int most, CancellationToken stop)
    {
        List<TieEdge> edges = [];
        await foreach (var edge in EdgesAsync(most).WithCancellation(stop))
            edges.Add(edge);
        var ns = edges.SelectMany(edge => new[] { edge.Source, edge.Target }).Distinct().ToArray();
        var ends = (await connection.QueryAsync<TieNode>(new CommandDefinition(EndsSql, new { ns }, transaction, cancellationToken: stop))).ToDictionary(node => node.N);
        return [.. edges.Select(edge => new Tie(ends[edge.Source], ends[edge.Target], edge))];
    }

    private const string VersionSql = "SELECT version FROM rollups WHERE campaign_id = @campaignId";

    /// <summary>Of the data that it was worked out of.</summary>
    public Task<long> VersionAsync(long campaignId, CancellationToken stop) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition(VersionSql, new { campaignId }, transaction, cancellationToken: stop));

    private const string CountSql = "SELECT (SELECT count(*)::int FROM tie_nodes) AS accounts, (SELECT count(*)::int FROM tie_edges) AS ties";

    public Task<(int Accounts, int Ties)> CountAsync(CancellationToken stop) =>
        connection.QuerySingleAsync<(int Accounts, int Ties)>(new CommandDefinition(CountSql, transaction: transaction, cancellationToken: stop));

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
