using CoProWeek.Accounts;
using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Reads how our accounts stand with the network: from their keys, and from what it last said to them.</summary>
internal sealed class AccountsView(NpgsqlDataSource database, AccountKeys keys)
{
    private const string HealthSql = """
        SELECT a.handle,
               (SELECT max(d.sent_at) FROM deliveries d WHERE d.account_id = a.id) AS accepted_at,
               EXISTS (SELECT 1 FROM deliveries d WHERE d.account_id = a.id AND d.hold_reason = 'token') AS refused,
               EXISTS (SELECT 1 FROM deliveries d WHERE d.account_id = a.id AND d.hold_reason = 'budget') AS spent
          FROM accounts a
         WHERE a.network = 'x'
           AND EXISTS (SELECT 1 FROM campaign_accounts c WHERE c.account_id = a.id)
         ORDER BY lower(a.handle)
        """;

    public async Task<IReadOnlyList<AccountHealth>> HealthAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var accounts = await connection.QueryAsync<AccountHealth>(new CommandDefinition(HealthSql, cancellationToken: stop));
        return [.. accounts.Select(account => account with { HasKeys = keys.For(account.Handle) is not null })];
    }
}

/// <summary>One account of ours, and what keeps it from posting.</summary>
internal sealed record AccountHealth
{
    public required string Handle { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    public bool Refused { get; init; }

    public bool Spent { get; init; }

    public bool HasKeys { get; init; }

    /// <summary>What to do about it is said beside the post that is held for it.</summary>
    public string? Problem => this switch
    {
        { HasKeys: false } => "has no keys yet, so nothing is sent as it. A manager enters them.",
        { Refused: true } => "is held: X did not accept its keys. Put them right, then resume what is held.",
        { Spent: true } => "is held: the money at X is used up. Raise the limit or top up, then resume what is held.",
        _ => null,
    };
}
