using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Publishing.Timeline;

/// <summary>A hand-made twin: telling it, and holding the post that it is a twin of.</summary>
internal sealed class TwinStore(NpgsqlDataSource database, NetworkList networks)
{
    /// <summary>The newest that says nearly the same; an answer to somebody is none.</summary>
    public static OwnPost? Find(string canonical, IReadOnlyList<OwnPost> strangers) =>
        strangers.FirstOrDefault(post => post.ReplyTo is null && Canonical.Likeness(Canonical.Of(post.Text), canonical) >= ReadBack.Close);

    private const string HoldSql = """
        UPDATE deliveries
           SET state = 'held', hold_reason = 'twin', twin_url = @url, looked_at = @now, updated_at = @now,
               reason = 'Looks already posted by hand: ' || @url
         WHERE id = @id AND state = 'queued' AND parts_out = 0 AND NOT despite_twin
        """;

    /// <returns>Whether it is held; else it counts as looked at.</returns>
    public async Task<bool> HoldIfTwinAsync(OwnAccount account, long id, string canonical, IReadOnlyList<OwnPost> strangers, DateTimeOffset now, CancellationToken stop)
    {
        if (Find(canonical, strangers) is not { } twin)
        {
            await LookedAsync([id], now, stop);
            return false;
        }
        var url = networks.Find(account.Network).LinkTo(account.AsNetwork, twin.RemoteId).AbsoluteUri;
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(HoldSql, new { id, url, now }, cancellationToken: stop));
        return true;
    }

    private const string LookedSql = """
        UPDATE deliveries
           SET looked_at = @now, look_tried_at = NULL
         WHERE id = ANY(@ids) AND state = 'queued'
        """;

    public async Task LookedAsync(long[] ids, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(LookedSql, new { ids, now }, cancellationToken: stop));
    }

    private const string TriedSql = """
        UPDATE deliveries
           SET look_tried_at = coalesce(look_tried_at, @now), due_at = @again, reason = @why, updated_at = @now
         WHERE id = ANY(@ids) AND state = 'queued'
        """;

    public async Task TriedAsync(long[] ids, DateTimeOffset now, DateTimeOffset again, string why, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(TriedSql, new { ids, now, again, why }, cancellationToken: stop));
    }
}
