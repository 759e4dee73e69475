using CoProWeek.Accounts;
using CoProWeek.Clock;
using CoProWeek.Networks;
using CoProWeek.Networks.X;
using Microsoft.Extensions.Options;

namespace CoProWeek.Tests.Networks.X;

/// <summary>The real X code, pointed at a server of the test's own, on two clocks that the test holds.</summary>
internal sealed class XRig : IDisposable
{
    public const string Token = "token-THAT-nobody-may-see";

    public static readonly DateTimeOffset Start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
    public static readonly NetworkAccount Account = new(1, "ourweek");
    public static readonly OutgoingPart Part = new("What makes a good conversation?", [], ReplyTo: null);
    public static readonly OwnSince Since = new(null, Start.AddMilliseconds(-29_500));

    private readonly XHttp http;

    public XRig(Uri address, string fieldNames = "tweet", KeysOptions? keys = null)
    {
        var options = Options.Create(new XOptions { BaseUrl = address.ToString(), FieldNames = fieldNames });
        http = new XHttp(options, Real);
        var pipelines = new XPipelines(Real);
        Keys = new ConfiguredKeys(Options.Create(keys ?? Bearer()));
        Api = new XApi(http, pipelines, options.Value.Names);
        var ours = new XKeys(new AccountKeys(Keys), new XTokens(http, Keys, Clock, options), Clock);
        var money = new XMoney(options);
        Network = new XNetwork(Api, new XUploads(new XMedia(http, pipelines), money, Clock, Real), ours, new XIdentity(Api, money, Clock), money, Clock, options);
    }

    /// <summary>Campaign time.</summary>
    public StepClock Clock { get; } = new(Start);

    /// <summary>Real time, in the test's hand as well: stepping it ends a wait.</summary>
    public StepClock Real { get; } = new(TimeProvider.System.GetUtcNow());

    public ConfiguredKeys Keys { get; }

    public XApi Api { get; }

    public XNetwork Network { get; }

    public Task<Outcome> PublishAsync(OutgoingPart? part = null) => Network.PublishAsync(Account, part ?? Part, CancellationToken.None);

    public Task<IReadOnlyList<OwnPost>> FindOwnAsync() => Network.FindOwnAsync(Account, Since, CancellationToken.None);

    public void Dispose() => http.Dispose();

    public static KeysOptions Bearer() => new() { Accounts = { ["OurWeek"] = new() { OAuth2Token = Token } } };

    public static KeysOptions OAuth1() => new()
    {
        ConsumerKey = "consumer-KEY",
        ConsumerSecret = "consumer-SECRET",
        Accounts = { ["OurWeek"] = new() { AccessToken = "access-TOKEN", AccessTokenSecret = "access-SECRET" } },
    };
}
