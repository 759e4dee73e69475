using System.Text;
using System.Text.RegularExpressions;
using CoProWeek.Campaigns;
using CoProWeek.Publishing;
using CoProWeek.Tests.Support;
using Microsoft.Playwright;

namespace CoProWeek.Tests.Web.Plan;

/// <summary>The pages of the plan in a browser, and the week on paper.</summary>
public sealed partial class PlanPagesTests
{
    private const string Week = "/campaigns/big-questions-week";

    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, true)]
    public async Task Every_page_of_the_plan_can_be_read_by_everyone(int width, bool dark)
    {
        await using var host = await DashboardHost.StartAsync();
        await SampleAsync(host);
        var book = await host.Client.GetStringAsync(new Uri($"{Week}/plan/files/big-questions-week.csv", UriKind.Relative));
        var changed = book.Replace("What question", "Which question", StringComparison.Ordinal).Replace("spare-question", "another-spare", StringComparison.Ordinal);
        var check = await host.UploadAsync($"{Week}/plan", Encoding.UTF8.GetBytes(changed), "plan.csv");
        var wrong = await host.UploadAsync($"{Week}/plan", Encoding.UTF8.GetBytes(changed.Replace(",call,", ",calls,", StringComparison.Ordinal).Replace("cards/", "other-cards/", StringComparison.Ordinal)), "plan.csv");
        await using var browser = await Chromium.OpenAsync(width);
        await browser.SignInAsync(host, name: "Ailsa");
        await browser.Page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });

        foreach (var (path, name) in new[] { ("/campaigns", "weeks"), ("/campaigns/new", "new"), ($"{Week}/settings", "settings"), ($"{Week}/copy", "copy"), ($"{Week}/plan", "plan"), ($"{Week}/print", "print"), (check, "check"), (wrong, "wrong") })
        {
            await browser.GoAsync(new Uri(host.Client.BaseAddress!, path));
            await browser.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "plan", $"{name}-{width}.png"), FullPage = true });
            Assert.Empty(browser.Complaints);
            Assert.Empty((await browser.AccessibilityFaultsAsync()).Select(fault => $"{path}: {fault}"));
            Assert.False(await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"), $"{path} is wider than its window.");
        }
    }

    [Fact]
    public async Task The_week_prints_on_one_side_of_A4()
    {
        await using var host = await DashboardHost.StartAsync();
        await SampleAsync(host);
        await using var browser = await Chromium.OpenAsync();
        await browser.SignInAsync(host);
        await browser.GoAsync(new Uri(host.Client.BaseAddress!, $"{Week}/print"));

        var pdf = await browser.Page.PdfAsync(new() { PreferCSSPageSize = true, Path = Path.Combine(Repository.Root, "artifacts", "plan", "week.pdf") });

        var read = Encoding.Latin1.GetString(pdf);
        Assert.Single(Page().Matches(read));
        Assert.Matches(@"/MediaBox \[0 0 84[12](\.\d+)? 59[456]", read);
    }

    [Fact]
    public async Task A_week_of_many_long_posts_prints_on_one_side_too()
    {
        await using var host = await DashboardHost.StartAsync();
        var campaign = await A.Campaign(host.Database.DataSource, days: 7);
        for (var n = 0; n < 42; n++)
            await A.Post(host.Database.DataSource, campaign, at: A.MondayMorning.AddDays(n / 6).AddHours(n % 6), text: $"{n} {string.Join(' ', Enumerable.Repeat("co-production", n == 9 ? 800 : 40))}");
        await using var browser = await Chromium.OpenAsync();
        await browser.SignInAsync(host);
        await browser.GoAsync(new Uri(host.Client.BaseAddress!, "/campaigns/questions-week/print"));

        var pdf = await browser.Page.PdfAsync(new() { PreferCSSPageSize = true, Path = Path.Combine(Repository.Root, "artifacts", "plan", "full.pdf") });

        Assert.Single(Page().Matches(Encoding.Latin1.GetString(pdf)));
    }

    private static async Task SampleAsync(DashboardHost host)
    {
        var diff = (await host.Get<PlanImport>().PrepareAsync([Path.Combine(Repository.Root, "samples", "big-questions-week")])).Diff!;
        await host.Get<Approvals>().ApplyAsync(diff, "Ailsa", mayVoid: true, CancellationToken.None);
    }

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex Page();
}
