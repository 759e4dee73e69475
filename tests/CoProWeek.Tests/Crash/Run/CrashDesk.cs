using CoProWeek.Campaigns;
using CoProWeek.Publishing;
using CoProWeek.Tests.Support;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>What people do before the run: accounts, a campaign, and every post approved as the dashboard would.</summary>
internal sealed class CrashDesk(CrashDatabase database, IHost rooms)
{
    private static readonly TimeSpan Later = TimeSpan.FromDays(1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(8);

    private readonly DateTimeOffset provisional = TimeProvider.System.GetUtcNow() + Later;

    public async Task<IReadOnlyList<long>> OpenAccountsAsync(IEnumerable<string> handles)
    {
        var accounts = new List<long>();
        foreach (var handle in handles)
            accounts.Add(await A.Account(database.Rows, handle));
        await A.Campaign(database.Rows, accounts: [.. accounts]);
        return accounts;
    }

    /// <summary>Approves them all, for slots of tomorrow; <see cref="BeginAsync"/> brings them forward.</summary>
    public async Task ApproveAsync(IReadOnlyList<CrashPost> posts, IReadOnlyList<long> accounts, TimeSpan lasts, Action<int> done, CancellationToken stop)
    {
        var campaign = await rooms.Services.GetRequiredService<CampaignStore>().NamedOrOnlyAsync(null);
        var picture = await A.Media(database.Rows);
        var count = 0;
        await Parallel.ForEachAsync(posts, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = stop }, async (post, _) =>
        {
            var slot = provisional + (lasts * ((double)post.N / posts.Count));
            var id = await A.Post(
                database.Rows, campaign.Id, post.Ref, text: post.Text, at: slot, latestAt: slot + (post.IsShort ? Soon : Later), accounts: [accounts[post.Account]]);
            if (post.HasPicture)
                await A.Picture(database.Rows, id, picture);
            var read = await rooms.Services.GetRequiredService<PostStore>().FindAsync(null, $"{id}");
            await rooms.Services.GetRequiredService<Approvals>().ApproveAsync(campaign, read, "Ailsa", stop);
            done(Interlocked.Increment(ref count));
        });
    }

    private const string BringForwardSql = """
        UPDATE deliveries
           SET slot_at = slot_at + @by, latest_at = latest_at + @by, due_at = due_at + @by
        """;

    /// <summary>The first is due now.</summary>
    public Task<int> BeginAsync() => database.AskAsync(rows => rows.ExecuteAsync(BringForwardSql, new { by = TimeProvider.System.GetUtcNow() - provisional }));

    private const string CancelRestSql = """
        UPDATE deliveries d
           SET state = 'cancelled', reason = 'the run was stopped', updated_at = @now
         WHERE d.state = 'queued' AND d.parts_out = 0
           AND NOT EXISTS (SELECT 1 FROM attempts t WHERE t.delivery_id = d.id)
        """;

    /// <summary>What has not begun is not part of the run any more.</summary>
    public Task<int> CancelRestAsync() => database.AskAsync(rows => rows.ExecuteAsync(CancelRestSql, new { now = TimeProvider.System.GetUtcNow() }));

    private const string StandingSql = """
        SELECT count(*) FILTER (WHERE state = 'sent')::int AS sent,
               count(*) FILTER (WHERE state = 'queued')::int AS queued,
               count(*) FILTER (WHERE state = 'sending')::int AS sending,
               count(*) FILTER (WHERE state = 'unknown')::int AS unknown,
               count(*) FILTER (WHERE state = 'held' AND hold_reason = 'token')::int AS for_keys,
               count(*) FILTER (WHERE state IN ('held', 'missed', 'failed', 'cancelled') AND hold_reason IS DISTINCT FROM 'token')::int AS otherwise
          FROM deliveries
        """;

    public Task<Standing> StandingAsync() => database.AskAsync(rows => rows.QuerySingleAsync<Standing>(StandingSql));
}

/// <summary>How many stand where.</summary>
internal sealed record Standing
{
    public required int Sent { get; init; }
    public required int Queued { get; init; }
    public required int Sending { get; init; }
    public required int Unknown { get; init; }
    public required int ForKeys { get; init; }
    public required int Otherwise { get; init; }

    /// <summary>What still goes on by itself, or when its account is connected again.</summary>
    public int Unsettled => Queued + Sending + Unknown + ForKeys;

    public int Settled => Sent + Otherwise;
}
