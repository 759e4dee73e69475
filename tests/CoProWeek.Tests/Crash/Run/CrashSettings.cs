using System.Globalization;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>The configuration of a run: everything is as delivered, but for where the network is and for shorter spans.</summary>
internal static class CrashSettings
{
    private const int EveryFifth = 5;

    /// <summary>Whether the n-th account is connected by OAuth 2, with tokens that run out; the others have keys that do not.</summary>
    public static bool Renews(int account) => account % EveryFifth == 0;

    public static Dictionary<string, string?> Of(CrashPlan plan, Uri network, IReadOnlyList<string> handles)
    {
        var settings = At(network);
        settings["X:ClientId"] = "sandbox-client";
        settings["X:ClientSecret"] = "sandbox-client-secret";
        settings["Accounts:MasterKeyFile"] = Path.Combine(TemporaryFolder.Create(), "master.key");
        settings["Publishing:Deadline"] = Span(plan.Spans.Deadline);
        settings["Publishing:SettleMargin"] = Span(plan.Spans.SettleMargin);
        settings["Publishing:ReadSpacing"] = Span(plan.Spans.ReadSpacing);
        settings["Publishing:ReadRetry"] = Span(1);
        settings["Publishing:SweepEvery"] = Span(0.5);
        settings["Publishing:OverdueSpacing"] = Span(0);
        foreach (var handle in handles.Where((_, n) => !Renews(n)))
            settings[$"X:Accounts:{handle}:OAuth2Token"] = SandboxAccount.Practice(handle).UserToken;
        return settings;
    }

    public static Dictionary<string, string?> ForWorker(Dictionary<string, string?> settings, string connectionString, Uri gate)
    {
        var own = new Dictionary<string, string?>(settings) { ["ConnectionStrings:CoProWeek"] = connectionString };
        foreach (var (name, value) in At(gate))
            own[name] = value;
        return own;
    }

    private static Dictionary<string, string?> At(Uri network) => new()
    {
        ["X:BaseUrl"] = network.AbsoluteUri,
        ["X:AuthorizeUrl"] = new Uri(network, "/i/oauth2/authorize").AbsoluteUri,
        ["X:TokenUrl"] = new Uri(network, "/2/oauth2/token").AbsoluteUri,
    };

    private static string Span(double seconds) => TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture);
}
