using CoProWeek.Clock;
using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Publishing.Timeline;

/// <summary>
/// A part of ours that is gone from the network. A timeline without it proves nothing: it is asked for by its id, and only
/// what the network says twice, at two reads, is believed.
/// </summary>
internal sealed class Vanished(NpgsqlDataSource database, NetworkList networks, CampaignClock clock)
{
    /// <summary>What went out a moment ago may not be shown yet.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    /// <param name="account">Whose timeline was read.</param>
    /// <param name="since">From when on it was read to its end.</param>
    /// <param name="shown">What stood there.</param>
    /// <param name="stop">Gives up.</param>
    public async Task LookAsync(OwnAccount account, DateTimeOffset since, IReadOnlySet<long> shown, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var network = networks.Find(account.Network);
        var parts = (await StandingAsync(account.Id, since + Settled, now - Settled, stop)).Where(part => !shown.Contains(part.RemoteId));
        foreach (var some in parts.Chunk(Math.Max(1, network.Limits.LookupIds)))
        {
            if (await AskAsync(network, account, some, stop) is not { } answer)
                return;
            var gone = answer.Missing.Where(missing => missing.Why is "deleted").Select(missing => missing.Id).ToHashSet();
            var there = answer.Found.SelectMany(post => new[] { post.Id, post.FirstId }).ToHashSet();
            foreach (var part in some.Where(part => gone.Contains(part.RemoteId) || there.Contains(part.RemoteId)))
                await RecordAsync(part, gone.Contains(part.RemoteId), now, stop);
        }
    }

    /// <summary>Null when it could not be asked: then nothing is concluded, and the next read asks again.</summary>
    private static async Task<LookedUp?> AskAsync(INetwork network, OwnAccount account, StandingPart[] parts, CancellationToken stop)
    {
        try
        {
            return await network.LookupAsync(account.AsNetwork, [.. parts.Select(part => part.RemoteId)], stop);
        }
        catch (NetworkReadException)
        {
            return null;
        }
    }

    private const string StandingSql = """
        SELECT p.delivery_id, p.n, p.remote_id
          FROM delivery_parts p
          JOIN deliveries d ON d.id = p.delivery_id
         WHERE p.account_id = @accountId
           AND p.remote_id IS NOT NULL
           AND p.removed_at IS NULL
           AND p.sent_at BETWEEN @from AND @to
           AND d.state IN ('sent', 'queued', 'held')
        """;

    private async Task<IEnumerable<StandingPart>> StandingAsync(long accountId, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QueryAsync<StandingPart>(new CommandDefinition(StandingSql, new { accountId, from, to }, cancellationToken: stop));
    }

    // Said once, it is remembered; said again at another read, it is so. What is there after all is as if nothing had been said.
    private const string RecordSql = """
        UPDATE delivery_parts
           SET removed_at = CASE WHEN @gone AND missing_at < @now THEN @now END,
               missing_at = CASE WHEN @gone THEN coalesce(missing_at, @now) END
         WHERE delivery_id = @deliveryId AND n = @n AND removed_at IS NULL
        """;

    private const string RemovedSql = """
        UPDATE deliveries d
           SET state = 'removed', updated_at = @now,
               reason = 'Gone from X, and not by us: asked twice, X says that there is no such post. Whoever deleted it there can say why.'
         WHERE d.id = @deliveryId
           AND d.state = 'sent'
           AND NOT EXISTS (SELECT 1
                             FROM delivery_parts p
                            WHERE p.delivery_id = d.id AND p.remote_id IS NOT NULL AND p.removed_at IS NULL)
        """;

    private async Task RecordAsync(StandingPart part, bool gone, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var parameters = new { part.DeliveryId, part.N, gone, now };
        await connection.ExecuteAsync(new CommandDefinition(RecordSql, parameters, transaction, cancellationToken: stop));
        await connection.ExecuteAsync(new CommandDefinition(RemovedSql, parameters, transaction, cancellationToken: stop));
        await transaction.CommitAsync(stop);
    }

    private sealed record StandingPart
    {
        public required long DeliveryId { get; init; }
        public required int N { get; init; }
        public required long RemoteId { get; init; }
    }
}
