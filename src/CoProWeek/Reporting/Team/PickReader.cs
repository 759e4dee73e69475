using CoProWeek.Campaigns;
using CoProWeek.Collecting.Rollups;
using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting.Team;

/// <summary>Reads the posts that the team picked, with their newest numbers; what is gone from X is gone from here.</summary>
internal static class PickReader
{
    private const string PicksSql = """
        SELECT 'picked' AS counter, 0::bigint AS n, m.network, m.first_id, m.remote_id, lower(a.handle) = ANY (@ours) AS is_ours, m.kind, m.posted_at, a.handle, m.text,
               CASE WHEN m.posted_at >= @viewsBegan THEN o.views END AS views,
               CASE WHEN coalesce(o.likes, o.replies, o.reposts, o.quotes, o.bookmarks) IS NOT NULL
                    THEN coalesce(o.likes, 0)::bigint + coalesce(o.replies, 0) + coalesce(o.reposts, 0) + coalesce(o.quotes, 0) + coalesce(o.bookmarks, 0) END AS responses
          FROM unnest(@picks) WITH ORDINALITY AS p (mention_id, place)
          JOIN mentions m ON m.id = p.mention_id AND m.hidden_at IS NULL
          JOIN authors a  ON a.id = m.author_id
          LEFT JOIN LATERAL (SELECT views, likes, replies, reposts, quotes, bookmarks FROM observations WHERE mention_id = m.id ORDER BY at DESC LIMIT 1) o ON true
         ORDER BY p.place
        """;

    public static async Task<IReadOnlyList<PostRow>> ReadAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, Campaign campaign, TeamWords words, NetworkList networks, CancellationToken stop)
    {
        if (words.Picks.Count == 0)
            return [];
        var values = new { picks = words.Picks.ToArray(), ours = RollupBasis.Of(campaign).Ours, viewsBegan = FoundNumbers.ViewsBegan };
        return [.. (await connection.QueryAsync<PostRow>(new CommandDefinition(PicksSql, values, transaction, cancellationToken: stop))).Select(post => post.LinkedOn(networks))];
    }
}
