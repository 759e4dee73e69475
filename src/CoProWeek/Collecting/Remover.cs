using CoProWeek.Clock;
using CoProWeek.Collecting.Rollups;
using CoProWeek.Networks;
using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>Removes what a person asks for, now: one post, or somebody with all that is held of them and all that is found later.</summary>
internal sealed class Remover(NpgsqlDataSource database, NetworkList networks, CampaignClock clock)
{
    /// <summary>As in <c>mentions.hidden_why</c>.</summary>
    public const string Asked = "removed on request";

    /// <param name="what">A post's number or link, or an account as "@handle".</param>
    /// <param name="why">The reason, for the history.</param>
    /// <param name="actor">Who asked for it, for the history.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>What was removed; null where nothing of the kind is held.</returns>
    public async Task<Removed?> RemoveAsync(string what, string why, string actor, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var removed = PostIn(what) is { } post ? await PostAsync(transaction, post, stop) : await AuthorAsync(transaction, what.TrimStart('@'), stop);
        if (removed is null)
            return null;
        var now = clock.GetUtcNow();
        removed = removed with { Featured = await FeaturedAsync(transaction, [.. removed.Ids], stop) };
        await RemovalRows.WipeAsync(transaction, [.. removed.Ids], Asked, now, stop);
        // Without a name or a word: the history is never changed, and what it says stays. A second request finds nothing left, and says no more.
        if (!removed.Already)
            await History.WriteAsync(connection, transaction, now, actor, removed.IsAuthor ? "account left out" : "mention removed", $"{removed.Name}: {why}", stop: stop);
        await RollupStore.SettleAsync(transaction, stop);
        await transaction.CommitAsync(stop);
        return removed;
    }

    private const string FeaturedSql = """
        SELECT p.ref
          FROM mention_marks k
          JOIN posts p ON p.id = k.featured_id
         WHERE k.mention_id = ANY (@ids)
         ORDER BY p.id
        """;

    private static async Task<IReadOnlyList<string>> FeaturedAsync(NpgsqlTransaction transaction, long[] ids, CancellationToken stop) =>
        [.. await transaction.Connection!.QueryAsync<string>(new CommandDefinition(FeaturedSql, new { ids }, transaction, cancellationToken: stop))];

    private long? PostIn(string what) =>
        long.TryParse(what, out var id) ? id : networks.Searchable.Select(name => networks.Find(name).ReadLink(what)).FirstOrDefault(found => found is not null);

    private const string PostSql = "SELECT id, wiped_at IS NOT NULL AS is_wiped FROM mentions WHERE first_id = @post OR remote_id = @post FOR UPDATE";

    private static async Task<Removed?> PostAsync(NpgsqlTransaction transaction, long post, CancellationToken stop)
    {
        var held = (await transaction.Connection!.QueryAsync<(long Id, bool IsWiped)>(new CommandDefinition(PostSql, new { post }, transaction, cancellationToken: stop))).AsList();
        return held.Count == 0 ? null : new Removed($"post {post}", [.. held.Select(one => one.Id)], held.TrueForAll(one => one.IsWiped));
    }

    private const string AuthorSql = """
        SELECT id, remote_id, removed_at IS NOT NULL AS is_removed
          FROM authors
         WHERE remote_id IS NOT NULL AND (lower(handle) = lower(@handle) OR remote_id::text = @handle)
        """;

    private const string OfAuthorSql = "SELECT id FROM mentions WHERE author_id = ANY (@authors) ORDER BY id FOR UPDATE";

    private const string LeaveOutSql = """
        UPDATE authors SET handle = '', name = '', removed_at = coalesce(removed_at, @now) WHERE id = ANY (@authors);
        DELETE FROM author_observations WHERE author_id = ANY (@authors);
        """;

    /// <summary>Their row stays without a name, by which what they post later is known. Posts are locked before authors, as whoever keeps a page does.</summary>
    private async Task<Removed?> AuthorAsync(NpgsqlTransaction transaction, string handle, CancellationToken stop)
    {
        var connection = transaction.Connection!;
        var found = (await connection.QueryAsync<(long Id, long RemoteId, bool IsRemoved)>(new CommandDefinition(AuthorSql, new { handle }, transaction, cancellationToken: stop))).AsList();
        if (found.Count == 0)
            return null;
        var authors = found.ConvertAll(author => author.Id).ToArray();
        await connection.ExecuteAsync(new CommandDefinition(OfAuthorSql, new { authors }, transaction, cancellationToken: stop));
        await connection.ExecuteAsync(new CommandDefinition(LeaveOutSql, new { authors, now = clock.GetUtcNow() }, transaction, cancellationToken: stop));
        var ids = (await connection.QueryAsync<long>(new CommandDefinition(OfAuthorSql, new { authors }, transaction, cancellationToken: stop))).AsList();
        var name = $"account {string.Join(", ", found.Select(author => author.RemoteId))} with {ids.Count} {(ids.Count == 1 ? "post" : "posts")}";
        return new Removed(name, ids, ids.Count == 0 && found.TrueForAll(author => author.IsRemoved)) { IsAuthor = true };
    }
}

/// <summary>What a request took out.</summary>
/// <param name="Name">"post 17", "account 42 with 3 posts": by the network's numbers alone.</param>
/// <param name="Ids">Our rows.</param>
/// <param name="Already">It was removed before.</param>
internal sealed record Removed(string Name, IReadOnlyList<long> Ids, bool Already)
{
    public bool IsAuthor { get; init; }

    /// <summary>Posts of ours in the plan that were made of them, by the plan's own ids: their words are a person's to take out.</summary>
    public IReadOnlyList<string> Featured { get; init; } = [];

    /// <summary>What is left to do; empty where nothing is.</summary>
    public string StillToDo => Featured.Count == 0 ? "" : $" Their words still stand in the plan, in {string.Join(", ", Featured)}: take them out there.";

    public int Posts => Ids.Count;
}
