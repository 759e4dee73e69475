namespace CoProWeek.Accounts;

/// <summary>X's keys as they stand in the configuration, section "X". Empty means: not given.</summary>
internal sealed class KeysOptions
{
    public const string Section = "X";

    /// <summary>The app's API key. Needed with every access token, not with an OAuth 2.0 token.</summary>
    public string ConsumerKey { get; set; } = "";

    /// <summary>A file that holds it instead, as secret stores provide them; every secret here has such a twin.</summary>
    public string ConsumerKeyFile { get; set; } = "";

    public string ConsumerSecret { get; set; } = "";

    public string ConsumerSecretFile { get; set; } = "";

    /// <summary>The app's own token. It can only read; where it is given, searches, counts and look-ups use it.</summary>
    public string BearerToken { get; set; } = "";

    public string BearerTokenFile { get; set; } = "";

    /// <summary>The app's OAuth 2.0 client id. With it, accounts can be connected in the browser.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Of a confidential client. Empty: the app is a public client.</summary>
    public string ClientSecret { get; set; } = "";

    public string ClientSecretFile { get; set; } = "";

    /// <summary>By handle, without "@", in any case.</summary>
    public Dictionary<string, AccountTokens> Accounts { get; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>One account's tokens: the OAuth 1.0a pair, or an OAuth 2.0 user token. With both, the pair is used, for it does not run out.</summary>
internal sealed class AccountTokens
{
    public string AccessToken { get; set; } = "";

    public string AccessTokenFile { get; set; } = "";

    public string AccessTokenSecret { get; set; } = "";

    public string AccessTokenSecretFile { get; set; } = "";

    /// <summary>Lives two hours: for a trial. One that renews itself is got on the page of the account.</summary>
    public string OAuth2Token { get; set; } = "";

    public string OAuth2TokenFile { get; set; } = "";
}
