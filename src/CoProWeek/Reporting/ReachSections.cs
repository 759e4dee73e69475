using CoProWeek.Campaigns;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting;

/// <summary>What stands behind the figures, one statement a section. Ties are broken by name or id, so that a report made twice is the same.</summary>
internal sealed class ReachSections(NpgsqlTransaction transaction, CancellationToken stop)
{
    private const int Accounts = 15;
    private const int Posts = 10;
    private const int Tags = 15;
    private const int Links = 15;

    private const string MomentsSql = """
        SELECT width_bucket(posted_at, @starts) AS n, count(*) FILTER (WHERE is_ours)::int AS ours, count(*) FILTER (WHERE NOT is_ours)::int AS others,
               sum(views)::bigint AS seen, count(views)::int AS seen_known
          FROM report_posts
         GROUP BY n
        """;

    /// <summary>Every day or hour that has begun, also those without a post.</summary>
    public async Task<IReadOnlyList<Moment>> TimelineAsync(IReadOnlyList<Moment> empty)
    {
        if (empty.Count == 0)
            return empty;
        var filled = (await ReadAsync<MomentRow>(MomentsSql, new { starts = empty.Select(moment => moment.At).ToArray() })).ToDictionary(row => row.N);
        return [.. empty.Select((moment, index) => filled.TryGetValue(index + 1, out var row)
            ? moment with { Ours = row.Ours, Others = row.Others, Seen = row.Seen, SeenKnown = row.SeenKnown }
            : moment)];
    }

    private const string KindsSql = """
        SELECT kind AS name, count(*)::int AS posts, count(*) FILTER (WHERE is_ours)::int AS ours, sum(views)::bigint AS seen, sum(responses)::bigint AS responses
          FROM report_posts
         GROUP BY kind
         ORDER BY array_position(ARRAY['original', 'reply', 'quote'], kind)
        """;

    public Task<IReadOnlyList<KindRow>> KindsAsync() => ReadAsync<KindRow>(KindsSql);

    private const string PlanKindsSql = """
        WITH sent AS (
            SELECT DISTINCT dp.remote_id, p.kind
              FROM delivery_parts dp
              JOIN deliveries d ON d.id = dp.delivery_id
              JOIN posts p      ON p.id = d.post_id
              JOIN accounts a   ON a.id = dp.account_id
             WHERE p.campaign_id = @campaignId AND a.network = 'x' AND dp.remote_id IS NOT NULL
        )
        SELECT coalesce(s.kind, '') AS name, count(*)::int AS posts, count(*)::int AS ours, sum(r.views)::bigint AS seen, sum(r.responses)::bigint AS responses
          FROM report_posts r
          LEFT JOIN sent s ON s.remote_id = r.first_id
         WHERE r.is_ours
         GROUP BY s.kind
         ORDER BY s.kind IS NULL, posts DESC, s.kind
        """;

    /// <summary>Each part of a thread is a post on X.</summary>
    public Task<IReadOnlyList<KindRow>> PlanKindsAsync(Campaign campaign) => ReadAsync<KindRow>(PlanKindsSql, new { campaignId = campaign.Id });

    private const string AccountsSql = """
        SELECT top.handle, top.posts, top.seen, top.responses, f.followers
          FROM (SELECT a.id, a.handle, count(*)::int AS posts, sum(r.views)::bigint AS seen, sum(r.responses)::bigint AS responses
                  FROM report_posts r
                  JOIN authors a ON a.id = r.author_id
                 WHERE NOT r.is_ours
                 GROUP BY a.id
                 ORDER BY posts DESC, seen DESC NULLS LAST, lower(a.handle), a.id
                 LIMIT @limit) top
          LEFT JOIN LATERAL (SELECT followers
                          FROM author_observations
                         WHERE author_id = top.id AND followers IS NOT NULL
                      ORDER BY at DESC
                         LIMIT 1) f ON true
         ORDER BY top.posts DESC, top.seen DESC NULLS LAST, lower(top.handle), top.id
        """;

    public Task<IReadOnlyList<AccountRow>> AccountsAsync() => ReadAsync<AccountRow>(AccountsSql, new { limit = Accounts });

    private const string PostsSql = """
        SELECT r.network, r.first_id, r.remote_id, r.is_ours, r.kind, r.posted_at, r.views, r.responses, a.handle, m.text
          FROM report_posts r
          JOIN mentions m ON m.id = r.id
          JOIN authors a  ON a.id = r.author_id
         WHERE r.views IS NOT NULL
         ORDER BY r.views DESC, r.first_id
         LIMIT @limit
        """;

    public Task<IReadOnlyList<PostRow>> PostsAsync() => ReadAsync<PostRow>(PostsSql, new { limit = Posts });

    // As most people write it; of two that are written equally often, the first by its letters' codes.
    private const string TagsSql = """
        SELECT mode() WITHIN GROUP (ORDER BY t.written COLLATE "C") AS written, count(*)::int AS posts, count(DISTINCT r.author_id)::int AS accounts
          FROM report_posts r
          JOIN mention_tags t ON t.mention_id = r.id
         WHERE t.tag <> ALL (@tags)
         GROUP BY t.tag
         ORDER BY posts DESC, t.tag
         LIMIT @limit
        """;

    public Task<IReadOnlyList<TagRow>> TagsAsync(Campaign campaign) => ReadAsync<TagRow>(TagsSql, new { tags = ReachPosts.Tags(campaign), limit = Tags });

    private const string LinksSql = """
        SELECT l.url, l.host, count(*)::int AS posts, count(DISTINCT r.author_id)::int AS accounts
          FROM report_posts r
          JOIN mention_links l ON l.mention_id = r.id
         GROUP BY l.url, l.host
         ORDER BY posts DESC, l.url
         LIMIT @limit
        """;

    public Task<IReadOnlyList<LinkRow>> LinksAsync() => ReadAsync<LinkRow>(LinksSql, new { limit = Links });

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, object? values = null) =>
        [.. await transaction.Connection!.QueryAsync<T>(new CommandDefinition(sql, values, transaction, cancellationToken: stop))];

    private sealed record MomentRow
    {
        public required int N { get; init; }

        public required int Ours { get; init; }

        public required int Others { get; init; }

        public long? Seen { get; init; }

        public required int SeenKnown { get; init; }
    }
}
