using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Reads what was found: the list, a glance at the last hours, and how far it was collected.</summary>
internal sealed class MentionsView(NpgsqlDataSource database)
{
    /// <summary>Mentions on a page.</summary>
    public const int PageSize = 50;

    // Ours are the campaign's accounts and its team. With a hashtag, it is exactly what a report counts, whichever campaign's watch found it.
    // What must be there is looked for post by post, newest first, until the page is full: the LIMITs in it keep the planner from
    // reading everything that was ever found into a table of its own first, which took half a second with 100,000 posts.
    private const string FoundSql = """
          SELECT m.id, m.network, m.remote_id, m.kind, m.posted_at, m.text, m.forgotten_at IS NOT NULL AS is_forgotten, a.handle, a.name, lower(a.handle) = ANY (o.ours) AS is_ours,
                 n.views, n.likes, n.replies, n.reposts, n.quotes, n.bookmarks, n.at AS measured_at, f.followers
            FROM mentions m
            JOIN authors a ON a.id = m.author_id
            JOIN campaigns c ON c.id = @campaignId
        CROSS JOIN LATERAL (SELECT ARRAY(SELECT lower(k.handle)
                                         FROM campaign_accounts ca
                                         JOIN accounts k ON k.id = ca.account_id
                                        WHERE ca.campaign_id = c.id AND k.network = m.network
                                        UNION
                                       SELECT lower(trim(LEADING '@' FROM t)) FROM unnest(c.team) AS t) AS ours,
                                  ARRAY(SELECT id FROM watches WHERE campaign_id = c.id) AS watches) o
        LEFT JOIN LATERAL (SELECT views, likes, replies, reposts, quotes, bookmarks, at
                            FROM observations
                           WHERE mention_id = m.id
                        ORDER BY at DESC
                           LIMIT 1) n ON true
        LEFT JOIN LATERAL (SELECT followers
                            FROM author_observations
                           WHERE author_id = a.id AND followers IS NOT NULL
                        ORDER BY at DESC
                           LIMIT 1) f ON true
        LEFT JOIN LATERAL (SELECT true AS is_ours
                            FROM mention_watches mw
                           WHERE mw.mention_id = m.id AND mw.watch_id = ANY (o.watches)
                           LIMIT 1) w ON NOT @Tagged
        LEFT JOIN LATERAL (SELECT true AS is_there
                            FROM mention_tags
                           WHERE mention_id = m.id AND tag = ANY (@tags)
                           LIMIT 1) t ON @Tagged
           WHERE m.hidden_at IS NULL AND m.kind <> 'repost'
             AND coalesce(w.is_ours, t.is_there)
             AND (@Who = 'all' OR (lower(a.handle) = ANY (o.ours)) = (@Who = 'ours'))
             AND (@fromAt::timestamptz IS NULL OR m.posted_at >= @fromAt)
             AND (@toAt::timestamptz IS NULL OR m.posted_at < @toAt)
             AND (@BeforeAt::timestamptz IS NULL OR (m.posted_at, m.id) < (@BeforeAt, @BeforeId::bigint))
        ORDER BY m.posted_at DESC, m.id DESC
           LIMIT @limit
        """;

    /// <summary>The newest that the filter lets through; one more than <see cref="PageSize"/> where there is another page.</summary>
    public async Task<IReadOnlyList<MentionRow>> FindAsync(CampaignRow campaign, MentionFilter filter, CancellationToken stop, int limit = PageSize + 1)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(campaign.TimeZone);
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<MentionRow>(new CommandDefinition(FoundSql, new
        {
            campaignId = campaign.Id,
            filter.Who,
            filter.Tagged,
            tags = campaign.Hashtags.Select(Fold.Tag).ToArray(),
            fromAt = filter.From is { } from ? (DateTimeOffset?)Planner.Resolve(from, TimeOnly.MinValue, zone) : null,
            toAt = filter.To is { } to ? (DateTimeOffset?)Planner.Resolve(to.AddDays(1), TimeOnly.MinValue, zone) : null,
            filter.BeforeAt,
            filter.BeforeId,
            limit,
        }, cancellationToken: stop))];
    }

    /// <summary>Counted so far; beyond it is told that there are more.</summary>
    public const int MostCounted = 5_000;

    private const string HeldSql = """
        SELECT count(*) FILTER (WHERE posted_at > @hourAgo)::int AS last_hour,
               count(*) FILTER (WHERE posted_at > @dayAgo)::int AS last_day,
               count(*)::int AS all_held
          FROM (SELECT m.posted_at
                  FROM mentions m
            CROSS JOIN LATERAL (SELECT true
                                  FROM mention_watches mw
                                 WHERE mw.mention_id = m.id AND mw.watch_id = ANY (ARRAY(SELECT id FROM watches WHERE campaign_id = @campaignId))
                                 LIMIT 1) w
                 WHERE m.hidden_at IS NULL AND m.kind <> 'repost'
              ORDER BY m.posted_at DESC
                 LIMIT @most + 1) newest
        """;

    /// <summary>A glance counts no further than anybody reads: the report has the whole number.</summary>
    public async Task<HeldRow> HeldAsync(long campaignId, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleAsync<HeldRow>(new CommandDefinition(
            HeldSql, new { campaignId, hourAgo = now.AddHours(-1), dayAgo = now.AddDays(-1), most = MostCounted }, cancellationToken: stop));
    }
}

/// <summary>How many mentions are held, as far as they were counted.</summary>
internal sealed record HeldRow
{
    public required int LastHour { get; init; }

    public required int LastDay { get; init; }

    public required int AllHeld { get; init; }

    /// <summary>"1 post", "1,204 posts", "more than 5,000 posts".</summary>
    public static string Posts(int n) => $"{Number(n)} {(n == 1 ? "post" : "posts")}";

    /// <summary>"1,204", "more than 5,000".</summary>
    public static string Number(int n) => n > MentionsView.MostCounted ? $"more than {MentionsView.MostCounted:N0}" : $"{n:N0}";
}
