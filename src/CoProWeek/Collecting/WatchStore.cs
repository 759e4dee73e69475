using CoProWeek.Networks;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>The watches: made from the campaigns, due at their instants, ended after them.</summary>
internal sealed class WatchStore(NpgsqlDataSource database, NetworkList networks, IOptions<CollectingOptions> options)
{
    // The first account of a campaign on a network reads for its hashtags there; answers to a question are read by the account that asked it.
    private const string SyncSql = """
        WITH ours AS (
            SELECT c.id AS campaign_id, a.network, a.id AS account_id, a.handle, ca.position,
                   c.runs_from::timestamp AT TIME ZONE c.time_zone AS from_at,
                   ((c.runs_to + 1)::timestamp AT TIME ZONE c.time_zone) + @keepOnFor AS until_at
              FROM campaigns c
              JOIN campaign_accounts ca ON ca.campaign_id = c.id
              JOIN accounts a           ON a.id = ca.account_id
             WHERE a.network = ANY (@searchable)
        ), wanted AS (
            SELECT DISTINCT ON (o.campaign_id, o.network, lower(tag))
                   o.campaign_id, o.network, o.account_id, 'hashtag' AS kind, ltrim(tag, '#') AS subject, o.from_at, o.until_at
              FROM ours o
              JOIN campaigns c ON c.id = o.campaign_id
        CROSS JOIN LATERAL unnest(c.hashtags) AS tag
             ORDER BY o.campaign_id, o.network, lower(tag), o.position
        ), answers AS (
            SELECT DISTINCT ON (o.campaign_id, o.network, dp.remote_id)
                   o.campaign_id, o.network, o.account_id, dp.remote_id::text AS subject, d.sent_at AS from_at, d.sent_at + @answersFor AS until_at, p.id AS post_id
              FROM ours o
              JOIN posts p           ON p.campaign_id = o.campaign_id AND p.kind IN ('question', 'chat')
              JOIN deliveries d      ON d.post_id = p.id AND d.account_id = o.account_id AND d.state = 'sent' AND d.sent_at > @now - @answersFor
              JOIN delivery_parts dp ON dp.delivery_id = d.id AND dp.n = 1 AND dp.remote_id IS NOT NULL
             ORDER BY o.campaign_id, o.network, dp.remote_id
        ), all_wanted AS (
            SELECT campaign_id, network, account_id, kind, subject, from_at, until_at, NULL::bigint AS post_id FROM wanted
             UNION ALL
            SELECT campaign_id, network, account_id, 'handle', handle, from_at, until_at, NULL FROM ours
             UNION ALL
            SELECT campaign_id, network, account_id, 'conversation', subject, from_at, until_at, post_id FROM answers
        ), ended AS (
            UPDATE watches w
               SET until_at = greatest(@now, w.from_at + interval '1 second'), next_at = least(w.next_at, greatest(@now, w.from_at + interval '1 second'))
             WHERE w.until_at > greatest(@now, w.from_at + interval '1 second')
               AND NOT EXISTS (SELECT 1
                                 FROM all_wanted a
                                WHERE (a.campaign_id, a.network, a.kind, lower(a.subject)) = (w.campaign_id, w.network, w.kind, lower(w.subject)))
        )
        INSERT INTO watches (campaign_id, network, account_id, kind, subject, from_at, until_at, post_id, next_at, created_at)
        SELECT campaign_id, network, account_id, kind, subject, from_at, until_at, post_id, greatest(from_at, @now), @now
          FROM all_wanted
         ORDER BY campaign_id, kind DESC, subject
        ON CONFLICT (campaign_id, network, kind, lower(subject)) DO UPDATE
           SET account_id = excluded.account_id, subject = excluded.subject, from_at = excluded.from_at, until_at = excluded.until_at,
               next_at = CASE WHEN watches.from_at = excluded.from_at THEN watches.next_at ELSE excluded.next_at END
         WHERE (watches.account_id, watches.subject, watches.from_at, watches.until_at)
               IS DISTINCT FROM (excluded.account_id, excluded.subject, excluded.from_at, excluded.until_at)
        """;

    /// <summary>What the campaigns name now is watched; what they no longer name ends.</summary>
    public async Task SyncAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(
            SyncSql, new { now, keepOnFor = options.Value.KeepOnFor, answersFor = options.Value.AnswersFor, searchable = networks.Searchable.ToArray() }, cancellationToken: stop));
    }

    private const string ReadSql = """
        SELECT w.id, w.campaign_id, w.network, w.account_id, a.handle, w.kind, w.subject, w.from_at, w.until_at, w.next_at, w.problem,
               w.post_id, p.ref AS post_ref, c.week_from, c.week_to, c.time_zone, w.newest_id, w.newest_at, w.counted_at, w.audited_at,
               (SELECT max(r.to_at) FROM collect_runs r WHERE r.watch_id = w.id AND r.outcome = 'whole') AS covered_to
          FROM watches w
          JOIN campaigns c ON c.id = w.campaign_id
          JOIN accounts a  ON a.id = w.account_id
          LEFT JOIN posts p ON p.id = w.post_id
         WHERE (@campaignId::bigint IS NULL OR w.campaign_id = @campaignId)
           AND (@id::bigint IS NULL OR w.id = @id)
           AND (@dueAt::timestamptz IS NULL
                OR w.next_at <= @dueAt AND w.until_at > @dueAt - interval '7 days'
                   AND NOT EXISTS (SELECT 1
                                     FROM collect_runs r
                                    WHERE r.watch_id = w.id AND r.outcome = 'whole' AND r.to_at >= w.until_at - interval '5 minutes'))
         ORDER BY w.next_at, w.kind DESC, w.id
        """;

    /// <summary>Those whose time has come, the longest waiting first.</summary>
    public Task<IReadOnlyList<Watch>> DueAsync(DateTimeOffset now, CancellationToken stop) => ReadAsync(null, null, now, stop);

    // One is over when it was collected to its end, which its last look does but for the newest seconds; or when that end is too long past.
    private const string NextSql = """
        SELECT min(w.next_at)
          FROM watches w
         WHERE w.until_at > @now - interval '7 days'
           AND NOT EXISTS (SELECT 1
                             FROM collect_runs r
                            WHERE r.watch_id = w.id AND r.outcome = 'whole' AND r.to_at >= w.until_at - interval '5 minutes')
        """;

    /// <summary>When the next one is due; an instant that has passed for one that is due already, null when all are over.</summary>
    public async Task<DateTimeOffset?> NextAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteScalarAsync<DateTimeOffset?>(new CommandDefinition(NextSql, new { now }, cancellationToken: stop));
    }

    public Task<IReadOnlyList<Watch>> OfCampaignAsync(long campaignId, CancellationToken stop) => ReadAsync(campaignId, null, null, stop);

    public async Task<Watch> FindAsync(long id, CancellationToken stop) => (await ReadAsync(null, id, null, stop)).Single();

    private async Task<IReadOnlyList<Watch>> ReadAsync(long? campaignId, long? id, DateTimeOffset? dueAt, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<Watch>(new CommandDefinition(ReadSql, new { campaignId, id, dueAt }, cancellationToken: stop))];
    }

    // Why it was not collected for a while is kept: what is lost by it says so later.
    private const string PostponeSql = """
        INSERT INTO watch_troubles (watch_id, at, problem)
        SELECT id, @now, @problem FROM watches WHERE id = @id AND @problem NOT IN ('', problem)
        ON CONFLICT DO NOTHING;

        UPDATE watches SET next_at = @nextAt, problem = @problem WHERE id = @id
        """;

    /// <summary>The next look, and what was wrong with this one: empty when nothing was.</summary>
    public async Task PostponeAsync(long id, DateTimeOffset nextAt, string problem, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(PostponeSql, new { id, nextAt, problem, now }, cancellationToken: stop));
    }

    // The old problem is still seen beside the change: the history says it once, and alerts are made of the history.
    private const string StopSql = """
        WITH put_off AS (
            UPDATE watches
               SET next_at = @nextAt, problem = @problem
             WHERE id = @id
        ), why AS (
            INSERT INTO watch_troubles (watch_id, at, problem)
            SELECT id, @now, @problem FROM watches WHERE id = @id AND problem <> @problem
            ON CONFLICT DO NOTHING
        )
        INSERT INTO events (at, actor, what, detail)
        SELECT @now, 'coproweek', 'collecting stopped', @problem
          FROM watches
         WHERE id = @id AND problem <> @problem
        """;

    /// <summary>As a postponement, for what a person must put right first: keys or money.</summary>
    public async Task StopAsync(long id, DateTimeOffset nextAt, string problem, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(StopSql, new { id, nextAt, problem, now }, cancellationToken: stop));
    }
}
