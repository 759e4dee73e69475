using Npgsql;

namespace CoProWeek.Campaigns;

/// <summary>Reads posts whole: their words, accounts, pictures, approval, and what has become of them.</summary>
internal sealed class PostStore(NpgsqlDataSource database)
{
    /// <summary>A campaign's posts in the order they go out, spares last; or those of one day.</summary>
    public async Task<IReadOnlyList<Post>> ListAsync(Campaign campaign, DateOnly? day = null, CancellationToken stop = default)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await ReadAsync(connection, null, new PostFilter(campaign.Id, null, null, day), stop);
    }

    /// <summary>The posts of these ids, in plan order.</summary>
    public async Task<IReadOnlyList<Post>> ListAsync(long[] ids, CancellationToken stop = default)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await ReadAsync(connection, null, ids, stop);
    }

    /// <summary>The post as it stands; null when there is none of this number.</summary>
    public async Task<Post?> FindAsync(long id, CancellationToken stop = default)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return (await ReadAsync(connection, null, [id], stop)).SingleOrDefault();
    }

    /// <summary>
    /// The post a person means: by its id in the plan, else by its number here. Plans often number their rows, so the
    /// plan's own id comes first.
    /// </summary>
    /// <exception cref="RefusedException">There is none, or more than one campaign has it.</exception>
    public async Task<Post> FindAsync(Campaign? campaign, string refOrId, CancellationToken stop = default)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var byRef = await ReadAsync(connection, null, new PostFilter(campaign?.Id, null, refOrId, null), stop);
        if (byRef.Count > 1)
            throw new RefusedException($"More than one campaign has a post \"{refOrId}\": say which with --campaign SLUG.");
        if (byRef is [var post])
            return post;
        var byId = long.TryParse(refOrId, out var id) ? await ReadAsync(connection, null, new PostFilter(campaign?.Id, [id], null, null), stop) : [];
        return byId is [var found] ? found : throw new RefusedException(
            $"There is no post \"{refOrId}\"{(campaign is null ? "" : $" in {campaign.Slug}")}. `coproweek post list` shows the ids.");
    }

    /// <summary>The posts of these ids, read inside the caller's transaction and in plan order.</summary>
    public static Task<IReadOnlyList<Post>> ReadAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, long[] ids, CancellationToken stop) =>
        ReadAsync(connection, transaction, new PostFilter(null, ids, null, null), stop);

    internal static Task<IReadOnlyList<Post>> ReadAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, PostFilter filter, CancellationToken stop) =>
        PostReading.ReadAsync(connection, transaction, filter, stop);
}
