using System.Security.Cryptography;
using System.Text;
using CoProWeek.Clock;

namespace CoProWeek.Networks.Sandbox.Auth;

/// <summary>
/// Verifies OAuth 1.0a signatures (RFC 5849, HMAC-SHA1). A signature is a matter of HTTP and so of real time;
/// a client that signs by the campaign's clock is let in too, for against X the two are the same.
/// </summary>
internal sealed class OAuth1(IReadOnlyList<SandboxAccount> accounts, CampaignClock clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly HashSet<string> seen = [];
    private readonly Queue<(long Until, string Nonce)> forget = [];

    /// <summary>The account that signed the request, or null when nobody we know did.</summary>
    public SandboxAccount? Verify(HttpRequest request, string header)
    {
        var oauth = Parse(header);
        string Of(string name) => oauth.GetValueOrDefault(name, "");
        var account = accounts.FirstOrDefault(one => one.AccessToken is not null && one.AccessToken == Of("oauth_token") && one.ConsumerKey == Of("oauth_consumer_key"));
        if (account is not { ConsumerSecret: not null, AccessSecret: not null } || Of("oauth_signature_method") != "HMAC-SHA1" || Of("oauth_nonce") == "")
            return null;
        if (oauth.TryGetValue("oauth_version", out var version) && version != "1.0")
            return null;
        var key = $"{Escape(account.ConsumerSecret)}&{Escape(account.AccessSecret)}";
        var expected = HMACSHA1.HashData(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(BaseString(request, oauth)));
        return Convert.ToBase64String(expected) == Of("oauth_signature") && IsFresh(Of("oauth_timestamp"), $"{Of("oauth_token")} {Of("oauth_timestamp")} {Of("oauth_nonce")}")
            ? account
            : null;
    }

    /// <summary>Method, address without query, and all parameters but the signature, sorted. No endpoint of ours that signs takes a form.</summary>
    private static string BaseString(HttpRequest request, Dictionary<string, string> oauth)
    {
        var parameters = oauth.Where(pair => pair.Key is not "oauth_signature" and not "realm")
            .Select(pair => (Name: Escape(pair.Key), Value: Escape(pair.Value)))
            .Concat(request.Query.SelectMany(pair => pair.Value, (pair, value) => (Name: Escape(pair.Key), Value: Escape(value ?? ""))))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}");
        var address = $"{request.Scheme}://{request.Host.Value?.ToLowerInvariant()}{request.PathBase}{request.Path.ToUriComponent()}";
        return $"{request.Method.ToUpperInvariant()}&{Escape(address)}&{Escape(string.Join('&', parameters))}";
    }

    private bool IsFresh(string timestamp, string nonce)
    {
        if (!Wire.TryId(timestamp, out var seconds))
            return false;
        var real = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        bool Near(long now) => Math.Abs(now - seconds) <= Window.TotalSeconds;
        if (!Near(real) && !Near(clock.GetUtcNow().ToUnixTimeSeconds()))
            return false;
        lock (gate)
        {
            while (forget.TryPeek(out var oldest) && oldest.Until < real)
                seen.Remove(forget.Dequeue().Nonce);
            forget.Enqueue((real + 2 * (long)Window.TotalSeconds, nonce));
            return seen.Add(nonce);
        }
    }

    private static Dictionary<string, string> Parse(string header)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', 2) is [var name, var value])
                found[Uri.UnescapeDataString(name)] = Uri.UnescapeDataString(value.Trim('"'));
        }
        return found;
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
