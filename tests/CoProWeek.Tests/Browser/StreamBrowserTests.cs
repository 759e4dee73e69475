using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web;
using CoProWeek.Tests.Web.Mentions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoProWeek.Tests.Browser;

/// <summary>A manager reads what people say, and does something about it.</summary>
public sealed class StreamBrowserTests
{
    [Theory]
    [InlineData(1280, true)]
    [InlineData(390, true)]
    [InlineData(1280, false)]
    public async Task It_is_searched_hidden_answered_and_removed(int width, bool scripts)
    {
        await using var desk = await StreamDesk.OpenAsync();
        await using var browser = await OpenAsync(desk, width, scripts);
        var page = browser.Page;
        await browser.GoAsync(new Uri(desk.Dashboard.Client.BaseAddress!, StreamDesk.Stream));

        await page.GetByLabel("Words in it").FillAsync("power");
        await page.GetByText("More to choose by").ClickAsync();
        await page.GetByLabel("Kind").SelectOptionAsync("Posts of their own");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await Expect(page.Locator(".mention-text")).ToHaveTextAsync(["Ours about power #CoProWeekScot", "Power should be shared #CoProWeekScot"]);
        Assert.Empty(scripts ? await browser.AccessibilityFaultsAsync() : []);

        await page.GetByRole(AriaRole.Button, new() { Name = "We answered @kelp_kitchen" }).ClickAsync();
        await Expect(page.Locator(".notice")).ToHaveTextAsync("Noted: answered by @ScotCoPro.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Hide @kelp_kitchen" }).ClickAsync();
        await Expect(page.Locator(".mention-text")).ToHaveTextAsync(["Ours about power #CoProWeekScot"]);
        await page.GetByRole(AriaRole.Link, new() { Name = "Show what is hidden" }).ClickAsync();
        await Expect(page.Locator(".mention-mark")).ToHaveTextAsync(["Hidden by Ailsa, Mon 15 Nov 09:00 GMT", "Answered by @ScotCoPro, noted Mon 15 Nov 09:00 GMT"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show again @kelp_kitchen" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show every post and every day" }).ClickAsync();
        await Expect(page.Locator(".mention")).ToHaveCountAsync(6);

        await page.Locator(".mention", new() { HasText = "Power should" }).GetByRole(AriaRole.Link, new() { Name = "More" }).ClickAsync();
        Assert.Empty(scripts ? await browser.AccessibilityFaultsAsync() : []);
        await page.GetByLabel("Which of us").SelectOptionAsync("Ailsa");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change it" }).ClickAsync();
        await Expect(page.Locator(".notice")).ToHaveTextAsync("Noted: answered by Ailsa.");
        await page.GetByLabel("This post").CheckAsync();
        await page.GetByLabel("Why").FillAsync("Its author asked by mail");
        await page.GetByLabel("I am sure").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove it now" }).ClickAsync();
        await Expect(page.Locator(".notice")).ToHaveTextAsync("Removed for good: 1 post.");
        await Expect(page.Locator(".mention")).ToHaveCountAsync(5);
        await browser.GoAsync(new Uri(desk.Dashboard.Client.BaseAddress!, "/history"));
        await Expect(page.Locator(".history > li").First).ToContainTextAsync("mention removed by Ailsa");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task A_post_is_featured_and_its_draft_saved_from_the_form_that_opens()
    {
        await using var desk = await StreamDesk.OpenAsync();
        await using var browser = await OpenAsync(desk, 1280, scripts: true);
        var page = browser.Page;
        await browser.GoAsync(new Uri(desk.Dashboard.Client.BaseAddress!, $"{StreamDesk.Stream}/{desk.Posts["Soup"]}"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Make a draft of it" }).ClickAsync();
        await Expect(page.Locator("#text")).ToHaveValueAsync("“Soup and ÒRAIN for everybody, 100% #CoProWeekScot” @kelp_kitchen");
        await Expect(page.GetByLabel("Credit")).ToHaveValueAsync("Kelp Kitchen (@kelp_kitchen)");
        await page.GetByLabel("Day", new() { Exact = true }).FillAsync("2027-11-17");
        await page.GetByLabel("Time", new() { Exact = true }).FillAsync("15:00");
        await page.GetByLabel("Permission").FillAsync("Morag by e-mail, 15 November");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();

        await Expect(page.Locator(".notice")).ToHaveTextAsync("Saved. It is a draft and goes out once it is approved.");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Names_to_thank_are_copied_with_a_press_and_stand_to_be_selected_without_script()
    {
        await using var desk = await StreamDesk.OpenAsync();
        await using var browser = await OpenAsync(desk, 390, scripts: true);
        await browser.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await browser.GoAsync(new Uri(desk.Dashboard.Client.BaseAddress!, StreamDesk.Stream));
        await browser.Page.GetByRole(AriaRole.Link, new() { Name = "Names to thank" }).ClickAsync();

        await browser.Page.GetByLabel("Each list begins with").FillAsync("Thank you");
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Copy List 1" }).ClickAsync();
        await browser.Page.GetByText("Copied.").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        Assert.Equal("Thank you @kelp_kitchen @Tide_Table", await browser.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        Assert.Empty(browser.Complaints);

        await using var plain = await OpenAsync(desk, 1280, scripts: false);
        await plain.GoAsync(new Uri(desk.Dashboard.Client.BaseAddress!, "/campaigns/questions-week/thanks?begin=Thank+you"));
        await Expect(plain.Page.GetByLabel("List 1", new() { Exact = true })).ToHaveValueAsync("Thank you @kelp_kitchen @Tide_Table");
        await Expect(plain.Page.GetByRole(AriaRole.Button, new() { Name = "Copy List 1" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_newest_come_by_themselves()
    {
        await using var dashboard = await DashboardHost.StartAsync(clock: new CoProWeek.Clock.StepClock(A.MondayMorning));
        var db = dashboard.Database.DataSource;
        var watch = await A.Watch(db, await A.Campaign(db));
        await using var browser = await Chromium.OpenAsync();
        await browser.SignInAsync(dashboard);
        await browser.GoAsync(new Uri(dashboard.Client.BaseAddress!, StreamDesk.Stream));
        await Expect(browser.Page.Locator(".mention")).ToHaveCountAsync(0);

        await A.Found(db, await A.Mention(db, await A.Author(db, "kelp_kitchen"), text: "Here by itself #CoProWeekScot"), watch);

        await Expect(browser.Page.Locator(".mention-text")).ToHaveTextAsync(["Here by itself #CoProWeekScot"], new() { Timeout = 20_000 });
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Hide @kelp_kitchen" }).ClickAsync();
        await Expect(browser.Page.Locator(".notice")).ToContainTextAsync("Hidden:");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task Who_answers_whom_is_a_table_and_a_file_without_names_unless_they_are_asked_for()
    {
        await using var desk = await StreamDesk.OpenAsync();
        var db = desk.Dashboard.Database.DataSource;
        await A.Turns(db, desk.Posts["Powerful"], answers: desk.Posts["Power"]);
        await using var browser = await OpenAsync(desk, 1280, scripts: true);
        var page = browser.Page;
        await browser.GoAsync(new Uri(desk.Dashboard.Client.BaseAddress!, StreamDesk.Stream));

        await page.GetByRole(AriaRole.Link, new() { Name = "Who answers whom" }).ClickAsync();
        await Expect(page.Locator(".ties tbody td").Nth(0)).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^Account [12]$"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Show it with them" }).ClickAsync();
        await Expect(page.Locator(".ties tbody td")).ToHaveTextAsync(["@Tide_Table", "@kelp_kitchen", "1", "1", "0", "0"]);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Without names (GEXF)" }).ClickAsync());

        Assert.Equal("ties-questions-week-2027-11-01-to-2027-12-03.gexf", download.SuggestedFilename);
        var written = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains("<edge id=\"1\" source=", written, StringComparison.Ordinal);
        Assert.DoesNotContain("kelp", written, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(browser.Complaints);
    }

    private static async Task<BrowserPage> OpenAsync(StreamDesk desk, int width, bool scripts)
    {
        var browser = await Chromium.OpenAsync(width, scripts: scripts);
        await browser.SignInAsync(desk.Dashboard);
        return browser;
    }
}
