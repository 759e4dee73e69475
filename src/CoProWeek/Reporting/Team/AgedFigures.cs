using CoProWeek.Campaigns;
using CoProWeek.Collecting.Rollups;
using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting.Team;

/// <summary>Reads an earlier week as it stood when it was as old as this one is: day 3 beside day 3.</summary>
internal sealed class AgedFigures(KeptFigures kept)
{
    /// <summary>Why a week cannot stand beside this one; null when it can.</summary>
    public static string? Problem(Campaign campaign, Campaign earlier) => earlier.WeekFrom < campaign.WeekFrom
        ? null
        : $"\"{earlier.Slug}\" is no earlier week than \"{campaign.Slug}\": it begins on {earlier.WeekFrom:yyyy-MM-dd}. Give --against the slug of one that began before {campaign.WeekFrom:yyyy-MM-dd}.";

    private const string HeldSql = "SELECT count(*) > 0, max(measured_last) FROM rollup_hours WHERE campaign_id = @campaignId AND day BETWEEN @From AND @To";

    // What X shows as views of posts older than its count of views is none.
    private const string SumsSql = """
        SELECT count(*)::int AS posts, (count(*) FILTER (WHERE is_ours))::int AS ours, (count(DISTINCT author_id) FILTER (WHERE NOT is_ours))::int AS accounts,
               sum(views)::bigint AS seen, count(views)::int AS seen_known, sum(responses)::bigint AS responses, count(responses)::int AS responses_known,
               min(at) AS measured_first, max(at) AS measured_last
          FROM (SELECT m.author_id, lower(a.handle) = ANY (@Ours) AS is_ours, n.at, CASE WHEN m.posted_at >= @viewsBegan THEN n.views END AS views,
                       CASE WHEN coalesce(n.likes, n.replies, n.reposts, n.quotes, n.bookmarks) IS NOT NULL
                            THEN coalesce(n.likes, 0)::bigint + coalesce(n.replies, 0) + coalesce(n.reposts, 0) + coalesce(n.quotes, 0) + coalesce(n.bookmarks, 0) END AS responses
                  FROM mentions m
                  JOIN authors a ON a.id = m.author_id
                  LEFT JOIN LATERAL (SELECT at, views, likes, replies, reposts, quotes, bookmarks
                                       FROM observations
                                      WHERE mention_id = m.id AND at <= @asOf
                                      ORDER BY at DESC
                                      LIMIT 1) n ON true
                 WHERE m.posted_at >= @fromAt AND m.posted_at < @toAt AND m.network = 'x' AND m.hidden_at IS NULL AND m.kind <> 'repost'
                   AND EXISTS (SELECT 1 FROM mention_tags t WHERE t.mention_id = m.id AND t.tag = ANY (@Tags))) each
        """;

    /// <param name="transaction">The report's own.</param>
    /// <param name="campaign">Whose report it is.</param>
    /// <param name="span">Its days.</param>
    /// <param name="earlier">The week beside it, its rollups up to date.</param>
    /// <param name="now">When the report is made.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<SameAge> ReadAsync(NpgsqlTransaction transaction, Campaign campaign, ReportSpan span, Campaign earlier, DateTimeOffset now, CancellationToken stop)
    {
        var back = earlier.WeekFrom.DayNumber - campaign.WeekFrom.DayNumber;
        var days = ReportSpan.Between(earlier, span.From.AddDays(back), span.To.AddDays(back));
        var age = now - Begin(campaign);
        var (isHeld, last) = await transaction.Connection!.QuerySingleAsync<(bool, DateTimeOffset?)>(new CommandDefinition(HeldSql, new { campaignId = earlier.Id, days.From, days.To }, transaction, cancellationToken: stop));
        var beside = new SameAge { Earlier = earlier, Span = days, Age = age };
        if (!isHeld)
            return beside;
        var asOf = AsOf(Begin(earlier) + age, last ?? days.ToAt, days);
        var state = $"{await KeptFigures.StateAsync(transaction, [earlier.Id], stop)} of {days.FromAt:O} to {days.ToAt:O} at {asOf:O}";
        var sums = await kept.ReadAsync(transaction, campaign.Id, span, $"same age {earlier.Id}", state, async () => (await SumsAsync(transaction, earlier, days, asOf, stop), true), stop);
        return beside with { Then = sums.Posts == 0 ? null : sums };
    }

    /// <summary>The first midnight of its week, from which its days are counted.</summary>
    private static DateTimeOffset Begin(Campaign campaign) => Planner.Resolve(campaign.WeekFrom, TimeOnly.MinValue, campaign.Zone);

    /// <summary>To the hour, and no later than anything changed: so that it is worked out once an hour at most, and once for ever when all of it is over.</summary>
    private static DateTimeOffset AsOf(DateTimeOffset sameAge, DateTimeOffset last, ReportSpan days)
    {
        var hour = new DateTimeOffset(sameAge.UtcDateTime.Date.AddHours(sameAge.UtcDateTime.Hour), TimeSpan.Zero);
        var over = last > days.ToAt ? last : days.ToAt;
        return hour < over ? hour : over.ToUniversalTime();
    }

    private static Task<AgedSums> SumsAsync(NpgsqlTransaction transaction, Campaign earlier, ReportSpan days, DateTimeOffset asOf, CancellationToken stop)
    {
        var basis = RollupBasis.Of(earlier);
        var values = new
        {
            basis.Ours,
            basis.Tags,
            fromAt = days.FromAt.ToUniversalTime(),
            toAt = (days.ToAt < asOf ? days.ToAt : asOf).ToUniversalTime(),
            asOf,
            viewsBegan = FoundNumbers.ViewsBegan,
        };
        return transaction.Connection!.QuerySingleAsync<AgedSums>(new CommandDefinition(SumsSql, values, transaction, cancellationToken: stop));
    }
}
