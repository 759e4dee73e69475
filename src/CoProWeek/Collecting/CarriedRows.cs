using System.Text;
using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>What posts carry: tags, links, accounts they name, pictures. Those of an edited post are replaced.</summary>
internal static class CarriedRows
{
    /// <summary>An index holds no more, in bytes of UTF-8: a longer tag or address is nobody's that people use.</summary>
    private const int Longest = 2000;

    private const string ClearSql = """
        WITH kept AS (
            SELECT id FROM mentions WHERE network = @network AND first_id = ANY (@firstIds)
        ), tags AS (
            DELETE FROM mention_tags USING kept WHERE mention_id = kept.id
        ), links AS (
            DELETE FROM mention_links USING kept WHERE mention_id = kept.id
        ), handles AS (
            DELETE FROM mention_handles USING kept WHERE mention_id = kept.id
        )
        DELETE FROM mention_media USING kept WHERE mention_id = kept.id
        """;

    private const string TagsSql = """
        INSERT INTO mention_tags (mention_id, tag, written)
        SELECT m.id, c.folded, c.written
          FROM unnest(@firstIds, @folded, @written) AS c (first_id, folded, written)
          JOIN mentions m ON m.network = @network AND m.first_id = c.first_id
        ON CONFLICT DO NOTHING
        """;

    private const string LinksSql = """
        INSERT INTO mention_links (mention_id, host, url)
        SELECT m.id, c.folded, c.written
          FROM unnest(@firstIds, @folded, @written) AS c (first_id, folded, written)
          JOIN mentions m ON m.network = @network AND m.first_id = c.first_id
        ON CONFLICT DO NOTHING
        """;

    private const string HandlesSql = """
        INSERT INTO mention_handles (mention_id, handle)
        SELECT m.id, c.folded
          FROM unnest(@firstIds, @folded) AS c (first_id, folded)
          JOIN mentions m ON m.network = @network AND m.first_id = c.first_id
        ON CONFLICT DO NOTHING
        """;

    private const string MediaSql = """
        INSERT INTO mention_media (mention_id, type, media_key)
        SELECT m.id, c.folded, c.written
          FROM unnest(@firstIds, @folded, @written) AS c (first_id, folded, written)
          JOIN mentions m ON m.network = @network AND m.first_id = c.first_id
        ON CONFLICT DO NOTHING
        """;

    public static async Task KeepAsync(NpgsqlTransaction transaction, string network, List<FoundPost> posts, CancellationToken stop)
    {
        await ExecuteAsync(transaction, ClearSql, network, [.. posts.Select(post => new Carried(post.FirstId, "", ""))], stop);
        await ExecuteAsync(transaction, TagsSql, network, Of(posts, post => post.Tags, Fold.Tag), stop);
        await ExecuteAsync(transaction, LinksSql, network, Of(posts, post => post.Links, Fold.Host), stop);
        await ExecuteAsync(transaction, HandlesSql, network, Of(posts, post => post.Handles, Fold.Handle), stop);
        await ExecuteAsync(transaction, MediaSql, network, [.. posts.SelectMany(post => post.Media.Select(media => new Carried(post.FirstId, media.Type, media.Key)))], stop);
    }

    private static List<Carried> Of(List<FoundPost> posts, Func<FoundPost, IReadOnlyList<string>> carried, Func<string, string> fold) =>
        [.. posts.SelectMany(post => carried(post).Select(written => new Carried(post.FirstId, fold(written), written)))];

    private static async Task ExecuteAsync(NpgsqlTransaction transaction, string sql, string network, List<Carried> carried, CancellationToken stop)
    {
        var rows = carried.FindAll(row => Encoding.UTF8.GetByteCount(row.Folded) <= Longest && Encoding.UTF8.GetByteCount(row.Written) <= Longest);
        if (rows.Count == 0)
            return;
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, new
        {
            network,
            firstIds = rows.ConvertAll(row => row.FirstId).ToArray(),
            folded = rows.ConvertAll(row => row.Folded).ToArray(),
            written = rows.ConvertAll(row => row.Written).ToArray(),
        }, transaction, cancellationToken: stop));
    }

    private sealed record Carried(long FirstId, string Folded, string Written);
}
