using Dapper;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>The rows of what is handed over to be posted by hand.</summary>
internal sealed class HandOverRows(NpgsqlDataSource database)
{
    private const string NextSql = """
        SELECT d.id AS delivery_id, d.account_id, a.handle, p.kind, c.name AS campaign, c.time_zone, d.slot_at, d.latest_at,
               ARRAY(SELECT part.text FROM delivery_parts part WHERE part.delivery_id = d.id ORDER BY part.n) AS parts
          FROM deliveries d
          JOIN accounts a  ON a.id = d.account_id
          JOIN posts p     ON p.id = d.post_id
          JOIN campaigns c ON c.id = p.campaign_id
         WHERE d.account_id = @accountId
           AND a.network = 'by-hand'
           AND a.paused_at IS NULL
           AND d.state = 'queued'
           AND d.due_at <= @now
           AND d.latest_at >= @now
           AND NOT EXISTS (SELECT 1 FROM stop_all)
         ORDER BY d.slot_at, d.id
         LIMIT 1
        """;

    private const string PicturesSql = """
        SELECT m.hash, m.alt_text, f.content_type, f.size_bytes,
               coalesce((SELECT pm.file_name FROM post_media pm WHERE pm.post_id = d.post_id AND pm.hash = m.hash LIMIT 1), '') AS file_name
          FROM deliveries d
          JOIN delivery_media m ON m.delivery_id = d.id
          JOIN media f          ON f.hash = m.hash
         WHERE d.id = @deliveryId
         ORDER BY m.n, m.position
        """;

    /// <summary>The account's earliest delivery that is due and not too late; null when there is none, or it is paused, or everything is stopped, or it is no place where a person posts.</summary>
    public async Task<DueByHand?> NextAsync(long accountId, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleOrDefaultAsync<DueByHand>(new CommandDefinition(NextSql, new { accountId, now }, cancellationToken: stop)) is { } due
            ? due with { Pictures = await PicturesAsync(connection, due.DeliveryId, stop) }
            : null;
    }

    /// <summary>A delivery's pictures, in order.</summary>
    public async Task<IReadOnlyList<HandedPicture>> PicturesAsync(long deliveryId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await PicturesAsync(connection, deliveryId, stop);
    }

    private static async Task<IReadOnlyList<HandedPicture>> PicturesAsync(NpgsqlConnection connection, long deliveryId, CancellationToken stop)
    {
        var pictures = (await connection.QueryAsync<HandedPicture>(new CommandDefinition(PicturesSql, new { deliveryId }, cancellationToken: stop))).AsList();
        return [.. pictures.Select((picture, n) => picture with { Name = HandedPicture.NameOf(picture, n + 1, pictures.Count) })];
    }

    // A pause that is being set is waited for, as a claim waits for it.
    private const string LockAccountSql = """
        SELECT id
          FROM accounts
         WHERE id = @accountId
           AND paused_at IS NULL
           FOR NO KEY UPDATE
        """;

    private const string TakeSql = """
        UPDATE deliveries
           SET state = 'held', hold_reason = 'hand', reason = @reason, updated_at = @now
         WHERE id = @deliveryId
           AND state = 'queued'
           AND due_at <= @now
           AND latest_at >= @now
           AND NOT EXISTS (SELECT 1 FROM stop_all)
        """;

    /// <summary>False: somebody else was faster, or it may not go out by now.</summary>
    public static async Task<bool> TakeAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, DueByHand due, string reason, DateTimeOffset now, CancellationToken stop)
    {
        var parameters = new { due.AccountId, due.DeliveryId, reason, now };
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(LockAccountSql, parameters, transaction, cancellationToken: stop)) is not null
            && await connection.ExecuteAsync(new CommandDefinition(TakeSql, parameters, transaction, cancellationToken: stop)) == 1;
    }
}

/// <summary>A delivery whose time has come, to be posted by hand.</summary>
internal sealed record DueByHand
{
    public required long DeliveryId { get; init; }
    public required long AccountId { get; init; }

    /// <summary>The place, as the team calls it.</summary>
    public required string Handle { get; init; }

    public required string Kind { get; init; }
    public required string Campaign { get; init; }
    public required string TimeZone { get; init; }
    public required DateTimeOffset SlotAt { get; init; }
    public required DateTimeOffset LatestAt { get; init; }
    public required string[] Parts { get; init; }
    public IReadOnlyList<HandedPicture> Pictures { get; init; } = [];
}

/// <summary>A picture that a person puts beside the text.</summary>
internal sealed record HandedPicture
{
    public required string Hash { get; init; }
    public required string AltText { get; init; }
    public required string ContentType { get; init; }
    public required int SizeBytes { get; init; }

    /// <summary>As the plan names it, folders and all.</summary>
    public required string FileName { get; init; }

    /// <summary>As it is saved under: the file's own name; numbered where there are several.</summary>
    public string Name { get; init; } = "";

    public static string NameOf(HandedPicture picture, int n, int count)
    {
        var own = new string([.. picture.FileName[(picture.FileName.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c))]).Trim();
        var name = own == "" ? $"picture.{picture.ContentType.Split('/')[^1]}" : own;
        return count == 1 ? name : $"{n}-{name}";
    }
}
