using CoProWeek.Accounts;
using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Reads how our accounts stand: their keys, what X last said of them, who paused them, and what is held.</summary>
internal sealed class AccountsView(NpgsqlDataSource database, ConfiguredKeys configured)
{
    private const string StandingSql = """
               SELECT a.id, a.network, a.handle, a.paused_at, a.paused_by, a.paused_why, a.catch_up_from IS NOT NULL AS catches_up,
                      k.kind, k.set_by, k.set_at, k.refused_why, c.at AS checked_at, c.by_whom AS checked_by, c.ok AS check_ok, c.said AS check_said,
                      ARRAY(SELECT w.name FROM campaign_accounts ca JOIN campaigns w ON w.id = ca.campaign_id WHERE ca.account_id = a.id ORDER BY w.week_from DESC, w.id) AS campaigns,
                      d.accepted_at, d.refused_at, d.held_for_keys, d.held_for_money, d.waiting
                 FROM accounts a
            LEFT JOIN account_keys k   ON k.account_id = a.id
            LEFT JOIN account_checks c ON c.account_id = a.id
           CROSS JOIN LATERAL (SELECT max(sent_at) AS accepted_at,
                                      count(*) FILTER (WHERE hold_reason = 'token')::int AS held_for_keys,
                                      max(updated_at) FILTER (WHERE hold_reason = 'token') AS refused_at,
                                      count(*) FILTER (WHERE hold_reason = 'budget')::int AS held_for_money,
                                      count(*) FILTER (WHERE state = 'queued')::int AS waiting
                                 FROM deliveries
                                WHERE account_id = a.id) d
                WHERE @id::bigint IS NULL OR a.id = @id
             ORDER BY a.network DESC, lower(a.handle)
        """;

    public Task<IReadOnlyList<AccountStanding>> AllAsync(CancellationToken stop) => ReadAsync(null, stop);

    public async Task<AccountStanding?> FindAsync(long id, CancellationToken stop) => (await ReadAsync(id, stop)).SingleOrDefault();

    /// <summary>Those that a campaign posts with on X.</summary>
    public async Task<IReadOnlyList<AccountStanding>> HealthAsync(CancellationToken stop) =>
        [.. (await ReadAsync(null, stop)).Where(account => account.IsOnX && account.Campaigns.Length > 0)];

    private async Task<IReadOnlyList<AccountStanding>> ReadAsync(long? id, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var accounts = await connection.QueryAsync<AccountStanding>(new CommandDefinition(StandingSql, new { id }, cancellationToken: stop));
        return [.. accounts.Select(account => account with { IsConfigured = account.IsOnX && configured.For(account.Handle) is not null })];
    }
}
