using CoProWeek.Campaigns;
using CoProWeek.Collecting.Rollups;
using CoProWeek.Reporting;
using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Reads who took part and may be thanked: not ours, with a name that X shows, and with a post that the team did not hide.</summary>
internal sealed class ThanksView(NpgsqlDataSource database, RollupStore rollups)
{
    /// <summary>Handles on a page: some fifty posts' worth.</summary>
    public const int PageSize = 1_000;

    // Of the rollups, which know no account of ours. What the team hid is counted there, so it is taken off: marked by hand, it is little.
    private const string FoundSql = """
        WITH took_part AS (
            SELECT author_id, min(day) AS first_day, sum(posts) AS posts
              FROM rollup_authors
             WHERE campaign_id = @campaignId AND day BETWEEN @From AND @To
             GROUP BY author_id
        ), hidden AS (
            SELECT m.author_id, count(*) AS posts
              FROM mention_marks k
              JOIN mentions m ON m.id = k.mention_id
             WHERE k.hidden_at IS NOT NULL AND m.network = 'x' AND m.hidden_at IS NULL AND m.kind <> 'repost' AND m.posted_at >= @FromAt AND m.posted_at < @ToAt
               AND EXISTS (SELECT 1 FROM mention_tags t WHERE t.mention_id = m.id AND t.tag = ANY (@Tags))
             GROUP BY m.author_id
        )
        SELECT a.handle
          FROM took_part t
          JOIN authors a     ON a.id = t.author_id
          LEFT JOIN hidden h ON h.author_id = t.author_id
         WHERE t.posts > coalesce(h.posts, 0) AND a.handle ~ '^[A-Za-z0-9_]{1,50}$'
         ORDER BY CASE WHEN @byPosts THEN t.posts - coalesce(h.posts, 0) END DESC NULLS LAST, t.first_day, lower(a.handle)
        OFFSET @skip
         LIMIT @most + 1
        """;

    /// <summary>Those who took part first, by the day, or with the most posts come first, then by name; one more than <see cref="PageSize"/> where there is another page.</summary>
    /// <returns>Handles without "@", as X writes them.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(Campaign campaign, ReportSpan span, bool byPosts, int page, CancellationToken stop)
    {
        await rollups.SettleAsync(campaign, stop);
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(FoundSql, new
        {
            FromAt = span.FromAt.ToUniversalTime(),
            ToAt = span.ToAt.ToUniversalTime(),
            RollupBasis.Of(campaign).Tags,
            campaignId = campaign.Id,
            span.From,
            span.To,
            byPosts,
            skip = (long)page * PageSize,
            most = PageSize,
        }, cancellationToken: stop))];
    }
}
