namespace CoProWeek.Networks.Sandbox.State;

/// <summary>
/// OAuth 2.0 tokens. Those that follow from one another are a family: each refresh token works once, and using
/// it again kills the whole family, as X does. Its owner's gate guards it.
/// </summary>
internal sealed class TokenBook
{
    private readonly Dictionary<string, Access> access = [];
    private readonly Dictionary<string, Refresh> refresh = [];
    private readonly Dictionary<string, string> scopes = [];
    private readonly HashSet<string> used = [];
    private readonly HashSet<string> killed = [];

    public TokenBook(IEnumerable<SandboxAccount> accounts)
    {
        foreach (var account in accounts)
        {
            var family = $"given-{account.Id}";
            if (account.UserToken is { } token)
                access[token] = new(account.Id, family, null);
            if (account.RefreshToken is { } next)
                refresh[next] = new(account.Id, family);
        }
    }

    /// <summary>The account a user token stands for, while it lives.</summary>
    public long? AccountOf(string token, DateTimeOffset now) =>
        access.TryGetValue(token, out var found) && !killed.Contains(found.Family) && !(found.ExpiresAt <= now)
            ? found.AccountId
            : null;

    public Refresh? FindRefresh(string token) =>
        refresh.TryGetValue(token, out var found) && !killed.Contains(found.Family) ? found : null;

    public bool WasUsed(string token) => used.Contains(token);

    /// <summary>What was granted with a family's first tokens; null for those given at the start.</summary>
    public string? ScopeOf(string family) => scopes.GetValueOrDefault(family);

    public void Grant(TokensGranted entry)
    {
        scopes[entry.Family] = entry.Scope;
        access[entry.Access] = new(entry.AccountId, entry.Family, entry.ExpiresAt);
        if (entry.Refresh is { } next)
            refresh[next] = new(entry.AccountId, entry.Family);
    }

    public void Rotate(TokensRotated entry)
    {
        used.Add(entry.Used);
        access[entry.Access] = new(entry.AccountId, entry.Family, entry.ExpiresAt);
        refresh[entry.Refresh] = new(entry.AccountId, entry.Family);
    }

    public void Kill(string family) => killed.Add(family);

    internal sealed record Refresh(long AccountId, string Family);

    private sealed record Access(long AccountId, string Family, DateTimeOffset? ExpiresAt);
}
