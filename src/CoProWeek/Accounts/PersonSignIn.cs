using CoProWeek.Clock;
using CoProWeek.Storage;
using Dapper;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace CoProWeek.Accounts;

/// <summary>Opens sessions, for a right password or a one-time link, and ends them. All on real time.</summary>
internal sealed class PersonSignIn(NpgsqlDataSource database, TimeProvider time, CampaignClock clock)
{
    /// <summary>Wrong passwords in a row before none is looked at for a while.</summary>
    public const int MostMisses = 5;

    /// <summary>Shortest password that is taken: length is what makes one strong.</summary>
    public const int PasswordLength = 12;

    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    /// <summary>A browser that is not seen for this long is signed out.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(14);

    /// <summary>However often a browser is seen, it proves itself anew after this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    public static readonly TimeSpan LinkLives = TimeSpan.FromDays(3);

    private static readonly PasswordHasher<string> Hasher = new();

    // An address that nobody has costs as much time as one that somebody has.
    private static readonly string Nobodys = Hasher.HashPassword("", Token.New());

    private const string FindSql = """
        SELECT id, password_hash, misses, locked_until
          FROM people
         WHERE (lower(email) = lower(@email) OR id = @id)
           AND left_at IS NULL
           FOR UPDATE
        """;

    private const string MissSql = """
        UPDATE people
           SET misses = CASE WHEN misses + 1 >= @most THEN 0 ELSE misses + 1 END,
               locked_until = CASE WHEN misses + 1 >= @most THEN @lockedUntil ELSE locked_until END
         WHERE id = @id
        """;

    private const string HitSql = """
        UPDATE people
           SET misses = 0, locked_until = NULL, password_hash = coalesce(@rehashed, password_hash)
         WHERE id = @id
        """;

    /// <returns>The session's token for the cookie; or null: wrong, or locked out. Which of them is not told.</returns>
    public async Task<string?> WithPasswordAsync(string email, string password, string browser, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var found = await connection.QuerySingleOrDefaultAsync<Found>(new CommandDefinition(FindSql, new { email = email.Trim(), id = (long?)null }, transaction, cancellationToken: stop));
        var token = await IsRightAsync(connection, transaction, found, password, stop) ? await OpenAsync(connection, transaction, found!.Id, browser, stop) : null;
        await transaction.CommitAsync(stop);
        return token;
    }

    /// <summary>Asked at an open browser before what keeps others out is changed. A wrong one counts as it does at the door.</summary>
    public async Task<bool> IsPasswordOfAsync(long personId, string password, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var found = await connection.QuerySingleOrDefaultAsync<Found>(new CommandDefinition(FindSql, new { email = (string?)null, id = personId }, transaction, cancellationToken: stop));
        var isRight = await IsRightAsync(connection, transaction, found, password, stop);
        await transaction.CommitAsync(stop);
        return isRight;
    }

    private async Task<bool> IsRightAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Found? found, string password, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var verdict = Hasher.VerifyHashedPassword("", found?.PasswordHash ?? Nobodys, password);
        if (found?.PasswordHash is null || found.LockedUntil > now)
            return false;
        var isRight = verdict is not PasswordVerificationResult.Failed;
        var rehashed = verdict is PasswordVerificationResult.SuccessRehashNeeded ? Hasher.HashPassword("", password) : null;
        var counted = new { found.Id, rehashed, most = MostMisses, lockedUntil = now + LockOut };
        await connection.ExecuteAsync(new CommandDefinition(isRight ? HitSql : MissSql, counted, transaction, cancellationToken: stop));
        return isRight;
    }

    private const string OpenSql = """
        INSERT INTO sessions (token_hash, person_id, browser, created_at, seen_at, expires_at)
        VALUES (@hash, @personId, left(@browser, 200), @now, @now, @expiresAt)
        """;

    /// <summary>A session for a person who has proved who they are, inside the transaction of the proof.</summary>
    public async Task<string> OpenAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, long personId, string browser, CancellationToken stop)
    {
        var (token, now) = (Token.New(), time.GetUtcNow());
        await connection.ExecuteAsync(new CommandDefinition(
            OpenSql, new { hash = Token.Hash(token), personId, browser, now, expiresAt = now + Idle }, transaction, cancellationToken: stop));
        return token;
    }

    private const string LinkSql = """
        INSERT INTO sign_in_links (token_hash, person_id, made_by, made_at, expires_at)
        VALUES (@hash, @personId, @madeBy, @now, @expiresAt)
        RETURNING (SELECT name FROM people WHERE id = @personId)
        """;

    /// <summary>A link that signs a person in once and lets them choose a password.</summary>
    /// <returns>Its path: <c>/welcome/...</c>.</returns>
    public async Task<string> LinkAsync(long personId, string madeBy, CancellationToken stop)
    {
        var (token, now) = (Token.New(), time.GetUtcNow());
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var name = await connection.ExecuteScalarAsync<string>(new CommandDefinition(
            LinkSql, new { hash = Token.Hash(token), personId, madeBy, now, expiresAt = now + LinkLives }, transaction, cancellationToken: stop));
        await History.WriteAsync(connection, transaction, clock.GetUtcNow(), madeBy, "sign-in link made", $"for {name}", stop: stop);
        await transaction.CommitAsync(stop);
        return $"/welcome/{token}";
    }

    private const string OwnerSql = """
        SELECT p.id, p.name, p.email, p.role, p.password_hash IS NOT NULL AS has_password
          FROM sign_in_links l
          JOIN people p ON p.id = l.person_id
         WHERE l.token_hash = @hash AND l.used_at IS NULL AND l.expires_at > @now AND p.left_at IS NULL
        """;

    /// <summary>Whose link it is; null when it was used, is too old or never was.</summary>
    public async Task<Person?> LinkOwnerAsync(string token, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleOrDefaultAsync<Person>(new CommandDefinition(
            OwnerSql, new { hash = Token.Hash(token), now = time.GetUtcNow() }, cancellationToken: stop));
    }

    private const string UseLinkSql = """
        UPDATE sign_in_links l
           SET used_at = @now
          FROM people p
         WHERE l.token_hash = @hash AND l.used_at IS NULL AND l.expires_at > @now AND p.id = l.person_id AND p.left_at IS NULL
        RETURNING p.id, p.name, p.password_hash IS NOT NULL AS has_password, l.made_by
        """;

    // A new password ends every other session and link: whoever knew the old one is out.
    private const string PasswordSql = """
        WITH ended AS (DELETE FROM sessions WHERE person_id = @id),
             unlinked AS (UPDATE sign_in_links SET used_at = @now WHERE person_id = @id AND used_at IS NULL)
        UPDATE people
           SET password_hash = @hash, misses = 0, locked_until = NULL
         WHERE id = @id
        """;

    /// <summary>Uses the link. A password, where one is given, replaces the old one and ends every other session.</summary>
    /// <returns>The session's token; null when the link is no longer good.</returns>
    public async Task<string?> WithLinkAsync(string link, string? password, string browser, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var now = time.GetUtcNow();
        var owner = await connection.QuerySingleOrDefaultAsync<LinkOwner>(new CommandDefinition(UseLinkSql, new { hash = Token.Hash(link), now }, transaction, cancellationToken: stop));
        // Whoever has a password and is signed in by a link must notice: it is replaced, or the link opens nothing.
        if (owner is null || owner.HasPassword && password is null)
            return null;
        if (password is not null)
            await connection.ExecuteAsync(new CommandDefinition(PasswordSql, new { owner.Id, now, hash = Hasher.HashPassword("", password) }, transaction, cancellationToken: stop));
        await History.WriteAsync(
            connection, transaction, clock.GetUtcNow(), owner.Name, "signed in by a link", $"made by {owner.MadeBy}{(password is null ? "" : "; chose a new password")}", stop: stop);
        var token = await OpenAsync(connection, transaction, owner.Id, browser, stop);
        await transaction.CommitAsync(stop);
        return token;
    }

    private sealed record LinkOwner
    {
        public required long Id { get; init; }
        public required string Name { get; init; }
        public required bool HasPassword { get; init; }
        public required string MadeBy { get; init; }
    }

    private sealed record Found
    {
        public required long Id { get; init; }
        public string? PasswordHash { get; init; }
        public required int Misses { get; init; }
        public DateTimeOffset? LockedUntil { get; init; }
    }
}
