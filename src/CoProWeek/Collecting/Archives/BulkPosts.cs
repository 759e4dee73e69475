using CoProWeek.Networks;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace CoProWeek.Collecting.Archives;

/// <summary>Copies posts in that are not held yet, each with all that belongs to it.</summary>
internal static class BulkPosts
{
    private const string Network = "x";

    public static async Task CopyAsync(NpgsqlTransaction transaction, List<ArchiveEntry> fresh, Dictionary<long, long> authors, CancellationToken stop)
    {
        if (fresh.Count == 0)
            return;
        var ids = await BulkIds.TakeAsync(transaction, "mentions_id_seq", fresh.Count, stop);
        var rows = fresh.Select((entry, n) => new FreshPost(ids[n], entry, Carried.Of(entry.Post))).ToList();
        var connection = transaction.Connection!;
        Posts(connection, rows, authors);
        await AskAsync(transaction, TrustSql, stop);
        Watches(connection, rows);
        Numbers(connection, rows);
        Tags(connection, rows);
        Links(connection, rows);
        Handles(connection, rows);
        Media(connection, rows);
        await AskAsync(transaction, CheckSql, stop);
    }

    // The posts were written just now and have marked their hours. What belongs to them need not look for its post in the table, row by
    // row, nor mark the same hours again, seven times. Where the database's owner does not let us say so, it does.
    private const string TrustSql = "SELECT set_config('session_replication_role', 'replica', true) WHERE has_parameter_privilege('session_replication_role', 'SET')";
    private const string CheckSql = "SELECT set_config('session_replication_role', 'origin', true) WHERE has_parameter_privilege('session_replication_role', 'SET')";

    private static Task AskAsync(NpgsqlTransaction transaction, string sql, CancellationToken stop) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, transaction: transaction, cancellationToken: stop));

    private const string PostsSql = """
        COPY mentions (id, network, first_id, remote_id, author_id, kind, posted_at, text, lang, conversation_id,
                       reply_to_id, quote_of_id, repost_of_id, raw, found_at, looked_at)
        FROM STDIN (FORMAT BINARY)
        """;

    private static void Posts(NpgsqlConnection connection, List<FreshPost> fresh, Dictionary<long, long> authors)
    {
        using var rows = connection.BeginBinaryImport(PostsSql);
        foreach (var (id, entry, _) in fresh)
        {
            var post = entry.Post;
            rows.StartRow();
            rows.Write(id, NpgsqlDbType.Bigint);
            rows.Write(Network, NpgsqlDbType.Text);
            rows.Write(post.FirstId, NpgsqlDbType.Bigint);
            rows.Write(post.Id, NpgsqlDbType.Bigint);
            rows.Write(authors[post.Author.Id], NpgsqlDbType.Bigint);
            rows.Write(post.Kind, NpgsqlDbType.Text);
            rows.Write(post.PostedAt, NpgsqlDbType.TimestampTz);
            rows.Write(post.Text, NpgsqlDbType.Text);
            rows.Write(post.Lang, NpgsqlDbType.Text);
            rows.Id(post.ConversationId);
            rows.Id(post.ReplyTo);
            rows.Id(post.QuoteOf);
            rows.Id(post.RepostOf);
            rows.Write(entry.Json, NpgsqlDbType.Text);
            rows.Write(entry.FoundAt, NpgsqlDbType.TimestampTz);
            rows.Write(entry.LookedAt, NpgsqlDbType.TimestampTz);
        }
        rows.Complete();
    }

    private const string WatchesSql = "COPY mention_watches (mention_id, watch_id, found_at) FROM STDIN (FORMAT BINARY)";

    private static void Watches(NpgsqlConnection connection, List<FreshPost> fresh)
    {
        using var rows = connection.BeginBinaryImport(WatchesSql);
        foreach (var (id, entry, _) in fresh)
        {
            foreach (var (watch, at) in entry.Watches)
            {
                rows.StartRow();
                rows.Write(id, NpgsqlDbType.Bigint);
                rows.Write(watch, NpgsqlDbType.Bigint);
                rows.Write(at, NpgsqlDbType.TimestampTz);
            }
        }
        rows.Complete();
    }

    private const string NumbersSql = "COPY observations (mention_id, at, views, likes, replies, reposts, quotes, bookmarks) FROM STDIN (FORMAT BINARY)";

    private static void Numbers(NpgsqlConnection connection, List<FreshPost> fresh)
    {
        using var rows = connection.BeginBinaryImport(NumbersSql);
        foreach (var (id, entry, _) in fresh)
        {
            foreach (var seen in entry.Instants.Where(seen => IsKnown(seen.Post.Numbers)))
            {
                rows.StartRow();
                rows.Write(id, NpgsqlDbType.Bigint);
                rows.Write(seen.At, NpgsqlDbType.TimestampTz);
                rows.Id(seen.Post.Numbers.Views);
                rows.Count(seen.Post.Numbers.Likes);
                rows.Count(seen.Post.Numbers.Replies);
                rows.Count(seen.Post.Numbers.Reposts);
                rows.Count(seen.Post.Numbers.Quotes);
                rows.Count(seen.Post.Numbers.Bookmarks);
            }
        }
        rows.Complete();
    }

    private static bool IsKnown(FoundNumbers numbers) =>
        (numbers.Views ?? numbers.Likes ?? numbers.Replies ?? numbers.Reposts ?? numbers.Quotes ?? numbers.Bookmarks) is not null;

    private const string TagsSql = "COPY mention_tags (mention_id, tag, written) FROM STDIN (FORMAT BINARY)";
    private const string LinksSql = "COPY mention_links (mention_id, host, url) FROM STDIN (FORMAT BINARY)";
    private const string MediaSql = "COPY mention_media (mention_id, type, media_key) FROM STDIN (FORMAT BINARY)";
    private const string HandlesSql = "COPY mention_handles (mention_id, handle) FROM STDIN (FORMAT BINARY)";

    private static void Tags(NpgsqlConnection connection, List<FreshPost> fresh) => Pairs(connection, TagsSql, fresh, carried => carried.Tags);

    private static void Links(NpgsqlConnection connection, List<FreshPost> fresh) => Pairs(connection, LinksSql, fresh, carried => carried.Links);

    private static void Media(NpgsqlConnection connection, List<FreshPost> fresh) => Pairs(connection, MediaSql, fresh, carried => carried.Media);

    private static void Handles(NpgsqlConnection connection, List<FreshPost> fresh)
    {
        using var rows = connection.BeginBinaryImport(HandlesSql);
        foreach (var (id, _, carried) in fresh)
        {
            foreach (var (folded, _) in carried.Handles)
            {
                rows.StartRow();
                rows.Write(id, NpgsqlDbType.Bigint);
                rows.Write(folded, NpgsqlDbType.Text);
            }
        }
        rows.Complete();
    }

    private static void Pairs(NpgsqlConnection connection, string sql, List<FreshPost> fresh, Func<Carried, IReadOnlyList<CarriedItem>> items)
    {
        using var rows = connection.BeginBinaryImport(sql);
        foreach (var (id, _, carried) in fresh)
        {
            foreach (var (folded, written) in items(carried))
            {
                rows.StartRow();
                rows.Write(id, NpgsqlDbType.Bigint);
                rows.Write(folded, NpgsqlDbType.Text);
                rows.Write(written, NpgsqlDbType.Text);
            }
        }
        rows.Complete();
    }

    private sealed record FreshPost(long Id, ArchiveEntry Entry, Carried Carried);
}
