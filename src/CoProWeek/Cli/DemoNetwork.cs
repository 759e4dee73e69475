using System.Net.Sockets;
using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox;

namespace CoProWeek.Cli;

/// <summary>The practice network of a demo, and the configuration that points the real X client at it.</summary>
internal static class DemoNetwork
{
    /// <summary>The same one where it is free, so that links of an earlier demo go on working.</summary>
    private const int Port = 5081;

    private const int WebPort = 5080;

    private static readonly string[] AppKeys = ["ConsumerKey", "ConsumerSecret", "BearerToken"];
    private static readonly string[] OwnKeys = ["AccessToken", "AccessTokenSecret", "OAuth2Token"];

    public static async Task<SandboxServer> StartAsync(string data, DemoSample sample, CampaignClock clock, CancellationToken stop)
    {
        var options = new SandboxOptions
        {
            Port = IsFree(Port) ? Port : 0,
            JournalPath = DemoData.Journal(data),
            Accounts = [.. sample.Handles.Select(SandboxAccount.Practice)],
            Crowd = sample.Crowd,
        };
        return await SandboxServer.StartAsync(options, clock, stop);
    }

    /// <summary>As an owner would set it: address and keys. Real keys that this machine may hold are blanked: they have no business here.</summary>
    public static IReadOnlyDictionary<string, string?> Settings(SandboxServer sandbox, IReadOnlyList<string> handles)
    {
        var settings = new Dictionary<string, string?>
        {
            ["X:BaseUrl"] = sandbox.Address.AbsoluteUri,
            ["X:WebUrl"] = sandbox.Address.AbsoluteUri,
            ["Web:Address"] = $"http://127.0.0.1:{(IsFree(WebPort) ? WebPort : 0)}",
            // A rehearsal writes to nobody, whatever mail server this machine may name.
            ["Mail:Host"] = "",
            // Quiet weeks are lived in seconds: looked through less often, for the network reaches seven days back.
            ["Collecting:EveryQuiet"] = "12:00:00",
            ["Collecting:EveryConversation"] = "12:00:00",
            // The sample's pages are nowhere, and a demo needs no internet: no link is asked, and no blog waits.
            ["Publishing:AskLinks"] = "false",
            ["Publishing:TimelineEvery"] = "12:00:00",
            // Checks and timelines wait for the sweep, which goes by real time: at its usual pace the week would mostly wait.
            ["Publishing:SweepEvery"] = "00:00:00.2",
            ["Logging:LogLevel:Default"] = "Warning",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
            // It measures its waits on the campaign clock, and takes each step of it for a lock not obtained for hours.
            ["Logging:LogLevel:Quartz.Impl.AdoJobStore"] = "Error",
        };
        // Its accounts can be connected in the browser: the sandbox stands in for X's page too.
        settings["X:AuthorizeUrl"] = new Uri(sandbox.Address, "i/oauth2/authorize").AbsoluteUri;
        settings["X:TokenUrl"] = new Uri(sandbox.Address, "2/oauth2/token").AbsoluteUri;
        foreach (var key in AppKeys.Concat(handles.SelectMany(handle => OwnKeys.Select(key => $"Accounts:{handle}:{key}"))))
            settings[$"X:{key}"] = settings[$"X:{key}File"] = "";
        (settings["X:ClientId"], settings["X:ClientSecret"], settings["X:ClientSecretFile"]) = (SandboxAccount.Practice("").ClientId, SandboxAccount.Practice("").ClientSecret, "");
        foreach (var handle in handles)
            settings[$"X:Accounts:{handle}:OAuth2Token"] = SandboxAccount.Practice(handle).UserToken;
        return settings;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(System.Net.IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
