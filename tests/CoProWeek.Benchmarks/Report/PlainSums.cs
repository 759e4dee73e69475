using System.Diagnostics;
using Dapper;
using Npgsql;

namespace CoProWeek.Benchmarks;

/// <summary>The baseline: the report's figures and days by plain SQL over the rows, as whoever has no rollups would ask for them.</summary>
internal static class PlainSums
{
    private const string PostsSql = """
        CREATE TEMP TABLE these ON COMMIT DROP AS
        SELECT m.id, m.author_id, lower(a.handle) = 'scotcopro' AS is_ours, m.kind, m.posted_at, n.views, n.likes, n.replies, n.reposts, n.quotes, n.bookmarks,
               n.likes::bigint + n.replies + n.reposts + n.quotes + n.bookmarks AS responses
          FROM mentions m
          JOIN authors a ON a.id = m.author_id
          LEFT JOIN LATERAL (SELECT views, likes, replies, reposts, quotes, bookmarks FROM observations WHERE mention_id = m.id ORDER BY at DESC LIMIT 1) n ON true
         WHERE m.posted_at >= @from AND m.posted_at < @to AND m.network = 'x' AND m.hidden_at IS NULL AND m.kind <> 'repost'
           AND EXISTS (SELECT 1 FROM mention_tags t WHERE t.mention_id = m.id AND t.tag = 'coproweekscot')
        """;

    private const string FiguresSql = """
        SELECT is_ours, count(*), sum(views), sum(likes), sum(replies), sum(reposts), sum(quotes), sum(bookmarks), sum(responses) FROM these GROUP BY GROUPING SETS ((is_ours), ());
        SELECT count(DISTINCT author_id) FROM these WHERE NOT is_ours;
        SELECT sum(f.followers)
          FROM (SELECT DISTINCT author_id FROM these WHERE NOT is_ours) t
          JOIN LATERAL (SELECT followers FROM author_observations WHERE author_id = t.author_id AND followers IS NOT NULL ORDER BY at DESC LIMIT 1) f ON true;
        SELECT date_trunc('day', posted_at), count(*), sum(views) FROM these GROUP BY 1;
        SELECT kind, count(*), sum(views), sum(responses) FROM these GROUP BY 1;
        SELECT author_id, count(*), sum(views) FROM these WHERE NOT is_ours GROUP BY 1 ORDER BY 2 DESC, 3 DESC LIMIT 15;
        SELECT id, views FROM these ORDER BY views DESC NULLS LAST LIMIT 10;
        SELECT t.tag, count(*), count(DISTINCT p.author_id) FROM these p JOIN mention_tags t ON t.mention_id = p.id WHERE t.tag <> 'coproweekscot' GROUP BY 1 ORDER BY 2 DESC LIMIT 15;
        SELECT l.url, count(*), count(DISTINCT p.author_id) FROM these p JOIN mention_links l ON l.mention_id = p.id GROUP BY 1 ORDER BY 2 DESC LIMIT 15;
        SELECT h.handle, count(*), count(DISTINCT p.author_id) FROM these p JOIN mention_handles h ON h.mention_id = p.id GROUP BY 1 ORDER BY 2 DESC LIMIT 15
        """;

    /// <returns>Milliseconds, the median of so many.</returns>
    public static async Task<double> MedianMsAsync(NpgsqlDataSource database, DateTimeOffset from, DateTimeOffset to, int times)
    {
        List<double> took = [];
        await using var connection = await database.OpenConnectionAsync();
        for (var n = 0; n < times; n++)
        {
            var begun = Stopwatch.GetTimestamp();
            await using var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync(PostsSql, new { from = from.ToUniversalTime(), to = to.ToUniversalTime() }, transaction, commandTimeout: 0);
            await using (var answers = await connection.QueryMultipleAsync(FiguresSql, transaction: transaction, commandTimeout: 0))
            {
                while (!answers.IsConsumed)
                    _ = await answers.ReadAsync();
            }
            await transaction.RollbackAsync();
            took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        return Figures.Median(took);
    }
}
