namespace CoProWeek.Accounts;

/// <summary>Finds the keys an account posts and reads with: those that were entered here, else those of the configuration.</summary>
/// <param name="configured">The configuration's.</param>
/// <param name="kept">Null, as the next, for a client that has no database.</param>
/// <param name="renewals">For those that run out.</param>
internal sealed class AccountKeys(ConfiguredKeys configured, KeyStore? kept = null, KeyRenewals? renewals = null)
{
    /// <summary>Null when there are none.</summary>
    /// <exception cref="KeysSealedException">They are there, and cannot be opened.</exception>
    public async Task<FoundKeys?> ForAsync(long accountId, string handle, CancellationToken stop)
    {
        if (kept is not null && await kept.FindAsync(accountId, stop) is { } row)
            return new FoundKeys(kept.Open(row, handle), row);
        return configured.For(handle) is { } keys ? new FoundKeys(keys, null) : null;
    }

    /// <summary>To read public posts with: the app's own token where there is one, else the account's.</summary>
    /// <exception cref="KeysSealedException">They are there, and cannot be opened.</exception>
    public async Task<FoundKeys?> ForReadingAsync(long accountId, string handle, CancellationToken stop) =>
        configured.App is { } app ? new FoundKeys(app, null) : await ForAsync(accountId, handle, stop);

    /// <summary>Renews what was entered here, one worker at a time: see <see cref="KeyRenewals.RenewAsync"/>.</summary>
    public async Task<FoundKeys?> RenewAsync(long accountId, string handle, Func<KeptKeys, TokenPair, Task<KeyRenewal>> ask, CancellationToken stop) =>
        kept is not null && renewals is not null && await renewals.RenewAsync(accountId, handle, ask, stop) is { } row ? new FoundKeys(kept.Open(row, handle), row) : null;
}

/// <summary>Keys, and the row they came from; none for those of the configuration.</summary>
internal sealed record FoundKeys(Keys Keys, KeptKeys? Kept);

/// <summary>Keys that were entered here and cannot be opened. The message names the file, and what to do.</summary>
internal sealed class KeysSealedException(string message, Exception inner) : Exception(message, inner);
