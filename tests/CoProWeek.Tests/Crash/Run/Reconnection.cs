using CoProWeek.Accounts;
using CoProWeek.Networks.X;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>An account is connected as its page does it: to X, back with a code, the code for a pair, the pair sealed and kept.</summary>
internal static class Reconnection
{
    private static readonly Uri Back = new("http://127.0.0.1/accounts/back");

    /// <param name="rooms">Ours.</param>
    /// <param name="network">The practice network; its redirects are not followed.</param>
    /// <param name="account">The row.</param>
    /// <param name="handle">Who gives leave.</param>
    /// <exception cref="HttpRequestException">X is in no state to give anything.</exception>
    public static async Task MakeAsync(IHost rooms, HttpClient network, long account, string handle)
    {
        var tokens = rooms.Services.GetRequiredService<XTokens>();
        var connecting = new Connecting(account, Token.New(), new Secret(Token.New()));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["handle"] = handle, ["say"] = "allow" });
        using var answer = await network.PostAsync(tokens.AuthorizePage(connecting, Back), form);
        var code = QueryHelpers.ParseQuery(answer.Headers.Location?.Query ?? throw new HttpRequestException("No code was given."))["code"].ToString();
        if (await tokens.ExchangeAsync(new Secret(code), connecting.Verifier, Back) is not XTokenReply.Granted(var pair))
            throw new HttpRequestException("No tokens were given.");
        await rooms.Services.GetRequiredService<KeyStore>().SaveAsync(account, handle, pair, "It is the right account.", "Ailsa", CancellationToken.None);
    }
}
