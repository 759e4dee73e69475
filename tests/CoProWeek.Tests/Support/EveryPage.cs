using System.Text;
using System.Text.RegularExpressions;
using CoProWeek.Accounts;
using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;
using CoProWeek.Publishing;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Sending;
using CoProWeek.Tests.Web;
using CoProWeek.Tests.Web.Plan;
using Dapper;
using Microsoft.Playwright;

namespace CoProWeek.Tests.Support;

/// <summary>A page, and what is done on it before it is looked at.</summary>
internal sealed record DeskPage(string Name, string Path, Func<IPage, Task>? Then = null, bool IsStrangers = false);

/// <summary>Every page that the dashboard has, over a week whose every word is given.</summary>
internal sealed partial class EveryPage : IAsyncDisposable
{
    private const string Week = $"/campaigns/{WrittenWeek.Slug}";

    private readonly DeskWords words;

    private EveryPage(DashboardHost dashboard, WrittenWeek week, DeskWords words) => (Dashboard, Rows, this.words) = (dashboard, week, words);

    public DashboardHost Dashboard { get; }

    public WrittenWeek Rows { get; }

    public static async Task<EveryPage> OpenAsync(DeskWords words)
    {
        var settings = new Dictionary<string, string?> { ["Mail:Host"] = "127.0.0.1", ["Mail:From"] = "week@scotcopro.example", ["Web:PublicUrl"] = "https://week.example", ["X:BaseUrl"] = "http://127.0.0.1:9" };
        var dashboard = await DashboardHost.StartAsync(settings: settings);
        await dashboard.Get<PeopleStore>().AddAsync(words.Person, "person@example.org", Roles.Manager, "the test");
        await dashboard.Get<PeopleStore>().AddAsync(words.Reviewer, "reviewer@example.org", Roles.Reviewer, words.Person);
        return new EveryPage(dashboard, await WrittenWeek.FillAsync(dashboard.Database.DataSource, words), words);
    }

    public Task<BrowserPage> SignInAsync() => OpenAsync(async browser => await browser.SignInAsync(Dashboard, name: words.Person));

    public Task<BrowserPage> StrangerAsync() => OpenAsync(_ => Task.CompletedTask);

    public Task GoAsync(BrowserPage browser, string path) => browser.GoAsync(new Uri(Dashboard.Client.BaseAddress!, path));

    /// <summary>All but those of a standing stop, for they change every page.</summary>
    public async Task<IReadOnlyList<DeskPage>> AllAsync() =>
    [
        new("today", "/"), new("weeks", "/campaigns"), new("new-week", "/campaigns/new"), new("week", Week), new("month", $"{Week}/month"),
        new("settings", $"{Week}/settings"), new("copy", $"{Week}/copy"), new("plan", $"{Week}/plan"), new("print", $"{Week}/print"),
        new("what-changes", await UploadAsync(Changed(await PlanAsync()), "week.xlsx")), new("what-is-wrong", await UploadAsync(Wrong(), $"{words.File.Replace("\"", "", StringComparison.Ordinal)}.csv")),
        new("new-post", $"{Week}/posts/new?day=2027-11-16&time=12:00&kind=question"), new("mistakes", $"{Week}/posts/new", MistakeAsync),
        new("draft", $"/posts/{Rows.Draft}"), new("edit", $"/posts/{Rows.Draft}/edit"), new("move", $"/posts/{Rows.Draft}/move"),
        new("move-brings", $"/posts/{Rows.Draft}/move?day=2027-11-18&time=12:00"), new("ask", $"/posts/{Rows.Draft}/ask"), new("conflict", $"/posts/{Rows.Draft}/edit", OvertakeAsync),
        new("sent", $"/posts/{Rows.Sent}"), new("locked", $"/posts/{Rows.Sent}/edit"), new("take-down", $"/posts/{Rows.Sent}/take-down"), new("take-down-nothing", $"/posts/{Rows.Undecided}/take-down"), new("move-locked", $"/posts/{Rows.Sent}/move"), new("undecided", $"/posts/{Rows.Undecided}"),
        new("mentions", $"{Week}/mentions"), new("mentions-search", $"{Week}/mentions?q={Uri.EscapeDataString(words.Said[0][..Math.Min(40, words.Said[0].Length)])}&hidden=all"), new("mention", $"{Week}/mentions/{Rows.Mention}"),
        new("thanks", $"{Week}/thanks"), new("ties", $"{Week}/ties"), new("ties-named", $"{Week}/ties?names=yes"), new("report", $"{Week}/report"), new("report-words", $"{Week}/report/words"), new("report-answers", $"{Week}/report/answers"), new("reports", await ReportsAsync()), new("history", "/history"), new("history-of-one", $"/history?post={Rows.Sent}"),
        new("by-hand", $"/by-hand/{Rows.ByHand}"), new("accounts", "/accounts"), new("account", "/accounts/1"), new("spending", "/spending"), new("alerts", "/alerts"), new("people", "/people"), new("me", "/me"), new("stop", "/stop"), new("stop-sure", $"/stop?why={Uri.EscapeDataString(words.Why)}"), new("nothing-here", "/nothing-here"),
        new("sign-in", "/sign-in", IsStrangers: true), new("welcome", await WelcomeAsync(), IsStrangers: true),
        new("approve", await ApproveAsync(), IsStrangers: true), new("approve-nothing", "/approve/nothing", IsStrangers: true),
        new("confirm", await A.AlertTest(Dashboard.Database.DataSource, words.Person), IsStrangers: true), new("confirm-nothing", "/alerts/confirm/nothing", IsStrangers: true),
    ];

    /// <summary>The red button is pressed; its pages.</summary>
    public async Task<IReadOnlyList<DeskPage>> StopAsync()
    {
        await Dashboard.Get<StopAll>().SetAsync(words.Why, words.Person, CancellationToken.None);
        return [new("stopped-today", "/"), new("stopped", "/stop")];
    }

    public ValueTask DisposeAsync() => Dashboard.DisposeAsync();

    private async Task<BrowserPage> OpenAsync(Func<BrowserPage, Task> enter)
    {
        var browser = await Chromium.OpenAsync();
        await enter(browser);
        return browser;
    }

    private async Task<string> UploadAsync(byte[] bytes, string name)
    {
        var uploader = await Dashboard.SignInAsync(Roles.Manager, words.Person);
        return await Dashboard.UploadAsync($"{Week}/plan", bytes, name, by: uploader);
    }

    private async Task<(Campaign Campaign, IReadOnlyList<Post> Posts)> PlanAsync()
    {
        var campaign = await Dashboard.Get<CampaignStore>().NamedOrOnlyAsync(null);
        return (campaign, await Dashboard.Get<PostStore>().ListAsync(campaign));
    }

    /// <summary>One that was only kept, and one that was sent, for which X could not be asked.</summary>
    private async Task<string> ReportsAsync()
    {
        var campaign = await Dashboard.Get<CampaignStore>().NamedOrOnlyAsync(null);
        await Dashboard.Get<ListStore>().SaveAsync(campaign, [], ["funder@example.org"], words.Person, CancellationToken.None);
        await Dashboard.Get<KeptReports>().KeepAsync(await Dashboard.Get<ReachReports>().MakeAsync(campaign, null, null, CancellationToken.None), words.Person, CancellationToken.None);
        await Dashboard.Get<Dispatch>().SendNowAsync(campaign, campaign.WeekFrom, campaign.WeekFrom, ["funder@example.org"], words.Person, CancellationToken.None);
        return $"{Week}/reports";
    }

    /// <summary>Other settings, other words for every post, one post more and one less.</summary>
    private byte[] Changed((Campaign Campaign, IReadOnlyList<Post> Posts) plan)
    {
        var posts = plan.Posts.Skip(1).Select(post => post.Content with { Text = $"{post.Content.Text} {words.Said[1]}", Notes = words.Why }).ToList();
        posts.Add(posts[^1] with { Ref = "another", Kind = "blog", SlotOn = new(2027, 11, 19), SlotTime = new(9, 30), Text = words.Posts[0] });
        return WorkbookWriter.Write(plan.Campaign with { Theme = words.Said[0] }, [.. posts.Select(post => (post, ""))]);
    }

    private byte[] Wrong()
    {
        string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var rows = words.Posts.Select((text, n) => $"{n},{Cell(text)},{Cell(words.Slot)},{Cell(words.Handle)},{Cell(text)},{Cell($"{n}{words.File}")},{Cell(words.Alt)}");
        return Encoding.UTF8.GetBytes($"id,date,time,kind,text,media,alt\n{string.Join('\n', rows)}\n");
    }

    private async Task MistakeAsync(IPage page)
    {
        await page.FillAsync("#text", words.Posts[^1]);
        await page.FillAsync("#alt-0", words.Alt);
        await page.FillAsync("#link", words.Link);
        await page.ClickAsync("text=Save draft");
        await page.WaitForSelectorAsync(".errors");
    }

    private const string OvertakeSql = "UPDATE posts SET text = text || ' ' || @words, edited_by = @person WHERE id = @Draft";

    /// <summary>Somebody else saves while the form is open.</summary>
    private async Task OvertakeAsync(IPage page)
    {
        await using (var connection = await Dashboard.Database.DataSource.OpenConnectionAsync())
            await connection.ExecuteAsync(OvertakeSql, new { Rows.Draft, words = words.Said[1], person = words.Reviewer });
        foreach (var (field, text) in new[] { ("#text", words.Posts[0]), ("#alt-0", words.Posts[0]), ("#link", "https://example.org/"), ("#notes", words.Why) })
            await page.FillAsync(field, text);
        await page.ClickAsync("text=Save draft");
        await page.WaitForSelectorAsync("#overtaken");
    }

    private async Task<string> WelcomeAsync() =>
        await Dashboard.Get<PersonSignIn>().LinkAsync((await Dashboard.Get<PeopleStore>().FindAsync(words.Reviewer))!.Id, words.Person, CancellationToken.None);

    private async Task<string> ApproveAsync()
    {
        var reviewer = (await Dashboard.Get<PeopleStore>().FindAsync(words.Reviewer))!;
        // One that nobody changes meanwhile.
        await Dashboard.Get<ApprovalLinks>().AskAsync(Rows.Asked, reviewer, words.Person, CancellationToken.None);
        await using var connection = await Dashboard.Database.DataSource.OpenConnectionAsync();
        return Link().Match((await connection.ExecuteScalarAsync<string>("SELECT body FROM mails ORDER BY id DESC LIMIT 1"))!).Value;
    }

    [GeneratedRegex(@"/approve/[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();
}
