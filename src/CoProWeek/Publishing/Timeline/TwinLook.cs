using CoProWeek.Clock;
using CoProWeek.Networks;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Publishing.Timeline;

/// <summary>
/// Before a late or resumed post is sent: while it waited, somebody may have posted it by hand. The account's timeline is
/// read, and what looks posted already is held until a person says which it is.
/// </summary>
internal sealed class TwinLook(NpgsqlDataSource database, OwnTimeline timeline, TwinStore twins, CampaignClock clock, IOptions<PublishingOptions> settings)
{
    /// <summary>So long a look is good for: posts after a standstill are spaced, and one read serves several.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    /// <summary>A timeline that cannot be read keeps a post back so long. Then it goes out: X itself refuses the very same text.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const string DueSql = """
        SELECT d.id, d.account_id, a.network, a.handle, p.canonical, d.look_tried_at
          FROM deliveries d
          JOIN accounts a       ON a.id = d.account_id
          JOIN delivery_parts p ON p.delivery_id = d.id AND p.n = 1
         WHERE d.account_id = @accountId
           AND a.network <> 'by-hand'
           AND a.paused_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM stop_all)
           AND d.state = 'queued'
           AND d.parts_out = 0
           AND d.due_at <= @now
           AND d.latest_at >= @now
           AND NOT d.waits_for_page
           AND NOT d.despite_twin
           AND (d.slot_at < @overdueBefore OR d.resumed_at IS NOT NULL)
           AND (d.looked_at IS NULL OR d.looked_at < greatest(d.resumed_at, @lookedAfter))
         ORDER BY d.slot_at, d.id
        """;

    /// <summary>Looks for all that the account has due. True: at least one may be sent now that could not before.</summary>
    public async Task<bool> LookDueAsync(long accountId, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var parameters = new { accountId, now, overdueBefore = now - settings.Value.OverdueAfter, lookedAfter = now - Fresh };
        List<Due> due;
        await using (var connection = await database.OpenConnectionAsync(stop))
            due = (await connection.QueryAsync<Due>(new CommandDefinition(DueSql, parameters, cancellationToken: stop))).AsList();
        if (due.Count == 0)
            return false;
        var account = new OwnAccount { Id = accountId, Network = due[0].Network, Handle = due[0].Handle };
        try
        {
            var strangers = await timeline.StrangersAsync(account, TimeSpan.Zero, stop);
            var clear = false;
            foreach (var post in due)
                clear |= !await twins.HoldIfTwinAsync(account, post.Id, post.Canonical, strangers, clock.GetUtcNow(), stop);
            return clear;
        }
        catch (NetworkReadException e)
        {
            return await NotReadAsync(due, e, stop);
        }
    }

    private async Task<bool> NotReadAsync(List<Due> due, NetworkReadException e, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        // Keys and money: the send itself meets them, and says so where a person looks.
        var giveUp = due.Where(post => e.Reason is not null || post.LookTriedAt < now - Patience).Select(post => post.Id).ToArray();
        var again = due.Select(post => post.Id).Except(giveUp).ToArray();
        await twins.LookedAsync(giveUp, now, stop);
        await twins.TriedAsync(again, now, now + settings.Value.ReadRetry, $"Late, so it is first made sure that nobody posted it by hand. {e.Message}", stop);
        return giveUp.Length > 0;
    }

    private sealed record Due
    {
        public required long Id { get; init; }
        public required string Network { get; init; }
        public required string Handle { get; init; }
        public required string Canonical { get; init; }
        public DateTimeOffset? LookTriedAt { get; init; }
    }
}
