using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using CoProWeek.Reporting;
using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Reads the stream of what was found, a page at a time.</summary>
internal sealed class MentionsView(NpgsqlDataSource database, TraitReader traits)
{
    /// <summary>Mentions on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Posts looked through for one page: however rare what somebody looks for is, the page comes at once, and says how far it looked.</summary>
    public const int MostLookedThrough = 50_000;

    /// <summary>Posts that are looked up by what they have in common; where more have it, the newest are looked through.</summary>
    private const int MostLookedUp = 10_000;

    private const string LookedSql = """
          SELECT m.id, m.network, m.first_id, m.remote_id, m.author_id, m.kind, m.posted_at, m.text, m.lang, m.forgotten_at
            FROM mentions m
           WHERE m.hidden_at IS NULL AND m.kind <> 'repost'
             AND (@authors::bigint[] IS NULL OR m.author_id = ANY (@authors::bigint[]))
             AND (@only::bigint[] IS NULL OR m.id = ANY (@only::bigint[]))
             AND (@fromAt::timestamptz IS NULL OR m.posted_at >= @fromAt)
             AND (@toAt::timestamptz IS NULL OR m.posted_at < @toAt)
             AND (@beforeAt::timestamptz IS NULL OR (m.posted_at, m.id) < (@beforeAt, @beforeId::bigint))
        ORDER BY m.posted_at DESC, m.id DESC
        """;

    private const string TraitSql = """
        CASE @what
                     WHEN 'link'      THEN EXISTS (SELECT 1 FROM mention_links x WHERE x.mention_id = m.id AND x.url = @item)
                     WHEN 'host'      THEN EXISTS (SELECT 1 FROM mention_links x WHERE x.mention_id = m.id AND x.host = @item)
                     WHEN 'handle'    THEN EXISTS (SELECT 1 FROM mention_handles x WHERE x.mention_id = m.id AND x.handle = @item)
                     WHEN 'media'     THEN EXISTS (SELECT 1 FROM mention_media x WHERE x.mention_id = m.id AND x.type = @item)
                     WHEN 'language'  THEN m.lang = @item
                     WHEN 'hour'      THEN EXISTS (SELECT 1 FROM unnest(@HoursFrom, @HoursTo) AS x (from_at, to_at) WHERE m.posted_at >= x.from_at AND m.posted_at < x.to_at)
                     WHEN 'accounts'  THEN m.author_id = ANY (@Accounts)
                     WHEN 'members'   THEN EXISTS (SELECT 1 FROM report_words x WHERE x.campaign_id = @campaignId AND lower(a.handle) = ANY (x.members)) = (@item = 'in')
                     ELSE EXISTS (SELECT 1
                                    FROM delivery_parts x
                                    JOIN deliveries d ON d.id = x.delivery_id
                                    JOIN posts p      ON p.id = d.post_id AND p.campaign_id = @campaignId
                                    JOIN accounts n   ON n.id = x.account_id AND n.network = 'x'
                                   WHERE x.remote_id = m.first_id
                                     AND CASE @what WHEN 'plan-kind' THEN @item IN (p.kind, '') ELSE coalesce(to_char(p.slot_time, 'HH24'), '') = @item END)
                          = (@what <> 'plan-kind' OR @item <> '')
                 END
        """;

    // Ours are the campaign's accounts and its team. With a hashtag, it is exactly what a report counts, whichever campaign's watch found it.
    // What must be there is looked for post by post, newest first, until the page is full: the LIMITs in it keep the planner from
    // reading everything that was ever found into a table of its own first, which took half a second with 100,000 posts.
    // What a trait asks for stands in the statement only where there is one: the planner counts it in, asked for or not.
    private const string FoundSql = $"{FoundBeginSql}{FoundEndSql}";

    private const string FoundWithSql = $"{FoundBeginSql} AND {TraitSql}{FoundEndSql}";

    private const string FoundBeginSql = $"""
        WITH looked AS (
            {LookedSql}
               LIMIT @most
        ), own AS MATERIALIZED (
            SELECT ARRAY(SELECT lower(k.handle)
                           FROM campaign_accounts ca
                           JOIN accounts k ON k.id = ca.account_id
                          WHERE ca.campaign_id = c.id AND k.network = 'x'
                          UNION
                         SELECT lower(trim(LEADING '@' FROM t)) FROM unnest(c.team) AS t) AS ours,
                   ARRAY(SELECT id FROM watches WHERE campaign_id = c.id) AS watches
              FROM campaigns c
             WHERE c.id = @campaignId
        ), found AS (
              SELECT m.id, m.network, m.remote_id, m.author_id, m.kind, m.posted_at, m.text, m.forgotten_at, a.handle, a.name, lower(a.handle) = ANY (o.ours) AS is_ours,
                     k.hidden_at, k.hidden_by, k.answered_at, k.answered_by, k.featured_id
                FROM looked m
          CROSS JOIN own o
          CROSS JOIN LATERAL (SELECT handle, name
                                FROM authors
                               WHERE id = m.author_id
                               LIMIT 1) a
           LEFT JOIN LATERAL (SELECT hidden_at, hidden_by, answered_at, answered_by, featured_id
                                FROM mention_marks
                               WHERE mention_id = m.id
                               LIMIT 1) k ON true
           LEFT JOIN LATERAL (SELECT true AS is_ours
                                FROM mention_watches mw
                               WHERE mw.mention_id = m.id AND mw.watch_id = ANY (o.watches)
                               LIMIT 1) w ON NOT @tagged
           LEFT JOIN LATERAL (SELECT true AS is_there
                                FROM mention_tags
                               WHERE mention_id = m.id AND tag = ANY (@tags)
                               LIMIT 1) t ON @tagged
               WHERE coalesce(w.is_ours, t.is_there)
                 AND (@kind = '' OR m.kind = @kind)
                 AND m.text ~ ALL (@words::text[])
                 AND (@who = 'all' OR (lower(a.handle) = ANY (o.ours)) = (@who = 'ours'))
                 AND (@hidden = 'all' OR (k.hidden_at IS NOT NULL) = (@hidden = 'only'))
                 AND (@answered = 'all' OR (k.answered_at IS NOT NULL) = (@answered = 'yes'))
                 AND (@tag = '' OR EXISTS (SELECT 1 FROM mention_tags x WHERE x.mention_id = m.id AND x.tag = @tag))
        """;

    private const string FoundEndSql = """

            ORDER BY m.posted_at DESC, m.id DESC
               LIMIT @limit
        )
          SELECT m.id, m.network, m.remote_id, m.kind, m.posted_at, m.text, m.forgotten_at IS NOT NULL AS is_forgotten, m.handle, m.name, m.is_ours,
                 m.hidden_at, m.hidden_by, m.answered_at, m.answered_by, m.featured_id,
                 n.views, n.likes, n.replies, n.reposts, n.quotes, n.bookmarks, n.at AS measured_at, f.followers
            FROM found m
        LEFT JOIN LATERAL (SELECT views, likes, replies, reposts, quotes, bookmarks, at
                            FROM observations
                           WHERE mention_id = m.id
                        ORDER BY at DESC
                           LIMIT 1) n ON true
        LEFT JOIN LATERAL (SELECT followers
                            FROM author_observations
                           WHERE author_id = m.author_id AND followers IS NOT NULL
                        ORDER BY at DESC
                           LIMIT 1) f ON true
        ORDER BY m.posted_at DESC, m.id DESC
        """;

    /// <summary>The newest that the filter lets through; one more than <see cref="PageSize"/> where there is another page.</summary>
    public async Task<IReadOnlyList<MentionRow>> FindAsync(CampaignRow campaign, MentionFilter filter, CancellationToken stop, int limit = PageSize + 1, long? id = null)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var values = Values(campaign, filter, limit, await AuthorsAsync(connection, filter, stop), id is { } one ? [one] : await OnlyAsync(connection, filter, stop), await traits.ReadAsync(campaign, filter, stop));
        await using var transaction = await connection.BeginPlannedAnewAsync(stop);
        return [.. await connection.QueryAsync<MentionRow>(new CommandDefinition(filter.With is null ? FoundSql : FoundWithSql, values, transaction, cancellationToken: stop))];
    }

    /// <summary>One of them, as this campaign shows it, hidden or not; null where it shows none of this number.</summary>
    public async Task<MentionRow?> OneAsync(CampaignRow campaign, long id, CancellationToken stop) =>
        (await FindAsync(campaign, new MentionFilter { Hidden = "all" }, stop, 1, id)).SingleOrDefault()
        ?? (await FindAsync(campaign, new MentionFilter { Hidden = "all", Tagged = true }, stop, 1, id)).SingleOrDefault();

    private const string FurtherSql = $"""
          SELECT posted_at, id
            FROM ({LookedSql}
                  OFFSET @most - 1
                   LIMIT 1) last
        """;

    /// <summary>Where a page that is not full goes on: so many posts were looked through, and there may be more of what is looked for.</summary>
    public async Task<(DateTimeOffset At, long Id)?> FurtherAsync(CampaignRow campaign, MentionFilter filter, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var values = Values(campaign, filter, 0, await AuthorsAsync(connection, filter, stop), await OnlyAsync(connection, filter, stop), TraitMarks.None);
        await using var transaction = await connection.BeginPlannedAnewAsync(stop);
        return await connection.QuerySingleOrDefaultAsync<(DateTimeOffset At, long Id)?>(new CommandDefinition(FurtherSql, values, transaction, cancellationToken: stop));
    }

    private static object Values(CampaignRow campaign, MentionFilter filter, int limit, long[]? authors, long[]? only, TraitMarks marks)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(campaign.TimeZone);
        return new
        {
            campaignId = campaign.Id,
            who = filter.Who,
            tagged = filter.Tagged,
            tags = campaign.Hashtags.Select(Fold.Tag).ToArray(),
            words = SearchWords.Patterns(filter.Words),
            tag = Fold.Tag(filter.Tag),
            kind = filter.Kind,
            what = filter.With is { What: Trait.Moment } ? Trait.Hour : filter.With?.What ?? "",
            item = filter.With?.Item ?? "",
            marks.HoursFrom,
            marks.HoursTo,
            marks.Accounts,
            answered = filter.Answered,
            hidden = filter.Hidden,
            authors,
            only,
            fromAt = filter.From is { } from ? (DateTimeOffset?)Planner.Resolve(from, TimeOnly.MinValue, zone) : null,
            toAt = filter.To is { } to ? (DateTimeOffset?)Planner.Resolve(to.AddDays(1), TimeOnly.MinValue, zone) : null,
            beforeAt = filter.BeforeAt,
            beforeId = filter.BeforeId,
            most = MostLookedThrough,
            limit,
        };
    }

    private const string AuthorsSql = "SELECT id FROM authors WHERE network = 'x' AND lower(handle) = @handle";

    /// <summary>By their index, so that an account's posts are found however long ago they were; null where anybody's are looked for.</summary>
    private static async Task<long[]?> AuthorsAsync(NpgsqlConnection connection, MentionFilter filter, CancellationToken stop) => filter.By == ""
        ? null
        : [.. await connection.QueryAsync<long>(new CommandDefinition(AuthorsSql, new { handle = Fold.Handle(filter.By) }, cancellationToken: stop))];

    private const string MarkedSql = """
        SELECT mention_id
          FROM mention_marks
         WHERE (NOT @isHidden OR hidden_at IS NOT NULL) AND (NOT @isAnswered OR answered_at IS NOT NULL)
        """;

    private const string TaggedSql = "SELECT mention_id FROM mention_tags WHERE tag = @tag LIMIT @most + 1";

    /// <summary>What is few is looked up first, however long ago it was: marks, for they are made by hand, and posts with a rare hashtag. Else null.</summary>
    private static async Task<long[]?> OnlyAsync(NpgsqlConnection connection, MentionFilter filter, CancellationToken stop)
    {
        var (isHidden, isAnswered) = (filter.Hidden == "only", filter.Answered == "yes");
        if (isHidden || isAnswered)
            return [.. await connection.QueryAsync<long>(new CommandDefinition(MarkedSql, new { isHidden, isAnswered }, cancellationToken: stop))];
        if (filter.Tag == "")
            return null;
        long[] tagged = [.. await connection.QueryAsync<long>(new CommandDefinition(TaggedSql, new { tag = Fold.Tag(filter.Tag), most = MostLookedUp }, cancellationToken: stop))];
        return tagged.Length > MostLookedUp ? null : tagged;
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
        await using var transaction = await connection.BeginPlannedAnewAsync(stop);
        return await connection.QuerySingleAsync<HeldRow>(new CommandDefinition(
            HeldSql, new { campaignId, hourAgo = now.AddHours(-1), dayAgo = now.AddDays(-1), most = MostCounted }, transaction, cancellationToken: stop));
    }
}
