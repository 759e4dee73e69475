using CoProWeek.Publishing;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>
/// The person whom an alert would call: whose account has lost its connection, because a worker died between X giving new tokens
/// and keeping them, connects it again in the browser and lets its posts go on.
/// </summary>
internal sealed class CrashPerson(CrashDatabase database, CrashNetwork network, IHost rooms, Tally tally)
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(1);

    private const string LostSql = """
        SELECT a.id, a.handle
          FROM account_keys k
          JOIN accounts a ON a.id = k.account_id
         WHERE k.refused_why IS NOT NULL
        """;

    public async Task WatchAsync(CancellationToken stop)
    {
        while (await Pause.ForAsync(LooksEvery, stop))
        {
            foreach (var account in await database.AskAsync(rows => rows.QueryAsync<LostAccount>(LostSql)))
            {
                try
                {
                    await ConnectAsync(account.Id, account.Handle);
                    await rooms.Services.GetRequiredService<AccountPauses>().ReleaseAsync(account.Id, "Ailsa", CancellationToken.None);
                    tally.HadToReconnect();
                }
                catch (Exception e) when (e is HttpRequestException or InvalidOperationException || CrashDatabase.IsAway(e))
                {
                    // X or the database is away for the moment: tried again at the next look.
                }
            }
            await ReleaseAsync();
        }
    }

    public Task ConnectAsync(long account, string handle) => Reconnection.MakeAsync(rooms, network.Http, account, handle);

    private const string HeldForKeysSql = """
        SELECT DISTINCT d.account_id
          FROM deliveries d
         WHERE d.state = 'held' AND d.hold_reason = 'token'
           AND NOT EXISTS (SELECT 1 FROM account_keys k WHERE k.account_id = d.account_id AND k.refused_why IS NOT NULL)
        """;

    /// <summary>One that was held in the very moment of the reconnection.</summary>
    private async Task ReleaseAsync()
    {
        try
        {
            foreach (var account in await database.AskAsync(rows => rows.QueryAsync<long>(HeldForKeysSql)))
                await rooms.Services.GetRequiredService<AccountPauses>().ReleaseAsync(account, "Ailsa", CancellationToken.None);
        }
        catch (Exception e) when (CrashDatabase.IsAway(e))
        {
            // At the next look.
        }
    }

    private sealed record LostAccount
    {
        public required long Id { get; init; }
        public required string Handle { get; init; }
    }
}
