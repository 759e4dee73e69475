using CoProWeek.Campaigns;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting.Team;

/// <summary>Reads what the plan had for these days, and what became of it.</summary>
internal sealed class PlanResults(NpgsqlTransaction transaction, Campaign campaign, ReportSpan span, CancellationToken stop)
{
    // A post on several accounts is one post: sent where one of them has it.
    private const string PlannedSql = """
        SELECT kind, hour, count(*)::int AS planned, (count(*) FILTER (WHERE is_sent))::int AS sent, (count(*) FILTER (WHERE is_missed AND NOT is_sent))::int AS missed
          FROM (SELECT p.id, p.kind, extract(hour FROM p.slot_time)::int AS hour,
                       coalesce(bool_or(d.state IN ('sent', 'removed')), false) AS is_sent, coalesce(bool_or(d.state = 'missed'), false) AS is_missed
                  FROM posts p
                  LEFT JOIN deliveries d ON d.post_id = p.id
                 WHERE p.campaign_id = @campaignId AND p.slot_on BETWEEN @from AND @to
                 GROUP BY p.id) each
         GROUP BY kind, hour
        """;

    private const string CameOfItSql = """
        WITH sent AS (
            SELECT DISTINCT dp.remote_id, p.kind, extract(hour FROM p.slot_time)::int AS hour
              FROM delivery_parts dp
              JOIN deliveries d ON d.id = dp.delivery_id
              JOIN posts p      ON p.id = d.post_id
              JOIN accounts a   ON a.id = dp.account_id
             WHERE p.campaign_id = @campaignId AND a.network = 'x' AND dp.remote_id IS NOT NULL
        )
        SELECT coalesce(s.kind, '') AS kind, s.hour, count(*)::int AS posts, sum(r.views)::bigint AS seen, count(r.views)::int AS seen_known,
               sum(r.responses)::bigint AS responses, count(r.responses)::int AS responses_known
          FROM rollup_ours r
          LEFT JOIN sent s ON s.remote_id = r.first_id
         WHERE r.campaign_id = @campaignId AND r.day BETWEEN @from AND @to
         GROUP BY s.kind, s.hour
        """;

    public async Task<IReadOnlyList<PlanCell>> ReadAsync() => [.. await ReadAsync(PlannedSql), .. await ReadAsync(CameOfItSql)];

    private Task<IEnumerable<PlanCell>> ReadAsync(string sql) =>
        transaction.Connection!.QueryAsync<PlanCell>(new CommandDefinition(sql, new { campaignId = campaign.Id, from = span.From, to = span.To }, transaction, cancellationToken: stop));
}

/// <summary>Of one kind and one planned hour: what was planned, or what came of it; cells are added up.</summary>
internal sealed record PlanCell
{
    /// <summary>Empty for posts of ours that are not in the plan.</summary>
    public string Kind { get; init; } = "";

    /// <summary>0 to 23, by the campaign's clock; null for a post that is in the plan without a time.</summary>
    public int? Hour { get; init; }

    public int Planned { get; init; }
    public int Sent { get; init; }
    public int Missed { get; init; }

    /// <summary>As X counts them: each part of a thread is one.</summary>
    public int Posts { get; init; }
    public long? Seen { get; init; }
    public int SeenKnown { get; init; }
    public long? Responses { get; init; }
    public int ResponsesKnown { get; init; }

    public decimal? SeenEach => PerPost(Seen, SeenKnown);

    public decimal? ResponsesEach => PerPost(Responses, ResponsesKnown);

    public static PlanCell Sum(IEnumerable<PlanCell> cells) => cells.Aggregate((one, other) => one with
    {
        Planned = one.Planned + other.Planned,
        Sent = one.Sent + other.Sent,
        Missed = one.Missed + other.Missed,
        Posts = one.Posts + other.Posts,
        Seen = Plus(one.Seen, other.Seen),
        SeenKnown = one.SeenKnown + other.SeenKnown,
        Responses = Plus(one.Responses, other.Responses),
        ResponsesKnown = one.ResponsesKnown + other.ResponsesKnown,
    });

    private static long? Plus(long? one, long? other) => one is null ? other : one + (other ?? 0);

    private static decimal? PerPost(long? sum, int known) => known == 0 ? null : Math.Round((decimal)sum!.Value / known, 1, MidpointRounding.AwayFromZero);
}

/// <summary>The plan and what became of it, in a sentence.</summary>
internal static class PlanWords
{
    public static string Of(IReadOnlyList<PlanCell> plan)
    {
        var (planned, sent, missed) = (plan.Sum(cell => cell.Planned), plan.Sum(cell => cell.Sent), plan.Sum(cell => cell.Missed));
        if (planned == 0)
            return "No post was planned for these days.";
        var rest = planned - sent - missed;
        return $"{Numbers.Count(planned, "post was", "posts were")} planned: {sent:N0} sent, {missed:N0} missed{(rest == 0 ? "" : $", {rest:N0} not sent so far")}.";
    }
}
