using CoProWeek.Accounts;
using Microsoft.Extensions.Options;

namespace CoProWeek.Networks.X;

/// <summary>What answers of X's cost, and whether X may be asked at all. The meter and the credit are null for a client without a database.</summary>
internal sealed class XMoney(IOptions<XOptions> options, SpendMeter? meter = null, Credit? credit = null)
{
    public XPrices Prices => options.Value.Prices;

    /// <returns>Why nothing that costs may be asked; null when it may.</returns>
    public Task<CreditStop?> StopAsync(NetworkAccount account, CancellationToken stop) =>
        credit?.StandingAsync(account, stop) ?? Task.FromResult<CreditStop?>(null);

    /// <summary>Before a read.</summary>
    /// <exception cref="NetworkReadException">The credits are used up.</exception>
    public async Task AskAsync(NetworkAccount account, CancellationToken stop)
    {
        if (await StopAsync(account, stop) is { } standing)
            throw new NetworkReadException(standing.InWords) { Reason = HoldReason.Budget, Until = standing.ProbeAt };
    }

    /// <summary>Notes what an answer says of the credits, and what it cost if it has a price of its own.</summary>
    public async Task<XReply> AnsweredAsync(NetworkAccount account, XReply reply, Charge? charge = null)
    {
        if (credit is not null)
            await NoteAsync(credit, account, reply);
        if (charge is not null && meter is not null && MayHaveCost(reply))
            await meter.SpentAsync(account.Id, charge);
        return reply;
    }

    /// <summary>The same for posts: each costs once a day. What an unread page held is not known, and not counted.</summary>
    public async Task<XReply> ReadAsync(NetworkAccount account, XReply reply, bool own = false)
    {
        await AnsweredAsync(account, reply);
        if (meter is null || reply is not XReply.Answer { IsSuccess: true } answer)
            return reply;
        await meter.ReadAsync(account.Id, own ? new Charge(Charge.ReadOwn, Prices.ReadOwnPost) : new Charge(Charge.Read, Prices.ReadPost), Ids(answer.Json.Rows("data")));
        await meter.ReadAsync(account.Id, new Charge(Charge.Read, Prices.ReadPost), Ids((answer.Json.Field("includes") ?? default).Rows("tweets")));
        return reply;
    }

    private static async Task NoteAsync(Credit credit, NetworkAccount account, XReply reply)
    {
        if (reply is XReply.Answer { Status: 402 or 429 } no && XProblem.Of(no) is var problem && (no.Status == 402 || problem.Type == "usage-capped"))
            await credit.UsedUpAsync(account, XOutcomes.CreditsWhy(no, problem));
        else if (reply is XReply.Answer { IsSuccess: true })
            await credit.AnsweredAsync(account);
    }

    /// <summary>What is not known to have failed may have been done, and then it costs.</summary>
    private static bool MayHaveCost(XReply reply) => reply is XReply.Broken or XReply.Answer { Status: < 400 or >= 500 };

    private static long[] Ids(IEnumerable<System.Text.Json.JsonElement> posts) => [.. posts.Select(post => post.Number("id")).OfType<long>()];
}
