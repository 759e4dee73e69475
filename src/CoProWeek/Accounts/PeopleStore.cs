using CoProWeek.Clock;
using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Accounts;

/// <summary>The people who may sign in, and what each may do.</summary>
internal sealed class PeopleStore(NpgsqlDataSource database, CampaignClock clock)
{
    private const string AllSql = """
            SELECT p.id, p.name, p.email, p.role, p.left_at, p.password_hash IS NOT NULL AS has_password, s.sessions
              FROM people p
        CROSS JOIN LATERAL (SELECT count(*)::int AS sessions
                              FROM sessions
                             WHERE person_id = p.id) s
             WHERE @id::bigint IS NULL OR p.id = @id
          ORDER BY p.left_at IS NOT NULL, lower(p.name)
        """;

    /// <summary>Everybody, those who left last.</summary>
    public async Task<IReadOnlyList<Person>> AllAsync(CancellationToken stop = default) => await ReadAsync(null, stop);

    public async Task<Person?> FindAsync(long id, CancellationToken stop = default) => (await ReadAsync(id, stop)).SingleOrDefault();

    /// <summary>By name or by address, in any case; not who left.</summary>
    public async Task<Person?> FindAsync(string nameOrEmail, CancellationToken stop = default) =>
        (await AllAsync(stop)).FirstOrDefault(person => person.LeftAt is null
            && (person.Name.Equals(nameOrEmail.Trim(), StringComparison.OrdinalIgnoreCase) || person.Email.Equals(nameOrEmail.Trim(), StringComparison.OrdinalIgnoreCase)));

    /// <summary>Those who may do everything, and are told of everything.</summary>
    public async Task<IReadOnlyList<Person>> ManagersAsync(CancellationToken stop = default) =>
        [.. (await AllAsync(stop)).Where(person => person is { LeftAt: null, Role: Roles.Manager })];

    private const string AddSql = """
        INSERT INTO people (name, email, role, created_at)
        VALUES (@name, @email, @role, @now)
        RETURNING id
        """;

    /// <returns>The new person's id.</returns>
    /// <exception cref="PersonException">The name or the address is taken, or is none.</exception>
    public Task<long> AddAsync(string name, string email, string role, string actor, CancellationToken stop = default)
    {
        (name, email) = (name.Trim(), email.Trim());
        return ChangeAsync(actor, "person added", $"{name}, {role}", async (connection, transaction, now) =>
            await connection.ExecuteScalarAsync<long>(new CommandDefinition(AddSql, new { name, email, role, now }, transaction, cancellationToken: stop)), stop);
    }

    // A house without a manager could not be mended from its own pages.
    private const string LockManagersSql = """
        SELECT id
          FROM people
         WHERE role = 'manager' AND left_at IS NULL
         ORDER BY id
           FOR UPDATE
        """;

    private const string RoleSql = """
        UPDATE people
           SET role = @role
         WHERE id = @id AND left_at IS NULL
        """;

    /// <exception cref="PersonException">Nobody would be left to manage.</exception>
    public Task SetRoleAsync(Person person, string role, string actor, CancellationToken stop = default) =>
        ChangeAsync(actor, "role changed", $"{person.Name}: {person.Role} to {role}", async (connection, transaction, _) =>
        {
            await KeepAManagerAsync(connection, transaction, person.Id, role is Roles.Manager, stop);
            return await connection.ExecuteAsync(new CommandDefinition(RoleSql, new { person.Id, role }, transaction, cancellationToken: stop));
        }, stop);

    private const string EmailSql = """
        UPDATE people
           SET email = @email
         WHERE id = @id AND left_at IS NULL
        """;

    /// <summary>Where mails go from now on, and what they sign in with.</summary>
    /// <exception cref="PersonException">Somebody has it, or it is none.</exception>
    public Task SetEmailAsync(Person person, string email, string actor, CancellationToken stop = default) =>
        ChangeAsync(actor, "address changed", person.Name, (connection, transaction, _) =>
            connection.ExecuteAsync(new CommandDefinition(EmailSql, new { person.Id, email = email.Trim() }, transaction, cancellationToken: stop)), stop);

    private const string LeaveSql = """
        WITH ended AS (DELETE FROM sessions WHERE person_id = @id),
             unlinked AS (UPDATE sign_in_links SET used_at = @now WHERE person_id = @id AND used_at IS NULL)
        UPDATE people
           SET left_at = @now
         WHERE id = @id AND left_at IS NULL
        """;

    /// <summary>Signs in no more: every session and link of theirs ends at once.</summary>
    /// <exception cref="PersonException">Nobody would be left to manage.</exception>
    public Task LeaveAsync(Person person, string actor, CancellationToken stop = default) =>
        ChangeAsync(actor, "person left", person.Name, async (connection, transaction, now) =>
        {
            await KeepAManagerAsync(connection, transaction, person.Id, stays: false, stop);
            return await connection.ExecuteAsync(new CommandDefinition(LeaveSql, new { person.Id, now }, transaction, cancellationToken: stop));
        }, stop);

    private async Task<IReadOnlyList<Person>> ReadAsync(long? id, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<Person>(new CommandDefinition(AllSql, new { id }, cancellationToken: stop))];
    }

    private static async Task KeepAManagerAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, long id, bool stays, CancellationToken stop)
    {
        var managers = (await connection.QueryAsync<long>(new CommandDefinition(LockManagersSql, transaction: transaction, cancellationToken: stop))).AsList();
        if (!stays && managers is [var last] && last == id)
            throw new PersonException("This is the only manager: make somebody else a manager first.");
    }

    private async Task<T> ChangeAsync<T>(string actor, string what, string detail, Func<NpgsqlConnection, NpgsqlTransaction, DateTimeOffset, Task<T>> change, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        try
        {
            var result = await change(connection, transaction, TimeProvider.System.GetUtcNow());
            await History.WriteAsync(connection, transaction, clock.GetUtcNow(), actor, what, detail, stop: stop);
            await transaction.CommitAsync(stop);
            return result;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            throw new PersonException(e.ConstraintName is "people_email" ? "Somebody has this address already." : "Somebody has this name already, or had it: the history must tell people apart.");
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.CheckViolation)
        {
            throw new PersonException("A name is 1 to 80 characters, an address is like ailsa@example.org, and a role is manager, author or reviewer.");
        }
    }
}
