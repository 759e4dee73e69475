using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Auth;

/// <summary>POST /2/oauth2/token: a refresh token for a new pair. Each works once; a used one kills its family.</summary>
internal static class TokenEndpoint
{
    private const string Scope = "tweet.read tweet.write users.read media.write offline.access";

    public static void Map(RouteTable routes, SandboxOptions options, PracticeNetwork network, CampaignClock clock) =>
        routes.Add("POST", "/2/oauth2/token", Who.Anyone, async call =>
        {
            if (!call.Http.Request.HasFormContentType)
                return Error(400, "invalid_request", "The body must be a form.");
            var form = await call.Http.Request.ReadFormAsync(call.Aborted);
            if (form["grant_type"] != "refresh_token")
                return Error(400, "unsupported_grant_type", "The sandbox speaks refresh_token only: its first tokens are given in its options.");
            return Refresh(call, form["refresh_token"].ToString(), form["client_id"].ToString(), options, network, clock.GetUtcNow());
        });

    private static Answer Refresh(SandboxCall call, string token, string formClient, SandboxOptions options, PracticeNetwork network, DateTimeOffset now)
    {
        lock (network.Gate)
        {
            if (network.Tokens.FindRefresh(token) is not { } found || options.Accounts.FirstOrDefault(one => one.Id == found.AccountId) is not { } account)
                return Error(400, "invalid_request", "Value passed for the token was invalid.");
            if (!IsClient(call, formClient, account))
                return Error(401, "unauthorized_client", "Missing valid authorization header");
            if (network.Tokens.WasUsed(token))
            {
                network.Record(new TokenFamilyKilled(found.Family));
                return Error(400, "invalid_request", "Value passed for the token was invalid.");
            }
            var rotated = new TokensRotated(account.Id, found.Family, token, NewToken(), NewToken(), now + options.AccessTokenLife);
            network.Record(rotated);
            return Answer.Plain(new JsonObject
            {
                ["token_type"] = "bearer",
                ["expires_in"] = (int)options.AccessTokenLife.TotalSeconds,
                ["access_token"] = rotated.Access,
                ["scope"] = Scope,
                ["refresh_token"] = rotated.Refresh,
            });
        }
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
