namespace CoProWeek.Accounts;

/// <summary>Where each secret of the options may stand, with the name a person types.</summary>
internal static class SecretSources
{
    extension(KeysOptions options)
    {
        public SecretSource ConsumerKeySource =>
            new("X:ConsumerKey", options.ConsumerKey, options.ConsumerKeyFile);

        public SecretSource ConsumerSecretSource =>
            new("X:ConsumerSecret", options.ConsumerSecret, options.ConsumerSecretFile);

        public SecretSource BearerTokenSource =>
            new("X:BearerToken", options.BearerToken, options.BearerTokenFile);

        public SecretSource ClientSecretSource =>
            new("X:ClientSecret", options.ClientSecret, options.ClientSecretFile);
    }

    extension(AccountTokens tokens)
    {
        public SecretSource AccessTokenSource(string handle) =>
            new($"X:Accounts:{handle}:AccessToken", tokens.AccessToken, tokens.AccessTokenFile);

        public SecretSource AccessTokenSecretSource(string handle) =>
            new($"X:Accounts:{handle}:AccessTokenSecret", tokens.AccessTokenSecret, tokens.AccessTokenSecretFile);

        public SecretSource OAuth2TokenSource(string handle) =>
            new($"X:Accounts:{handle}:OAuth2Token", tokens.OAuth2Token, tokens.OAuth2TokenFile);
    }
}
