using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>What was said, and its numbers at that instant.</summary>
internal static class MentionRows
{
    private const string AddSql = """
        INSERT INTO mentions (network, first_id, remote_id, author_id, kind, posted_at, text, lang, conversation_id,
                              reply_to_id, quote_of_id, repost_of_id, raw, found_at, looked_at)
        SELECT @network, p.first_id, p.id, a.id, p.kind, p.posted_at, p.text, p.lang, p.conversation_id,
               p.reply_to, p.quote_of, p.repost_of, p.raw, @at, @at
          FROM unnest(@firstIds, @ids, @authorIds, @kinds, @postedAt, @texts, @langs, @conversationIds, @replyTo, @quoteOf, @repostOf, @raws)
               AS p (first_id, id, author_id, kind, posted_at, text, lang, conversation_id, reply_to, quote_of, repost_of, raw)
          JOIN authors a ON a.network = @network AND a.remote_id = p.author_id
         ORDER BY p.first_id
        ON CONFLICT DO NOTHING
        """;

    public static Task AddAsync(NpgsqlTransaction transaction, string network, List<FoundPost> posts, DateTimeOffset at, CancellationToken stop) =>
        ExecuteAsync(transaction, AddSql, network, posts, at, stop);

    private const string EditSql = """
        UPDATE mentions m
           SET remote_id = p.id, kind = p.kind, text = p.text, lang = p.lang, reply_to_id = p.reply_to, quote_of_id = p.quote_of,
               repost_of_id = p.repost_of, raw = p.raw
          FROM unnest(@firstIds, @ids, @kinds, @texts, @langs, @replyTo, @quoteOf, @repostOf, @raws)
               AS p (first_id, id, kind, text, lang, reply_to, quote_of, repost_of, raw)
         WHERE m.network = @network AND m.first_id = p.first_id AND m.remote_id < p.id AND m.wiped_at IS NULL AND m.forgotten_at IS NULL
        """;

    /// <summary>The newest version is what is shown.</summary>
    public static Task EditAsync(NpgsqlTransaction transaction, string network, List<FoundPost> posts, CancellationToken stop) =>
        ExecuteAsync(transaction, EditSql, network, posts, default, stop);

    private const string SeeSql = """
        UPDATE mentions
           SET looked_at = greatest(looked_at, @at), hidden_at = NULL, hidden_why = NULL
         WHERE network = @network AND first_id = ANY (@firstIds) AND wiped_at IS NULL;

        INSERT INTO observations (mention_id, at, views, likes, replies, reposts, quotes, bookmarks)
        SELECT m.id, @at, n.views, n.likes, n.replies, n.reposts, n.quotes, n.bookmarks
          FROM unnest(@firstIds, @views, @likes, @replies, @reposts, @quotes, @bookmarks)
               AS n (first_id, views, likes, replies, reposts, quotes, bookmarks)
          JOIN mentions m ON m.network = @network AND m.first_id = n.first_id AND m.wiped_at IS NULL
         WHERE coalesce(n.views, n.likes, n.replies, n.reposts, n.quotes, n.bookmarks) IS NOT NULL
         ORDER BY m.id
        ON CONFLICT DO NOTHING
        """;

    /// <summary>They stand, and these are their numbers now.</summary>
    public static Task SeeAsync(NpgsqlTransaction transaction, string network, List<FoundPost> posts, DateTimeOffset at, CancellationToken stop) =>
        ExecuteAsync(transaction, SeeSql, network, posts, at, stop);

    private static async Task ExecuteAsync(NpgsqlTransaction transaction, string sql, string network, List<FoundPost> posts, DateTimeOffset at, CancellationToken stop)
    {
        if (posts.Count == 0)
            return;
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, new
        {
            network,
            at,
            firstIds = posts.ConvertAll(post => post.FirstId).ToArray(),
            ids = posts.ConvertAll(post => post.Id).ToArray(),
            authorIds = posts.ConvertAll(post => post.Author.Id).ToArray(),
            kinds = posts.ConvertAll(post => post.Kind).ToArray(),
            postedAt = posts.ConvertAll(post => post.PostedAt).ToArray(),
            texts = posts.ConvertAll(post => post.Text).ToArray(),
            langs = posts.ConvertAll(post => post.Lang).ToArray(),
            conversationIds = posts.ConvertAll(post => post.ConversationId).ToArray(),
            replyTo = posts.ConvertAll(post => post.ReplyTo).ToArray(),
            quoteOf = posts.ConvertAll(post => post.QuoteOf).ToArray(),
            repostOf = posts.ConvertAll(post => post.RepostOf).ToArray(),
            raws = posts.ConvertAll(post => post.Raw).ToArray(),
            views = posts.ConvertAll(post => post.Numbers.Views).ToArray(),
            likes = posts.ConvertAll(post => post.Numbers.Likes).ToArray(),
            replies = posts.ConvertAll(post => post.Numbers.Replies).ToArray(),
            reposts = posts.ConvertAll(post => post.Numbers.Reposts).ToArray(),
            quotes = posts.ConvertAll(post => post.Numbers.Quotes).ToArray(),
            bookmarks = posts.ConvertAll(post => post.Numbers.Bookmarks).ToArray(),
        }, transaction, cancellationToken: stop));
    }
}
