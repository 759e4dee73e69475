using System.Diagnostics;
using Dapper;
using Npgsql;

namespace CoProWeek.Benchmarks;

/// <summary>Posts of ten days, as many on each, as the collector would have left them. The same every time: each choice is a hash of the post's number.</summary>
internal static class MadeSpan
{
    public const string FirstDay = "2024-11-04";

    // As long as people write, a part of them with an accent, a face, or a first letter that a spreadsheet would take for a formula.
    private const string PostsSql = """
        INSERT INTO authors (network, remote_id, handle, name, first_seen_at, last_seen_at)
        SELECT 'x', 1000000000 + n, 'member_' || n, 'Member ' || n || CASE WHEN n % 5 = 0 THEN ' ♥ Còmhla' ELSE '' END, @now, @now
          FROM generate_series(1, @posts / 20) AS n;

        INSERT INTO mentions (network, first_id, remote_id, author_id, kind, posted_at, text, lang, raw, found_at, looked_at)
        SELECT 'x', said.id, said.id, a.id, kind, at,
               CASE n % 20 WHEN 0 THEN '@ScotCoPro ' WHEN 1 THEN '=' WHEN 2 THEN 'Dè do bheachd? 🙂 ' ELSE '' END || words || ' #CoProWeekScot', 'en', '{}', at, at
          FROM (SELECT n, at, (((extract(epoch FROM at) * 1000)::bigint - 1288834974657) << 22) + n % 4194304 AS id, 1000000001 + (hashint8extended(n, 3) & 1048575) % (@posts / 20) AS author,
                       (ARRAY['original', 'original', 'original', 'reply', 'quote'])[1 + (hashint8extended(n, 2) & 1023) % 5] AS kind,
                       array_to_string(ARRAY(SELECT (ARRAY['people', 'power', 'table', 'plan', 'together', 'question', 'service', 'budget', 'soup', 'walk', 'chair', 'minutes'])[1 + (hashint8extended(n, k) & 1023) % 12]
                                               FROM generate_series(1, 12 + n % 30) AS k), ' ') AS words
                  FROM (SELECT n, timestamptz '2024-11-04 00:00:00+00' + n * (interval '10 days' / @posts) AS at FROM generate_series(0, @posts - 1) AS n) AS drawn) AS said
          JOIN authors a ON a.network = 'x' AND a.remote_id = said.author;

        INSERT INTO mention_tags (mention_id, tag, written) SELECT id, 'coproweekscot', 'CoProWeekScot' FROM mentions;
        INSERT INTO observations (mention_id, at, views, likes, replies, reposts, quotes, bookmarks)
        SELECT m.id, m.posted_at + d.later, v.n * d.times, v.n * d.times / 40, v.n * d.times / 300, v.n * d.times / 150, v.n * d.times / 900, v.n * d.times / 500
          FROM mentions m
         CROSS JOIN LATERAL (SELECT 20 + (hashint8extended(m.id, 4) & 1023) AS n) AS v
         CROSS JOIN LATERAL (VALUES (interval '3 minutes', 1), (interval '1 day', 3)) AS d (later, times);
        INSERT INTO author_observations (author_id, at, followers, following, posts) SELECT id, timestamptz '2024-11-04 00:00:00+00', 50 + id % 4000, 200, 1000 FROM authors;
        """;

    public static async Task FillAsync(string address, int posts)
    {
        await using var connection = new NpgsqlConnection(address);
        await connection.ExecuteAsync(PostsSql, new { posts, now = TimeProvider.System.GetUtcNow() }, commandTimeout: 0, commandType: System.Data.CommandType.Text);
        await connection.ExecuteAsync("VACUUM ANALYZE", commandTimeout: 0, commandType: System.Data.CommandType.Text);
    }

    private const string CopySql = """
        COPY (
            SELECT m.remote_id, m.posted_at, a.handle, a.name, m.kind, m.lang, m.text, n.views, n.likes, n.replies, n.reposts, n.quotes, n.bookmarks,
                   n.likes + n.replies + n.reposts + n.quotes + n.bookmarks AS responses, n.at, f.followers, 'https://x.com/' || a.handle || '/status/' || m.remote_id AS link
              FROM mentions m
              JOIN authors a ON a.id = m.author_id
              LEFT JOIN author_followers f ON f.author_id = a.id
              LEFT JOIN LATERAL (SELECT * FROM observations WHERE mention_id = m.id ORDER BY at DESC LIMIT 1) n ON true
             WHERE m.hidden_at IS NULL AND m.kind <> 'repost' AND EXISTS (SELECT 1 FROM mention_tags t WHERE t.mention_id = m.id AND t.tag = 'coproweekscot')
             ORDER BY m.posted_at, m.id
        ) TO STDOUT (FORMAT csv, HEADER)
        """;

    /// <summary>Into this file, in seconds.</summary>
    public static async Task<double> CopyAsync(string address, string file)
    {
        var begun = Stopwatch.GetTimestamp();
        await using (var connection = new NpgsqlConnection(address))
        {
            await connection.OpenAsync();
            await using var to = new StreamWriter(file);
            using var from = await connection.BeginTextExportAsync(CopySql);
            var letters = new char[32_768];
            for (int read; (read = await from.ReadAsync(letters)) > 0;)
                await to.WriteAsync(letters.AsMemory(0, read));
        }
        return Math.Round(Stopwatch.GetElapsedTime(begun).TotalSeconds, 1);
    }
}
