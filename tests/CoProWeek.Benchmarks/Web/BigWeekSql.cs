namespace CoProWeek.Benchmarks;

/// <summary>What the publisher would have left behind.</summary>
internal static class BigWeekSql
{
    /// <summary>Everything due before now has ended: nearly all of it sent, some failed, missed, unknown or undecided; a few of what is to come is held.</summary>
    public const string Ended = """
        ALTER TABLE deliveries DISABLE TRIGGER deliveries_moved;

        INSERT INTO workers (host, process_id, started_at) VALUES ('bench', 1, @now);

        CREATE TEMP TABLE ended AS
        SELECT id, post_id, account_id, slot_at,
               CASE WHEN n = 1 THEN 'unknown' WHEN n = 2 THEN 'held' WHEN n IN (5, 9, 14) THEN 'failed' WHEN n IN (6, 12, 18, 30) THEN 'missed' WHEN n = 20 THEN 'removed' ELSE 'sent' END AS state
          FROM (SELECT d.id, d.post_id, d.account_id, d.slot_at, row_number() OVER (ORDER BY d.slot_at DESC, d.id) AS n
                  FROM deliveries d
                 WHERE d.slot_at < @now) AS past;

        INSERT INTO attempts (delivery_id, n, worker_id, started_at, deadline_at, ended_at, outcome, http_status, detail, remote_id)
        SELECT e.id, p.n, (SELECT max(id) FROM workers), e.slot_at, e.slot_at + interval '30 seconds', e.slot_at + interval '240 ms',
               CASE e.state WHEN 'failed' THEN 'rejected' WHEN 'unknown' THEN 'unknown' WHEN 'held' THEN 'unknown' ELSE 'sent' END,
               CASE e.state WHEN 'failed' THEN 403 WHEN 'sent' THEN 201 END, '',
               CASE WHEN e.state IN ('sent', 'removed') THEN (((extract(epoch FROM e.slot_at) * 1000)::bigint - 1288834974657) << 22) + e.id * 8 + p.n END
          FROM ended e
          JOIN delivery_parts p ON p.delivery_id = e.id
         WHERE e.state <> 'missed' AND (e.state IN ('sent', 'removed') OR p.n = 1)
         ORDER BY e.slot_at, p.n;

        UPDATE delivery_parts p
           SET remote_id = a.remote_id, sent_at = a.ended_at, url = 'https://x.com/ScotCoPro/status/' || a.remote_id
          FROM attempts a
         WHERE a.delivery_id = p.delivery_id AND a.n = p.n AND a.remote_id IS NOT NULL;

        UPDATE deliveries d
           SET state = e.state, updated_at = e.slot_at, armed_at = d.due_at,
               parts_out = CASE WHEN e.state IN ('sent', 'removed') THEN (SELECT count(*) FROM delivery_parts p WHERE p.delivery_id = d.id) ELSE 0 END,
               sent_at = CASE WHEN e.state IN ('sent', 'removed') THEN e.slot_at + interval '240 ms' END,
               attempt_id = (SELECT max(a.id) FROM attempts a WHERE a.delivery_id = d.id),
               hold_reason = CASE e.state WHEN 'held' THEN 'undecided' END,
               due_at = CASE e.state WHEN 'unknown' THEN @now + interval '1 day' ELSE d.due_at END,
               reason = CASE e.state WHEN 'failed' THEN 'X: it may not be sent (403). Edit it and approve it anew.' WHEN 'missed' THEN 'It was not approved before its latest.'
                                     WHEN 'held' THEN 'X: no answer came, and two posts are like it. Look at the timeline.' WHEN 'unknown' THEN 'X: no answer came.' ELSE '' END
          FROM ended e
         WHERE e.id = d.id;

        UPDATE deliveries
           SET state = 'held', hold_reason = 'person', reason = 'Held by Ailsa: wait for the date', updated_at = @now
         WHERE id IN (SELECT id FROM deliveries WHERE slot_at > @now + interval '1 day' ORDER BY slot_at LIMIT 3);

        -- Nothing comes due while pages are measured.
        UPDATE deliveries
           SET due_at = due_at + interval '2 hours', slot_at = slot_at + interval '2 hours', latest_at = latest_at + interval '2 hours'
         WHERE state = 'queued' AND due_at BETWEEN @now AND @now + interval '90 minutes';

        INSERT INTO events (at, post_id, delivery_id, actor, what, detail)
        SELECT e.slot_at, e.post_id, e.id, 'coproweek', w.what, ''
          FROM ended e
         CROSS JOIN LATERAL (VALUES (1, 'sending'), (2, e.state)) AS w (n, what)
         ORDER BY e.slot_at, e.id, w.n;

        DROP TABLE ended;
        ALTER TABLE deliveries ENABLE TRIGGER deliveries_moved;
        """;
}
