using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting;

/// <summary>Reads how completely the campaign's hashtags were collected.</summary>
internal sealed class ReachCompleteness(NpgsqlTransaction transaction, Campaign campaign, ReportSpan span, CancellationToken stop)
{
    public async Task<Completeness> ReadAsync()
    {
        var tags = ReachPosts.Tags(campaign);
        var watches = (await ReadAsync<WatchCompleteness>(WatchesSql, new { campaignId = campaign.Id })).Where(watch => tags.Contains(Fold.Tag(watch.Subject))).ToList();
        var values = new { ids = watches.ConvertAll(watch => watch.Id).ToArray(), span.FromAt, span.ToAt, tags };
        var counted = (await ReadAsync<CountedRow>(CountedSql, values)).ToDictionary(row => row.WatchId);
        var gaps = (await ReadAsync<GapRow>(GapsSql, values)).ToLookup(row => row.WatchId);
        return new Completeness
        {
            Watches = [.. watches.Select(watch => watch with { Counted = counted.GetValueOrDefault(watch.Id)?.Told, Gaps = [.. gaps[watch.Id].Select(row => row.Told)] })],
            Removed = (await ReadAsync<int>(RemovedSql, values)).Single(),
        };
    }

    private const string WatchesSql = """
        SELECT w.id, w.subject, w.from_at, w.until_at,
               (SELECT max(r.to_at) FROM collect_runs r WHERE r.watch_id = w.id AND r.outcome = 'whole') AS covered_to
          FROM watches w
         WHERE w.campaign_id = @campaignId AND w.network = 'x' AND w.kind = 'hashtag'
         ORDER BY lower(w.subject), w.id
        """;

    // What was removed since it was counted is among what X counted, and so are reposts: both are held.
    // Counted by the hour first, so that whatever the planner guesses, hours meet hours and not posts.
    private const string CountedSql = """
        WITH held AS MATERIALIZED (
            SELECT mw.watch_id, date_trunc('hour', m.posted_at) AS hour_at, count(*)::int AS posts
              FROM mention_watches mw
              JOIN mentions m ON m.id = mw.mention_id
             WHERE mw.watch_id = ANY (@ids) AND m.posted_at >= @FromAt AND m.posted_at < @ToAt
             GROUP BY mw.watch_id, date_trunc('hour', m.posted_at)
        )
        SELECT c.watch_id, sum(c.counted)::int AS posts, count(*)::int AS hours, coalesce(sum(h.posts), 0)::int AS held
          FROM watch_counts c
          LEFT JOIN held h ON h.watch_id = c.watch_id AND h.hour_at = c.hour_at
         WHERE c.watch_id = ANY (@ids) AND c.hour_at >= @FromAt AND c.hour_at + interval '1 hour' <= @ToAt
         GROUP BY c.watch_id
        """;

    private const string GapsSql = """
        WITH whole AS (
            SELECT watch_id, range_agg(tstzrange(from_at, to_at)) AS covered, max(to_at) AS covered_to
              FROM collect_runs
             WHERE watch_id = ANY (@ids) AND outcome = 'whole'
             GROUP BY watch_id
        ), looked AS (
            SELECT w.id, greatest(w.from_at, @FromAt) AS begins, least(w.until_at, @ToAt, whole.covered_to) AS ends, whole.covered
              FROM watches w
              JOIN whole ON whole.watch_id = w.id
        )
        SELECT l.id AS watch_id, lower(gap) AS from_at, upper(gap) AS to_at
          FROM looked l
        CROSS JOIN LATERAL unnest(tstzmultirange(tstzrange(l.begins, greatest(l.begins, l.ends))) - l.covered) AS gap
         ORDER BY l.id, from_at
        """;

    private const string RemovedSql = """
        SELECT count(*)::int
          FROM mentions m
         WHERE m.network = 'x' AND m.hidden_at IS NOT NULL AND m.kind <> 'repost'
           AND m.posted_at >= @FromAt AND m.posted_at < @ToAt
           AND EXISTS (SELECT 1 FROM mention_tags t WHERE t.mention_id = m.id AND t.tag = ANY (@tags))
        """;

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, object values) =>
        [.. await transaction.Connection!.QueryAsync<T>(new CommandDefinition(sql, values, transaction, cancellationToken: stop))];

    private sealed record CountedRow
    {
        public required long WatchId { get; init; }

        public required int Posts { get; init; }

        public required int Held { get; init; }

        public required int Hours { get; init; }

        public Counted Told => new() { Posts = Posts, Held = Held, Hours = Hours };
    }

    private sealed record GapRow
    {
        public required long WatchId { get; init; }

        public required DateTimeOffset FromAt { get; init; }

        public required DateTimeOffset ToAt { get; init; }

        public Gap Told => new() { FromAt = FromAt, ToAt = ToAt };
    }
}
