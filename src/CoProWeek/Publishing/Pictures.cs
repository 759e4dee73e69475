using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Networks;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>
/// Pictures go up before their post is claimed: nobody sees an upload, so it may be repeated freely, and a failed one
/// only puts the post off.
/// </summary>
internal sealed class Pictures(
    NpgsqlDataSource database, MediaStore media, NetworkList networks, Purse purse, CampaignClock clock, IOptions<PublishingOptions> settings)
{
    /// <summary>Uploads what the account's posts need within <see cref="PublishingOptions.UploadAhead"/> and do not have. True: there was something to upload.</summary>
    public async Task<bool> UploadDueAsync(long accountId, CancellationToken stop)
    {
        var needed = await NeededAsync(accountId, stop);
        foreach (var picture in needed)
            await RecordAsync(picture, await UploadAsync(accountId, picture, stop), stop);
        return needed.Count > 0;
    }

    private async Task<UploadOutcome> UploadAsync(long accountId, NeededPicture picture, CancellationToken stop)
    {
        try
        {
            if (await purse.WhyNotAsync(picture.CampaignId, picture.Network, picture.Text, stop) is { } why)
                return new UploadOutcome.Blocked(HoldReason.Budget, why);
            var bytes = await media.ReadAsync(picture.Hash, stop);
            return await networks.Find(picture.Network).UploadAsync(
                new NetworkAccount(accountId, picture.Handle), new Picture(picture.ContentType, bytes, picture.AltText), stop);
        }
        catch (RefusedException e)
        {
            return new UploadOutcome.Blocked(HoldReason.Check, e.Message);
        }
    }

    private const string NeededSql = """
        SELECT m.delivery_id, m.n, m.position, m.hash, m.alt_text, f.content_type, a.network, a.handle, p.campaign_id, dp.text
          FROM deliveries d
          JOIN posts p           ON p.id = d.post_id
          JOIN accounts a        ON a.id = d.account_id
          JOIN delivery_media m  ON m.delivery_id = d.id AND m.n = d.parts_out + 1
          JOIN delivery_parts dp ON dp.delivery_id = m.delivery_id AND dp.n = m.n
          JOIN media f           ON f.hash = m.hash
         WHERE d.account_id = @accountId
           AND d.state = 'queued'
           AND a.network <> 'by-hand'
           AND a.paused_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM stop_all)
           AND (d.due_at <= @now OR (d.due_at = d.slot_at OR d.waits_for_page) AND d.slot_at <= @ahead)
           AND (d.latest_at >= @now OR d.parts_out > 0)
           AND (m.remote_media_id IS NULL OR m.expires_at <= @fresh)
           AND (m.try_at IS NULL OR m.try_at <= @now)
         ORDER BY d.slot_at, m.delivery_id, m.n, m.position
        """;

    private async Task<IReadOnlyList<NeededPicture>> NeededAsync(long accountId, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(stop);
        return (await connection.QueryAsync<NeededPicture>(new CommandDefinition(
            NeededSql,
            new { accountId, now, ahead = now + settings.Value.UploadAhead, fresh = now + settings.Value.UploadMargin },
            cancellationToken: stop))).AsList();
    }

    private Task<int> RecordAsync(NeededPicture picture, UploadOutcome outcome, CancellationToken stop) => outcome switch
    {
        UploadOutcome.Uploaded up => UploadedAsync(picture, up, stop),
        UploadOutcome.Deferred no => PutOffAsync(picture, null, no.Until, no.Why, stop),
        UploadOutcome.Blocked no => PutOffAsync(picture, no.Reason.Text(), null, no.Why, stop),
        _ => throw new System.Diagnostics.UnreachableException($"No rule for {outcome}"),
    };

    private const string UploadedSql = """
        UPDATE delivery_media
           SET remote_media_id = @mediaId, media_key = @mediaKey, expires_at = @expiresAt
         WHERE delivery_id = @deliveryId AND n = @n AND position = @position
        """;

    private async Task<int> UploadedAsync(NeededPicture picture, UploadOutcome.Uploaded up, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteAsync(new CommandDefinition(
            UploadedSql,
            new { picture.DeliveryId, picture.N, picture.Position, up.MediaId, up.MediaKey, up.ExpiresAt },
            cancellationToken: stop));
    }

    private const string PutOffSql = """
        WITH put_off AS (
            UPDATE delivery_media
               SET try_at = @until
             WHERE delivery_id = @deliveryId AND n = @n AND position = @position
        )
        UPDATE deliveries
           SET state = CASE WHEN @holdReason IS NULL THEN 'queued' ELSE 'held' END,
               hold_reason = @holdReason, due_at = greatest(due_at, @until), reason = @why, updated_at = @now
         WHERE id = @deliveryId AND state = 'queued'
        """;

    private async Task<int> PutOffAsync(
        NeededPicture picture, string? holdReason, DateTimeOffset? until, string why, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteAsync(new CommandDefinition(
            PutOffSql,
            new { picture.DeliveryId, picture.N, picture.Position, holdReason, until, why, now = clock.GetUtcNow() },
            cancellationToken: stop));
    }

    private sealed record NeededPicture
    {
        public required long DeliveryId { get; init; }
        public required int N { get; init; }
        public required int Position { get; init; }
        public required string Hash { get; init; }
        public required string AltText { get; init; }
        public required string ContentType { get; init; }
        public required string Network { get; init; }
        public required string Handle { get; init; }
        public required long CampaignId { get; init; }
        public required string Text { get; init; }
    }
}
