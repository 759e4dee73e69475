using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Collecting.Rollups;

/// <summary>
/// Adds up whole days of a campaign from the rows: posts that carry one of its hashtags, stand, and are no reposts, each with its newest
/// numbers. Adding up a day again gives the same.
/// </summary>
internal static class RollupRows
{
    // An archive's posts are sorted and told apart in memory, and not on the disk.
    private const string ClearSql = """
        SET LOCAL work_mem = '64MB';
        DELETE FROM rollup_hours        WHERE campaign_id = @CampaignId AND (@anew OR day = ANY (@days));
        DELETE FROM rollup_authors      WHERE campaign_id = @CampaignId AND (@anew OR day = ANY (@days));
        DELETE FROM rollup_items        WHERE campaign_id = @CampaignId AND (@anew OR day = ANY (@days));
        DELETE FROM rollup_item_authors WHERE campaign_id = @CampaignId AND (@anew OR day = ANY (@days));
        DELETE FROM rollup_tops         WHERE campaign_id = @CampaignId AND (@anew OR day = ANY (@days));
        DELETE FROM rollup_ours         WHERE campaign_id = @CampaignId AND (@anew OR day = ANY (@days));
        DELETE FROM rollup_held         WHERE campaign_id = @CampaignId AND (@anew OR day = ANY (@days));
        DELETE FROM rollup_removed      WHERE campaign_id = @CampaignId AND (@anew OR day = ANY (@days))
        """;

    // What X shows as views of posts older than its count of views is none.
    private const string PostsSql = """
        WITH days AS (
            SELECT day, from_at, to_at FROM unnest(@days, @fromAt, @toAt) AS d (day, from_at, to_at)
        ), posts AS MATERIALIZED (
            SELECT p.*,
                   CASE WHEN coalesce(p.likes, p.replies, p.reposts, p.quotes, p.bookmarks) IS NOT NULL
                        THEN coalesce(p.likes, 0)::bigint + coalesce(p.replies, 0) + coalesce(p.reposts, 0) + coalesce(p.quotes, 0) + coalesce(p.bookmarks, 0) END AS responses
              FROM (SELECT d.day, date_bin('1 hour', m.posted_at, d.from_at) AS hour_at, m.id, m.first_id, m.author_id, lower(a.handle) = ANY (@Ours) AS is_ours, m.kind, m.lang,
                           n.at AS measured_at, CASE WHEN m.posted_at >= @viewsBegan THEN n.views END AS views, n.likes, n.replies, n.reposts, n.quotes, n.bookmarks,
                           CASE WHEN after.at IS NULL OR m.posted_at - before.at <= after.at - m.posted_at THEN before.followers ELSE after.followers END AS followers_then
                      FROM days d
                      JOIN mentions m ON m.posted_at >= d.from_at AND m.posted_at < d.to_at
                      JOIN authors a  ON a.id = m.author_id
                      LEFT JOIN LATERAL (SELECT at, views, likes, replies, reposts, quotes, bookmarks
                                           FROM observations
                                          WHERE mention_id = m.id
                                          ORDER BY at DESC
                                          LIMIT 1) n ON true
                      LEFT JOIN LATERAL (SELECT at, followers
                                           FROM author_observations
                                          WHERE author_id = m.author_id AND followers IS NOT NULL AND at <= m.posted_at
                                          ORDER BY at DESC
                                          LIMIT 1) before ON true
                      LEFT JOIN LATERAL (SELECT at, followers
                                           FROM author_observations
                                          WHERE author_id = m.author_id AND followers IS NOT NULL AND at > m.posted_at
                                          ORDER BY at
                                          LIMIT 1) after ON true
                     WHERE m.network = 'x' AND m.hidden_at IS NULL AND m.kind <> 'repost'
                       AND EXISTS (SELECT 1 FROM mention_tags t WHERE t.mention_id = m.id AND t.tag = ANY (@Tags))) p
        )
        """;

    private const string SumsSql = """
        , hours AS (
            INSERT INTO rollup_hours (campaign_id, day, hour_at, is_ours, kind, posts, views, views_known, likes, likes_known, replies, replies_known, reposts, reposts_known,
                                      quotes, quotes_known, bookmarks, bookmarks_known, responses, responses_known, rated, rated_views, rated_responses,
                                      followers, followers_known, measured_first, measured_last)
            SELECT @CampaignId, day, hour_at, is_ours, kind, count(*), sum(views), count(views), sum(likes), count(likes), sum(replies), count(replies), sum(reposts), count(reposts),
                   sum(quotes), count(quotes), sum(bookmarks), count(bookmarks), sum(responses), count(responses), count(views) FILTER (WHERE responses IS NOT NULL),
                   sum(views) FILTER (WHERE responses IS NOT NULL), sum(responses) FILTER (WHERE views IS NOT NULL),
                   sum(followers_then), count(followers_then), min(measured_at), max(measured_at)
              FROM posts
             GROUP BY day, hour_at, is_ours, kind
        ), authors AS (
            INSERT INTO rollup_authors (campaign_id, day, author_id, posts, views, responses)
            SELECT @CampaignId, day, author_id, count(*), sum(views), sum(responses)
              FROM posts
             WHERE NOT is_ours
             GROUP BY day, author_id
        ), ours AS (
            INSERT INTO rollup_ours (campaign_id, day, mention_id, first_id, views, responses)
            SELECT @CampaignId, day, id, first_id, views, responses
              FROM posts
             WHERE is_ours
        )
        """;

    private const string ItemsSql = """
        , items AS (
            SELECT p.day, 'tag' AS what, t.tag AS item, t.written AS label, p.author_id FROM posts p JOIN mention_tags t ON t.mention_id = p.id WHERE t.tag <> ALL (@Tags)
             UNION ALL
            SELECT p.day, 'link', l.url, l.host, p.author_id FROM posts p JOIN mention_links l ON l.mention_id = p.id
             UNION ALL
            SELECT p.day, 'host', l.host, '', p.author_id FROM posts p JOIN LATERAL (SELECT DISTINCT host FROM mention_links WHERE mention_id = p.id) l ON true
             UNION ALL
            SELECT p.day, 'handle', h.handle, '', p.author_id FROM posts p JOIN mention_handles h ON h.mention_id = p.id
             UNION ALL
            SELECT p.day, 'language', p.lang, '', p.author_id FROM posts p
             UNION ALL
            SELECT p.day, 'media', k.type, '', p.author_id FROM posts p JOIN LATERAL (SELECT DISTINCT type FROM mention_media WHERE mention_id = p.id) k ON true
        ), counted AS (
            INSERT INTO rollup_items (campaign_id, day, what, item, label, posts)
            SELECT @CampaignId, day, what, item, label, count(*)
              FROM items
             GROUP BY day, what, item, label
        ), carriers AS (
            INSERT INTO rollup_item_authors (campaign_id, day, what, item_hash, author_id)
            SELECT DISTINCT @CampaignId, day, what, hashtextextended(item, 0), author_id
              FROM items
        )
        """;

    // A list of posts: those that the team hid are not in it.
    private const string TopsSql = """
        , tops AS (
            INSERT INTO rollup_tops (campaign_id, day, counter, mention_id, n)
            SELECT @CampaignId, day, counter, id, n
              FROM (SELECT p.day, c.counter, p.id, c.n, row_number() OVER (PARTITION BY p.day, c.counter ORDER BY c.n DESC, p.first_id) AS place
                      FROM posts p
                     CROSS JOIN LATERAL (VALUES ('views', p.views), ('likes', p.likes), ('replies', p.replies), ('reposts', p.reposts),
                                                ('quotes', p.quotes), ('bookmarks', p.bookmarks)) AS c (counter, n)
                     WHERE (c.n > 0 OR (c.n = 0 AND c.counter = 'views'))
                       AND NOT EXISTS (SELECT 1 FROM mention_marks k WHERE k.mention_id = p.id AND k.hidden_at IS NOT NULL)) placed
             WHERE place <= @Tops
        )
        """;

    // X counts by the time of a post's newest version, which its id holds.
    private const string HeldSql = """
        , held AS (
            INSERT INTO rollup_held (campaign_id, day, watch_id, hour_at, posts)
            SELECT @CampaignId, d.day, mw.watch_id, date_trunc('hour', to_timestamp(((m.remote_id >> 22) + 1288834974657) / 1000.0)) AS hour_at, count(*)
              FROM days d
              JOIN mentions m         ON m.posted_at >= d.from_at AND m.posted_at < d.to_at
              JOIN mention_watches mw ON mw.mention_id = m.id
              JOIN watches w          ON w.id = mw.watch_id AND w.campaign_id = @CampaignId AND w.kind = 'hashtag'
             WHERE m.kind <> 'repost'
             GROUP BY d.day, mw.watch_id, hour_at
        )
        INSERT INTO rollup_removed (campaign_id, day, posts)
        SELECT @CampaignId, d.day, count(*)
          FROM days d
          JOIN mentions m ON m.posted_at >= d.from_at AND m.posted_at < d.to_at
         WHERE m.network = 'x' AND m.hidden_at IS NOT NULL AND m.kind <> 'repost'
           AND EXISTS (SELECT 1 FROM mention_tags t WHERE t.mention_id = m.id AND t.tag = ANY (@Tags))
         GROUP BY d.day
        """;

    private const string MakeSql = PostsSql + SumsSql + ItemsSql + TopsSql + HeldSql;

    /// <summary>Of each day and counter, so many are kept.</summary>
    public const int Tops = 10;

    public static async Task MakeAsync(NpgsqlTransaction transaction, RollupBasis basis, IReadOnlyList<RollupDay> days, bool anew, CancellationToken stop)
    {
        if (days.Count == 0 && !anew)
            return;
        var values = new
        {
            basis.CampaignId,
            basis.Tags,
            basis.Ours,
            Tops,
            anew,
            days = days.Select(day => day.Day).ToArray(),
            fromAt = days.Select(day => day.FromAt.ToUniversalTime()).ToArray(),
            toAt = days.Select(day => day.ToAt.ToUniversalTime()).ToArray(),
            viewsBegan = FoundNumbers.ViewsBegan,
        };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(ClearSql, values, transaction, commandTimeout: 0, cancellationToken: stop));
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(MakeSql, values, transaction, commandTimeout: 0, cancellationToken: stop));
    }

    private const string FollowersSql = """
        LOCK TABLE author_followers IN SHARE ROW EXCLUSIVE MODE;
        DELETE FROM author_followers;
        INSERT INTO author_followers (author_id, at, followers)
        SELECT DISTINCT ON (author_id) author_id, at, followers FROM author_observations WHERE followers IS NOT NULL ORDER BY author_id, at DESC
        """;

    /// <summary>Each author's newest number of followers, anew: it is every campaign's.</summary>
    public static Task FollowersAsync(NpgsqlTransaction transaction, CancellationToken stop) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(FollowersSql, transaction: transaction, commandTimeout: 0, cancellationToken: stop));
}
