using Dapper;
using Npgsql;

namespace CoProWeek.Tests.Collecting.Archives;

/// <summary>All that is held of other people's posts, without our own numbers of the rows: two stores with the same are the same.</summary>
internal static class Store
{
    private const string AllSql = """
        SELECT 'author ' || concat_ws('|', remote_id, handle, name, first_seen_at, last_seen_at) FROM authors
         UNION ALL
        SELECT 'author numbers ' || concat_ws('|', a.remote_id, n.at, coalesce(n.followers, -1), coalesce(n.following, -1), coalesce(n.posts, -1)) FROM author_observations n JOIN authors a ON a.id = n.author_id
         UNION ALL
        SELECT 'mention ' || concat_ws('|', m.first_id, m.remote_id, a.remote_id, m.kind, m.posted_at, m.text, m.lang, coalesce(m.conversation_id, -1), coalesce(m.reply_to_id, -1),
                                       coalesce(m.quote_of_id, -1), coalesce(m.repost_of_id, -1), CASE WHEN @raw THEN m.raw END, m.found_at, m.looked_at, m.hidden_why)
          FROM mentions m LEFT JOIN authors a ON a.id = m.author_id
         UNION ALL
        SELECT 'watch ' || concat_ws('|', m.first_id, w.kind, w.subject, mw.found_at) FROM mention_watches mw JOIN mentions m ON m.id = mw.mention_id JOIN watches w ON w.id = mw.watch_id
         UNION ALL
        SELECT 'tag ' || concat_ws('|', m.first_id, t.tag, t.written) FROM mention_tags t JOIN mentions m ON m.id = t.mention_id
         UNION ALL
        SELECT 'link ' || concat_ws('|', m.first_id, l.url, l.host) FROM mention_links l JOIN mentions m ON m.id = l.mention_id
         UNION ALL
        SELECT 'handle ' || concat_ws('|', m.first_id, h.handle) FROM mention_handles h JOIN mentions m ON m.id = h.mention_id
         UNION ALL
        SELECT 'media ' || concat_ws('|', m.first_id, p.media_key, p.type) FROM mention_media p JOIN mentions m ON m.id = p.mention_id
         UNION ALL
        SELECT 'numbers ' || concat_ws('|', m.first_id, o.at, coalesce(o.views, -1), coalesce(o.likes, -1), coalesce(o.replies, -1), coalesce(o.reposts, -1), coalesce(o.quotes, -1), coalesce(o.bookmarks, -1))
          FROM observations o JOIN mentions m ON m.id = o.mention_id
        """;

    public static async Task<string[]> AllAsync(NpgsqlDataSource db, bool raw = true)
    {
        await using var connection = await db.OpenConnectionAsync();
        return [.. (await connection.QueryAsync<string>(AllSql, new { raw })).Order(StringComparer.Ordinal)];
    }

    /// <summary>Says where they first differ: two lists of thousands say nothing.</summary>
    public static void Same(string[] expected, string[] actual)
    {
        var (missing, more) = (expected.Except(actual).Take(3), actual.Except(expected).Take(3));
        Assert.True(expected.SequenceEqual(actual), $"{expected.Length} rows and {actual.Length}. Missing:\n{string.Join('\n', missing)}\nMore:\n{string.Join('\n', more)}");
        Assert.NotEmpty(actual);
    }
}
