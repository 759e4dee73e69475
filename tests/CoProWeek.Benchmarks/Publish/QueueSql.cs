namespace CoProWeek.Benchmarks;

/// <summary>A queue as a week of approvals leaves it behind; each post was looked over already, as an hour and ten minutes before its slot.</summary>
internal static class QueueSql
{
    public const string Desk = """
        WITH campaign AS (
            INSERT INTO campaigns (slug, name, week_from, week_to, runs_from, runs_to, time_zone, hashtags, approval, created_at, updated_at)
            VALUES ('bench-week', 'A week of the benchmark', @today, @today::date + 4, @today::date - 14, @today::date + 60, 'Europe/London', '{CoProWeekScot}', 'self', @now, @now)
            RETURNING id
        ), account AS (
            INSERT INTO accounts (network, handle, created_at)
            SELECT 'x', handle, @now
              FROM unnest(@handles) AS handle
            RETURNING id
        )
        INSERT INTO campaign_accounts (campaign_id, account_id, position)
        SELECT campaign.id, account.id, row_number() OVER (ORDER BY account.id) - 1
          FROM campaign, account
        """;

    /// <summary>So many posts, one every so many seconds from an instant on, over all accounts in turn.</summary>
    public const string Posts = """
        WITH places AS (
            SELECT account_id, campaign_id, position, count(*) OVER () AS of_all
              FROM campaign_accounts
        ), planned AS (
            SELECT p.campaign_id, p.account_id, @name || '-' || n AS ref, @name || ' ' || n || ' What does sharing power look like on an ordinary day? #CoProWeekScot' AS text,
                   @from + (n * @every) AS at
              FROM generate_series(0, @count - 1) AS n
              JOIN places p ON p.position = n % p.of_all
        ), post AS (
            INSERT INTO posts (campaign_id, ref, kind, slot_on, slot_time, slot_at, latest_at, text, edited_by, edited_at, approved_by, approved_at, approved_hash, created_at)
            SELECT campaign_id, ref, 'share', (at AT TIME ZONE 'Europe/London')::date, (at AT TIME ZONE 'Europe/London')::time, at, at + interval '2 hours', text,
                   'bench', @now, 'bench', @now, 'bench', @now
              FROM planned
            RETURNING id, ref
        ), delivery AS (
            INSERT INTO deliveries (state, post_id, account_id, slot_at, latest_at, due_at, created_at, updated_at, first_checked_at, last_checked_at)
            SELECT 'queued', post.id, planned.account_id, planned.at, planned.at + interval '2 hours', planned.at, @now, @now, @now, @now
              FROM planned
              JOIN post USING (ref)
            RETURNING id, post_id, account_id
        )
        INSERT INTO delivery_parts (delivery_id, n, account_id, text, canonical)
        SELECT d.id, 1, d.account_id, planned.text, lower(planned.text)
          FROM delivery d
          JOIN post    ON post.id = d.post_id
          JOIN planned USING (ref)
        """;

    public const string Unarmed = """
        SELECT count(*)::int
          FROM deliveries
         WHERE state = 'queued' AND due_at <= @ahead AND armed_at IS DISTINCT FROM due_at
        """;

    /// <summary>Asked again and again while the clock runs: only the newest posts are looked at, which those are that are waited for.</summary>
    public const string Waiting = """
        SELECT count(*)::int
          FROM posts p
          JOIN deliveries d ON d.post_id = p.id
         WHERE p.id > (SELECT max(id) FROM posts) - 5000 AND p.ref LIKE @name || '-%' AND d.state <> 'sent'
        """;

    /// <summary>Text and instant of what was due.</summary>
    public const string Due = """
        SELECT dp.text, d.slot_at
          FROM deliveries d
          JOIN posts p           ON p.id = d.post_id
          JOIN delivery_parts dp ON dp.delivery_id = d.id
         WHERE p.ref LIKE @name || '-%'
        """;

    /// <summary>Who has taken the alarm of a post into memory, by Quartz's own name for it.</summary>
    public const string Holder = """
        SELECT f.instance_name
          FROM quartz.qrtz_fired_triggers f
          JOIN deliveries d ON f.trigger_name = 'delivery-' || d.id
          JOIN posts p      ON p.id = d.post_id
         WHERE p.ref = @reference
        """;

    public const string Instances = "SELECT instance_name FROM quartz.qrtz_scheduler_state WHERE sched_name = 'coproweek'";

    public const string SentAt = """
        SELECT max(e.at)
          FROM events e
          JOIN deliveries d ON d.id = e.delivery_id
          JOIN posts p      ON p.id = d.post_id
         WHERE p.ref = @reference AND e.what = 'sent'
        """;
}
