using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CoProWeek.Accounts;
using CoProWeek.Clock;
using Microsoft.Extensions.Options;

namespace CoProWeek.Networks.X;

/// <summary>OAuth 2.0 with PKCE: to X's page, and from a code, or a refresh token, to a new pair. One try each: both work once.</summary>
internal sealed class XTokens(XHttp http, ConfiguredKeys configured, CampaignClock clock, IOptions<XOptions> options)
{
    /// <summary>What is asked for; less would not do.</summary>
    public static readonly string[] Scopes = ["tweet.read", "tweet.write", "users.read", "media.write", "offline.access"];

    private const int UsualLife = 7200;

    /// <summary>Whether this server's configuration names an app that accounts can be connected with.</summary>
    public bool IsOffered => configured.Client is not null;

    /// <summary>Where X's page is: a form of ours that leads there must be let through.</summary>
    public Uri Place => new(options.Value.AuthorizeUrl);

    /// <summary>X's page, on which a person allows it.</summary>
    public Uri AuthorizePage(Connecting connecting, Uri callback)
    {
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(connecting.Verifier.Reveal())));
        (string Name, string Value)[] query =
        [
            ("response_type", "code"), ("client_id", configured.Client!.Id), ("redirect_uri", callback.AbsoluteUri), ("scope", string.Join(' ', Scopes)),
            ("state", connecting.State), ("code_challenge", challenge), ("code_challenge_method", "S256"),
        ];
        return new Uri($"{options.Value.AuthorizeUrl}?{string.Join('&', query.Select(q => $"{q.Name}={OAuth1.Encode(q.Value)}"))}");
    }

    /// <summary>The pair for a code that the person came back with.</summary>
    public Task<XTokenReply> ExchangeAsync(Secret code, Secret verifier, Uri callback) => AskAsync(
        [code, verifier],
        ("grant_type", "authorization_code"), ("code", code.Reveal()), ("redirect_uri", callback.AbsoluteUri), ("code_verifier", verifier.Reveal()));

    /// <summary>The next pair. Once X has taken the old token, the answer must be kept.</summary>
    public Task<XTokenReply> RefreshAsync(Secret refresh) => AskAsync([refresh], ("grant_type", "refresh_token"), ("refresh_token", refresh.Reveal()));

    private async Task<XTokenReply> AskAsync(Secret[] sent, params (string Name, string Value)[] form)
    {
        if (configured.Client is not { } client)
            return new XTokenReply.NotUs("X: this server names no app to renew with; set X:ClientId (and X:ClientSecret) as they were, then resume.");
        if (client.ClientSecret is null)
            form = [.. form, ("client_id", client.Id)];
        var call = new XCall(HttpMethod.Post, options.Value.TokenUrl) { Body = XCall.Form(form), AnswersSecrets = true };
        return await http.CreateAsync(call, client with { Sent = sent }, CancellationToken.None) switch
        {
            XReply.Answer answer => Read(answer),
            XReply.NotSent lost => new XTokenReply.Trouble($"X: could not be asked for tokens: {lost.Cause}"),
            XReply.Broken broken => new XTokenReply.Trouble($"X: was asked for tokens, but {broken.Cause}"),
            var other => throw new InvalidOperationException($"X: no meaning for {other.GetType().Name}."),
        };
    }

    private XTokenReply Read(XReply.Answer answer)
    {
        var problem = XProblem.Of(answer);
        return answer switch
        {
            { IsSuccess: true } when answer.Json.Text("access_token") is { Length: > 0 } access => new XTokenReply.Granted(new TokenPair(
                new Secret(access),
                answer.Json.Text("refresh_token") is { Length: > 0 } refresh ? new Secret(refresh) : null,
                clock.GetUtcNow() + TimeSpan.FromSeconds(answer.Json.Number("expires_in") ?? UsualLife),
                answer.Json.Text("scope") ?? "")),
            { Status: 400, IsJson: true } when answer.Json.Text("error") is not ("invalid_client" or "unauthorized_client") =>
                new XTokenReply.Refused($"{Words(answer)}"),
            { Status: 400 or 401 or 403, IsJson: true } => new XTokenReply.NotUs(
                $"X: does not know this app {problem.Quote(answer.Status)}. See that X:ClientId and X:ClientSecret are those of the app at developer.x.com (a public client has no secret), then resume."),
            _ => new XTokenReply.Trouble($"X: gave no tokens {problem.Quote(answer.Status)}"),
        };
    }

    private static string Words(XReply.Answer answer) =>
        $"({answer.Status}: \"{XReply.Cut(answer.Json.Text("error_description") ?? answer.Json.Text("error") ?? "no reason given").TrimEnd('.')}\")";
}

/// <summary>What became of a question for tokens.</summary>
internal abstract record XTokenReply
{
    private XTokenReply()
    {
    }

    internal sealed record Granted(TokenPair Pair) : XTokenReply;

    /// <summary>The code or the refresh token is worth nothing: X's words, in brackets.</summary>
    internal sealed record Refused(string Said) : XTokenReply;

    /// <summary>X does not know the app: a matter of this server's settings, not of the account.</summary>
    internal sealed record NotUs(string Why) : XTokenReply;

    /// <summary>No answer that says anything; worth another try.</summary>
    internal sealed record Trouble(string Why) : XTokenReply;
}
