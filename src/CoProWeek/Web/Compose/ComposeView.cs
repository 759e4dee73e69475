using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Reads what somebody who writes a post has to know of the others.</summary>
internal sealed class ComposeView(NpgsqlDataSource database)
{
    private const string RefsSql = """
        SELECT ref
          FROM posts
         WHERE campaign_id = @campaignId
        """;

    public async Task<HashSet<string>> RefsAsync(long campaignId, CancellationToken stop) =>
        [.. await AllAsync<string>(RefsSql, new { campaignId }, stop)];

    private const string PicturesSql = """
        SELECT hash, content_type, width, height
          FROM media
         WHERE hash = ANY (@hashes)
        """;

    public async Task<Dictionary<string, KeptPicture>> PicturesAsync(IEnumerable<string> hashes, CancellationToken stop) =>
        (await AllAsync<KeptPicture>(PicturesSql, new { hashes = hashes.ToArray() }, stop)).ToDictionary(picture => picture.Hash);

    private const string NeighboursSql = """
          SELECT p.ref, a.handle, p.slot_at, coalesce(pa.own_text, p.text) AS text, p.link
            FROM posts p
            JOIN post_accounts pa ON pa.post_id = p.id
            JOIN accounts a ON a.id = pa.account_id
           WHERE pa.account_id = ANY (@accounts)
             AND p.id <> @except
             AND p.slot_at BETWEEN @from AND @to
        ORDER BY p.slot_at, p.ref
        """;

    /// <summary>What else these accounts say between two instants, in whichever campaign.</summary>
    public Task<IReadOnlyList<Neighbour>> NeighboursAsync(long[] accounts, long except, DateTimeOffset from, DateTimeOffset to, CancellationToken stop) =>
        AllAsync<Neighbour>(NeighboursSql, new { accounts, except, from, to }, stop);

    private const string LastChangeSql = """
          SELECT at, actor
            FROM events
           WHERE post_id = @id
             AND what IN ('added', 'imported', 'changed')
        ORDER BY id DESC
           LIMIT 1
        """;

    public async Task<LastChange?> LastChangeAsync(long id, CancellationToken stop) =>
        (await AllAsync<LastChange>(LastChangeSql, new { id }, stop)).SingleOrDefault();

    private async Task<IReadOnlyList<T>> AllAsync<T>(string sql, object values, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(sql, values, cancellationToken: stop))];
    }
}

internal sealed record KeptPicture
{
    public required string Hash { get; init; }

    public required string ContentType { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }
}

/// <summary>Another post on the same account, near in time.</summary>
internal sealed record Neighbour
{
    public required string Ref { get; init; }

    public required string Handle { get; init; }

    public required DateTimeOffset SlotAt { get; init; }

    public required string Text { get; init; }

    public required string Link { get; init; }
}

internal sealed record LastChange
{
    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }
}
