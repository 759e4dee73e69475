using System.Security.Cryptography;
using System.Text;
using CoProWeek.Networks.Sandbox;

namespace CoProWeek.Tests.Networks.Sandbox;

/// <summary>Signs by the letter of RFC 5849, apart from the program's own signer.</summary>
internal static class Signer
{
    public static string Header(SandboxAccount account, string method, Uri address, (string Name, string Value)[] query, long timestamp, string nonce = "n1", string? accessSecret = null)
    {
        var oauth = new List<(string Name, string Value)>
        {
            ("oauth_consumer_key", account.ConsumerKey!),
            ("oauth_nonce", nonce),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", Wire.Id(timestamp)),
            ("oauth_token", account.AccessToken!),
            ("oauth_version", "1.0"),
        };
        var all = oauth.Concat(query).Select(pair => $"{E(pair.Name)}={E(pair.Value)}").Order(StringComparer.Ordinal);
        var text = $"{method}&{E(address.GetLeftPart(UriPartial.Path))}&{E(string.Join('&', all))}";
        var key = $"{E(account.ConsumerSecret!)}&{E(accessSecret ?? account.AccessSecret!)}";
        oauth.Add(("oauth_signature", Convert.ToBase64String(HMACSHA1.HashData(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(text)))));
        return "OAuth " + string.Join(", ", oauth.Select(pair => $"{pair.Name}=\"{E(pair.Value)}\""));
    }

    private static string E(string text) => Uri.EscapeDataString(text);
}
