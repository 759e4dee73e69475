using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>Whoever posted, and their numbers at that instant.</summary>
internal static class AuthorRows
{
    // Whoever asked to be left out keeps no name.
    private const string KeepSql = """
        INSERT INTO authors (network, remote_id, handle, name, first_seen_at, last_seen_at)
        SELECT @network, a.id, a.handle, a.name, @at, @at
          FROM unnest(@ids, @handles, @names) AS a (id, handle, name)
         ORDER BY a.id
        ON CONFLICT (network, remote_id) DO UPDATE
           SET handle = CASE WHEN excluded.handle = '' OR authors.removed_at IS NOT NULL OR excluded.last_seen_at < authors.last_seen_at THEN authors.handle ELSE excluded.handle END,
               name = CASE WHEN excluded.handle = '' OR authors.removed_at IS NOT NULL OR excluded.last_seen_at < authors.last_seen_at THEN authors.name ELSE excluded.name END,
               first_seen_at = least(authors.first_seen_at, excluded.first_seen_at),
               last_seen_at = greatest(authors.last_seen_at, excluded.last_seen_at);

        INSERT INTO author_observations (author_id, at, followers, following, posts)
        SELECT k.id, @at, a.followers, a.following, a.posts
          FROM unnest(@ids, @followers, @following, @posts) AS a (id, followers, following, posts)
          JOIN authors k ON k.network = @network AND k.remote_id = a.id AND k.removed_at IS NULL
         WHERE coalesce(a.followers, a.following, a.posts) IS NOT NULL
         ORDER BY k.id
        ON CONFLICT DO NOTHING
        """;

    public static Task KeepAsync(NpgsqlTransaction transaction, string network, IReadOnlyList<FoundAuthor> found, DateTimeOffset at, CancellationToken stop)
    {
        var authors = found.GroupBy(author => author.Id).Select(same => same.MaxBy(author => author.Handle != "")!).ToList();
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(KeepSql, new
        {
            network,
            at,
            ids = authors.ConvertAll(author => author.Id).ToArray(),
            handles = authors.ConvertAll(author => author.Handle).ToArray(),
            names = authors.ConvertAll(author => author.Name).ToArray(),
            followers = authors.ConvertAll(author => author.Followers).ToArray(),
            following = authors.ConvertAll(author => author.Following).ToArray(),
            posts = authors.ConvertAll(author => author.Posts).ToArray(),
        }, transaction, cancellationToken: stop));
    }
}
