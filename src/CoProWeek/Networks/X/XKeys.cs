using CoProWeek.Accounts;
using CoProWeek.Clock;

namespace CoProWeek.Networks.X;

/// <summary>
/// The keys for a call, fit to be used: an access token near its end is renewed first. Never throws for what went wrong:
/// nothing has been sent yet, and a post must not be left behind as if it had.
/// </summary>
internal sealed class XKeys(AccountKeys accountKeys, XTokens tokens, CampaignClock clock)
{
    /// <summary>Late rather than hourly: each renewal is a chance to lose a pair.</summary>
    private static readonly TimeSpan NearItsEnd = TimeSpan.FromMinutes(10);

    public Task<XKeysReply> ForAsync(NetworkAccount account, CancellationToken stop) =>
        ReadyAsync(account, accountKeys.ForAsync(account.Id, account.Handle, stop), stop);

    public Task<XKeysReply> ForReadingAsync(NetworkAccount account, CancellationToken stop) =>
        ReadyAsync(account, accountKeys.ForReadingAsync(account.Id, account.Handle, stop), stop);

    private async Task<XKeysReply> ReadyAsync(NetworkAccount account, Task<FoundKeys?> finding, CancellationToken stop)
    {
        try
        {
            return await finding switch
            {
                null => new XKeysReply.Blocked(XReads.NoKeysWhy(account)),
                { Kept.RefusedWhy: { } why } => new XKeysReply.Blocked(why),
                { Kept: { } row } when IsOld(row) => await RenewedAsync(account, stop),
                var found => new XKeysReply.Ready(found.Keys, found.Kept?.Scopes),
            };
        }
        catch (KeysSealedException e)
        {
            return new XKeysReply.Blocked(e.Message);
        }
        catch (Exception e)
        {
            // All of them, a stop and an absent database too. What they say in full may hold more than a row should.
            return new XKeysReply.Later($"coproweek: the keys of @{account.Handle} could not be looked up ({e.GetType().Name}). Nothing was sent; it is tried again by itself.");
        }
    }

    private async Task<XKeysReply> RenewedAsync(NetworkAccount account, CancellationToken stop)
    {
        XKeysReply? trouble = null;
        var found = await accountKeys.RenewAsync(account.Id, account.Handle, async (row, pair) =>
        {
            // Another worker may have done it while this one waited for the lock.
            if (row.RefusedWhy is not null || !IsOld(row))
                return new KeyRenewal.Unchanged();
            (var renewal, trouble) = await AskAsync(account, pair);
            return renewal;
        }, stop);
        return found switch
        {
            null => new XKeysReply.Blocked(XReads.NoKeysWhy(account)),
            { Kept.RefusedWhy: { } why } => new XKeysReply.Blocked(why),
            { Kept: { } row } when trouble is not null && row.ExpiresAt <= clock.GetUtcNow() => trouble,
            _ => new XKeysReply.Ready(found.Keys, found.Kept?.Scopes),
        };
    }

    private async Task<(KeyRenewal, XKeysReply?)> AskAsync(NetworkAccount account, TokenPair pair)
    {
        if (pair.Refresh is null)
            return (new KeyRenewal.Unchanged(), new XKeysReply.Blocked($"X: the connection of @{account.Handle} ran out, for it was made without leave to stay (offline.access). Connect it again under Accounts, then resume."));
        return await tokens.RefreshAsync(pair.Refresh) switch
        {
            // A renewal that names no scopes, or no next token, leaves them as they were (RFC 6749, section 6).
            XTokenReply.Granted(var next) => (new KeyRenewal.Renewed(next with { Scopes = next.Scopes is "" ? pair.Scopes : next.Scopes, Refresh = next.Refresh ?? pair.Refresh }), null),
            XTokenReply.Refused(var said) => (new KeyRenewal.Refused($"X: does not renew the connection of @{account.Handle} {said}. Reconnect it under Accounts, then resume."), null),
            XTokenReply.NotUs(var why) => (new KeyRenewal.Unchanged(), new XKeysReply.Blocked(why)),
            XTokenReply.Trouble(var why) => (new KeyRenewal.Unchanged(), new XKeysReply.Later($"{why}. Nothing was sent; it is tried again by itself.")),
            var other => throw new InvalidOperationException($"X: no meaning for {other.GetType().Name}."),
        };
    }

    private bool IsOld(KeptKeys row) => row.ExpiresAt - clock.GetUtcNow() < NearItsEnd;
}

/// <summary>Keys to call with, or why there are none.</summary>
internal abstract record XKeysReply
{
    private XKeysReply()
    {
    }

    /// <param name="Keys">To be shown to X.</param>
    /// <param name="Scopes">What X granted, where that is known: OAuth 2.0 keys that were entered here.</param>
    internal sealed record Ready(Keys Keys, string? Scopes) : XKeysReply;

    /// <summary>A person is needed.</summary>
    internal sealed record Blocked(string Why) : XKeysReply;

    /// <summary>It mends itself, most likely.</summary>
    internal sealed record Later(string Why) : XKeysReply;
}
