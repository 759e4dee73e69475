using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>
/// Keeps a page of posts: whoever posted, what was said, and its numbers at that instant. Doing it again changes nothing.
/// Rows are touched in the order of their ids, so that two watches with the same post never wait for each other in a ring.
/// </summary>
internal static class MentionStore
{
    public static async Task<KeptPage> KeepAsync(NpgsqlTransaction transaction, string network, IReadOnlyList<FoundPost> found, DateTimeOffset at, CancellationToken stop)
    {
        if (await TryKeepAsync(transaction, network, found, at, stop) is { } kept)
            return kept;
        // Anybody may write a post that no row can hold: it costs itself, and none of its page.
        var (firstIds, fresh, odd) = (new List<long>(), 0, 0);
        foreach (var post in found)
        {
            var one = await TryKeepAsync(transaction, network, [post], at, stop);
            firstIds.AddRange(one?.FirstIds ?? []);
            (fresh, odd) = (fresh + (one?.New ?? 0), odd + (one is null ? 1 : 0));
        }
        return new KeptPage(firstIds, fresh) { Odd = odd };
    }

    private static async Task<KeptPage?> TryKeepAsync(NpgsqlTransaction transaction, string network, IReadOnlyList<FoundPost> found, DateTimeOffset at, CancellationToken stop)
    {
        await transaction.SaveAsync("kept", stop);
        try
        {
            return await KeepAllAsync(transaction, network, found, at, stop);
        }
        catch (PostgresException e) when (e.SqlState[..2] is DataException or IntegrityViolation or LimitExceeded)
        {
            await transaction.RollbackAsync("kept", stop);
            return null;
        }
    }

    private const string DataException = "22";
    private const string IntegrityViolation = "23";
    private const string LimitExceeded = "54";

    private static async Task<KeptPage> KeepAllAsync(NpgsqlTransaction transaction, string network, IReadOnlyList<FoundPost> found, DateTimeOffset at, CancellationToken stop)
    {
        var posts = found.GroupBy(post => post.FirstId).Select(same => same.MaxBy(post => post.Id)!).OrderBy(post => post.FirstId).ToList();
        if (posts.Count == 0)
            return new KeptPage([], 0);
        var held = await HeldAsync(transaction, network, posts, stop);
        posts = [.. posts.Select(post => held.ByRemoteId.TryGetValue(post.Id, out var firstId) ? post with { FirstId = firstId } : post).DistinctBy(post => post.FirstId)];
        long[] all = [.. posts.Select(post => post.FirstId)];
        // What was wiped or forgotten stays so, whoever finds it again: not even its author's name comes back.
        posts.RemoveAll(post => held.Closed.Contains(post.FirstId));
        var fresh = posts.FindAll(post => !held.ByFirstId.ContainsKey(post.FirstId));
        var edited = posts.FindAll(post => held.ByFirstId.TryGetValue(post.FirstId, out var known) && post.Id > known);
        await AuthorRows.KeepAsync(transaction, network, [.. posts.Select(post => post.Author)], at, stop);
        await MentionRows.AddAsync(transaction, network, fresh, at, stop);
        await MentionRows.EditAsync(transaction, network, edited, stop);
        await MentionRows.SeeAsync(transaction, network, posts, at, stop);
        await CarriedRows.KeepAsync(transaction, network, [.. fresh, .. edited], stop);
        await RemovalRows.WipeOfRemovedAsync(transaction, network, [.. posts.Select(post => post.FirstId)], at, stop);
        return new KeptPage(all, fresh.Count);
    }

    private const string HeldSql = """
        SELECT first_id, remote_id, wiped_at IS NOT NULL OR forgotten_at IS NOT NULL AS is_closed
          FROM mentions
         WHERE network = @network AND (first_id = ANY (@firstIds) OR remote_id = ANY (@ids))
         ORDER BY first_id
           FOR UPDATE
        """;

    private static async Task<Held> HeldAsync(NpgsqlTransaction transaction, string network, List<FoundPost> posts, CancellationToken stop)
    {
        var parameters = new { network, firstIds = posts.ConvertAll(post => post.FirstId).ToArray(), ids = posts.ConvertAll(post => post.Id).ToArray() };
        var rows = (await transaction.Connection!.QueryAsync<(long FirstId, long RemoteId, bool IsClosed)>(new CommandDefinition(HeldSql, parameters, transaction, cancellationToken: stop))).AsList();
        return new Held(rows.ToDictionary(row => row.FirstId, row => row.RemoteId), rows.ToDictionary(row => row.RemoteId, row => row.FirstId), [.. rows.Where(row => row.IsClosed).Select(row => row.FirstId)]);
    }

    private const string WatchedSql = """
        INSERT INTO mention_watches (mention_id, watch_id, run_id, found_at)
        SELECT m.id, @watchId, @runId, @at
          FROM mentions m
         WHERE m.network = @network AND m.first_id = ANY (@firstIds)
         ORDER BY m.id
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Which watch, and which run of it, found them.</summary>
    public static Task WatchedAsync(NpgsqlTransaction transaction, Watch watch, long runId, KeptPage kept, DateTimeOffset at, CancellationToken stop) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            WatchedSql, new { watch.Network, watchId = watch.Id, runId, firstIds = kept.FirstIds.ToArray(), at }, transaction, cancellationToken: stop));

    /// <summary>Before and after midnight is one evening.</summary>
    public static readonly TimeSpan ConfirmAfter = TimeSpan.FromHours(12);

    private const string HideSql = """
        UPDATE mentions m
           SET hidden_at = coalesce(m.hidden_at, @at), hidden_why = gone.why, looked_at = greatest(m.looked_at, @at)
          FROM unnest(@ids, @whys) AS gone (id, why)
         WHERE m.network = @network AND m.remote_id = gone.id AND m.wiped_at IS NULL
        RETURNING m.id, m.hidden_at
        """;

    /// <summary>
    /// Gone when last looked for: shown and counted nowhere from now on, until it is seen again. Ids that are said to be gone have come
    /// back hours later; what is missed on another day (UTC), too, and half a day later at least, is gone for good and wiped.
    /// </summary>
    public static async Task<Gone> HideAsync(NpgsqlTransaction transaction, string network, IReadOnlyList<MissingPost> missing, DateTimeOffset at, CancellationToken stop)
    {
        var parameters = new { network, ids = missing.Select(post => post.Id).ToArray(), whys = missing.Select(post => post.Why).ToArray(), at };
        var hidden = (await transaction.Connection!.QueryAsync<(long Id, DateTimeOffset HiddenAt)>(new CommandDefinition(HideSql, parameters, transaction, cancellationToken: stop))).AsList();
        long[] confirmed = [.. hidden.Where(one => one.HiddenAt.UtcDateTime.Date < at.UtcDateTime.Date && one.HiddenAt <= at - ConfirmAfter).Select(one => one.Id)];
        await RemovalRows.WipeAsync(transaction, confirmed, "gone", at, stop);
        return new Gone(hidden.Count, confirmed.Length);
    }

    /// <summary>An edited post is held under its first id; one whose history was not told is known by the id that is held.</summary>
    private sealed record Held(Dictionary<long, long> ByFirstId, Dictionary<long, long> ByRemoteId, HashSet<long> Closed);
}

/// <summary>What became of a page: every post in it by its first id, and how many of them were not held before.</summary>
internal sealed record KeptPage(IReadOnlyList<long> FirstIds, int New)
{
    /// <summary>Posts that no row can hold.</summary>
    public int Odd { get; init; }
}

/// <summary>What was missed: hidden, some of it for the first time, and of those wiped what was missed on another day before.</summary>
internal sealed record Gone(int Hidden, int Wiped);
