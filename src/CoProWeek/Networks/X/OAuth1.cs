using System.Security.Cryptography;
using System.Text;
using CoProWeek.Accounts;

namespace CoProWeek.Networks.X;

/// <summary>Signs a request after RFC 5849, HMAC-SHA1. JSON and multipart bodies take no part in the signature.</summary>
internal static class OAuth1
{
    /// <summary>The Authorization header's value.</summary>
    public static string Authorization(HttpMethod method, Uri uri, Keys.OAuth1 keys, string nonce, long timestamp)
    {
        List<KeyValuePair<string, string>> oauth =
        [
            new("oauth_consumer_key", keys.ConsumerKey.Reveal()),
            new("oauth_nonce", nonce),
            new("oauth_signature_method", "HMAC-SHA1"),
            new("oauth_timestamp", timestamp.ToString()),
            new("oauth_token", keys.Token.Reveal()),
            new("oauth_version", "1.0"),
        ];
        var text = BaseString(method, uri, [.. oauth, .. Query(uri)]);
        oauth.Add(new("oauth_signature", Sign(text, keys.ConsumerSecret, keys.TokenSecret)));
        return "OAuth " + string.Join(", ", oauth.Select(p => $"{p.Key}=\"{Encode(p.Value)}\""));
    }

    /// <summary>What is signed: method, address without its query, and every parameter, sorted.</summary>
    public static string BaseString(HttpMethod method, Uri uri, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var sorted = parameters
            .Select(p => (Key: Encode(p.Key), Value: Encode(p.Value)))
            .OrderBy(p => p.Key, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal)
            .Select(p => $"{p.Key}={p.Value}");
        var address = uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return $"{method.Method.ToUpperInvariant()}&{Encode(address)}&{Encode(string.Join('&', sorted))}";
    }

    public static string Sign(string baseString, Secret consumerSecret, Secret tokenSecret)
    {
        var key = $"{Encode(consumerSecret.Reveal())}&{Encode(tokenSecret.Reveal())}";
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(baseString)));
    }

    /// <summary>Everything but the unreserved characters (RFC 3986) as %XX in capitals.</summary>
    public static string Encode(string text) => Uri.EscapeDataString(text);

    private static IEnumerable<KeyValuePair<string, string>> Query(Uri uri) =>
        uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => new KeyValuePair<string, string>(Decode(pair[0]), Decode(pair.ElementAtOrDefault(1) ?? "")));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
