using System.Text.RegularExpressions;
using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;
using CoProWeek.Collecting;
using CoProWeek.Tests.Campaigns;
using CoProWeek.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoProWeek.Tests.Browser;

/// <summary>A comms manager's week from the first file to the last page, with nothing but a browser, a telephone and a mailbox.</summary>
public sealed partial class ThroughEverythingTests
{
    private const string Asked = "Who is not in the room? #CoProWeekScot";
    private const string Told = "Thirty people cooked one meal. #CoProWeekScot";
    private const string Alt = "An empty chair at a full table";

    private static readonly DateTimeOffset Noon = A.MondayMorning.AddHours(3);

    [Fact]
    public async Task A_week_is_brought_in_written_approved_moved_sent_taken_down_stopped_released_and_reported()
    {
        await using var desk = await WholeDesk.OpenAsync();
        await using var browser = await Chromium.OpenAsync();
        var page = browser.Page;

        await SignInAsync(desk, page);
        var story = await BringInAsync(desk, page);
        var question = await WriteAsync(page);
        await MoveToMondayAsync(page, question);
        await ApproveAsync(desk, page, question, Asked);

        var id = await GoOutAsync(desk, page);
        await TakeDownAsync(desk, page, question, id);

        await ApproveAsync(desk, page, story, Told);
        await StopAsync(desk, page);
        await ReleaseAsync(desk, page);

        await ReportAsync(desk, page);
        Assert.Empty(browser.Complaints);
    }

    private static async Task SignInAsync(WholeDesk desk, IPage page)
    {
        await page.GotoAsync(desk.Address("/campaigns/questions-week").AbsoluteUri);
        await page.GetByLabel("E-mail address").FillAsync("ailsa@example.org");
        await page.GetByLabel("Password").FillAsync(WholeDesk.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Big Questions Week");
    }

    /// <returns>The page of the story that the workbook plans.</returns>
    private static async Task<string> BringInAsync(WholeDesk desk, IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Bring in a file" }).ClickAsync();
        await page.SetInputFilesAsync("#plan", new FilePayload { Name = "week.zip", MimeType = "application/zip", Buffer = await BookAsync(desk) });
        await page.GetByRole(AriaRole.Button, new() { Name = "See what changes" }).ClickAsync();

        await Expect(page.Locator("h1")).ToHaveTextAsync("What changes");
        await Expect(page.Locator(".diff-new").First).ToContainTextAsync(Told);
        await Expect(page.GetByLabel("Decide")).ToContainTextAsync("2 new, 0 changed");
        Assert.Empty(await desk.Week.Get<PostStore>().ListAsync(await desk.Week.Get<CampaignStore>().NamedOrOnlyAsync(null)));
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply these changes" }).ClickAsync();

        var card = page.Locator(".card", new() { HasText = Told }).Locator("a").First;
        await Expect(card.Locator("img")).ToBeVisibleAsync();
        return (await card.GetAttributeAsync("href"))!;
    }

    /// <summary>The week's settings with two daily places, and two posts, one of them with a picture.</summary>
    private static async Task<byte[]> BookAsync(WholeDesk desk)
    {
        var week = await desk.Week.Get<CampaignStore>().NamedOrOnlyAsync(null) with
        {
            Slots = [new Slot { Name = "Question", Kind = "question", WallTime = new(12, 0), Required = true }, new Slot { Name = "Story", Kind = "story", WallTime = new(15, 0) }],
        };
        PostContent PostOf(string reference, int hour, string text) => new()
        {
            Ref = reference,
            Kind = "story",
            SlotOn = new(2027, 11, 15),
            SlotTime = new(hour, 0),
            Text = text,
            Credit = "The Tuesday kitchen",
            Permission = "Morag, 1 November",
            Accounts = [new PostAccount { Network = "x", Handle = "ScotCoPro" }],
        };
        var story = PostOf("story", 15, Told) with { Pictures = [new PostPicture { FileName = "cards/meal.png", AltText = "A long table with soup" }] };
        return BookXml.Zip(("week.xlsx", WorkbookWriter.Write(week, [(story, ""), (PostOf("later", 18, "Come back tomorrow. #CoProWeekScot"), "")])), ("cards/meal.png", A.Png));
    }

    /// <returns>The new post's page.</returns>
    private static async Task<string> WriteAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Write one.*Question, Tue 16 Nov") }).ClickAsync();
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync(Asked);
        await page.SetInputFilesAsync("#file-0", new FilePayload { Name = "chair.png", MimeType = "image/png", Buffer = A.OtherPng });
        await page.GetByLabel("Alt text of picture 1").FillAsync(Alt);
        await page.GetByLabel("Permission").FillAsync("not needed");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("It is a draft");
        await Expect(page.Locator("h1")).ToContainTextAsync("Tue 16 Nov");
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task MoveToMondayAsync(IPage page, string post)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "The week", Exact = true }).ClickAsync();
        await page.Locator($"#post-{post.Split('/')[^1]} .card-move").PressAsync("m");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("main > [role=status].notice")).ToContainTextAsync($"Moved: {Asked}");
        await Expect(page.Locator("[data-day='2027-11-15'][data-time='12:00']")).ToContainTextAsync(Asked);
    }

    /// <summary>Ailsa asks; Bina, who is not signed in, opens the mailed link on a telephone.</summary>
    private static async Task ApproveAsync(WholeDesk desk, IPage page, string post, string text)
    {
        await page.GotoAsync(desk.Address(post).AbsoluteUri);
        await page.GetByRole(AriaRole.Link, new() { Name = "Ask somebody to approve it by mail" }).ClickAsync();
        await page.GetByLabel("Bina").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the mail" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Bina is being asked by mail");

        var mail = await desk.MailAsync("bina@example.org", text[..20]);
        await using var telephone = await Chromium.OpenAsync(390, 844);
        await telephone.GoAsync(new Uri(Link().Match(mail.Text).Value));
        await Expect(telephone.Page.Locator(".said-text")).ToHaveTextAsync(text);
        await Expect(telephone.Page.Locator(".said img")).ToBeVisibleAsync();
        await telephone.Page.GetByRole(AriaRole.Button, new() { Name = "Approve it as Bina" }).ClickAsync();
        await Expect(telephone.Page.Locator("h1")).ToHaveTextAsync("Approved. Thank you, Bina.");
        Assert.Empty(telephone.Complaints);
    }

    /// <returns>X's id of what went out.</returns>
    private static async Task<string> GoOutAsync(WholeDesk desk, IPage page)
    {
        desk.Week.Clock.StepTo(Noon);
        await desk.Week.LiveAsync(Noon.AddMinutes(1));

        var arrived = Assert.Single(await desk.Week.ArrivedAsync(), post => post.GetProperty("account").GetString() == "ScotCoPro");
        Assert.Equal(Asked, arrived.GetProperty("text").GetString());
        Assert.Equal(Alt, Assert.Single(arrived.GetProperty("media").EnumerateArray()).GetProperty("alt_text").GetString());
        var id = arrived.GetProperty("id").GetString()!;
        await page.GotoAsync(desk.Address("/").AbsoluteUri);
        var entry = page.Locator(".entry", new() { HasText = Asked });
        await Expect(entry.Locator(".chip")).ToHaveTextAsync("Sent");
        await Expect(entry.GetByRole(AriaRole.Link, new() { Name = "See the post" })).ToHaveAttributeAsync("href", $"https://x.com/ScotCoPro/status/{id}");
        return id;
    }

    private static async Task TakeDownAsync(WholeDesk desk, IPage page, string post, string id)
    {
        await page.GotoAsync(desk.Address(post).AbsoluteUri);
        await page.GetByRole(AriaRole.Link, new() { Name = "Take it down" }).ClickAsync();
        await page.GetByLabel("Why").FillAsync("The chair is somebody’s");
        await page.GetByLabel("I am sure").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it down now" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Taken down: it is gone from X as @ScotCoPro.");
        await Expect(page.Locator(".lead .chip")).ToHaveTextAsync("Removed");
        var there = Assert.Single(await desk.Week.ArrivedAsync(), each => each.GetProperty("id").GetString() == id);
        Assert.NotNull(there.GetProperty("deleted_at").GetString());
    }

    /// <summary>The story's time comes and its alarm rings, and it stays.</summary>
    private static async Task StopAsync(WholeDesk desk, IPage page)
    {
        await desk.AlarmsAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Stop everything" }).ClickAsync();
        await page.GetByLabel("Why").FillAsync("National mourning");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop everything…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, stop everything now" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Everything is stopped");

        desk.Week.Clock.StepTo(A.MondayMorning.AddHours(6).AddMinutes(1));
        await desk.AlarmsAsync(0);

        Assert.DoesNotContain(Told, await desk.Week.ArrivedTextsAsync());
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "What it did" })).ToContainTextAsync("its time has come");
    }

    private static async Task ReleaseAsync(WholeDesk desk, IPage page)
    {
        using var people = new People(desk.Week.Sandbox.Address);
        await people.SayAsync("We are! #CoProWeekScot");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lift it: send again" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Posts go out again.");
        await desk.Week.LiveAsync(A.MondayMorning.AddHours(6.25));

        Assert.Single(await desk.Week.ArrivedTextsAsync(), Told);
        await page.GotoAsync(desk.Address("/").AbsoluteUri);
        await Expect(page.Locator(".entry", new() { HasText = Told }).Locator(".chip")).ToHaveTextAsync("Sent");
    }

    /// <summary>One post of ours stands and one answer: what was taken down is not counted.</summary>
    private static async Task ReportAsync(WholeDesk desk, IPage page)
    {
        await desk.Week.Get<Refresher>().RefreshAsync(desk.Week.Campaign, null, CancellationToken.None);
        await page.GetByRole(AriaRole.Link, new() { Name = "Reach report" }).ClickAsync();

        var posts = page.Locator(".report-figure", new() { Has = page.GetByText("Posts with #CoProWeekScot", new() { Exact = true }) });
        await Expect(posts.Locator(".report-number")).ToHaveTextAsync("2");
        await Expect(posts.Locator(".report-sides")).ToHaveTextAsync(new Regex(@"Ours\s*1\s*Everybody else's\s*1"));
        await Expect(page.Locator(".report-figure", new() { HasText = "Accounts that took part" }).Locator(".report-number")).ToHaveTextAsync("1");
        await posts.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.Locator(".mention-text")).ToHaveTextAsync([Told, "We are! #CoProWeekScot"]);
    }

    [GeneratedRegex(@"^http://127\.0\.0\.1:\d+/approve/\S+$", RegexOptions.Multiline)]
    private static partial Regex Link();
}
