using CoProWeek.Campaigns;
using CoProWeek.Clock;
using Dapper;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>
/// What a person says of a post that they put somewhere by hand: posted, or skipped. Whoever says it first is believed; the next
/// is told what was said.
/// </summary>
internal sealed class HandedOver(NpgsqlDataSource database, CampaignClock clock)
{
    private const int LongestLink = 1000;

    // All its parts are out at once: nobody gives a link for each. The first carries the link, if there is one.
    private const string PostedSql = """
        WITH target AS (
            SELECT d.id
              FROM deliveries d
              JOIN accounts a ON a.id = d.account_id
             WHERE d.id = @deliveryId
               AND a.network = 'by-hand'
               AND (d.hold_reason = 'hand' OR d.state = 'missed' OR @early AND d.state IN ('queued', 'held'))
               FOR UPDATE OF d
        ), parts AS (
            UPDATE delivery_parts p
               SET sent_at = @now, url = CASE WHEN p.n = 1 THEN @url END
              FROM target
             WHERE p.delivery_id = target.id
        )
        UPDATE deliveries d
           SET state = 'sent', hold_reason = NULL, sent_at = @now, due_at = @now, updated_at = @now,
               parts_out = (SELECT count(*) FROM delivery_parts p WHERE p.delivery_id = d.id),
               reason = @reason
          FROM target
         WHERE d.id = target.id
        """;

    /// <summary>It is out: a person posted it.</summary>
    /// <param name="deliveryId">Which.</param>
    /// <param name="link">Where it stands; empty where the person has none.</param>
    /// <param name="early">Also before it was handed over, or while a person holds it.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RefusedException">The link is none, or another post's; or somebody else has said already what became of it.</exception>
    public async Task PostedAsync(long deliveryId, string link, bool early, string actor, CancellationToken stop)
    {
        var url = link.Trim() == "" ? null : Address(link.Trim());
        var reason = $"{actor} posted it by hand{(url is null ? ", and gave no link" : $": {url}")}";
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Actor.SignAsync(connection, transaction, actor, stop);
        if (url is not null && await HolderAsync(connection, transaction, url, deliveryId, stop) is { } holder)
            throw AnothersLink(holder);
        try
        {
            var moved = await connection.ExecuteAsync(new CommandDefinition(
                PostedSql, new { deliveryId, url, early, reason, now = clock.GetUtcNow() }, transaction, cancellationToken: stop));
            if (moved == 0)
                throw await TooLateAsync(connection, transaction, deliveryId, stop);
            await transaction.CommitAsync(stop);
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "delivery_parts_link_by_hand" })
        {
            throw AnothersLink("another post");
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "deliveries_one_open" })
        {
            throw new RefusedException("It was approved anew since, and is to be posted again. Open the post, and say there what became of the newer one.");
        }
    }

    private const string SkippedSql = """
        UPDATE deliveries
           SET state = 'cancelled', hold_reason = NULL, reason = @reason, updated_at = @now
         WHERE id = @deliveryId
           AND state = 'held'
           AND hold_reason = 'hand'
        """;

    /// <summary>It is not posted there, and that is meant.</summary>
    /// <exception cref="RefusedException">No reason was given, or somebody else has said already what became of it.</exception>
    public async Task SkippedAsync(long deliveryId, string why, string actor, CancellationToken stop)
    {
        if (why.Trim() == "")
            throw new RefusedException("Say why it is skipped: the history keeps it.");
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Actor.SignAsync(connection, transaction, actor, stop);
        var moved = await connection.ExecuteAsync(new CommandDefinition(
            SkippedSql, new { deliveryId, reason = $"{actor} skipped it: {why.Trim()}", now = clock.GetUtcNow() }, transaction, cancellationToken: stop));
        if (moved == 0)
            throw await TooLateAsync(connection, transaction, deliveryId, stop);
        await transaction.CommitAsync(stop);
    }

    private static string Address(string link) =>
        link.Length <= LongestLink && !link.Any(char.IsWhiteSpace) && Uri.TryCreate(link, UriKind.Absolute, out var uri)
        && uri is { Scheme: "https", UserInfo: "" } && uri.Host.Contains('.', StringComparison.Ordinal)
            ? uri.AbsoluteUri
            : throw new RefusedException($"\"{(link.Length > 100 ? $"{link[..100]}…" : link)}\" is not the address of a post. Copy it from the browser or by the post’s own \"copy link\": it begins with https://");

    private const string HolderSql = """
        SELECT o.ref
          FROM delivery_parts p
          JOIN deliveries d ON d.id = p.delivery_id
          JOIN posts o      ON o.id = d.post_id
         WHERE p.url = @url
           AND p.delivery_id <> @deliveryId
         LIMIT 1
        """;

    private static async Task<string?> HolderAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string url, long deliveryId, CancellationToken stop) =>
        await connection.ExecuteScalarAsync<string?>(new CommandDefinition(HolderSql, new { url, deliveryId }, transaction, cancellationToken: stop)) is { } holder
            ? $"\"{holder}\""
            : null;

    private static RefusedException AnothersLink(string holder) =>
        new($"This link stands at {holder} already. Open both, and give the right one.");

    private const string StandsSql = "SELECT state, reason FROM deliveries WHERE id = @deliveryId";

    private static async Task<RefusedException> TooLateAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, long deliveryId, CancellationToken stop)
    {
        var (state, reason) = await connection.QuerySingleOrDefaultAsync<(string?, string)>(new CommandDefinition(StandsSql, new { deliveryId }, transaction, cancellationToken: stop));
        return new RefusedException(state switch
        {
            "sent" => $"It is kept as posted already. {reason}",
            "cancelled" => $"It is not to be posted any more. {reason}",
            "missed" => $"Its time has passed, and it counts as missed. If it was posted after all, say so with its link.",
            "queued" => "It has not been handed over yet: its time has not come.",
            "held" => $"It is held, and is not to be posted now. {reason}",
            _ => "There is no such post to be put anywhere by hand.",
        });
    }
}
