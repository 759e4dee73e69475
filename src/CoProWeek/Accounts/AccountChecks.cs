using CoProWeek.Clock;
using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Accounts;

/// <summary>What X last said when it was asked who an account's keys are.</summary>
internal sealed class AccountChecks(NpgsqlDataSource database, CampaignClock clock)
{
    private const string KeepSql = """
        INSERT INTO account_checks (account_id, at, by_whom, ok, said)
        VALUES (@accountId, @now, @actor, @ok, @said)
        ON CONFLICT (account_id) DO UPDATE
           SET at = excluded.at, by_whom = excluded.by_whom, ok = excluded.ok, said = excluded.said
        """;

    public async Task KeepAsync(long accountId, string handle, bool ok, string said, string actor, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(KeepSql, new { accountId, now, actor, ok, said }, transaction, cancellationToken: stop));
        await History.WriteAsync(connection, transaction, now, actor, "account checked", $"@{handle}: {said}", stop: stop);
        await transaction.CommitAsync(stop);
    }
}
