using Dapper;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>Wipes posts: words, JSON, author and all they carried. What stays is that there was one, when, and that it is gone.</summary>
internal static class RemovalRows
{
    private const string KeptTagsSql = "SELECT DISTINCT subject FROM watches WHERE kind = 'hashtag'";

    // The watched hashtags stay, by which a report knows how many of its posts were removed.
    private const string WipeSql = """
        WITH held AS (
            SELECT id, author_id FROM mentions WHERE id = ANY (@ids) AND wiped_at IS NULL ORDER BY id FOR UPDATE
        ), wiped AS (
            UPDATE mentions m
               SET text = '', raw = '', lang = '', author_id = NULL, conversation_id = NULL, reply_to_id = NULL, quote_of_id = NULL,
                   hidden_at = coalesce(m.hidden_at, @at), hidden_why = coalesce(m.hidden_why, @why), wiped_at = @at
              FROM held
             WHERE m.id = held.id
        ), tags AS (
            DELETE FROM mention_tags t USING held WHERE t.mention_id = held.id AND t.tag <> ALL (@keep)
        ), spelt AS (
            UPDATE mention_tags t SET written = t.tag FROM held WHERE t.mention_id = held.id AND t.tag = ANY (@keep)
        ), links AS (
            DELETE FROM mention_links l USING held WHERE l.mention_id = held.id
        ), handles AS (
            DELETE FROM mention_handles h USING held WHERE h.mention_id = held.id
        ), media AS (
            DELETE FROM mention_media p USING held WHERE p.mention_id = held.id
        ), numbers AS (
            DELETE FROM observations o USING held WHERE o.mention_id = held.id
        ), marks AS (
            DELETE FROM mention_marks k USING held WHERE k.mention_id = held.id
        )
        SELECT DISTINCT author_id FROM held
        """;

    private const string LonelySql = """
        DELETE FROM authors a
         WHERE a.id = ANY (@authors) AND a.removed_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM mentions m WHERE m.author_id = a.id)
        """;

    /// <summary>Doing it again changes nothing. An author of whom nothing else is held goes with them.</summary>
    public static async Task WipeAsync(NpgsqlTransaction transaction, long[] ids, string why, DateTimeOffset at, CancellationToken stop)
    {
        if (ids.Length == 0)
            return;
        var keep = (await transaction.Connection!.QueryAsync<string>(new CommandDefinition(KeptTagsSql, transaction: transaction, cancellationToken: stop))).Select(Fold.Tag).ToArray();
        long[] authors = [.. await transaction.Connection!.QueryAsync<long>(new CommandDefinition(WipeSql, new { ids, why, at, keep }, transaction, cancellationToken: stop))];
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(LonelySql, new { authors }, transaction, cancellationToken: stop));
    }

    private const string OfRemovedSql = """
        SELECT m.id
          FROM mentions m
          JOIN authors a ON a.id = m.author_id
         WHERE m.network = @network AND m.first_id = ANY (@firstIds) AND a.removed_at IS NOT NULL
        """;

    /// <summary>Of these, those of people who asked to be left out.</summary>
    public static async Task WipeOfRemovedAsync(NpgsqlTransaction transaction, string network, long[] firstIds, DateTimeOffset at, CancellationToken stop)
    {
        long[] ids = [.. await transaction.Connection!.QueryAsync<long>(new CommandDefinition(OfRemovedSql, new { network, firstIds }, transaction, cancellationToken: stop))];
        await WipeAsync(transaction, ids, Remover.Asked, at, stop);
    }
}
