using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web;

namespace CoProWeek.Tests.Cli;

public sealed class DemoTests
{
    /// <summary>Looked through every other hour, a week is lived in seconds.</summary>
    private static readonly Dictionary<string, string?> Machine = new() { ["Collecting:Every"] = "02:00:00" };

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task The_week_is_lived_whole_and_every_figure_of_its_report_equals_one_counted_by_hand_from_the_practice_networks_own_list()
    {
        var data = Path.Combine(TemporaryFolder.Create(), "data");
        using var demo = AppProcess.Start(Machine, "demo", "--speed", "20000", "--data", data);
        await demo.UntilSaidAsync("The dashboard is at");
        await IsToldWhereTheFirstIsAsync(data);
        await demo.UntilSaidAsync("The week is over", Patience);

        Assert.Contains("27 parts of 25 posts planned; 27 arrived; 0 not exactly once and in time; 0 nobody planned; in order.", demo.Said, StringComparison.Ordinal);
        Assert.Matches(@"Mon 15 Nov 1\d:00  collected \d+ new mentions of #CoProWeekScot", demo.Output);
        Assert.Contains("collected; 0 missing; 0 that should not be there.", demo.Said, StringComparison.Ordinal);
        var page = Assert.Single(Directory.GetFiles($"{data}-demo", "reach-report-*.html"));
        Assert.Contains($"The report as a page to print and send: {page}", demo.Said, StringComparison.Ordinal);
        await CountByHandAsync(demo);
    }

    [Fact]
    public async Task Killed_in_mid_week_the_next_demo_goes_on_with_it_and_every_post_still_goes_out_once()
    {
        var data = Path.Combine(TemporaryFolder.Create(), "data");
        using (var killed = AppProcess.Start(Machine, "demo", "--exit", "--speed", "2000", "--data", data))
        {
            await killed.UntilSaidAsync("mon-event", Patience);
            await killed.KillAsync();
        }
        using var next = AppProcess.Start(Machine, "demo", "--exit", "--speed", "20000", "--data", data);

        Assert.Equal(0, await next.EndAsync(Patience));
        Assert.Contains("Going on with the week", next.Said, StringComparison.Ordinal);
        Assert.Contains("27 parts of 25 posts planned; 27 arrived; 0 not exactly once", next.Said, StringComparison.Ordinal);
        Assert.Contains("collected; 0 missing; 0 that should not be there.", next.Said, StringComparison.Ordinal);
    }

    private static async Task IsToldWhereTheFirstIsAsync(string data)
    {
        using var second = AppProcess.Start(Machine, "demo", "--exit", "--data", data);
        Assert.Equal(1, await second.EndAsync());
        Assert.Contains("A demo is running on", second.Said, StringComparison.Ordinal);
    }

    private static async Task CountByHandAsync(AppProcess demo)
    {
        using var http = new HttpClient();
        await SignInAsync(http, Address(@"This link signs you in, once: (\S+)", demo));

        var report = await http.GetFromJsonAsync<JsonElement>($"{Address(@"The dashboard is at (\S+)", demo)}/campaigns/big-questions-week/report.json?names=yes");
        var counted = SlowReading.Of(await http.GetFromJsonAsync<JsonElement>($"{Address(@"(http://\S+)/ScotCoPro/status", demo)}/sandbox/state"));

        Assert.True(counted.Posts.Count > 200, $"Only {counted.Posts.Count} posts to count.");
        Assert.Equal(counted.Figures(), SlowReading.FiguresOf(report));
        Assert.Equal(counted.Days(), SlowReading.DaysOf(report));
        Assert.Equal(counted.Lists(), SlowReading.ListsOf(report));
    }

    /// <summary>As a person does with the link that the demo prints: open it, and press the button.</summary>
    private static async Task SignInAsync(HttpClient http, string link)
    {
        var form = new Dictionary<string, string> { ["later"] = "yes", ["__RequestVerificationToken"] = Html.FormToken(await http.GetStringAsync(new Uri(link))) };
        using var body = new FormUrlEncodedContent(form);
        using var today = await http.PostAsync(new Uri(link), body);
        Assert.True(today.IsSuccessStatusCode);
    }

    private static string Address(string where, AppProcess demo) => Regex.Match(demo.Said, where, RegexOptions.None, Patience).Groups[1].Value;
}
