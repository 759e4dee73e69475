using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using CoProWeek.Collecting.Rollups;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting;

/// <summary>Reads how completely the campaign's hashtags were collected.</summary>
internal sealed class ReachCompleteness(NpgsqlTransaction transaction, Campaign campaign, ReportSpan span, CancellationToken stop)
{
    public async Task<Completeness> ReadAsync()
    {
        var tags = RollupBasis.Of(campaign).Tags;
        var watches = (await ReadAsync<WatchCompleteness>(WatchesSql, new { campaignId = campaign.Id })).Where(watch => tags.Contains(Fold.Tag(watch.Subject))).ToList();
        var values = new { ids = watches.ConvertAll(watch => watch.Id).ToArray(), campaignId = campaign.Id, span.From, span.To, span.FromAt, span.ToAt };
        var counted = (await ReadAsync<CountedRow>(CountedSql, values)).ToDictionary(row => row.WatchId);
        var gaps = (await Coverage.GapsAsync(transaction.Connection!, values.ids, span.FromAt, span.ToAt, stop)).ToLookup(gap => gap.WatchId);
        var lost = (await GapStore.KnownAsync(transaction.Connection!, values.ids, span.FromAt, span.ToAt, stop)).Where(gap => gap is { IsLost: true, Counted: null }).ToLookup(gap => gap.WatchId);
        return new Completeness
        {
            Watches = [.. watches.Select(watch => watch with { Counted = counted.GetValueOrDefault(watch.Id)?.Told, Gaps = [.. gaps[watch.Id]], Lost = [.. lost[watch.Id].Select(gap => Within(gap, span))] })],
            ForgottenAt = await transaction.Connection!.ExecuteScalarAsync<DateTimeOffset?>(new CommandDefinition(ForgottenSql, new { campaignId = campaign.Id }, transaction, cancellationToken: stop)),
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

    // Hour by hour, for more in one hour makes up for nothing that is missing in another. X counts what stands when it is asked, by the
    // time of its newest version; what was removed or lost its hashtag since was counted, too.
    private const string CountedSql = """
        WITH held AS (
            SELECT watch_id, hour_at, sum(posts)::int AS posts
              FROM rollup_held
             WHERE campaign_id = @campaignId AND watch_id = ANY (@ids) AND day BETWEEN @From - 2 AND @To
             GROUP BY watch_id, hour_at
        )
        SELECT c.watch_id, sum(c.counted)::int AS posts, sum(least(coalesce(h.posts, 0), c.counted))::int AS held
          FROM watch_counts c
          LEFT JOIN held h ON h.watch_id = c.watch_id AND h.hour_at = c.hour_at
         WHERE c.watch_id = ANY (@ids) AND c.hour_at >= @FromAt AND c.hour_at + interval '1 hour' <= @ToAt
         GROUP BY c.watch_id
        """;

    private const string ForgottenSql = "SELECT forgotten_at FROM campaign_cares WHERE campaign_id = @campaignId";

    private static KnownGap Within(KnownGap gap, ReportSpan span) => gap with
    {
        FromAt = gap.FromAt > span.FromAt ? gap.FromAt : span.FromAt,
        ToAt = gap.ToAt < span.ToAt ? gap.ToAt : span.ToAt,
    };

    private const string RemovedSql = "SELECT coalesce(sum(posts), 0)::int FROM rollup_removed WHERE campaign_id = @campaignId AND day BETWEEN @From AND @To";

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, object values) =>
        [.. await transaction.Connection!.QueryAsync<T>(new CommandDefinition(sql, values, transaction, cancellationToken: stop))];

    private sealed record CountedRow
    {
        public required long WatchId { get; init; }

        public required int Posts { get; init; }

        public required int Held { get; init; }

        public Counted Told => new() { Posts = Posts, Held = Held };
    }
}
