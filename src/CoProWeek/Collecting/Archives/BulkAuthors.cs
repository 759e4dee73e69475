using CoProWeek.Networks;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace CoProWeek.Collecting.Archives;

/// <summary>Whoever posted: those not known yet are copied in, of the others is changed only what is not so any more.</summary>
internal static class BulkAuthors
{
    private const string Network = "x";

    public static async Task<AuthorIds> KeepAsync(NpgsqlTransaction transaction, IEnumerable<ArchivedSighting> sightings, CancellationToken stop)
    {
        var seen = sightings.GroupBy(one => one.Post.Author.Id).OrderBy(same => same.Key).Select(SeenAuthor.Of).ToList();
        if (seen.Count == 0)
            return new AuthorIds([], []);
        var known = await FindAsync(transaction, seen, stop);
        seen.RemoveAll(author => known.TryGetValue(author.RemoteId, out var row) && row.IsRemoved);
        var fresh = seen.FindAll(author => !known.ContainsKey(author.RemoteId));
        var ids = await BulkIds.TakeAsync(transaction, "authors_id_seq", fresh.Count, stop);
        if (fresh.Count > 0)
            Copy(transaction.Connection!, fresh, ids);
        await ChangeAsync(transaction, seen.FindAll(author => known.TryGetValue(author.RemoteId, out var row) && author.Changes(row)), stop);
        await ObserveAsync(transaction, seen.FindAll(author => known.ContainsKey(author.RemoteId)), known, stop);
        var all = known.ToDictionary(pair => pair.Key, pair => pair.Value.Id);
        for (var n = 0; n < fresh.Count; n++)
            all[fresh[n].RemoteId] = ids[n];
        return new AuthorIds(all, [.. known.Values.Where(row => row.IsRemoved).Select(row => row.RemoteId)]);
    }

    private const string FindSql = """
        SELECT id, remote_id, handle, name, first_seen_at, last_seen_at, removed_at IS NOT NULL AS is_removed
          FROM authors
         WHERE network = @network AND remote_id = ANY (@ids)
        """;

    private static async Task<Dictionary<long, KnownAuthor>> FindAsync(NpgsqlTransaction transaction, List<SeenAuthor> seen, CancellationToken stop) =>
        (await transaction.Connection!.QueryAsync<KnownAuthor>(new CommandDefinition(
            FindSql, new { network = Network, ids = seen.ConvertAll(author => author.RemoteId).ToArray() }, transaction, cancellationToken: stop))).ToDictionary(row => row.RemoteId);

    private const string CopySql = "COPY authors (id, network, remote_id, handle, name, first_seen_at, last_seen_at) FROM STDIN (FORMAT BINARY)";
    private const string CopyNumbersSql = "COPY author_observations (author_id, at, followers, following, posts) FROM STDIN (FORMAT BINARY)";

    private static void Copy(NpgsqlConnection connection, List<SeenAuthor> fresh, long[] ids)
    {
        using (var rows = connection.BeginBinaryImport(CopySql))
        {
            for (var n = 0; n < fresh.Count; n++)
            {
                rows.StartRow();
                rows.Write(ids[n], NpgsqlDbType.Bigint);
                rows.Write(Network, NpgsqlDbType.Text);
                rows.Write(fresh[n].RemoteId, NpgsqlDbType.Bigint);
                rows.Write(fresh[n].Handle, NpgsqlDbType.Text);
                rows.Write(fresh[n].Name, NpgsqlDbType.Text);
                rows.Write(fresh[n].FirstAt, NpgsqlDbType.TimestampTz);
                rows.Write(fresh[n].LastAt, NpgsqlDbType.TimestampTz);
            }
            rows.Complete();
        }
        using var numbers = connection.BeginBinaryImport(CopyNumbersSql);
        for (var n = 0; n < fresh.Count; n++)
        {
            foreach (var (at, author) in fresh[n].Numbers)
            {
                numbers.StartRow();
                numbers.Write(ids[n], NpgsqlDbType.Bigint);
                numbers.Write(at, NpgsqlDbType.TimestampTz);
                numbers.Count(author.Followers);
                numbers.Count(author.Following);
                numbers.Count(author.Posts);
            }
        }
        numbers.Complete();
    }

    private const string ChangeSql = """
        UPDATE authors a
           SET handle = CASE WHEN s.handle = '' OR s.last_at < a.last_seen_at THEN a.handle ELSE s.handle END,
               name = CASE WHEN s.handle = '' OR s.last_at < a.last_seen_at THEN a.name ELSE s.name END,
               first_seen_at = least(a.first_seen_at, s.first_at), last_seen_at = greatest(a.last_seen_at, s.last_at)
          FROM unnest(@ids, @handles, @names, @firstAt, @lastAt) AS s (id, handle, name, first_at, last_at)
         WHERE a.network = @network AND a.remote_id = s.id
        """;

    private static Task ChangeAsync(NpgsqlTransaction transaction, List<SeenAuthor> changed, CancellationToken stop) =>
        changed.Count == 0 ? Task.CompletedTask : transaction.Connection!.ExecuteAsync(new CommandDefinition(ChangeSql, new
        {
            network = Network,
            ids = changed.ConvertAll(author => author.RemoteId).ToArray(),
            handles = changed.ConvertAll(author => author.Handle).ToArray(),
            names = changed.ConvertAll(author => author.Name).ToArray(),
            firstAt = changed.ConvertAll(author => author.FirstAt).ToArray(),
            lastAt = changed.ConvertAll(author => author.LastAt).ToArray(),
        }, transaction, cancellationToken: stop));

    private const string ObserveSql = """
        INSERT INTO author_observations (author_id, at, followers, following, posts)
        SELECT id, at, followers, following, posts
          FROM unnest(@ids, @at, @followers, @following, @posts) AS n (id, at, followers, following, posts)
         ORDER BY id, at
        ON CONFLICT DO NOTHING
        """;

    private static Task ObserveAsync(NpgsqlTransaction transaction, List<SeenAuthor> seen, Dictionary<long, KnownAuthor> known, CancellationToken stop)
    {
        var rows = seen.SelectMany(author => author.Numbers.Select(number => (known[author.RemoteId].Id, number.At, number.Author))).ToList();
        return rows.Count == 0 ? Task.CompletedTask : transaction.Connection!.ExecuteAsync(new CommandDefinition(ObserveSql, new
        {
            ids = rows.ConvertAll(row => row.Id).ToArray(),
            at = rows.ConvertAll(row => row.At).ToArray(),
            followers = rows.ConvertAll(row => row.Author.Followers).ToArray(),
            following = rows.ConvertAll(row => row.Author.Following).ToArray(),
            posts = rows.ConvertAll(row => row.Author.Posts).ToArray(),
        }, transaction, cancellationToken: stop));
    }
}

/// <summary>An author as the rows have them.</summary>
internal sealed record KnownAuthor
{
    public required long Id { get; init; }

    public required long RemoteId { get; init; }

    public required string Handle { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>They asked to be left out.</summary>
    public required bool IsRemoved { get; init; }
}

/// <param name="ByRemoteId">Our number of each, by X's.</param>
/// <param name="Removed">X's numbers of those who asked to be left out.</param>
internal sealed record AuthorIds(Dictionary<long, long> ByRemoteId, HashSet<long> Removed);

/// <summary>An author as a batch tells of them: the newest name, and every number.</summary>
internal sealed record SeenAuthor(long RemoteId, string Handle, string Name, DateTimeOffset FirstAt, DateTimeOffset LastAt, IReadOnlyList<(DateTimeOffset At, FoundAuthor Author)> Numbers)
{
    public static SeenAuthor Of(IGrouping<long, ArchivedSighting> same)
    {
        var instants = same.GroupBy(seen => seen.At).Select(at => (At: at.Key, Author: at.Select(seen => seen.Post.Author).MaxBy(author => author.Handle != "")!)).ToList();
        var newest = instants.Where(one => one.Author.Handle != "").DefaultIfEmpty(instants[0]).MaxBy(one => one.At).Author;
        return new SeenAuthor(same.Key, newest.Handle, newest.Name, instants.Min(one => one.At), instants.Max(one => one.At),
            instants.FindAll(one => (one.Author.Followers ?? one.Author.Following ?? one.Author.Posts) is not null));
    }

    public bool Changes(KnownAuthor known) =>
        FirstAt < known.FirstSeenAt || LastAt > known.LastSeenAt || (Handle != "" && LastAt >= known.LastSeenAt && (Handle != known.Handle || Name != known.Name));
}
