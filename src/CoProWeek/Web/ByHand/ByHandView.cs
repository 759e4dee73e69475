using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Reads what is to be posted by hand, in every campaign.</summary>
internal sealed class ByHandView(NpgsqlDataSource database)
{
    private const string ReadSql = """
        SELECT d.id, d.post_id, a.handle, p.kind, c.time_zone, d.state, d.hold_reason, d.reason, d.slot_at, d.latest_at,
               ARRAY(SELECT part.text FROM delivery_parts part WHERE part.delivery_id = d.id ORDER BY part.n) AS parts,
               (SELECT part.url FROM delivery_parts part WHERE part.delivery_id = d.id AND part.n = 1) AS url
          FROM deliveries d
          JOIN posts p     ON p.id = d.post_id
          JOIN campaigns c ON c.id = p.campaign_id
          JOIN accounts a  ON a.id = d.account_id
         WHERE a.network = 'by-hand'
           AND (d.id = @id OR @id::bigint IS NULL AND d.hold_reason = 'hand')
         ORDER BY d.slot_at, d.id
        """;

    /// <summary>Handed over, and nobody has said yet what became of it.</summary>
    public Task<IReadOnlyList<ToPost>> WaitingAsync(CancellationToken stop) => ReadAsync(null, stop);

    /// <summary>One of them, whatever has become of it; null where there is no such.</summary>
    public async Task<ToPost?> FindAsync(long id, CancellationToken stop) => (await ReadAsync(id, stop)).SingleOrDefault();

    private async Task<IReadOnlyList<ToPost>> ReadAsync(long? id, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<ToPost>(new CommandDefinition(ReadSql, new { id }, cancellationToken: stop))];
    }
}

/// <summary>A post on a place where a person puts it.</summary>
internal sealed record ToPost
{
    public required long Id { get; init; }

    public required long PostId { get; init; }

    /// <summary>The place, as the team calls it.</summary>
    public required string Handle { get; init; }

    public required string Kind { get; init; }

    public required string TimeZone { get; init; }

    public required string State { get; init; }

    public string? HoldReason { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset SlotAt { get; init; }

    public required DateTimeOffset LatestAt { get; init; }

    public required string[] Parts { get; init; }

    public string? Url { get; init; }

    /// <summary>As <see cref="DeliveryRow.Shown"/>.</summary>
    public string Shown => HoldReason is "hand" ? "hand" : State;

    /// <summary>It was handed over, and whoever posts it may say so.</summary>
    public bool IsHandedOver => HoldReason is "hand" || State is "missed";

    /// <summary>It may still be said to be out; before its time only by who may take it out of the queue as well.</summary>
    public bool IsOpen => IsHandedOver || State is "queued" or "held";
}
