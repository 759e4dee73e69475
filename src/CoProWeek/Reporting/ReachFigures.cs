using Dapper;
using Npgsql;

namespace CoProWeek.Reporting;

/// <summary>The figures, one statement each over the posts that were gathered.</summary>
internal sealed class ReachFigures(NpgsqlTransaction transaction, CancellationToken stop)
{
    public async Task<FigureSet> ReadAsync(string hashtags) => new(
        Apart(await ReadAsync<SideRow>(TimesSeenSql), Definitions.TimesSeen),
        await AccountsAsync(),
        Apart(await ReadAsync<SideRow>(PostsSql), _ => Definitions.PostsWith(hashtags)),
        await ResponsesAsync(),
        await RateAsync(),
        await FollowersAsync(),
        Apart(await ReadAsync<SideRow>(DeliveriesSql), Definitions.Deliveries));

    private const string TimesSeenSql = """
        SELECT is_ours, sum(views) AS value, count(views)::int AS known, count(*)::int AS total
          FROM report_posts
         GROUP BY is_ours
        """;

    private const string PostsSql = """
        SELECT is_ours, count(*)::numeric AS value, count(*)::int AS known, count(*)::int AS total
          FROM report_posts
         GROUP BY is_ours
        """;

    private const string DeliveriesSql = """
        SELECT is_ours, sum(followers_then) AS value, count(followers_then)::int AS known, count(*)::int AS total
          FROM report_posts
         GROUP BY is_ours
        """;

    private const string AccountsSql = """
        SELECT count(DISTINCT author_id)::int
          FROM report_posts
         WHERE NOT is_ours
        """;

    private async Task<Figure> AccountsAsync() =>
        Definitions.Accounts() with { Others = Amount.Count((await ReadAsync<int>(AccountsSql)).Single()) };

    private const string ResponsesSql = """
        SELECT c.counter, p.is_ours, sum(c.n) AS value, count(c.n)::int AS known, count(*)::int AS total
          FROM report_posts p
        CROSS JOIN LATERAL (VALUES ('responses', p.responses), ('likes', p.likes), ('replies', p.replies), ('reposts', p.reposts),
                               ('quotes', p.quotes), ('bookmarks', p.bookmarks)) AS c (counter, n)
         GROUP BY c.counter, p.is_ours
        """;

    private async Task<Figure> ResponsesAsync()
    {
        var counters = (await ReadAsync<SideRow>(ResponsesSql)).ToLookup(row => row.Counter);
        return Apart(counters["responses"], Definitions.Responses) with
        {
            Parts = [.. new[] { "likes", "replies", "reposts", "quotes", "bookmarks" }.Select(counter => Apart(counters[counter], all => Definitions.Counter(counter, all)))],
        };
    }

    private const string RateSql = """
        SELECT is_ours, round(100 * sum(responses) FILTER (WHERE views IS NOT NULL) / nullif(sum(views) FILTER (WHERE responses IS NOT NULL), 0), 1) AS value,
               count(views) FILTER (WHERE responses IS NOT NULL)::int AS known, count(*)::int AS total
          FROM report_posts
         GROUP BY GROUPING SETS ((is_ours), ())
        """;

    private async Task<Figure> RateAsync()
    {
        var rows = await ReadAsync<SideRow>(RateSql);
        var all = Side(rows, null);
        return Definitions.Rate(all) with { All = all, Ours = Side(rows, true), Others = Side(rows, false), Decimals = 1 };
    }

    private const string FollowersSql = """
        SELECT sum(f.followers)::numeric AS value, count(f.followers)::int AS known, count(*)::int AS total
          FROM (SELECT DISTINCT author_id FROM report_posts WHERE NOT is_ours) a
          LEFT JOIN LATERAL (SELECT followers
                          FROM author_observations
                         WHERE author_id = a.author_id AND followers IS NOT NULL
                      ORDER BY at DESC
                         LIMIT 1) f ON true
        """;

    private async Task<Figure> FollowersAsync()
    {
        var others = Amount.Sum([(await ReadAsync<Amount>(FollowersSql)).Single()]);
        return Definitions.Followers(others) with { Others = others };
    }

    private const string MeasuredSql = """
        SELECT (SELECT min(measured_at) FROM report_posts) AS oldest, (SELECT max(measured_at) FROM report_posts) AS newest,
               min(f.at) AS followers_oldest, max(f.at) AS followers_newest
          FROM (SELECT DISTINCT author_id FROM report_posts WHERE NOT is_ours) a
        CROSS JOIN LATERAL (SELECT at
                          FROM author_observations
                         WHERE author_id = a.author_id AND followers IS NOT NULL
                      ORDER BY at DESC
                         LIMIT 1) f
        """;

    public async Task<Measured> MeasuredAsync() => (await ReadAsync<Measured>(MeasuredSql)).Single();

    private static Figure Apart(IEnumerable<SideRow> rows, Func<Amount, Figure> define)
    {
        var (ours, others) = (Side(rows, true), Side(rows, false));
        var all = Amount.Sum([ours, others]);
        return define(all) with { All = all, Ours = Amount.Sum([ours]), Others = Amount.Sum([others]) };
    }

    private static Amount Side(IEnumerable<SideRow> rows, bool? isOurs) =>
        rows.Where(row => row.IsOurs == isOurs).Select(row => new Amount { Value = row.Value, Known = row.Known, Total = row.Total }).FirstOrDefault() ?? new Amount();

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql) =>
        [.. await transaction.Connection!.QueryAsync<T>(new CommandDefinition(sql, null, transaction, cancellationToken: stop))];

    private sealed record SideRow
    {
        public string Counter { get; init; } = "";

        /// <summary>Null for both sides together.</summary>
        public bool? IsOurs { get; init; }

        public decimal? Value { get; init; }

        public required int Known { get; init; }

        public required int Total { get; init; }
    }
}
