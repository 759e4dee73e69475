using System.Collections.Concurrent;

namespace CoProWeek.Networks.Sandbox.Auth;

/// <summary>What was done to an account's keys in X's developer portal, or in the account's own settings.</summary>
internal sealed record KeyRules(string Handle)
{
    /// <summary>The app may only read: OAuth 1.0a keys post nothing, and say so in a header.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The person took back their leave: no token of theirs is honoured, and none is renewed.</summary>
    public bool Revoked { get; init; }

    /// <summary>OAuth 2.0 scopes that are not granted though they are asked for.</summary>
    public IReadOnlyList<string> Withheld { get; init; } = [];
}

/// <summary>The rules by account, as they stand now.</summary>
internal sealed class KeyBoard
{
    private readonly ConcurrentDictionary<string, KeyRules> rules = new(StringComparer.OrdinalIgnoreCase);

    public void Set(KeyRules wanted) => rules[wanted.Handle] = wanted;

    public KeyRules For(SandboxAccount account) => rules.GetValueOrDefault(account.Handle) ?? new KeyRules(account.Handle);
}
