using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Collecting.Archives;

/// <summary>Those of a batch that are held already. What is hidden or wiped stays so, whatever an archive says.</summary>
internal sealed class HeldPosts
{
    private const string Network = "x";

    private readonly Dictionary<long, HeldRow> byFirstId = [];
    private readonly Dictionary<long, HeldRow> byId = [];

    public HeldRow? Of(ArchiveEntry entry) =>
        byFirstId.GetValueOrDefault(entry.Post.FirstId) ?? byId.GetValueOrDefault(entry.Post.Id) ?? byId.GetValueOrDefault(entry.Sightings[0].Post.Id);

    // Whose words were wiped has none to be shown.
    private const string FindSql = """
        SELECT id, first_id, remote_id, hidden_at IS NOT NULL OR raw = '' AS is_hidden
          FROM mentions
         WHERE network = @network AND (first_id = ANY (@firstIds) OR remote_id = ANY (@ids))
        """;

    public static async Task<HeldPosts> FindAsync(NpgsqlTransaction transaction, IReadOnlyList<ArchiveEntry> entries, CancellationToken stop)
    {
        var ids = entries.SelectMany(entry => entry.Sightings.Select(seen => seen.Post.Id)).Distinct().ToArray();
        var parameters = new { network = Network, firstIds = entries.Select(entry => entry.Post.FirstId).ToArray(), ids };
        var held = new HeldPosts();
        foreach (var row in await transaction.Connection!.QueryAsync<HeldRow>(new CommandDefinition(FindSql, parameters, transaction, cancellationToken: stop)))
            held.byFirstId[row.FirstId] = held.byId[row.RemoteId] = row;
        return held;
    }

    /// <summary>A newer version is taken over, a further watch is noted, and numbers are appended where the archive says when they were read.</summary>
    public static async Task SeeAsync(NpgsqlTransaction transaction, List<ArchiveEntry> known, HeldPosts held, CancellationToken stop)
    {
        var edited = known.Where(entry => entry.Post.Id > held.Of(entry)!.RemoteId).Select(entry => entry.Whole with { FirstId = held.Of(entry)!.FirstId }).ToList();
        if (edited.Count > 0)
        {
            await MentionRows.EditAsync(transaction, Network, edited, stop);
            await CarriedRows.KeepAsync(transaction, Network, edited, stop);
        }
        await WatchAsync(transaction, [.. known.SelectMany(entry => entry.Watches.Select(found => new WatchedRow(held.Of(entry)!.Id, found.Watch, found.At)))], stop);
        await NumbersAsync(transaction, [.. known.SelectMany(entry => entry.Instants.Where(seen => seen.IsStated).Select(seen => new SeenRow(held.Of(entry)!.Id, seen.At, seen.Post.Numbers)))], stop);
    }

    /// <summary>By the way of a page that was collected, for what cannot be copied.</summary>
    public static async Task<KeptPage> KeepOneAsync(NpgsqlTransaction transaction, ArchiveEntry entry, CancellationToken stop)
    {
        var held = await FindAsync(transaction, [entry], stop);
        var kept = new KeptPage([], 0);
        if (held.Of(entry) is null)
        {
            kept = await MentionStore.KeepAsync(transaction, Network, [entry.Whole], entry.FoundAt, stop);
            held = await FindAsync(transaction, [entry], stop);
        }
        if (held.Of(entry) is { IsHidden: false })
            await SeeAsync(transaction, [entry], held, stop);
        return kept;
    }

    private const string WatchSql = """
        INSERT INTO mention_watches (mention_id, watch_id, found_at)
        SELECT mention_id, watch_id, at
          FROM unnest(@mentions, @watches, @at) AS f (mention_id, watch_id, at)
         ORDER BY mention_id, watch_id
        ON CONFLICT DO NOTHING
        """;

    private static Task WatchAsync(NpgsqlTransaction transaction, List<WatchedRow> rows, CancellationToken stop) =>
        rows.Count == 0 ? Task.CompletedTask : transaction.Connection!.ExecuteAsync(new CommandDefinition(WatchSql, new
        {
            mentions = rows.ConvertAll(row => row.Mention).ToArray(),
            watches = rows.ConvertAll(row => row.Watch).ToArray(),
            at = rows.ConvertAll(row => row.At).ToArray(),
        }, transaction, cancellationToken: stop));

    // One that was hidden just now is let alone.
    private const string NumbersSql = """
        INSERT INTO observations (mention_id, at, views, likes, replies, reposts, quotes, bookmarks)
        SELECT m.id, s.at, s.views, s.likes, s.replies, s.reposts, s.quotes, s.bookmarks
          FROM unnest(@mentions, @at, @views, @likes, @replies, @reposts, @quotes, @bookmarks) AS s (mention_id, at, views, likes, replies, reposts, quotes, bookmarks)
          JOIN mentions m ON m.id = s.mention_id AND m.hidden_at IS NULL
         WHERE coalesce(s.views, s.likes, s.replies, s.reposts, s.quotes, s.bookmarks) IS NOT NULL
         ORDER BY m.id, s.at
        ON CONFLICT DO NOTHING;

        UPDATE mentions m
           SET looked_at = s.at
          FROM (SELECT mention_id, max(at) AS at FROM unnest(@mentions, @at) AS s (mention_id, at) GROUP BY mention_id) s
         WHERE m.id = s.mention_id AND m.looked_at < s.at AND m.hidden_at IS NULL
        """;

    private static Task NumbersAsync(NpgsqlTransaction transaction, List<SeenRow> rows, CancellationToken stop) =>
        rows.Count == 0 ? Task.CompletedTask : transaction.Connection!.ExecuteAsync(new CommandDefinition(NumbersSql, new
        {
            mentions = rows.ConvertAll(row => row.Mention).ToArray(),
            at = rows.ConvertAll(row => row.At).ToArray(),
            views = rows.ConvertAll(row => row.Numbers.Views).ToArray(),
            likes = rows.ConvertAll(row => row.Numbers.Likes).ToArray(),
            replies = rows.ConvertAll(row => row.Numbers.Replies).ToArray(),
            reposts = rows.ConvertAll(row => row.Numbers.Reposts).ToArray(),
            quotes = rows.ConvertAll(row => row.Numbers.Quotes).ToArray(),
            bookmarks = rows.ConvertAll(row => row.Numbers.Bookmarks).ToArray(),
        }, transaction, cancellationToken: stop));

    private sealed record WatchedRow(long Mention, long Watch, DateTimeOffset At);

    private sealed record SeenRow(long Mention, DateTimeOffset At, FoundNumbers Numbers);
}

/// <summary>A post that is held.</summary>
internal sealed record HeldRow
{
    public required long Id { get; init; }

    public required long FirstId { get; init; }

    public required long RemoteId { get; init; }

    public required bool IsHidden { get; init; }
}
