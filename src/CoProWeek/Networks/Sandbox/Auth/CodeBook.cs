using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace CoProWeek.Networks.Sandbox.Auth;

/// <summary>Leave that a person gave on the consent page, until the app has fetched its tokens for it. A restart forgets it.</summary>
internal sealed class CodeBook
{
    /// <summary>X's own, in real time: a browser carries it.</summary>
    private static readonly TimeSpan Lives = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (Consent Consent, DateTimeOffset Until)> open = new(StringComparer.Ordinal);

    public string Give(Consent consent)
    {
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        open[code] = (consent, TimeProvider.System.GetUtcNow() + Lives);
        return code;
    }

    /// <summary>Once.</summary>
    public Consent? Take(string code) => open.TryRemove(code, out var found) && found.Until > TimeProvider.System.GetUtcNow() ? found.Consent : null;
}

/// <param name="Account">Who gave leave.</param>
/// <param name="RedirectUri">Must be named again with the code.</param>
/// <param name="Challenge">PKCE, S256.</param>
/// <param name="Scope">What was granted.</param>
internal sealed record Consent(SandboxAccount Account, string RedirectUri, string Challenge, string Scope)
{
    public bool IsProvedBy(string verifier) =>
        System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) == Challenge;
}
