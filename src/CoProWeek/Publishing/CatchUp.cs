using CoProWeek.Clock;
using CoProWeek.Networks;

namespace CoProWeek.Publishing;

/// <summary>Reads what went out between a backup and its restore, so that none of it goes out again.</summary>
internal sealed partial class CatchUp(CatchUpStore store, UnknownStore unknowns, NetworkList networks, CampaignClock clock, ILogger<CatchUp> log)
{
    /// <summary>How far the clocks of two machines may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Every account that waits. One that cannot be read goes on waiting, and the log says why.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var account in await store.WaitingAsync(stop))
        {
            try
            {
                await CatchUpAsync(account, stop);
            }
            catch (NetworkReadException e)
            {
                Log.NotRead(log, account.Handle, e.Message);
            }
        }
    }

    private async Task CatchUpAsync(CatchUpAccount account, CancellationToken stop)
    {
        var network = networks.Find(account.Network);
        var us = new NetworkAccount(account.Id, account.Handle);
        var posts = await network.FindOwnAsync(us, new OwnSince(account.NewestOwnId, account.CatchUpFrom - Skew), stop);
        // A thread's parts are found one after the other: each is a reply to the one before.
        while (await BindAsync(account, network, posts, stop))
        {
        }
        await AskAsync(account, network, posts, stop);
        if (await store.EndAsync(account.Id, stop))
            Log.Done(log, account.Handle);
    }

    private async Task<bool> BindAsync(CatchUpAccount account, INetwork network, IReadOnlyList<OwnPost> posts, CancellationToken stop)
    {
        var bound = (await BoundAsync(account, posts, stop)).ToHashSet();
        var any = false;
        foreach (var part in await store.OpenPartsAsync(account.Id, stop))
        {
            if (ReadBack.Read(part.Sought, posts, bound) is not Reading.Found { Post: var post })
                continue;
            await store.BindAsync(part, post.RemoteId, Link(network, account, post), post.CreatedAt, clock.GetUtcNow(), stop);
            any = bound.Add(post.RemoteId);
        }
        return any;
    }

    /// <summary>Only once everything that can be bound is: two posts of a week may be much alike.</summary>
    private async Task AskAsync(CatchUpAccount account, INetwork network, IReadOnlyList<OwnPost> posts, CancellationToken stop)
    {
        var bound = await BoundAsync(account, posts, stop);
        foreach (var part in await store.OpenPartsAsync(account.Id, stop))
        {
            if (ReadBack.Read(part.Sought, posts, bound) is Reading.Undecided { Post: var like })
                await store.AskAsync(part.DeliveryId, $"{account.Network}: a post much like it stands at {Link(network, account, like)} since the backup. Look, then say on the post's page whether it went out (or: coproweek post settle {part.Ref} --went-out LINK, or --did-not)", clock.GetUtcNow(), stop);
        }
    }

    private Task<IReadOnlySet<long>> BoundAsync(CatchUpAccount account, IReadOnlyList<OwnPost> posts, CancellationToken stop) =>
        unknowns.BoundAsync(account.Id, [.. posts.Select(post => post.RemoteId)], stop);

    private static string Link(INetwork network, CatchUpAccount account, OwnPost post) =>
        network.LinkTo(new NetworkAccount(account.Id, account.Handle), post.RemoteId).AbsoluteUri;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "@{Handle} has caught up with what went out since the backup; posting goes on")]
        public static partial void Done(ILogger log, string handle);

        [LoggerMessage(Level = LogLevel.Warning, Message = "@{Handle} waits after a restore: {Why}")]
        public static partial void NotRead(ILogger log, string handle, string why);
    }
}
