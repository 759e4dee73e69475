using CoProWeek.Accounts;
using CoProWeek.Campaigns;
using CoProWeek.Networks;
using CoProWeek.Networks.X;
using CoProWeek.Publishing;

namespace CoProWeek.Web;

/// <summary>Takes keys in once X has said whose they are, asks again when told to, and gives them up.</summary>
internal sealed class KeyDesk(KeyStore store, AccountChecks checks, XIdentity identity, AccountPauses pauses, NetworkList networks)
{
    /// <returns>What was done, in a sentence.</returns>
    /// <exception cref="RefusedException">X does not accept them, they are another account's, or they may not post. Nothing was saved.</exception>
    public async Task<string> SaveAsync(AccountStanding account, Keys.OAuth1 keys, string actor, CancellationToken stop)
    {
        var said = await FitAsync(account, keys, null, $"Look at all four: the API key and its secret are the app’s own, the access token and its secret are made in the same app for @{account.Handle}; whichever was made anew at X ended the one before it.", stop);
        await store.SaveAsync(account.Id, account.Handle, keys, said, actor, CancellationToken.None);
        return $"Saved. {said}{await ResumedAsync(account, actor)}";
    }

    /// <summary>The same for a pair that X has just given.</summary>
    /// <exception cref="RefusedException">They are another account's, or may not do what is needed. Nothing was saved.</exception>
    public async Task<string> SaveAsync(AccountStanding account, TokenPair pair, string actor, CancellationToken stop)
    {
        var said = await FitAsync(account, new Keys.Bearer(pair.Access), pair.Scopes, "Connect again.", stop);
        await store.SaveAsync(account.Id, account.Handle, pair, said, actor, CancellationToken.None);
        return $"Connected. {said}{await ResumedAsync(account, actor)}";
    }

    /// <summary>Asks X now, with the keys that posts go out with, and keeps what it says.</summary>
    /// <returns>Whether all is well, and X's answer in words.</returns>
    public async Task<(bool Ok, string Said)> CheckAsync(AccountStanding account, string actor, CancellationToken stop)
    {
        var (ok, said) = await AskAsync(account, stop);
        await checks.KeepAsync(account.Id, account.Handle, ok, said, actor, CancellationToken.None);
        return (ok, said);
    }

    /// <exception cref="RefusedException">There are none here.</exception>
    public async Task<string> DisconnectAsync(AccountStanding account, string actor, CancellationToken stop) =>
        await store.ForgetAsync(account.Id, account.Handle, actor, stop)
            ? $"@{account.Handle} is disconnected: its keys are deleted here.{(account.IsConfigured ? " Those of the configuration are used from now on." : "")}"
            : throw new RefusedException("There are no keys of it here to delete.");

    /// <summary>What the old keys held goes on with the new ones, without a press for each.</summary>
    private async Task<string> ResumedAsync(AccountStanding account, string actor) =>
        await pauses.ReleaseAsync(account.Id, actor, CancellationToken.None, HoldReason.Token) is > 0 and var moved
            ? $" {InWords.Count(moved, "post")} that {(moved == 1 ? "was" : "were")} held for its keys {(moved == 1 ? "is" : "are")} back in the queue."
            : "";

    private async Task<(bool Ok, string Said)> AskAsync(AccountStanding account, CancellationToken stop)
    {
        try
        {
            var us = await networks.Find(account.Network).WhoAmIAsync(new NetworkAccount(account.Id, account.Handle), stop);
            return Wrong(account, us) is { } wrong ? (false, wrong) : (true, Right(us));
        }
        catch (NetworkReadException e)
        {
            return (false, Once(e.Message));
        }
    }

    private async Task<string> FitAsync(AccountStanding account, Keys keys, string? scopes, string next, CancellationToken stop)
    {
        try
        {
            var us = await identity.AskAsync(keys, new NetworkAccount(account.Id, account.Handle), scopes, stop);
            return Wrong(account, us) is { } wrong ? throw new RefusedException($"{wrong} Nothing was saved.") : Right(us);
        }
        catch (NetworkReadException e) when (e.HttpStatus is 401)
        {
            throw new RefusedException($"X does not accept these keys (401). {next} Nothing was saved.");
        }
        catch (NetworkReadException e)
        {
            throw new RefusedException($"{Once(e.Message)} Nothing was saved.");
        }
    }

    private static string? Wrong(AccountStanding account, NetworkIdentity us) =>
        !us.Handle.Equals(account.Handle, StringComparison.OrdinalIgnoreCase)
            ? $"These keys post as @{us.Handle}, not as @{account.Handle}. Make them while signed in to X as @{account.Handle}."
            : us.Lacks;

    private static string Right(NetworkIdentity us) => $"X says that these keys post as @{us.Handle}.";

    /// <summary>A worker asks again by itself; a page asked once.</summary>
    private static string Once(string message) => message
        .Replace("It is tried again by itself.", "Try again in a while.", StringComparison.Ordinal)
        .Replace("It is asked again by itself.", "Try again in a quarter of an hour.", StringComparison.Ordinal);
}
