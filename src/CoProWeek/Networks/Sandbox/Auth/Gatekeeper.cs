using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Auth;

/// <summary>Finds out who is calling, and refuses who may not.</summary>
internal sealed class Gatekeeper(IReadOnlyList<SandboxAccount> accounts, PracticeNetwork network, KeyBoard keys, CampaignClock clock)
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
        if (IsSigned(call))
            Level(call, keys.For(call.Caller.Account));
    }

    /// <summary>X says with every answer to OAuth 1.0a keys what they may do.</summary>
    private static void Level(SandboxCall call, KeyRules rules)
    {
        call.Http.Response.Headers["x-access-level"] = rules.ReadOnly ? "read" : "read-write";
        if (rules.ReadOnly && !HttpMethods.IsGet(call.Route.Method))
            throw Problem.ReadOnlyKeys();
    }

    private static bool IsSigned(SandboxCall call) => call.Http.Request.Headers.Authorization.ToString().StartsWith("OAuth ", StringComparison.OrdinalIgnoreCase);

    private Caller? Identify(SandboxCall call)
    {
        var header = call.Http.Request.Headers.Authorization.ToString();
        if (IsSigned(call))
            return oauth1.Verify(call.Http.Request, header["OAuth ".Length..]) is { } signer && !keys.For(signer).Revoked ? new(signer, AppOnly: false) : null;
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? ByToken(header["Bearer ".Length..].Trim(), call.ArrivedAt)
            : null;
    }

    private Caller? ByToken(string token, DateTimeOffset now)
    {
        lock (network.Gate)
        {
            if (network.Tokens.AccountOf(token, now) is { } id && byId.TryGetValue(id, out var user) && !keys.For(user).Revoked)
                return new(user, AppOnly: false);
        }
        return accounts.FirstOrDefault(account => account.Bearer == token) is { } owner ? new(owner, AppOnly: true) : null;
    }
}
