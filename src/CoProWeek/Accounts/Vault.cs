using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CoProWeek.Accounts;

/// <summary>Seals a secret for a row, and opens it again.</summary>
internal sealed class Vault(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("CoProWeek.Accounts.Vault");

    public string Protect(string secret) => protector.Protect(secret);

    /// <exception cref="CryptographicException">It was sealed under a key that is not in the ring.</exception>
    public Secret Unprotect(string kept) => new(protector.Unprotect(kept));
}
