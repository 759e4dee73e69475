using Dapper;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>A link as it is kept.</summary>
internal sealed record ApprovalLinkRow
{
    public required byte[] TokenHash { get; init; }

    public required long PostId { get; init; }

    public required long PersonId { get; init; }

    public required string ContentHash { get; init; }

    /// <summary>Who asked.</summary>
    public required string MadeBy { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}

/// <summary>The statements about links.</summary>
internal static class ApprovalLinkRows
{
    private const string AddSql = """
        INSERT INTO approval_links (token_hash, post_id, person_id, content_hash, made_by, made_at, expires_at)
        VALUES (@TokenHash, @PostId, @PersonId, @ContentHash, @MadeBy, @MadeAt, @ExpiresAt)
        """;

    public static Task AddAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, ApprovalLinkRow link, CancellationToken stop) =>
        connection.ExecuteAsync(new CommandDefinition(AddSql, link, transaction, cancellationToken: stop));

    private const string FindSql = """
        SELECT token_hash, post_id, person_id, content_hash, made_by, made_at, expires_at, used_at
          FROM approval_links
         WHERE token_hash = @tokenHash
        """;

    public static Task<ApprovalLinkRow?> FindAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, byte[] tokenHash, CancellationToken stop) =>
        connection.QuerySingleOrDefaultAsync<ApprovalLinkRow>(new CommandDefinition(FindSql, new { tokenHash }, transaction, cancellationToken: stop));

    private const string AskedSql = """
        SELECT EXISTS (SELECT 1
                         FROM approval_links
                        WHERE post_id = @postId AND person_id = @personId AND content_hash = @contentHash
                          AND made_at > @since AND used_at IS NULL)
        """;

    /// <summary>Whether this person has been asked about this very wording since then.</summary>
    public static Task<bool> AskedSinceAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, long postId, long personId, string contentHash, DateTimeOffset since, CancellationToken stop) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(AskedSql, new { postId, personId, contentHash, since }, transaction, cancellationToken: stop));

    private const string UseSql = """
        UPDATE approval_links
           SET used_at = @now
         WHERE token_hash = @tokenHash AND used_at IS NULL
        """;

    public static Task UseAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, byte[] tokenHash, DateTimeOffset now, CancellationToken stop) =>
        connection.ExecuteAsync(new CommandDefinition(UseSql, new { tokenHash, now }, transaction, cancellationToken: stop));
}
