using System.Text;
using System.Text.RegularExpressions;
using CoProWeek.Campaigns;
using CoProWeek.Publishing;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web.Plan;

/// <summary>The week on paper.</summary>
public sealed partial class PlanPagesTests
{
    private const string Week = "/campaigns/big-questions-week";

    [Fact]
    public async Task The_week_prints_on_one_side_of_A4()
    {
        await using var host = await DashboardHost.StartAsync();
        await SampleAsync(host);
        await using var browser = await Chromium.OpenAsync();
        await browser.SignInAsync(host);
        await browser.GoAsync(new Uri(host.Client.BaseAddress!, $"{Week}/print"));

        var pdf = await browser.Page.PdfAsync(new() { PreferCSSPageSize = true, Path = Path.Combine(Repository.Root, "artifacts", "screens", "week.pdf") });

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

        var pdf = await browser.Page.PdfAsync(new() { PreferCSSPageSize = true, Path = Path.Combine(Repository.Root, "artifacts", "screens", "full.pdf") });

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
