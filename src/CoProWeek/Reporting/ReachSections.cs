using CoProWeek.Campaigns;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting;

/// <summary>What stands behind the figures, one statement a section. Ties are broken by name or id, so that a report made twice is the same.</summary>
internal sealed class ReachSections(NpgsqlTransaction transaction, Campaign campaign, ReportSpan span, CancellationToken stop)
{
    private const int Posts = 10;
    private const int PostsByOthers = 5;

    private const string MomentsSql = """
        SELECT width_bucket(hour_at, @starts) AS n, coalesce(sum(posts) FILTER (WHERE is_ours), 0)::int AS ours, coalesce(sum(posts) FILTER (WHERE NOT is_ours), 0)::int AS others,
               sum(views)::bigint AS seen, sum(views_known)::int AS seen_known
          FROM rollup_hours
         WHERE campaign_id = @campaignId AND day BETWEEN @from AND @to
         GROUP BY n
        """;

    /// <summary>Every day or hour that has begun, also those without a post.</summary>
    public async Task<IReadOnlyList<Moment>> TimelineAsync(IReadOnlyList<Moment> empty)
    {
        if (empty.Count == 0)
            return empty;
        var filled = (await ReadAsync<MomentRow>(MomentsSql, new { starts = empty.Select(moment => moment.At).ToArray(), campaignId = campaign.Id, from = span.From, to = span.To })).ToDictionary(row => row.N);
        return [.. empty.Select((moment, index) => filled.TryGetValue(index + 1, out var row)
            ? moment with { Ours = row.Ours, Others = row.Others, Seen = row.Seen, SeenKnown = row.SeenKnown }
            : moment)];
    }

    private const string HoursSql = """
        SELECT hour_at, coalesce(sum(posts) FILTER (WHERE is_ours), 0)::int AS ours, coalesce(sum(posts) FILTER (WHERE NOT is_ours), 0)::int AS others,
               sum(views)::bigint AS seen, sum(responses)::bigint AS responses
          FROM rollup_hours
         WHERE campaign_id = @campaignId AND day BETWEEN @from AND @to
         GROUP BY hour_at
        """;

    /// <summary>The day's twenty-four hours by the campaign's clock, whatever the day, also those without a post.</summary>
    public async Task<IReadOnlyList<HourRow>> HoursAsync()
    {
        var byHour = (await ReadAsync<HourSums>(HoursSql)).ToLookup(row => TimeZoneInfo.ConvertTime(row.HourAt, campaign.Zone).Hour);
        return [.. Enumerable.Range(0, 24).Select(hour => new HourRow
        {
            Hour = hour,
            Ours = byHour[hour].Sum(row => row.Ours),
            Others = byHour[hour].Sum(row => row.Others),
            Seen = Known(byHour[hour].Select(row => row.Seen)),
            Responses = Known(byHour[hour].Select(row => row.Responses)),
        })];
    }

    /// <summary>Of nothing it is 0; of what is not known, not known.</summary>
    private static long? Known(IEnumerable<long?> sums)
    {
        List<long?> all = [.. sums];
        return all.Count == 0 ? 0 : all.TrueForAll(sum => sum is null) ? null : all.Sum();
    }

    private const string KindsSql = """
        SELECT kind AS name, sum(posts)::int AS posts, coalesce(sum(posts) FILTER (WHERE is_ours), 0)::int AS ours, sum(views)::bigint AS seen, sum(responses)::bigint AS responses
          FROM rollup_hours
         WHERE campaign_id = @campaignId AND day BETWEEN @from AND @to
         GROUP BY kind
         ORDER BY array_position(ARRAY['original', 'reply', 'quote'], kind)
        """;

    public Task<IReadOnlyList<KindRow>> KindsAsync() => ReadAsync<KindRow>(KindsSql);

    private const string AccountsSql = """
        SELECT a.id AS author_id, a.handle, f.followers
          FROM authors a
          LEFT JOIN author_followers f ON f.author_id = a.id
         WHERE a.id = ANY (@ids)
        """;

    public async Task<IReadOnlyList<AccountRow>> AccountsAsync(PeopleSums people)
    {
        var known = (await ReadAsync<NamedAuthor>(AccountsSql, new { ids = people.Top.Select(account => account.AuthorId).ToArray() })).ToDictionary(author => author.AuthorId);
        return [.. people.Top.Select(account => new AccountRow
        {
            Handle = known.GetValueOrDefault(account.AuthorId)?.Handle ?? "",
            Posts = account.Posts,
            Seen = account.Seen,
            Responses = account.Responses,
            Followers = known.GetValueOrDefault(account.AuthorId)?.Followers,
        })];
    }

    private const string PostsSql = """
        WITH placed AS (
            SELECT t.counter, t.mention_id, t.n, row_number() OVER (PARTITION BY t.counter ORDER BY t.n DESC, m.first_id) AS place
              FROM rollup_tops t
              JOIN mentions m ON m.id = t.mention_id
             WHERE t.campaign_id = @campaignId AND t.day BETWEEN @from AND @to
        )
        SELECT p.counter, p.n, m.network, m.first_id, m.remote_id, lower(a.handle) = ANY (r.ours) AS is_ours, m.kind, m.posted_at, a.handle, m.text,
               CASE WHEN m.posted_at >= @viewsBegan THEN o.views END AS views,
               CASE WHEN coalesce(o.likes, o.replies, o.reposts, o.quotes, o.bookmarks) IS NOT NULL
                    THEN coalesce(o.likes, 0)::bigint + coalesce(o.replies, 0) + coalesce(o.reposts, 0) + coalesce(o.quotes, 0) + coalesce(o.bookmarks, 0) END AS responses
          FROM placed p
          JOIN mentions m ON m.id = p.mention_id
          JOIN authors a  ON a.id = m.author_id
          JOIN rollups r  ON r.campaign_id = @campaignId
          LEFT JOIN LATERAL (SELECT views, likes, replies, reposts, quotes, bookmarks FROM observations WHERE mention_id = m.id ORDER BY at DESC LIMIT 1) o ON true
         WHERE p.place <= CASE p.counter WHEN 'views' THEN @posts ELSE @postsByOthers END
         ORDER BY array_position(ARRAY['views', 'likes', 'replies', 'reposts', 'quotes', 'bookmarks'], p.counter), p.place
        """;

    /// <summary>Those with the most, by each counter; by views, the first ten.</summary>
    public Task<IReadOnlyList<PostRow>> PostsAsync() => ReadAsync<PostRow>(PostsSql, new
    {
        campaignId = campaign.Id,
        from = span.From,
        to = span.To,
        posts = Posts,
        postsByOthers = PostsByOthers,
        viewsBegan = Networks.FoundNumbers.ViewsBegan,
    });

    private const string HiddenSql = """
        SELECT count(*)::int
          FROM mention_marks k
          JOIN mentions m ON m.id = k.mention_id
         WHERE k.hidden_at IS NOT NULL AND m.network = 'x' AND m.hidden_at IS NULL AND m.kind <> 'repost' AND m.posted_at >= @fromAt AND m.posted_at < @toAt
           AND EXISTS (SELECT 1 FROM rollups r JOIN mention_tags t ON t.tag = ANY (r.tags) WHERE r.campaign_id = @campaignId AND t.mention_id = m.id)
        """;

    /// <summary>Of the posts counted here, those that the team hid: marked by hand, so they are few.</summary>
    public async Task<int> HiddenAsync() =>
        (await ReadAsync<int>(HiddenSql, new { campaignId = campaign.Id, fromAt = span.FromAt.ToUniversalTime(), toAt = span.ToAt.ToUniversalTime() })).Single();

    private Task<IReadOnlyList<T>> ReadAsync<T>(string sql) => ReadAsync<T>(sql, new { campaignId = campaign.Id, from = span.From, to = span.To });

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, object values) =>
        [.. await transaction.Connection!.QueryAsync<T>(new CommandDefinition(sql, values, transaction, cancellationToken: stop))];

    private sealed record MomentRow
    {
        public required int N { get; init; }
        public required int Ours { get; init; }
        public required int Others { get; init; }
        public long? Seen { get; init; }
        public required int SeenKnown { get; init; }
    }

    private sealed record HourSums
    {
        public required DateTimeOffset HourAt { get; init; }
        public required int Ours { get; init; }
        public required int Others { get; init; }
        public long? Seen { get; init; }
        public long? Responses { get; init; }
    }

    private sealed record NamedAuthor
    {
        public required long AuthorId { get; init; }
        public required string Handle { get; init; }
        public int? Followers { get; init; }
    }
}
