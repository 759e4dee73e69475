using Microsoft.Extensions.Options;

namespace CoProWeek.Accounts;

/// <summary>Reads every key once and names all that is wrong at the same time.</summary>
internal sealed class KeysOptionsCheck : IValidateOptions<KeysOptions>
{
    public ValidateOptionsResult Validate(string? name, KeysOptions options)
    {
        string[] faults = [.. AppFaults(options), .. options.Accounts.SelectMany(a => AccountFaults(options, a.Key, a.Value))];
        return faults.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(fault => $"Configuration: {fault}."));
    }

    private static IEnumerable<string> AppFaults(KeysOptions options)
    {
        var (key, secret) = (options.ConsumerKeySource, options.ConsumerSecretSource);
        foreach (var fault in Faults(key, secret, options.BearerTokenSource, options.ClientSecretSource))
            yield return fault;
        if (key.IsGiven != secret.IsGiven)
            yield return $"{(key.IsGiven ? key : secret)} is given without {(key.IsGiven ? secret : key)}; the two belong together";
        if (options.ClientSecretSource.IsGiven && options.ClientId.Length == 0)
            yield return $"{options.ClientSecretSource} is given without X:ClientId; the two belong together";
    }

    private static IEnumerable<string> AccountFaults(KeysOptions options, string handle, AccountTokens tokens)
    {
        var (token, secret) = (tokens.AccessTokenSource(handle), tokens.AccessTokenSecretSource(handle));
        foreach (var fault in Faults(token, secret, tokens.OAuth2TokenSource(handle)))
            yield return fault;
        if (token.IsGiven != secret.IsGiven)
            yield return $"{(token.IsGiven ? token : secret)} is given without {(token.IsGiven ? secret : token)}; the two belong together";
        if (token.IsGiven && !options.ConsumerKeySource.IsGiven)
            yield return $"{token} needs X:ConsumerKey and X:ConsumerSecret beside it; take them from the app's page at developer.x.com";
    }

    private static IEnumerable<string> Faults(params IEnumerable<SecretSource> sources) =>
        sources.Select(source => source.Fault()).OfType<string>();
}
