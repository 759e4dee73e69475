using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Auth;

/// <summary>POST /2/oauth2/token: a code, or a refresh token, for a new pair. Each works once; a used refresh token kills its family.</summary>
internal sealed class TokenEndpoint(SandboxOptions options, PracticeNetwork network, CodeBook codes, KeyBoard keys, CampaignClock clock)
{
    private const string EveryScope = "tweet.read tweet.write users.read media.write offline.access";

    public void Map(RouteTable routes) => routes.Add("POST", "/2/oauth2/token", Who.Anyone, async call =>
    {
        if (!call.Http.Request.HasFormContentType)
            return Error(400, "invalid_request", "The body must be a form.");
        var form = await call.Http.Request.ReadFormAsync(call.Aborted);
        return form["grant_type"].ToString() switch
        {
            "refresh_token" => Refresh(call, form["refresh_token"].ToString(), form["client_id"].ToString()),
            "authorization_code" => Exchange(call, form),
            _ => Error(400, "unsupported_grant_type", "The sandbox speaks authorization_code and refresh_token."),
        };
    });

    private Answer Exchange(SandboxCall call, IFormCollection form)
    {
        // Whatever is wrong with it, a code that was shown is used up.
        if (codes.Take(form["code"].ToString()) is not { } consent || consent.RedirectUri != form["redirect_uri"] || !consent.IsProvedBy(form["code_verifier"].ToString()))
            return Error(400, "invalid_request", "Value passed for the authorization code was invalid.");
        if (!IsClient(call, form["client_id"].ToString(), consent.Account))
            return Error(401, "unauthorized_client", "Missing valid authorization header");
        lock (network.Gate)
        {
            var granted = new TokensGranted(
                consent.Account.Id, NewToken(), NewToken(), consent.Scope.Split(' ').Contains("offline.access") ? NewToken() : null, clock.GetUtcNow() + options.AccessTokenLife, consent.Scope);
            network.Record(granted);
            return Pair(granted.Access, granted.Refresh, granted.Scope);
        }
    }

    private Answer Refresh(SandboxCall call, string token, string formClient)
    {
        lock (network.Gate)
        {
            if (network.Tokens.FindRefresh(token) is not { } found || options.Accounts.FirstOrDefault(one => one.Id == found.AccountId) is not { } account)
                return Error(400, "invalid_request", "Value passed for the token was invalid.");
            if (!IsClient(call, formClient, account))
                return Error(401, "unauthorized_client", "Missing valid authorization header");
            if (keys.For(account).Revoked)
                return Error(400, "invalid_grant", "The person has taken back their leave.");
            if (network.Tokens.WasUsed(token))
            {
                network.Record(new TokenFamilyKilled(found.Family));
                return Error(400, "invalid_request", "Value passed for the token was invalid.");
            }
            var rotated = new TokensRotated(account.Id, found.Family, token, NewToken(), NewToken(), clock.GetUtcNow() + options.AccessTokenLife);
            network.Record(rotated);
            return Pair(rotated.Access, rotated.Refresh, network.Tokens.ScopeOf(found.Family) ?? EveryScope);
        }
    }

    private Answer Pair(string access, string? refresh, string scope)
    {
        var body = new JsonObject
        {
            ["token_type"] = "bearer",
            ["expires_in"] = (int)options.AccessTokenLife.TotalSeconds,
            ["access_token"] = access,
            ["scope"] = scope,
        };
        if (refresh is not null)
            body["refresh_token"] = refresh;
        return Answer.Plain(body);
    }

    /// <summary>A confidential client shows its id and secret in a Basic header, a public one its id in the form.</summary>
    private static bool IsClient(SandboxCall call, string formClient, SandboxAccount account)
    {
        if (account.ClientSecret is null)
            return formClient == account.ClientId;
        var pair = $"{Uri.EscapeDataString(account.ClientId ?? "")}:{Uri.EscapeDataString(account.ClientSecret)}";
        return call.Http.Request.Headers.Authorization == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))}";
    }

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    private static Answer Error(int status, string error, string description) =>
        Answer.Plain(new JsonObject { ["error"] = error, ["error_description"] = description }, status);
}
