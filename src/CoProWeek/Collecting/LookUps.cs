using CoProWeek.Accounts;
using CoProWeek.Clock;
using CoProWeek.Collecting.Rollups;
using CoProWeek.Networks;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>
/// Looks held posts up, one call's worth at a time: their numbers and their authors' are appended, an edited one is followed to its
/// newest version, one that is gone is hidden, and wiped when it was gone on another day already.
/// </summary>
internal sealed class LookUps(NpgsqlDataSource database, Budget budget, CampaignClock clock)
{
    /// <param name="campaignId">Whose money it is.</param>
    /// <param name="network">Where.</param>
    /// <param name="reader">Whose keys read.</param>
    /// <param name="ids">As many as the network takes at once.</param>
    /// <param name="within">Done in the same transaction as what was found is kept.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="NetworkReadException">The network did not answer, or there is no money to read with.</exception>
    public async Task<LookUp> AskAsync(
        long campaignId, INetwork network, NetworkAccount reader, IReadOnlyList<long> ids, Func<NpgsqlTransaction, LookUp, Task> within, CancellationToken stop)
    {
        if (await budget.WhyNoReadingAsync(campaignId, stop) is { } why)
            throw new NetworkReadException(why) { Reason = HoldReason.Budget };
        var answer = await network.LookupAsync(reader, [.. ids], stop);
        var found = await NewestAsync(network, reader, answer.Found, stop);
        var at = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var kept = await MentionStore.KeepAsync(transaction, network.Name, found, at, stop);
        var gone = await MentionStore.HideAsync(transaction, network.Name, answer.Missing, at, stop);
        var came = new LookUp(kept.FirstIds.Count + gone.Hidden, gone.Hidden, gone.Wiped);
        await within(transaction, came);
        await RollupStore.SettleAsync(transaction, stop);
        await transaction.CommitAsync(stop);
        return came;
    }

    /// <summary>A look-up by an older version's id gives that version: the newest one is asked for, too.</summary>
    private static async Task<IReadOnlyList<FoundPost>> NewestAsync(INetwork network, NetworkAccount reader, IReadOnlyList<FoundPost> found, CancellationToken stop)
    {
        long[] newer = [.. found.Where(post => post.NewestId > post.Id).Select(post => post.NewestId)];
        return newer.Length == 0 ? found : [.. found, .. (await network.LookupAsync(reader, newer, stop)).Found];
    }
}

/// <summary>What came of one call.</summary>
/// <param name="Posts">That the network answered for.</param>
/// <param name="Missing">Of those, gone.</param>
/// <param name="Wiped">Of those, for good.</param>
internal sealed record LookUp(int Posts, int Missing, int Wiped);
