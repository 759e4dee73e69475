using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Auth;

/// <summary>Finds out who is calling, and refuses who may not.</summary>
internal sealed class Gatekeeper(IReadOnlyList<SandboxAccount> accounts, PracticeNetwork network, CampaignClock clock)
{
    private readonly OAuth1 oauth1 = new(accounts, clock);
    private readonly Dictionary<long, SandboxAccount> byId = accounts.ToDictionary(account => account.Id);

    public void Admit(SandboxCall call)
    {
        if (call.Route.Who == Who.Anyone)
            return;
        call.Caller = Identify(call) ?? throw Problem.Unauthorized();
        if (call.Route.Who == Who.User && call.Caller.AppOnly)
            throw Problem.WrongKindOfToken();
    }

    private Caller? Identify(SandboxCall call)
    {
        var header = call.Http.Request.Headers.Authorization.ToString();
        if (header.StartsWith("OAuth ", StringComparison.OrdinalIgnoreCase))
            return oauth1.Verify(call.Http.Request, header["OAuth ".Length..]) is { } signer ? new(signer, AppOnly: false) : null;
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? ByToken(header["Bearer ".Length..].Trim(), call.ArrivedAt)
            : null;
    }

    private Caller? ByToken(string token, DateTimeOffset now)
    {
        lock (network.Gate)
        {
            if (network.Tokens.AccountOf(token, now) is { } id && byId.TryGetValue(id, out var user))
                return new(user, AppOnly: false);
        }
        return accounts.FirstOrDefault(account => account.Bearer == token) is { } owner ? new(owner, AppOnly: true) : null;
    }
}
