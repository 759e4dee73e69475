using Dapper;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>Every try to send a post, as it was recorded.</summary>
internal sealed class AttemptLog(NpgsqlDataSource database)
{
    private const string OfPostSql = """
        SELECT t.id, a.handle, t.n, t.started_at, t.ended_at, t.outcome, t.http_status, t.detail, t.remote_id
          FROM attempts t
          JOIN deliveries d ON d.id = t.delivery_id
          JOIN accounts a   ON a.id = d.account_id
         WHERE d.post_id = @postId
         ORDER BY t.id
        """;

    public async Task<IReadOnlyList<AttemptRow>> OfPostAsync(long postId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<AttemptRow>(new CommandDefinition(OfPostSql, new { postId }, cancellationToken: stop))];
    }
}

/// <summary>One attempt: its fence, and how it ended; no end while it is under way.</summary>
internal sealed record AttemptRow
{
    public required long Id { get; init; }
    public required string Handle { get; init; }
    public required int N { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? Outcome { get; init; }
    public int? HttpStatus { get; init; }
    public string? Detail { get; init; }
    public long? RemoteId { get; init; }
}
