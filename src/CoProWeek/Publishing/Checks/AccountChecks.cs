using CoProWeek.Accounts;
using CoProWeek.Clock;
using CoProWeek.Networks;
using CoProWeek.Publishing.Timeline;

namespace CoProWeek.Publishing.Checks;

/// <summary>The checks that ask X as the account: its keys, its money, and whether somebody posted it already.</summary>
internal sealed class AccountChecks(NetworkList networks, Budget budget, OwnTimeline timeline, TwinStore twins, CampaignClock clock)
{
    /// <summary>Several posts of an hour are served by one read.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<CheckResult>> RunAsync(DueCheck due, CancellationToken stop)
    {
        if (AccountName.IsByHand(due.Network))
            return [];
        try
        {
            List<CheckResult> found = [due.IsLast ? await TwinAsync(due, stop) : await KeysAsync(due, stop), await MoneyAsync(due, stop)];
            if (due.IsLast)
                found.Add(CheckResult.Ok("token", $"The keys of @{due.Handle} work: its timeline was read."));
            return found;
        }
        catch (NetworkReadException e)
        {
            return
            [
                e.Reason switch
                {
                    HoldReason.Budget => NoMoney(e.Message),
                    HoldReason.Token => CheckResult.Failed("token", "keys", $"@{due.Handle} could not be asked at X. {e.Message}"),
                    // It says nothing of the keys: the post is tried all the same, and what really is wrong with them is still told.
                    _ => CheckResult.Noted("token", "not asked", $"Whether the keys of @{due.Handle} work could not be seen. {e.Message}"),
                },
            ];
        }
    }

    /// <summary>Of what is spent so far; the posts before it may use it up meanwhile, which the last round then sees.</summary>
    private async Task<CheckResult> MoneyAsync(DueCheck due, CancellationToken stop)
    {
        var network = networks.Find(due.Network);
        var price = due.Parts.Select((text, n) => network.PriceOf(text, n == 0 ? due.Hashes.Length : 0)).Sum();
        return await budget.WhyNotAsync(due.CampaignId, "this post", price, stop) is { } why ? NoMoney(why) : CheckResult.Ok("budget", "There is money for it.");
    }

    private static CheckResult NoMoney(string why) => CheckResult.Failed("budget", "no money", why);

    /// <summary>The first round asks who we are. At the last a read of the timeline shows as much.</summary>
    private async Task<CheckResult> KeysAsync(DueCheck due, CancellationToken stop)
    {
        var identity = await networks.Find(due.Network).WhoAmIAsync(new NetworkAccount(due.AccountId, due.Handle), stop);
        if (!identity.Handle.Equals(due.Handle, StringComparison.OrdinalIgnoreCase))
            return CheckResult.Failed("token", "keys", $"The keys of @{due.Handle} are those of @{identity.Handle}: put in the right ones under Accounts.");
        return identity.Lacks is { } lacks
            ? CheckResult.Failed("token", "keys", $"@{due.Handle}: {lacks}")
            : CheckResult.Ok("token", $"The keys of @{due.Handle} work.");
    }

    private async Task<CheckResult> TwinAsync(DueCheck due, CancellationToken stop)
    {
        var account = new OwnAccount { Id = due.AccountId, Network = due.Network, Handle = due.Handle };
        var strangers = await timeline.StrangersAsync(account, Fresh, stop);
        if (TwinStore.Find(Canonical.Of(due.Parts[0]), strangers) is { } twin)
        {
            await twins.HoldIfTwinAsync(account, due.DeliveryId, Canonical.Of(due.Parts[0]), strangers, clock.GetUtcNow(), stop);
            // That it is held is told.
            return CheckResult.Noted("twin", "posted already?", $"It looks already posted by hand: {networks.Find(due.Network).LinkTo(account.AsNetwork, twin.RemoteId).AbsoluteUri}. It is held: mark it done, or send it anyway.");
        }
        await twins.LookedAsync([due.DeliveryId], clock.GetUtcNow(), stop);
        return due.SameAs is { } other
            ? CheckResult.Failed("twin", "said already", $"{other} says the same as @{due.Handle} within a day before it, and X refuses the same text twice: make it a draft again and say it in other words.")
            : CheckResult.Ok("twin", "Nothing like it was posted within a day.");
    }
}
