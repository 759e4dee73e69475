using CoProWeek.Accounts;
using CoProWeek.Clock;
using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>The money of what goes out: whether a post fits in the limits, what each attempt cost, and what goes on once there is money again.</summary>
internal sealed class Purse(NpgsqlDataSource database, NetworkList networks, Budget budget, SpendMeter meter, CampaignClock clock)
{
    private static readonly TimeSpan CountMissedEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookUpAgain = TimeSpan.FromSeconds(10);

    private DateTimeOffset countMissedAt;

    private const string TextsSql = "SELECT text FROM delivery_parts WHERE delivery_id = @deliveryId ORDER BY n";

    /// <summary>A thread is paid for whole before its first part goes out, and then it goes on.</summary>
    /// <returns>Null: it fits. Never throws: the fence stands already.</returns>
    public async Task<Outcome?> WhyNotAsync(Claim claim, CancellationToken stop)
    {
        if (!budget.IsLimited || claim.N > 1)
            return null;
        try
        {
            await using var connection = await database.OpenConnectionAsync(stop);
            var texts = await connection.QueryAsync<string>(new CommandDefinition(TextsSql, new { claim.DeliveryId }, cancellationToken: stop));
            var network = networks.Find(claim.Network);
            return await budget.WhyNotAsync(claim.CampaignId, "this post", texts.Sum(text => network.PriceOf(text, 0)), stop) is { } why
                ? new Outcome.Blocked(HoldReason.Budget, why)
                : null;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            return new Outcome.Deferred(clock.GetUtcNow() + LookUpAgain, "CoProWeek: what is spent already could not be looked up. Nothing was sent; it is tried again by itself.");
        }
    }

    /// <summary>The same for a picture on its way up, with the post that it is for: no alt text is paid for what cannot go out.</summary>
    public Task<string?> WhyNotAsync(long? campaignId, string network, string text, CancellationToken stop) =>
        budget.WhyNotAsync(campaignId, "this post with its picture", networks.Find(network).PriceOf(text, 1), stop);

    /// <summary>After the outcome stands: what may be out is counted as spent.</summary>
    public Task SpentAsync(Claim claim, Outcome outcome) =>
        outcome is Outcome.Sent or Outcome.Unknown && networks.Find(claim.Network).ChargeOf(claim.Text) is { } charge
            ? meter.SpentAsync(claim.AccountId, charge, claim.CampaignId, claim.AttemptId)
            : Task.CompletedTask;

    /// <summary>What the sweep does about money.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        await ReleaseAsync(stop);
        var now = clock.GetUtcNow();
        if (now - countMissedAt < CountMissedEvery)
            return;
        await CountMissedAsync(now, stop);
        countMissedAt = now;
    }

    private const string MissedSql = """
        SELECT t.id AS attempt_id, t.ended_at, d.account_id, a.network, dp.text, p.campaign_id
          FROM attempts t
          JOIN deliveries d      ON d.id = t.delivery_id
          JOIN delivery_parts dp ON dp.delivery_id = t.delivery_id AND dp.n = t.n
          JOIN posts p           ON p.id = d.post_id
          JOIN accounts a        ON a.id = d.account_id
         WHERE t.started_at > @from
           AND t.outcome IN ('sent', 'unknown')
           AND a.network <> 'by-hand'
           AND NOT EXISTS (SELECT 1 FROM spend s WHERE s.attempt_id = t.id)
         ORDER BY t.id
         LIMIT 200
        """;

    /// <summary>Attempts whose worker ended before it could count them.</summary>
    private async Task CountMissedAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var missed = await connection.QueryAsync<MissedAttempt>(new CommandDefinition(MissedSql, new { from = now.AddDays(-1) }, cancellationToken: stop));
        foreach (var attempt in missed)
        {
            if (networks.Find(attempt.Network).ChargeOf(attempt.Text) is { } charge)
                await meter.SpentAsync(attempt.AccountId, charge, attempt.CampaignId, attempt.AttemptId, attempt.EndedAt);
        }
    }

    private const string ReleaseSql = """
        WITH back AS (
            DELETE FROM credit_stops WHERE ended_at IS NOT NULL RETURNING account_id
        )
        UPDATE deliveries d
           SET state = 'queued', hold_reason = NULL, reason = 'X takes paid calls again', due_at = greatest(d.slot_at, @now), updated_at = @now
          FROM back
         WHERE d.account_id = back.account_id AND d.state = 'held' AND d.hold_reason = 'budget'
        """;

    /// <summary>What was held while X had no credits goes on; what a limit of ours holds is held again by it.</summary>
    private async Task ReleaseAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(ReleaseSql, new { now = clock.GetUtcNow() }, cancellationToken: stop));
    }

    private sealed record MissedAttempt
    {
        public required long AttemptId { get; init; }
        public required DateTimeOffset EndedAt { get; init; }
        public required long AccountId { get; init; }
        public required string Network { get; init; }
        public required string Text { get; init; }
        public required long CampaignId { get; init; }
    }
}
