using System.Text.Json;
using Dapper;
using Npgsql;

namespace CoProWeek.Campaigns;

/// <summary>Writes posts, many in one statement, and what happened to each into <c>events</c>.</summary>
internal sealed class PostRows(NpgsqlConnection connection, NpgsqlTransaction transaction, long campaignId, string actor, DateTimeOffset now)
{
    private const string LockSql = """
        SELECT id
          FROM posts
         WHERE id = ANY (@ids)
         ORDER BY id
           FOR NO KEY UPDATE
        """;

    public static Task LockAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, long[] ids, CancellationToken stop) =>
        connection.ExecuteAsync(new CommandDefinition(LockSql, new { ids }, transaction, cancellationToken: stop));

    private const string AddSql = """
        INSERT INTO posts (campaign_id, ref, kind, slot_on, slot_time, slot_at, latest, latest_at, text, link, credit, permission, notes, edited_by, edited_at, created_at)
        SELECT @campaignId, r.ref, r.kind, r.slot_on, r.slot_time, r.slot_at, r.latest, r.latest_at, r.text, r.link, r.credit, r.permission, r.notes, @actor, @now, @now
          FROM jsonb_to_recordset(@rows::jsonb) AS r (
               ref text, kind text, slot_on date, slot_time time, slot_at timestamptz, latest text, latest_at timestamptz,
               text text, link text, credit text, permission text, notes text)
        """;

    public async Task AddAsync(IReadOnlyList<DiffRow> rows, CancellationToken stop)
    {
        if (rows.Count == 0)
            return;
        await ExecuteAsync(AddSql, rows, stop);
        await ExecuteAsync(GoesToSql, rows, stop);
    }

    private const string ChangeSql = """
        UPDATE posts p
           SET kind = r.kind, slot_on = r.slot_on, slot_time = r.slot_time, slot_at = r.slot_at, latest = r.latest, latest_at = r.latest_at,
               text = r.text, link = r.link, credit = r.credit, permission = r.permission, notes = r.notes,
               edited_by     = CASE WHEN r.says_otherwise THEN @actor ELSE p.edited_by END,
               edited_at     = CASE WHEN r.says_otherwise THEN @now ELSE p.edited_at END,
               approved_by   = CASE WHEN r.says_otherwise THEN NULL ELSE p.approved_by END,
               approved_at   = CASE WHEN r.says_otherwise THEN NULL ELSE p.approved_at END,
               approved_hash = CASE WHEN r.says_otherwise THEN NULL ELSE p.approved_hash END
          FROM jsonb_to_recordset(@rows::jsonb) AS r (
               ref text, kind text, slot_on date, slot_time time, slot_at timestamptz, latest text, latest_at timestamptz,
               text text, link text, credit text, permission text, notes text, says_otherwise boolean)
         WHERE p.campaign_id = @campaignId
           AND p.ref = r.ref;

        DELETE FROM post_accounts
         WHERE post_id IN (SELECT p.id FROM jsonb_to_recordset(@rows::jsonb) AS r (ref text) JOIN posts p ON p.campaign_id = @campaignId AND p.ref = r.ref);
        DELETE FROM post_media
         WHERE post_id IN (SELECT p.id FROM jsonb_to_recordset(@rows::jsonb) AS r (ref text) JOIN posts p ON p.campaign_id = @campaignId AND p.ref = r.ref);
        """;

    public async Task ChangeAsync(IReadOnlyList<DiffRow> rows, CancellationToken stop)
    {
        if (rows.Count == 0)
            return;
        await ExecuteAsync(ChangeSql, rows, stop);
        await ExecuteAsync(GoesToSql, rows, stop);
    }

    private const string GoesToSql = """
        INSERT INTO post_accounts (post_id, account_id, position, own_text)
        SELECT p.id, a.id, goes.n - 1, goes.item ->> 'own_text'
          FROM jsonb_to_recordset(@rows::jsonb) AS r (ref text, accounts jsonb)
          JOIN posts p ON p.campaign_id = @campaignId AND p.ref = r.ref
         CROSS JOIN LATERAL jsonb_array_elements(r.accounts) WITH ORDINALITY AS goes (item, n)
          JOIN accounts a ON a.network = goes.item ->> 'network' AND lower(a.handle) = lower(goes.item ->> 'handle');

        INSERT INTO post_media (post_id, position, hash, file_name, alt_text)
        SELECT p.id, shows.n - 1, shows.item ->> 'hash', shows.item ->> 'file_name', shows.item ->> 'alt_text'
          FROM jsonb_to_recordset(@rows::jsonb) AS r (ref text, pictures jsonb)
          JOIN posts p ON p.campaign_id = @campaignId AND p.ref = r.ref
         CROSS JOIN LATERAL jsonb_array_elements(r.pictures) WITH ORDINALITY AS shows (item, n);

        INSERT INTO events (at, post_id, actor, what, detail)
        SELECT @now, p.id, @actor, r.what, r.detail
          FROM jsonb_to_recordset(@rows::jsonb) AS r (ref text, what text, detail text)
          JOIN posts p ON p.campaign_id = @campaignId AND p.ref = r.ref;
        """;

    private Task ExecuteAsync(string sql, IReadOnlyList<DiffRow> rows, CancellationToken stop) =>
        connection.ExecuteAsync(new CommandDefinition(
            sql, new { campaignId, actor, now, rows = JsonSerializer.Serialize(rows.Select(Row), PostReading.Json) }, transaction, cancellationToken: stop));

    private static object Row(DiffRow row) => new
    {
        row.Content.Ref,
        row.Content.Kind,
        row.Content.SlotOn,
        row.Content.SlotTime,
        row.SlotAt,
        row.Content.Latest,
        row.LatestAt,
        row.Content.Text,
        row.Content.Link,
        row.Content.Credit,
        row.Content.Permission,
        row.Content.Notes,
        row.Content.Accounts,
        row.Content.Pictures,
        row.SaysOtherwise,
        What = row.State is RowState.New ? "added" : "changed",
        Detail = string.Join(", ", row.Changes.Select(change => change.Field)),
    };
}
