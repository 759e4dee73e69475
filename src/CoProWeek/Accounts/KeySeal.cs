using System.Security.Cryptography;
using System.Text.Json;

namespace CoProWeek.Accounts;

/// <summary>Keys in and out of the one text that stands in the database.</summary>
internal sealed class KeySeal(Vault vault, MasterKey master)
{
    public string Close(Keys.OAuth1 keys) => Close(keys.Secrets);

    public string Close(TokenPair pair) => Close(pair.Refresh is null ? [pair.Access] : [pair.Access, pair.Refresh]);

    public string Close(Secret secret) => vault.Protect(secret.Reveal());

    /// <exception cref="CryptographicException">The master key is another one.</exception>
    public Secret Open(string closed) => vault.Unprotect(closed);

    /// <exception cref="KeysSealedException">The master key is another one, or is not to be read.</exception>
    public Keys Open(KeptKeys row, string handle) => OpenAll(row, handle) switch
    {
        [var consumerKey, var consumerSecret, var token, var tokenSecret] => new Keys.OAuth1(consumerKey, consumerSecret, token, tokenSecret),
        [var access, ..] => new Keys.Bearer(access),
        _ => throw new InvalidOperationException($"The keys of account {row.AccountId} are not as this version seals them."),
    };

    /// <exception cref="KeysSealedException">The master key is another one, or is not to be read.</exception>
    public TokenPair OpenPair(KeptKeys row, string handle)
    {
        var secrets = OpenAll(row, handle);
        return new TokenPair(secrets[0], secrets.ElementAtOrDefault(1), row.ExpiresAt!.Value, row.Scopes!);
    }

    private string Close(IEnumerable<Secret> secrets) => vault.Protect(JsonSerializer.Serialize(secrets.Select(secret => secret.Reveal())));

    private Secret[] OpenAll(KeptKeys row, string handle)
    {
        try
        {
            return [.. JsonSerializer.Deserialize<string[]>(vault.Unprotect(row.Sealed).Reveal())!.Select(text => new Secret(text))];
        }
        // A missing or unreadable file comes as itself, a wrong one as a matter of cryptography.
        catch (Exception e) when (e is CryptographicException or InvalidOperationException or IOException or UnauthorizedAccessException or FormatException)
        {
            throw new KeysSealedException(
                $"coproweek: the keys of @{handle} are here, but this server cannot open them with the master key {master.File}. Put the file back from where you keep it and start serve anew, or paste the keys again under Accounts; then resume.", e);
        }
    }
}
