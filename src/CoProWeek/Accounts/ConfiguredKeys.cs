using Microsoft.Extensions.Options;

namespace CoProWeek.Accounts;

/// <summary>Keys as they stand in the configuration: for servers that keep keys in files.</summary>
internal sealed class ConfiguredKeys(IOptions<KeysOptions> options)
{
    /// <summary>The keys this account posts with, or null when none are configured. Any case, with or without "@".</summary>
    public Keys? For(string handle)
    {
        var bare = handle.TrimStart('@');
        var found = options.Value.Accounts.FirstOrDefault(a => a.Key.TrimStart('@').Equals(bare, StringComparison.OrdinalIgnoreCase));
        return found.Value is { } tokens ? (Keys?)Pair(tokens, found.Key) ?? Token(tokens.OAuth2TokenSource(found.Key)) : null;
    }

    /// <summary>The app's own token, which can only read; null where there is none.</summary>
    public Keys? App => Token(options.Value.BearerTokenSource);

    /// <summary>The app as OAuth 2.0 knows it; null where no account can be connected in the browser.</summary>
    public Keys.Client? Client =>
        options.Value.ClientId is { Length: > 0 } id ? new Keys.Client(id.Trim(), options.Value.ClientSecretSource.Read()) : null;

    private Keys.OAuth1? Pair(AccountTokens tokens, string handle) =>
        options.Value.ConsumerKeySource.Read() is { } consumerKey
        && options.Value.ConsumerSecretSource.Read() is { } consumerSecret
        && tokens.AccessTokenSource(handle).Read() is { } token
        && tokens.AccessTokenSecretSource(handle).Read() is { } tokenSecret
            ? new Keys.OAuth1(consumerKey, consumerSecret, token, tokenSecret)
            : null;

    private static Keys.Bearer? Token(SecretSource source) => source.Read() is { } token ? new Keys.Bearer(token) : null;
}
