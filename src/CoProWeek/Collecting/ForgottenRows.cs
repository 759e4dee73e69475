using Dapper;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>Wipes the names and words of a campaign's posts, and puts hashes in the place of people.</summary>
internal static class ForgottenRows
{
    // Neither ours nor what another campaign still keeps.
    private const string TheseSql = """
        CREATE TEMP TABLE forgetting ON COMMIT DROP AS
        SELECT m.id, m.author_id, a.network, a.remote_id, m.looked_at
          FROM mentions m
          JOIN authors a ON a.id = m.author_id AND a.remote_id IS NOT NULL
         WHERE m.wiped_at IS NULL AND m.forgotten_at IS NULL
           AND EXISTS (SELECT 1 FROM mention_watches mw JOIN watches w ON w.id = mw.watch_id WHERE mw.mention_id = m.id AND w.campaign_id = @campaignId)
           AND NOT EXISTS (SELECT 1
                             FROM mention_watches mw
                             JOIN watches w             ON w.id = mw.watch_id
                             LEFT JOIN campaign_cares k ON k.campaign_id = w.campaign_id
                            WHERE mw.mention_id = m.id AND w.campaign_id <> @campaignId AND k.forgotten_at IS NULL)
           AND lower(a.handle) NOT IN (SELECT lower(k.handle) FROM accounts k WHERE k.network = a.network
                                        UNION ALL
                                       SELECT lower(trim(LEADING '@' FROM trim(t))) FROM campaigns c CROSS JOIN LATERAL unnest(c.team) AS t)
        """;

    private const string PeopleSql = "SELECT DISTINCT author_id, network, remote_id FROM forgetting ORDER BY author_id";

    private const string HashesSql = """
        INSERT INTO authors (network, hash, handle, name, first_seen_at, last_seen_at)
        SELECT a.network, h.hash, '', '', a.first_seen_at, a.last_seen_at
          FROM unnest(@authors, @hashes) AS h (author_id, hash)
          JOIN authors a ON a.id = h.author_id
         ORDER BY a.id
        ON CONFLICT (network, hash) WHERE remote_id IS NULL DO UPDATE
           SET first_seen_at = least(authors.first_seen_at, excluded.first_seen_at), last_seen_at = greatest(authors.last_seen_at, excluded.last_seen_at);

        UPDATE authors a SET hash = h.hash FROM unnest(@authors, @hashes) AS h (author_id, hash) WHERE a.id = h.author_id;

        INSERT INTO author_observations (author_id, at, followers, following, posts)
        SELECT twin.id, o.at, o.followers, o.following, o.posts
          FROM (SELECT author_id, max(looked_at) AS until FROM forgetting GROUP BY author_id) f
          JOIN authors a             ON a.id = f.author_id
          JOIN authors twin          ON twin.network = a.network AND twin.hash = a.hash AND twin.remote_id IS NULL
          JOIN author_observations o ON o.author_id = a.id AND o.at <= f.until
        ON CONFLICT DO NOTHING;

        UPDATE mentions m
           SET author_id = twin.id, text = '', raw = '', lang = '', conversation_id = NULL, reply_to_id = NULL, quote_of_id = NULL, forgotten_at = @now
          FROM forgetting f
          JOIN authors a    ON a.id = f.author_id
          JOIN authors twin ON twin.network = a.network AND twin.hash = a.hash AND twin.remote_id IS NULL
         WHERE m.id = f.id;

        DELETE FROM mention_links l   USING forgetting f WHERE l.mention_id = f.id;
        DELETE FROM mention_handles h USING forgetting f WHERE h.mention_id = f.id;
        DELETE FROM mention_media p   USING forgetting f WHERE p.mention_id = f.id;
        DELETE FROM mention_marks k   USING forgetting f WHERE k.mention_id = f.id;

        DELETE FROM authors a
         WHERE a.id = ANY (@authors) AND a.removed_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM mentions m WHERE m.author_id = a.id)
        """;

    /// <returns>How many posts.</returns>
    public static async Task<int> ForgetAsync(NpgsqlTransaction transaction, long campaignId, Func<string, long, byte[]> hash, DateTimeOffset now, CancellationToken stop)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(new CommandDefinition(TheseSql, new { campaignId }, transaction, cancellationToken: stop));
        var posts = await connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT count(*)::int FROM forgetting", transaction: transaction, cancellationToken: stop));
        var people = (await connection.QueryAsync<(long Id, string Network, long RemoteId)>(new CommandDefinition(PeopleSql, transaction: transaction, cancellationToken: stop))).AsList();
        var (authors, all) = (people.ConvertAll(person => person.Id).ToArray(), people.ConvertAll(person => hash(person.Network, person.RemoteId)).ToArray());
        await connection.ExecuteAsync(new CommandDefinition(HashesSql, new { authors, hashes = all, now }, transaction, cancellationToken: stop));
        return posts;
    }
}
