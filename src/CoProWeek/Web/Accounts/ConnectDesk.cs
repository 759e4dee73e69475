using CoProWeek.Accounts;
using CoProWeek.Alerts;
using CoProWeek.Campaigns;
using CoProWeek.Networks.X;

namespace CoProWeek.Web;

/// <summary>The way to X's page and back, on which a person lets this program post as an account of ours.</summary>
internal sealed class ConnectDesk(XTokens tokens, Connects connects, KeyDesk desk, AccountsView view, PublicLinks links)
{
    /// <summary>As it must stand among the app's callback addresses in X's developer portal.</summary>
    public Uri Callback => links.To("/accounts/connected");

    public bool IsOffered => tokens.IsOffered;

    /// <summary>Where X's page is.</summary>
    public Uri Place => tokens.Place;

    /// <returns>The address to send the browser to.</returns>
    /// <exception cref="RefusedException">No app is configured.</exception>
    public async Task<Uri> LeaveAsync(AccountStanding account, string session, CancellationToken stop) => IsOffered && account.IsOnX
        ? tokens.AuthorizePage(await connects.OpenAsync(account.Id, session, stop), Callback)
        : throw new RefusedException("This server names no app to connect with: set X:ClientId.");

    /// <returns>Whose way it was; null: it is used up or too old, or another session's.</returns>
    public async Task<Connecting?> ComeBackAsync(string? state, string session, CancellationToken stop) =>
        state is { Length: > 0 } ? await connects.TakeAsync(state, session, stop) : null;

    /// <returns>What was done, in a sentence.</returns>
    /// <exception cref="RefusedException">The person or X said no. Nothing was saved.</exception>
    public async Task<string> FinishAsync(Connecting connecting, string? code, string? error, string actor, CancellationToken stop)
    {
        var account = await view.FindAsync(connecting.AccountId, stop) ?? throw new RefusedException("This account is no longer here.");
        if (error is "access_denied")
            throw new RefusedException($"X says that you did not allow it, so nothing was changed. Allow it on X’s page, signed in there as @{account.Handle}.");
        if (error is { Length: > 0 } || code is not { Length: > 0 })
            throw new RefusedException($"X’s page sent you back without leave{(error is { Length: > 0 } ? $" (\"{XReply.Cut(error)}\")" : "")}. Nothing was saved. See that {Callback} is among the app’s callback addresses in X’s developer portal.");
        // A code works once: from here on a browser that goes away stops nothing.
        return await tokens.ExchangeAsync(new Secret(code), connecting.Verifier, Callback) switch
        {
            XTokenReply.Granted(var pair) => await desk.SaveAsync(account, pair, actor, CancellationToken.None),
            XTokenReply.Refused(var said) => throw new RefusedException($"X gave no keys for its leave {said}. It is good for half a minute: connect again. Nothing was saved."),
            XTokenReply.NotUs(var why) => throw new RefusedException($"{why.Replace(", then resume", ", then connect again", StringComparison.Ordinal)} Nothing was saved."),
            XTokenReply.Trouble(var why) => throw new RefusedException($"{why}. Nothing was saved: connect again."),
            var other => throw new InvalidOperationException($"No words for {other.GetType().Name}."),
        };
    }
}
