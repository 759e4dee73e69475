using Dapper;
using Npgsql;

namespace CoProWeek.Tests.Collecting;

/// <summary>A mention as it is held.</summary>
internal sealed record Held
{
    public required long FirstId { get; init; }
    public required long RemoteId { get; init; }
    public required string Handle { get; init; }
    public required string Kind { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset PostedAt { get; init; }
    public required string[] Tags { get; init; }
    public required string[] Links { get; init; }
    public required string[] Named { get; init; }
    public required int Watches { get; init; }
    public required int Looks { get; init; }
    public int? Followers { get; init; }
    public long? Views { get; init; }
    public int? Likes { get; init; }
    public int? Replies { get; init; }
    public string? HiddenWhy { get; init; }

    private const string AllSql = """
        SELECT m.first_id, m.remote_id, a.handle, m.kind, m.text, m.posted_at, m.hidden_why,
               ARRAY(SELECT tag FROM mention_tags WHERE mention_id = m.id ORDER BY tag) AS tags,
               ARRAY(SELECT url FROM mention_links WHERE mention_id = m.id ORDER BY url) AS links,
               ARRAY(SELECT handle FROM mention_handles WHERE mention_id = m.id ORDER BY handle) AS named,
               (SELECT count(*)::int FROM mention_watches WHERE mention_id = m.id) AS watches,
               (SELECT count(*)::int FROM observations WHERE mention_id = m.id) AS looks,
               (SELECT followers FROM author_observations WHERE author_id = a.id ORDER BY at DESC LIMIT 1) AS followers,
               n.views, n.likes, n.replies
          FROM mentions m
          JOIN authors a ON a.id = m.author_id
          LEFT JOIN LATERAL (SELECT views, likes, replies FROM observations WHERE mention_id = m.id ORDER BY at DESC LIMIT 1) n ON true
         ORDER BY m.posted_at, m.first_id
        """;

    public static async Task<IReadOnlyList<Held>> AllAsync(NpgsqlDataSource rows)
    {
        await using var connection = await rows.OpenConnectionAsync();
        return [.. await connection.QueryAsync<Held>(AllSql)];
    }
}

/// <summary>One look of a watch, as the ledger has it.</summary>
internal sealed record Look
{
    public required string Subject { get; init; }
    public required DateTimeOffset FromAt { get; init; }
    public required DateTimeOffset ToAt { get; init; }
    public required int Pages { get; init; }
    public required int Posts { get; init; }
    public required int NewPosts { get; init; }
    public long? SinceId { get; init; }
    public string? Outcome { get; init; }
    public required string Detail { get; init; }

    private const string AllSql = """
        SELECT w.subject, r.from_at, r.to_at, r.pages, r.posts, r.new_posts, r.since_id, r.outcome, r.detail
          FROM collect_runs r
          JOIN watches w ON w.id = r.watch_id
         WHERE w.kind = 'hashtag'
         ORDER BY r.id
        """;

    /// <summary>Those for the hashtag.</summary>
    public static async Task<IReadOnlyList<Look>> AllAsync(NpgsqlDataSource rows)
    {
        await using var connection = await rows.OpenConnectionAsync();
        return [.. await connection.QueryAsync<Look>(AllSql)];
    }
}
