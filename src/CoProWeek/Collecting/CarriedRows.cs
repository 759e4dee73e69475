using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>What posts carry: tags, links, accounts they name, pictures. Those of an edited post are replaced.</summary>
internal static class CarriedRows
{
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
        if (posts.Count == 0)
            return;
        var carried = posts.ConvertAll(post => (post.FirstId, Carries: Carried.Of(post)));
        await ExecuteAsync(transaction, ClearSql, network, [.. posts.Select(post => new Row(post.FirstId, new CarriedItem("", "")))], stop);
        await ExecuteAsync(transaction, TagsSql, network, Of(carried, post => post.Tags), stop);
        await ExecuteAsync(transaction, LinksSql, network, Of(carried, post => post.Links), stop);
        await ExecuteAsync(transaction, HandlesSql, network, Of(carried, post => post.Handles), stop);
        await ExecuteAsync(transaction, MediaSql, network, Of(carried, post => post.Media), stop);
    }

    private static List<Row> Of(List<(long FirstId, Carried Carries)> posts, Func<Carried, IReadOnlyList<CarriedItem>> items) =>
        [.. posts.SelectMany(post => items(post.Carries).Select(item => new Row(post.FirstId, item)))];

    private static async Task ExecuteAsync(NpgsqlTransaction transaction, string sql, string network, List<Row> rows, CancellationToken stop)
    {
        if (rows.Count == 0)
            return;
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, new
        {
            network,
            firstIds = rows.ConvertAll(row => row.FirstId).ToArray(),
            folded = rows.ConvertAll(row => row.Item.Folded).ToArray(),
            written = rows.ConvertAll(row => row.Item.Written).ToArray(),
        }, transaction, cancellationToken: stop));
    }

    private readonly record struct Row(long FirstId, CarriedItem Item);
}
