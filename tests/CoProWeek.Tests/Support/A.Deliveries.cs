using Npgsql;

namespace CoProWeek.Tests.Support;

internal static partial class A
{
    private const string InsertWorker = """
        INSERT INTO workers (host, process_id, started_at)
             VALUES ('test', 1, @at)
          RETURNING id
        """;

    public static async Task<int> Worker(NpgsqlDataSource db) => (int)await One(db, InsertWorker, new { at = MondayMorning });

    private const string InsertDelivery = """
        INSERT INTO deliveries (state, post_id, account_id, slot_at, latest_at, due_at, hold_reason, reason, parts_out, sent_at, created_at, updated_at)
             SELECT @state, p.id, coalesce(@account, pa.account_id), p.slot_at, p.latest_at, coalesce(@dueAt, p.slot_at), @holdReason, @reason, @out,
                    CASE WHEN @state IN ('sent', 'removed') THEN coalesce(@sentAt, p.slot_at) END, @at, @at
               FROM posts p
               JOIN post_accounts pa ON pa.post_id = p.id
              WHERE p.id = @post
           ORDER BY pa.position
              LIMIT 1
          RETURNING id
        """;

    private const string InsertPart = """
        INSERT INTO delivery_parts (delivery_id, n, account_id, text, canonical, remote_id, url, sent_at)
             SELECT d.id, @n, d.account_id, @text, @text, @remoteId,
                    'https://x.com/' || a.handle || '/status/' || @remoteId, CASE WHEN @remoteId IS NULL THEN NULL ELSE coalesce(@sentAt, d.slot_at) END
               FROM deliveries d
               JOIN accounts a ON a.id = d.account_id
              WHERE d.id = @id
          RETURNING delivery_id
        """;

    private const string Fence = """
           UPDATE deliveries
              SET state = 'sending', worker_id = @worker, attempt_id = @attempt
            WHERE id = @id
        RETURNING id
        """;

    private const string LoseSight = """
           UPDATE deliveries
              SET state = 'unknown', worker_id = NULL
            WHERE id = @id
        RETURNING id
        """;

    private static long remoteIds = 1_900_000_000_000_000_000;

    /// <summary>
    /// A post on an account (its first, unless one is named) in any state, with one part unless more are given; a sent one has its links,
    /// a "sending" or "unknown" one its open attempt.
    /// </summary>
    public static async Task<long> Delivery(
        NpgsqlDataSource db, long post, string state = "queued", string? holdReason = null, string reason = "", DateTimeOffset? dueAt = null,
        DateTimeOffset? sentAt = null, long? account = null, string[]? parts = null, int? partsOut = null)
    {
        string[] texts = parts ?? ["What does power mean to you? #CoProWeekScot"];
        var fenced = state is "sending" or "unknown";
        var sent = partsOut ?? (state is "sent" or "removed" ? texts.Length : 0);
        var id = await One(db, InsertDelivery, new
        {
            state = fenced ? "queued" : state,
            post,
            account,
            dueAt,
            holdReason,
            reason,
            @out = sent,
            sentAt,
            at = MondayMorning.AddDays(-3),
        });
        for (var n = 1; n <= texts.Length; n++)
            await One(db, InsertPart, new { id, n, text = texts[n - 1], remoteId = n <= sent ? (long?)Interlocked.Increment(ref remoteIds) : null, sentAt });
        if (!fenced)
            return id;
        var worker = await Worker(db);
        var attempt = await Attempt(db, id, worker: worker, part: sent + 1, outcome: state is "unknown" ? "unknown" : null);
        await One(db, Fence, new { id, worker, attempt });
        return state is "unknown" ? await One(db, LoseSight, new { id }) : id;
    }

    private const string InsertAttempt = """
        INSERT INTO attempts (delivery_id, n, worker_id, started_at, deadline_at, ended_at, outcome, http_status, detail, remote_id)
             VALUES (@delivery, @part, @worker, @startedAt, @deadlineAt, @endedAt, @outcome, @status, @detail, @remoteId)
          RETURNING id
        """;

    /// <summary>One call to the network; open while it has no outcome.</summary>
    public static async Task<long> Attempt(
        NpgsqlDataSource db, long delivery, string? outcome = null, int? status = null, string? detail = null, int part = 1,
        DateTimeOffset? startedAt = null, int? worker = null)
    {
        var start = startedAt ?? MondayMorning;
        return await One(db, InsertAttempt, new
        {
            delivery,
            part,
            worker = worker ?? await Worker(db),
            startedAt = start,
            deadlineAt = start.AddSeconds(30),
            endedAt = outcome is null ? null : (DateTimeOffset?)start.AddMilliseconds(240),
            outcome,
            status,
            detail,
            remoteId = outcome is "sent" ? (long?)Interlocked.Increment(ref remoteIds) : null,
        });
    }

    private const string InsertEvent = """
        INSERT INTO events (at, post_id, delivery_id, actor, what, detail)
             VALUES (@at, @post, @delivery, @actor, @what, @detail)
          RETURNING id
        """;

    public static async Task Event(
        NpgsqlDataSource db, long post, string what, string actor = "coproweek", string detail = "", DateTimeOffset? at = null, long? delivery = null) =>
        await One(db, InsertEvent, new { at = at ?? MondayMorning, post, delivery, actor, what, detail });

    private const string PressStop = """
        INSERT INTO stop_all (set_by, set_at, why)
             VALUES ('sam', @at, 'a test')
          RETURNING 1::bigint
        """;

    /// <summary>The red button.</summary>
    public static Task StopAll(NpgsqlDataSource db) => One(db, PressStop, new { at = MondayMorning });
}
