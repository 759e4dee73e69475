using System.Collections.Concurrent;
using CoProWeek.Tests.Web;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CoProWeek.Tests.Support;

/// <summary>A page in a browser, with all that it asked for and complained of.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private static readonly bool AreWanted = Environment.GetEnvironmentVariable("COPROWEEK_SCREENS") is { Length: > 0 };

    private static readonly BundledAxeScriptProvider Axe = new();

    private readonly IBrowserContext profile;
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly ConcurrentQueue<string> requests = new();

    public BrowserPage(IBrowserContext profile, IPage page)
    {
        (this.profile, Page) = (profile, page);
        page.Console += (_, said) => Note(complaints, said.Type is "error" or "warning" ? $"{said.Type}: {said.Text}" : null);
        page.PageError += (_, error) => complaints.Enqueue($"script: {error}");
        // What a page was still asking for when it was left is nobody's fault.
        page.RequestFailed += (_, request) => Note(complaints, request.Failure is "net::ERR_ABORTED" ? null : $"failed: {request.Url}: {request.Failure}");
        page.Request += (_, request) => requests.Enqueue(request.Url);
    }

    public IPage Page { get; }

    /// <summary>Console errors and warnings, script errors, requests that failed (a blocked one does).</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    /// <summary>Every address it asked for, the page's own among them.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    /// <summary>From now on somebody of this role is signed in here.</summary>
    public async Task SignInAsync(DashboardHost dashboard, string role = "manager", string? name = "Ailsa") =>
        await profile.AddCookiesAsync([new Cookie { Name = "coproweek", Value = await dashboard.SessionAsync(role, name), Url = dashboard.Client.BaseAddress!.AbsoluteUri }]);

    public Task GoAsync(Uri address) => Page.GotoAsync(address.AbsoluteUri, new() { WaitUntil = WaitUntilState.Load });

    /// <summary>The page as it looks, for people: in <c>artifacts/screens</c>, which Git does not keep. Only where somebody wants to look (<c>./test --screens</c>).</summary>
    public Task KeepPictureAsync(string name) => AreWanted
        ? Page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(Repository.Root, "artifacts", "screens", $"{name}.png"), FullPage = true })
        : Task.CompletedTask;

    /// <summary>Whether anything must be pushed sideways to be read.</summary>
    public Task<bool> IsWiderThanItsWindowAsync() => Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth");

    private const string LookAtAll = """
        async () => {
            const found = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"] });
            return found.violations.flatMap(fault => fault.nodes.map(node => `${fault.id}: ${fault.help}: ${node.html}`));
        }
        """;

    /// <summary>
    /// What of WCAG 2.2 A and AA a machine can find wrong. Axe runs in the page itself: its .NET wrapper opens a page more for each look,
    /// for the sake of foreign frames, and we have none.
    /// </summary>
    public async Task<IReadOnlyList<string>> AccessibilityFaultsAsync()
    {
        if (await Page.EvaluateAsync<bool>("!window.axe"))
            await Page.EvaluateAsync(Axe.GetScript());
        return await Page.EvaluateAsync<string[]>(LookAtAll);
    }

    public async ValueTask DisposeAsync() => await profile.DisposeAsync();

    private static void Note(ConcurrentQueue<string> where, string? what)
    {
        if (what is not null)
            where.Enqueue(what);
    }
}
