using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>The rows of a post that is taken down: what stands, what is gone, and who did it.</summary>
internal sealed class TakeDownStore(NpgsqlDataSource database)
{
    private const string StandingSql = """
        SELECT d.id, d.account_id, a.network, a.handle, d.state, d.hold_reason, d.parts_out,
               coalesce((SELECT array_agg(p.n ORDER BY p.n DESC)
                           FROM delivery_parts p
                          WHERE p.delivery_id = d.id AND p.remote_id IS NOT NULL AND p.removed_at IS NULL), '{}') AS parts,
               coalesce((SELECT array_agg(p.remote_id ORDER BY p.n DESC)
                           FROM delivery_parts p
                          WHERE p.delivery_id = d.id AND p.remote_id IS NOT NULL AND p.removed_at IS NULL), '{}') AS remote_ids
          FROM deliveries d
          JOIN accounts a ON a.id = d.account_id
         WHERE d.post_id = @postId
           AND d.state NOT IN ('cancelled', 'failed', 'missed')
           AND (@handle::text IS NULL OR lower(a.handle) = lower(ltrim(@handle, '@')))
         ORDER BY a.handle
        """;

    /// <summary>The post where it is out or on its way, on each account or on one.</summary>
    public async Task<IReadOnlyList<Standing>> StandingAsync(long postId, string? handle, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<Standing>(new CommandDefinition(StandingSql, new { postId, handle }, cancellationToken: stop))];
    }

    private const string PartGoneSql = """
        UPDATE delivery_parts
           SET removed_at = @now
         WHERE delivery_id = @deliveryId AND n = @n AND removed_at IS NULL
        """;

    /// <summary>A part is gone. Seen through once begun: X has deleted it already.</summary>
    public async Task PartGoneAsync(long deliveryId, int n, DateTimeOffset now)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync(new CommandDefinition(PartGoneSql, new { deliveryId, n, now }));
    }

    private const string RemovedSql = """
        UPDATE deliveries d
           SET state = 'removed', hold_reason = NULL, reason = @reason, updated_at = @now,
               sent_at = coalesce(sent_at, (SELECT min(p.sent_at) FROM delivery_parts p WHERE p.delivery_id = d.id))
         WHERE d.id = @deliveryId
           AND (d.state = 'sent' OR d.state = 'held' AND d.parts_out > 0)
           AND NOT EXISTS (SELECT 1
                             FROM delivery_parts p
                            WHERE p.delivery_id = d.id AND p.remote_id IS NOT NULL AND p.removed_at IS NULL)
        """;

    /// <summary>All its parts are gone. False: somebody else was faster.</summary>
    public async Task<bool> RemovedAsync(long deliveryId, string reason, string actor, DateTimeOffset now)
    {
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        await Actor.SignAsync(connection, transaction, actor, CancellationToken.None);
        var moved = await connection.ExecuteAsync(new CommandDefinition(RemovedSql, new { deliveryId, reason, now }, transaction));
        await transaction.CommitAsync(CancellationToken.None);
        return moved == 1;
    }
}

/// <summary>A delivery as a take-down finds it; its parts that people can still see, last first.</summary>
internal sealed record Standing
{
    public required long Id { get; init; }
    public required long AccountId { get; init; }
    public required string Network { get; init; }
    public required string Handle { get; init; }
    public required string State { get; init; }
    public string? HoldReason { get; init; }
    public required int PartsOut { get; init; }
    public required int[] Parts { get; init; }
    public required long[] RemoteIds { get; init; }

    /// <summary>All of it, or the parts of a thread whose rest is held.</summary>
    public bool IsOut => this is { State: "sent" } or { State: "held", PartsOut: > 0 };

    public NetworkAccount Account => new(AccountId, Handle);

    public bool IsByHand => AccountName.IsByHand(Network);

    public string Name => AccountName.Of(Network, Handle);

    /// <summary>"as @ScotCoPro", "on Facebook".</summary>
    public string At => AccountName.At(Network, Handle);
}
