using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Reads who did what and when, overall, of one person or of one post; newest first, a page at a time.</summary>
internal sealed class HistoryView(NpgsqlDataSource database)
{
    public const int PageSize = 50;

    // Whether there is an older page is seen from the one row more.
    private const string PageSql = """
             SELECT e.id, e.at, e.actor, e.what, e.detail, e.post_id, p.ref, p.text, a.handle, coalesce(a.network, '') AS network
               FROM events e
          LEFT JOIN posts p ON p.id = e.post_id
          LEFT JOIN deliveries d ON d.id = e.delivery_id
          LEFT JOIN accounts a ON a.id = d.account_id
              WHERE (@who::text IS NULL OR e.actor = @who)
                AND (@post::bigint IS NULL OR e.post_id = @post)
                AND (@before::bigint IS NULL OR e.id < @before)
           ORDER BY e.id DESC
              LIMIT @size + 1
        """;

    public async Task<(IReadOnlyList<HistoryRow> Rows, long? Older)> PageAsync(string? who, long? post, long? before, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var rows = (await connection.QueryAsync<HistoryRow>(new CommandDefinition(PageSql, new { who, post, before, size = PageSize }, cancellationToken: stop))).AsList();
        return rows.Count > PageSize ? (rows[..PageSize], rows[PageSize - 1].Id) : (rows, null);
    }

    // By steps through the index, so that a long history costs no more than there are people.
    private const string PeopleSql = """
        WITH RECURSIVE people AS (
            (SELECT actor FROM events ORDER BY actor LIMIT 1)
             UNION ALL
            SELECT (SELECT e.actor FROM events e WHERE e.actor > people.actor ORDER BY e.actor LIMIT 1)
              FROM people
             WHERE people.actor IS NOT NULL
        )
        SELECT actor FROM people WHERE actor IS NOT NULL
        """;

    /// <summary>Everybody who ever did something, and the program itself.</summary>
    public async Task<IReadOnlyList<string>> PeopleAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(PeopleSql, cancellationToken: stop))];
    }
}

/// <summary>One thing that happened.</summary>
internal sealed record HistoryRow
{
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required string What { get; init; }

    public required string Detail { get; init; }

    public long? PostId { get; init; }

    public string? Ref { get; init; }

    public string? Text { get; init; }

    public string? Handle { get; init; }

    public string Network { get; init; } = "";

    /// <summary>"@ScotCoPro", "Facebook"; null for what is of no one account.</summary>
    public string? Name => Handle is null ? null : AccountName.Of(Network, Handle);
}
