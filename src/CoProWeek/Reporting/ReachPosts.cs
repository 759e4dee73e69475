using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting;

/// <summary>
/// The posts a report is about, gathered once into a table of the transaction's own, so that every figure is about the same
/// rows at the same instant: those that carry a hashtag of the campaign, stand, and are no reposts; each with its newest numbers.
/// </summary>
internal static class ReachPosts
{
    /// <summary>X shows views since 15 December 2022; what stands on older posts is no count.</summary>
    private static readonly DateTimeOffset ViewsBegan = new(2022, 12, 15, 0, 0, 0, TimeSpan.Zero);

    private const string TableSql = """
        CREATE TEMP TABLE report_posts (
            id              bigint      NOT NULL,
            network         text        NOT NULL,
            first_id        bigint      NOT NULL,
            remote_id       bigint      NOT NULL,
            author_id       bigint      NOT NULL,
            is_ours         boolean     NOT NULL,
            kind            text        NOT NULL,
            posted_at       timestamptz NOT NULL,
            measured_at     timestamptz,
            views           bigint,
            likes           bigint,
            replies         bigint,
            reposts         bigint,
            quotes          bigint,
            bookmarks       bigint,
            responses       bigint,     -- those of the five that are known, added up
            followers_then  bigint      -- of its author, observed nearest to when it was posted
        ) ON COMMIT DROP
        """;

    private const string GatherSql = """
        INSERT INTO report_posts (id, network, first_id, remote_id, author_id, is_ours, kind, posted_at, measured_at,
                                  views, likes, replies, reposts, quotes, bookmarks, responses, followers_then)
             SELECT m.id, m.network, m.first_id, m.remote_id, m.author_id, lower(a.handle) = ANY (@ours), m.kind, m.posted_at, n.at,
                    CASE WHEN m.posted_at >= @viewsBegan THEN n.views END, n.likes, n.replies, n.reposts, n.quotes, n.bookmarks,
                    CASE WHEN coalesce(n.likes, n.replies, n.reposts, n.quotes, n.bookmarks) IS NOT NULL
                         THEN coalesce(n.likes, 0)::bigint + coalesce(n.replies, 0) + coalesce(n.reposts, 0) + coalesce(n.quotes, 0) + coalesce(n.bookmarks, 0) END,
                    CASE WHEN after.at IS NULL OR m.posted_at - before.at <= after.at - m.posted_at THEN before.followers ELSE after.followers END
               FROM mentions m
               JOIN authors a ON a.id = m.author_id
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
                AND m.posted_at >= @FromAt AND m.posted_at < @ToAt
                AND EXISTS (SELECT 1 FROM mention_tags t WHERE t.mention_id = m.id AND t.tag = ANY (@tags))
        """;

    public static async Task GatherAsync(NpgsqlTransaction transaction, Campaign campaign, ReportSpan span, CancellationToken stop)
    {
        await ExecuteAsync(transaction, TableSql, null, stop);
        await ExecuteAsync(transaction, GatherSql, new { ours = Ours(campaign), tags = Tags(campaign), span.FromAt, span.ToAt, viewsBegan = ViewsBegan }, stop);
        await ExecuteAsync(transaction, "ANALYZE report_posts", null, stop);
    }

    /// <summary>The campaign's hashtags as <c>mention_tags.tag</c> has them.</summary>
    public static string[] Tags(Campaign campaign) => [.. campaign.Hashtags.Select(Fold.Tag).Where(tag => tag != "").Distinct()];

    /// <summary>Our accounts and those of the team, folded.</summary>
    public static string[] Ours(Campaign campaign) =>
        [.. campaign.Accounts.Where(account => account.Network == "x").Select(account => account.Handle).Concat(campaign.Team)
            .Select(handle => Fold.Handle(handle.Trim())).Where(handle => handle != "").Distinct()];

    private static Task ExecuteAsync(NpgsqlTransaction transaction, string sql, object? values, CancellationToken stop) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: stop));
}
