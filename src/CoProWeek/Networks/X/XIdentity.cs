using CoProWeek.Accounts;
using CoProWeek.Clock;

namespace CoProWeek.Networks.X;

/// <summary>Asks X whose keys some keys are, and what they may not do.</summary>
internal sealed class XIdentity(XApi api, XMoney money, CampaignClock clock)
{
    private readonly XReads reads = new(clock);

    /// <param name="keys">Also ones that are kept nowhere yet.</param>
    /// <param name="account">For whom they are meant: named in what is said.</param>
    /// <param name="scopes">What X granted with them, where that is known.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="NetworkReadException">X did not say.</exception>
    public async Task<NetworkIdentity> AskAsync(Keys keys, NetworkAccount account, string? scopes, CancellationToken stop)
    {
        var reply = await money.AnsweredAsync(account, await api.MeAsync(keys, stop), new Charge(Charge.User, money.Prices.ReadUser));
        var answer = reads.Whole(reply, account, $"the name behind the keys of @{account.Handle}");
        var me = answer.Json.Field("data");
        return me?.Number("id") is { } id && me?.Text("username") is { } handle
            ? new NetworkIdentity(id, handle) { Lacks = XPermissions.Lacking(answer.AccessLevel) ?? XPermissions.LackingOf(scopes) }
            : throw new NetworkReadException($"X: did not say whose keys those of @{account.Handle} are; is X:BaseUrl right?", answer.Status);
    }
}
