using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>
/// What a person does to a post on its way: hold, resume, send now, cancel, settle. Each is one guarded statement, with
/// the person's name beside it in the history. Zero rows moved means that its state does not allow it.
/// </summary>
internal sealed class Interventions(NpgsqlDataSource database, NetworkList networks, HandedOver byHand, CampaignClock clock)
{
    private const string HoldSql = """
        UPDATE deliveries
           SET state = 'held', hold_reason = 'person', reason = @why, updated_at = @now
         WHERE post_id = @postId AND state = 'queued'
           AND (@handle::text IS NULL OR account_id IN (SELECT a.id FROM accounts a WHERE lower(a.handle) = lower(ltrim(@handle, '@'))))
        """;

    /// <summary>Queued becomes held, until a person resumes it or its latest passes.</summary>
    public Task<int> HoldAsync(long postId, string why, string actor, CancellationToken stop, string? handle = null) =>
        MoveAsync(HoldSql, new { postId, why, handle, now = clock.GetUtcNow() }, actor, stop);

    // Who resumes what was held for money says that there is some: X is asked at once, and not when its next probe is due.
    private const string AskAgainSql = """
        WITH asked AS (
            DELETE FROM credit_stops
             WHERE account_id IN (SELECT account_id FROM deliveries WHERE post_id = @postId AND state = 'held' AND hold_reason = 'budget')
        )
        """;

    private const string ResumeSql = $"""
        {AskAgainSql}
        UPDATE deliveries
           SET state = 'queued', hold_reason = NULL, reason = '', due_at = greatest(slot_at, @now), updated_at = @now
         WHERE post_id = @postId AND state = 'held' AND hold_reason NOT IN ('undecided', 'hand', 'twin')
           AND NOT EXISTS (SELECT 1 FROM delivery_parts gone WHERE gone.delivery_id = deliveries.id AND gone.removed_at IS NOT NULL)
           AND (@handle::text IS NULL OR account_id IN (SELECT a.id FROM accounts a WHERE lower(a.handle) = lower(ltrim(@handle, '@'))))
        """;

    /// <summary>Held becomes queued again; never what is undecided, or handed over to a person: that is settled; nor what is being taken down.</summary>
    public Task<int> ResumeAsync(long postId, string actor, CancellationToken stop, string? handle = null) =>
        MoveAsync(ResumeSql, new { postId, handle, now = clock.GetUtcNow() }, actor, stop);

    private const string SendNowSql = $"""
        {AskAgainSql}
        UPDATE deliveries
           SET state = 'queued', hold_reason = NULL, reason = '', due_at = @now, updated_at = @now
         WHERE post_id = @postId
           AND (state = 'queued' OR state = 'held' AND hold_reason NOT IN ('undecided', 'hand', 'twin'))
           AND latest_at >= @now
           AND NOT EXISTS (SELECT 1 FROM delivery_parts gone WHERE gone.delivery_id = deliveries.id AND gone.removed_at IS NOT NULL)
           AND (@handle::text IS NULL OR account_id IN (SELECT a.id FROM accounts a WHERE lower(a.handle) = lower(ltrim(@handle, '@'))))
        """;

    /// <summary>Its next try is now, whatever its slot; not after its latest.</summary>
    public Task<int> SendNowAsync(long postId, string actor, CancellationToken stop, string? handle = null) =>
        MoveAsync(SendNowSql, new { postId, handle, now = clock.GetUtcNow() }, actor, stop);

    private const string DidNotSql = """
        UPDATE deliveries
           SET state = CASE WHEN latest_at < @now AND parts_out = 0 THEN 'missed' ELSE 'queued' END,
               hold_reason = NULL, despite_twin = true,
               reason = @actor || ' looked: it did not go out',
               due_at = @now, updated_at = @now
         WHERE post_id = @postId AND account_id = @accountId AND state = 'held' AND hold_reason = 'undecided'
        """;

    /// <summary>
    /// A person looked at one account, and it is not there: sent again if it still may, else missed. Where a person posts by hand, they skipped it.
    /// </summary>
    /// <exception cref="RefusedException">It is in doubt on several accounts, and none was named.</exception>
    public async Task<int> DidNotGoOutAsync(long postId, string? handle, string actor, CancellationToken stop)
    {
        if (await OpenAccountAsync(postId, handle, undecidedOnly: true, stop) is not { } open)
            return 0;
        if (!networks.Find(open.Network).IsByHand)
            return await MoveAsync(DidNotSql, new { postId, accountId = open.Id, actor, now = clock.GetUtcNow() }, actor, stop);
        await byHand.SkippedAsync(open.DeliveryId, "it did not go out", actor, stop);
        return 1;
    }

    // From failed or missed there is no way back to the queue: what is left of a thread is then the person's too.
    private const string WentOutSql = """
        WITH target AS (
            SELECT d.id, d.parts_out + 1 AS n, d.state,
                   (SELECT count(*) FROM delivery_parts p WHERE p.delivery_id = d.id) AS parts
              FROM deliveries d
             WHERE d.post_id = @postId
               AND d.account_id = @accountId
               AND d.state IN ('queued', 'held', 'failed', 'missed', 'unknown')
             ORDER BY d.id DESC
             LIMIT 1
               FOR UPDATE
        ), part AS (
            UPDATE delivery_parts p
               SET remote_id = @remoteId, url = @url, sent_at = @now
              FROM target
             WHERE p.delivery_id = target.id AND p.n = target.n
        )
        UPDATE deliveries d
           SET state = CASE WHEN target.n < target.parts AND target.state IN ('queued', 'held', 'unknown') THEN 'queued' ELSE 'sent' END,
               sent_at = CASE WHEN target.n < target.parts AND target.state IN ('queued', 'held', 'unknown') THEN NULL ELSE @now END,
               parts_out = target.n, hold_reason = NULL, due_at = @now, updated_at = @now,
               reason = @actor || ' gave its link: ' || @url
          FROM target
         WHERE d.id = target.id
        """;

    /// <summary>It is out: a person gives the link of the part that was in doubt, or that they posted themselves.</summary>
    /// <returns>How many deliveries moved: one, or none where its state does not allow it.</returns>
    /// <exception cref="RefusedException">The link is not one of a post, or is another post's already; or several accounts are open, and none was named.</exception>
    public async Task<int> WentOutAsync(long postId, string? handle, string link, string actor, CancellationToken stop)
    {
        if (await OpenAccountAsync(postId, handle, undecidedOnly: false, stop) is not { } open)
            return 0;
        if (networks.Find(open.Network).IsByHand)
        {
            await byHand.PostedAsync(open.DeliveryId, link, early: true, actor, stop);
            return 1;
        }
        var (network, account) = (networks.Find(open.Network), new NetworkAccount(open.Id, open.Handle));
        var remoteId = network.ReadLink(link)
            ?? throw new RefusedException($"'{link}' is not the address of a post on {open.Network}. Expected one like {network.LinkTo(account, 1234567890)}");
        try
        {
            var url = network.LinkTo(account, remoteId).AbsoluteUri;
            return await MoveAsync(WentOutSql, new { postId, accountId = open.Id, remoteId, url, actor, now = clock.GetUtcNow() }, actor, stop);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new RefusedException($"{link} belongs to another post of this account already. Open both and give the right one.");
        }
    }

    private const string OpenAccountsSql = """
        SELECT a.id, a.network, a.handle, max(d.id) AS delivery_id
          FROM deliveries d
          JOIN accounts a ON a.id = d.account_id
         WHERE d.post_id = @postId
           AND d.state IN ('queued', 'held', 'failed', 'missed', 'unknown')
           AND (d.hold_reason IN ('undecided', 'hand') OR NOT @undecidedOnly)
           AND (@handle::text IS NULL OR lower(a.handle) = lower(ltrim(@handle, '@')))
         GROUP BY a.id
         ORDER BY a.handle
        """;

    /// <summary>The one account that is meant: a link, or a look, is of one account, and never stands for another.</summary>
    private async Task<OpenAccount?> OpenAccountAsync(long postId, string? handle, bool undecidedOnly, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var open = (await connection.QueryAsync<OpenAccount>(new CommandDefinition(
            OpenAccountsSql, new { postId, handle, undecidedOnly }, cancellationToken: stop))).AsList();
        return open.Count < 2
            ? open.FirstOrDefault()
            : throw new RefusedException($"It is open on several accounts: say which with --account. There are: {string.Join(", ", open.Select(one => one.Handle))}.");
    }

    private async Task<int> MoveAsync(string sql, object parameters, string actor, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Actor.SignAsync(connection, transaction, actor, stop);
        var moved = await connection.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: stop));
        await transaction.CommitAsync(stop);
        return moved;
    }

    private sealed record OpenAccount
    {
        public required long Id { get; init; }
        public required string Network { get; init; }
        public required string Handle { get; init; }

        /// <summary>The newest on it.</summary>
        public required long DeliveryId { get; init; }
    }
}
