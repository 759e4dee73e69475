using CoProWeek.Networks;
using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Publishing.Timeline;

/// <summary>A post of ours that a person posted by hand.</summary>
internal sealed record AdoptedPost(long RemoteId, string Url, string Text, DateTimeOffset PostedAt, long? ReplyTo);

/// <summary>The rows of what was posted by hand.</summary>
internal sealed class OwnPostStore(NpgsqlDataSource database)
{
    private const string DoubtfulSql = """
        SELECT DISTINCT p.canonical
          FROM attempts t
          JOIN deliveries d     ON d.id = t.delivery_id
          JOIN delivery_parts p ON p.delivery_id = t.delivery_id AND p.n = t.n
         WHERE d.account_id = @accountId
           AND t.started_at >= @since
           AND p.sent_at IS NULL
           AND (t.outcome IS NULL OR t.outcome = 'unknown')
        """;

    /// <summary>The texts of attempts whose end is not known, or was not for a while.</summary>
    public async Task<IReadOnlyList<string>> DoubtfulAsync(long accountId, DateTimeOffset since, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(DoubtfulSql, new { accountId, since }, cancellationToken: stop))];
    }

    // The account's lock: a part that is being bound at this moment is bound before, and seen, or after, and then takes it out again.
    private const string LockSql = "SELECT id FROM accounts WHERE id = @id FOR NO KEY UPDATE";

    // Only what was posted while a campaign ran: what came before it is not ours to tell of.
    private const string AdoptSql = """
        INSERT INTO own_posts (account_id, remote_id, url, text, posted_at, reply_to, adopted_at)
        SELECT @Id, n.remote_id, n.url, n.text, n.posted_at, nullif(n.reply_to, 0), @now
          FROM unnest(@ids, @urls, @texts, @times, @replies) AS n (remote_id, url, text, posted_at, reply_to)
         WHERE NOT EXISTS (SELECT 1 FROM delivery_parts p WHERE p.account_id = @Id AND p.remote_id = n.remote_id)
           AND EXISTS (SELECT 1
                         FROM campaigns c
                         JOIN campaign_accounts ca ON ca.campaign_id = c.id
                        WHERE ca.account_id = @Id
                          AND (n.posted_at AT TIME ZONE c.time_zone)::date BETWEEN c.runs_from AND c.runs_to)
            ON CONFLICT DO NOTHING
        RETURNING url
        """;

    public async Task AdoptAsync(OwnAccount account, IReadOnlyList<AdoptedPost> posts, DateTimeOffset now, CancellationToken stop)
    {
        if (posts.Count == 0)
            return;
        var parameters = new
        {
            account.Id,
            now,
            ids = posts.Select(post => post.RemoteId).ToArray(),
            urls = posts.Select(post => post.Url).ToArray(),
            texts = posts.Select(post => post.Text.Replace("\0", "", StringComparison.Ordinal)).ToArray(),
            times = posts.Select(post => post.PostedAt.ToUniversalTime()).ToArray(),
            replies = posts.Select(post => post.ReplyTo ?? 0).ToArray(),
        };
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(LockSql, parameters, transaction, cancellationToken: stop));
        foreach (var url in await connection.QueryAsync<string>(new CommandDefinition(AdoptSql, parameters, transaction, cancellationToken: stop)))
            await History.WriteAsync(connection, transaction, now, "coproweek", "posted by hand", $"{AccountName.At(account.Network, account.Handle)}: {url}", stop: stop);
        await transaction.CommitAsync(stop);
    }
}
