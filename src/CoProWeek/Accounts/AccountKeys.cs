using Microsoft.Extensions.Options;

namespace CoProWeek.Accounts;

/// <summary>Finds the keys an account posts and reads with.</summary>
internal sealed class AccountKeys(IOptions<KeysOptions> options)
{
    /// <summary>The keys this account posts with, or null when none are configured. Any case, with or without "@".</summary>
    public Keys? For(string handle)
    {
        var bare = handle.TrimStart('@');
        var found = options.Value.Accounts.FirstOrDefault(a => a.Key.TrimStart('@').Equals(bare, StringComparison.OrdinalIgnoreCase));
        return found.Value is { } tokens ? (Keys?)Pair(tokens, found.Key) ?? Token(tokens.OAuth2TokenSource(found.Key)) : null;
    }

    /// <summary>The keys to read public posts with: the app's own token where there is one, else the account's.</summary>
    public Keys? ForReading(string handle) => Token(options.Value.BearerTokenSource) ?? For(handle);

    private Keys.OAuth1? Pair(AccountTokens tokens, string handle) =>
        options.Value.ConsumerKeySource.Read() is { } consumerKey
        && options.Value.ConsumerSecretSource.Read() is { } consumerSecret
        && tokens.AccessTokenSource(handle).Read() is { } token
        && tokens.AccessTokenSecretSource(handle).Read() is { } tokenSecret
            ? new Keys.OAuth1(consumerKey, consumerSecret, token, tokenSecret)
            : null;

    private static Keys.Bearer? Token(SecretSource source) => source.Read() is { } token ? new Keys.Bearer(token) : null;
}
