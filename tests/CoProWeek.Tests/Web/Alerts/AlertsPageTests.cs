using System.Net;
using System.Text.RegularExpressions;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web.Alerts;

/// <summary>Until a person has said that a test arrived, nobody would be told.</summary>
public sealed partial class AlertsPageTests
{
    [Fact]
    public async Task A_test_is_confirmed_by_its_link_once_and_only_then_are_people_told()
    {
        await using var smtp = new SmtpServer();
        await using var dashboard = await DeskAsync(smtp.Port);
        Assert.Contains("Nobody would be told if a post did not go out: no person has said yet that an alert arrives.", await dashboard.ReadAsync("/"), StringComparison.Ordinal);

        (await dashboard.PostFormAsync("/alerts", [])).Dispose();
        var link = Link().Match(Assert.Single(smtp.Mails).Text).Value;
        Assert.Contains("Did this test reach you?", await StrangerAsync(dashboard, link), StringComparison.Ordinal);
        Assert.Contains("Nobody would be told", await dashboard.ReadAsync("/"), StringComparison.Ordinal);

        using (var answer = await dashboard.PostFormAsync(link, [], dashboard.Stranger))
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        Assert.Contains("Thank you", await StrangerAsync(dashboard, link), StringComparison.Ordinal);
        Assert.Contains("Alerts arrive", await dashboard.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains("Mail to Ailsa@example.org confirmed", await dashboard.ReadAsync("/alerts"), StringComparison.Ordinal);
        Assert.Contains("alerts confirmed", await dashboard.ReadAsync("/history"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_server_is_asked_for_anew()
    {
        await using var smtp = new SmtpServer();
        await using var dashboard = await DeskAsync(smtp.Port);
        (await dashboard.PostFormAsync("/alerts", [])).Dispose();
        (await dashboard.PostFormAsync(Link().Match(Assert.Single(smtp.Mails).Text).Value, [], dashboard.Stranger)).Dispose();

        await using var other = await DashboardHost.StartAsync(settings: Settings(1), over: dashboard.Database);

        Assert.Contains("Nobody would be told", await other.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_way_it_is_said_what_to_set_and_only_managers_may_look()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var author = await dashboard.SignInAsync("author");

        Assert.Contains("neither mail (Mail:Host) nor a chat (Alerts:Webhook) is configured", await dashboard.ReadAsync("/alerts"), StringComparison.Ordinal);
        using var refused = await author.GetAsync(new Uri("/alerts", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var nothing = await dashboard.Stranger.GetAsync(new Uri("/alerts/confirm/nothing", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    private static Task<DashboardHost> DeskAsync(int port) => DashboardHost.StartAsync(settings: Settings(port));

    private static Dictionary<string, string?> Settings(int port) => new()
    {
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = $"{port}",
        ["Mail:StartTls"] = "false",
        ["Mail:From"] = "week@scotcopro.example",
        ["Web:PublicUrl"] = "https://week.example",
    };

    private static async Task<string> StrangerAsync(DashboardHost dashboard, string path) =>
        Html.Text(await dashboard.Stranger.GetStringAsync(new Uri(path, UriKind.Relative)));

    [GeneratedRegex(@"/alerts/confirm/[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();
}
