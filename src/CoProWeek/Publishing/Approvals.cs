using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Networks;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>
/// Approving a post queues it, on each of its accounts, worded as it was approved; taking the approval back cancels what
/// has not begun. The post's row and its deliveries change in one transaction.
/// </summary>
internal sealed class Approvals(NpgsqlDataSource database, NetworkList networks, KindLatest kinds, CampaignClock clock, IOptions<PublishingOptions> settings)
{
    /// <summary>Approves one post as it was read. An approved post that has not changed stays as it is.</summary>
    /// <returns>Whether anything was queued: false for a post that was approved already.</returns>
    /// <exception cref="RefusedException">It cannot be approved; the message holds every reason.</exception>
    public async Task<bool> ApproveAsync(Campaign campaign, Post post, string actor, CancellationToken stop)
    {
        if (post.IsApproved)
            return false;
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await ApproveAsync(connection, transaction, campaign, post, actor, stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    /// <summary>The same for a draft, in the caller's transaction.</summary>
    /// <exception cref="RefusedException">It cannot be approved; the message holds every reason.</exception>
    public async Task ApproveAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Campaign campaign, Post post, string actor, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (ApprovalRules.ProblemsOf(campaign, post, networks, actor, now) is { Count: > 0 } problems)
            throw new RefusedException(string.Join(" ", problems));
        await Actor.SignAsync(connection, transaction, actor, stop);
        if (!await PostApproval.MarkApprovedAsync(connection, transaction, post.Id, actor, now, ContentHash.Of(post.Content, campaign), kinds, stop))
            throw new RefusedException("It was changed while you were reading it: read it again, then approve it.");
        foreach (var wording in Wording.Of(post.Content))
            await QueueAsync(connection, transaction, post, wording, now, stop);
    }

    // The parts arrive as parallel arrays, so that a thread of any length is one statement.
    private const string QueueSql = """
        WITH queued AS (
            INSERT INTO deliveries (state, post_id, account_id, slot_at, latest_at, due_at, waits_for_page, created_at, updated_at)
            VALUES ('queued', @postId, @accountId, @slotAt, @latestAt, @slotAt, @waitsForPage, @now, @now)
            RETURNING id, account_id
        ), parts AS (
            INSERT INTO delivery_parts (delivery_id, n, account_id, text, canonical)
            SELECT q.id, part.n, q.account_id, part.text, part.canonical
              FROM queued q,
                   unnest(@texts, @canonicals) WITH ORDINALITY AS part (text, canonical, n)
            RETURNING delivery_id, n
        )
        INSERT INTO delivery_media (delivery_id, n, position, hash, alt_text)
        SELECT parts.delivery_id, parts.n, picture.position, picture.hash, picture.alt_text
          FROM parts,
               unnest(@hashes, @alts) WITH ORDINALITY AS picture (hash, alt_text, position)
         WHERE parts.n = 1
        """;

    private Task<int> QueueAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Post post, AccountWording wording, DateTimeOffset now, CancellationToken stop)
    {
        var parameters = new
        {
            postId = post.Id,
            accountId = wording.Account.AccountId,
            slotAt = post.SlotAt,
            latestAt = post.LatestAt,
            waitsForPage = WaitsForPage(post.Content, wording.Account),
            now,
            texts = wording.Parts.ToArray(),
            canonicals = wording.Parts.Select(Canonical.Of).ToArray(),
            hashes = post.Content.Pictures.Select(picture => picture.Hash).ToArray(),
            alts = post.Content.Pictures.Select(picture => picture.AltText).ToArray(),
        };
        return connection.ExecuteAsync(new CommandDefinition(QueueSql, parameters, transaction, cancellationToken: stop));
    }

    /// <summary>What announces a page is of no use before the page is there. A person who posts by hand sees that for themselves.</summary>
    private bool WaitsForPage(PostContent post, PostAccount account) =>
        settings.Value is { AskLinks: true, BlogsWait: true } && post is { Kind: "blog", Link: not "" } && !AccountName.IsByHand(account.Network);

    /// <summary>Takes a post out of the queue: it is a draft again, and its deliveries are cancelled.</summary>
    /// <exception cref="RefusedException">It is being sent, or is out, or nobody knows: then it stands.</exception>
    public async Task CancelAsync(Post post, string why, string actor, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Actor.SignAsync(connection, transaction, actor, stop);
        await PostApproval.LockAsync(connection, transaction, post.Id, kinds, stop);
        await CancelAsync(connection, transaction, [post.Id], why, stop);
        await PostApproval.MarkDraftAsync(connection, transaction, post.Id, actor, clock.GetUtcNow(), why, stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Writes an import, or one post's edit. What it changes is a draft again, so its deliveries are cancelled in the same transaction.</summary>
    /// <param name="diff">What to write.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="mayVoid">Whether approvals may end by it: an author's change never takes a post out of the queue.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RefusedException">One of the changed posts began to go out meanwhile, or is approved and may not lose that; nothing was changed.</exception>
    public async Task ApplyAsync(ImportDiff diff, string actor, bool mayVoid, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Actor.SignAsync(connection, transaction, actor, stop);
        // Posts before their deliveries, as everybody locks them.
        var voided = await PlanWriter.WriteAsync(connection, transaction, diff, actor, clock.GetUtcNow(), stop);
        if (!mayVoid && diff.Rows.FirstOrDefault(row => row.Before is { } before && voided.Contains(before.Id)) is { } approved)
            throw new RefusedException($"{approved.Content.Ref} is approved, and changing it would end that: ask a manager. Nothing was changed.");
        await CancelAsync(connection, transaction, [.. diff.ChangedPostIds], "the post was changed", stop);
        await transaction.CommitAsync(stop);
    }

    private const string CancelSql = """
        UPDATE deliveries
           SET state = 'cancelled', hold_reason = NULL, reason = @why, updated_at = @now
         WHERE post_id = ANY(@postIds)
           AND parts_out = 0
           AND (state = 'queued' OR state = 'held' AND hold_reason <> 'undecided')
        """;

    private const string BegunSql = """
        SELECT p.ref
          FROM deliveries d
          JOIN posts p ON p.id = d.post_id
         WHERE d.post_id = ANY(@postIds)
           AND d.state NOT IN ('cancelled', 'failed', 'missed', 'removed')
         LIMIT 1
        """;

    private async Task CancelAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, long[] postIds, string why, CancellationToken stop)
    {
        var parameters = new { postIds, why, now = clock.GetUtcNow() };
        await connection.ExecuteAsync(new CommandDefinition(CancelSql, parameters, transaction, cancellationToken: stop));
        var begun = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(BegunSql, parameters, transaction, cancellationToken: stop));
        if (begun is not null)
            throw new RefusedException($"\"{begun}\" is going out or has gone out, so it stands as it is. Nothing was changed.");
    }
}
