using System.Diagnostics;
using Npgsql;

namespace CoProWeek.Benchmarks;

/// <summary>
/// The baseline: the rows that an import left, taken ready-made from memory, written by Npgsql's binary COPY table by table, each
/// table in one COPY. Reading them out of the other database is not counted.
/// </summary>
internal static class ReadyRows
{
    private const int AtOnce = 20_000;

    private static readonly (string Table, string Columns)[] Tables =
    [
        ("authors", "id, network, remote_id, handle, name, first_seen_at, last_seen_at"),
        ("author_observations", "author_id, at, followers, following, posts"),
        ("mentions", "id, network, first_id, remote_id, author_id, kind, posted_at, text, lang, conversation_id, reply_to_id, quote_of_id, repost_of_id, raw, found_at, looked_at"),
        ("mention_watches", "mention_id, watch_id, found_at"),
        ("observations", "mention_id, at, views, likes, replies, reposts, quotes, bookmarks"),
        ("mention_tags", "mention_id, tag, written"),
        ("mention_links", "mention_id, host, url"),
        ("mention_handles", "mention_id, handle"),
        ("mention_media", "mention_id, type, media_key"),
    ];

    private const string WatchesSql = """
        INSERT INTO watches (id, campaign_id, network, account_id, kind, subject, from_at, until_at, next_at, created_at)
        OVERRIDING SYSTEM VALUE
        SELECT n, c.id, 'x', a.id, k.kind, k.subject, '2024-10-20Z', '2024-12-22Z', '2024-12-22Z', '2024-10-20Z'
          FROM campaigns c, accounts a, (VALUES (1, 'hashtag', 'CoProWeekScot'), (2, 'handle', 'ScotCoPro')) AS k (n, kind, subject)
        """;

    /// <returns>Seconds.</returns>
    public static async Task<double> CopyAsync(string from, string to)
    {
        await using var source = new NpgsqlConnection(from);
        await using var target = new NpgsqlConnection(to);
        await source.OpenAsync();
        await target.OpenAsync();
        await using (var watches = new NpgsqlCommand(WatchesSql, target))
            await watches.ExecuteNonQueryAsync();
        await using (var settings = new NpgsqlCommand("SET synchronous_commit = off", target))
            await settings.ExecuteNonQueryAsync();
        var writing = new Stopwatch();
        foreach (var (table, columns) in Tables)
            Copy(source, target, table, columns, writing);
        return writing.Elapsed.TotalSeconds;
    }

    private static void Copy(NpgsqlConnection source, NpgsqlConnection target, string table, string columns, Stopwatch writing)
    {
        using var command = new NpgsqlCommand($"SELECT {columns} FROM {table} ORDER BY 1", source) { CommandTimeout = 0 };
        using var reader = command.ExecuteReader();
        using var rows = target.BeginBinaryImport($"COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)");
        rows.Timeout = TimeSpan.FromHours(1);
        var ready = new List<object[]>(AtOnce);
        while (true)
        {
            ready.Clear();
            while (ready.Count < AtOnce && reader.Read())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                ready.Add(row);
            }
            writing.Start();
            foreach (var row in ready)
                rows.WriteRow(row);
            if (ready.Count == 0)
                rows.Complete();
            writing.Stop();
            if (ready.Count == 0)
                return;
        }
    }
}
