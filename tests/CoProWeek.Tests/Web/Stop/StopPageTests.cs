using System.Net;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Web.Actions;

public sealed class StopPageTests
{
    [Fact]
    public async Task It_says_what_it_will_do_asks_again_and_then_what_it_did()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db);
        await A.Delivery(db, await A.Post(db, campaign, at: A.MondayMorning.AddHours(1), approvedBy: "ann"));
        await A.Delivery(db, await A.Post(db, campaign, at: A.MondayMorning.AddDays(2), approvedBy: "ann"));

        Assert.Contains("2 posts wait to go out, 1 of them within the next 24 hours; the first Mon 15 Nov 10:00 GMT.", Html.Section(await dashboard.GetAsync("/stop"), "will"), StringComparison.Ordinal);
        Assert.Contains("Are you sure?", await dashboard.ReadAsync("/stop?why=Mourning"), StringComparison.Ordinal);
        Assert.Equal(0, await StandingAsync(dashboard));

        using var pressed = await dashboard.PostFormAsync("/stop?why=Mourning", new() { ["why"] = "Mourning" }, to: "/stop?handler=Set");
        Assert.Equal((HttpStatusCode.Redirect, "/stop"), (pressed.StatusCode, pressed.Headers.Location!.OriginalString));
        Assert.Equal(1, await StandingAsync(dashboard));
        Assert.Contains("Mourning Ailsa, Mon 15 Nov 09:00 GMT", Html.Section(await dashboard.GetAsync("/stop"), "did"), StringComparison.Ordinal);

        using var lifted = await dashboard.PostFormAsync("/stop", [], to: "/stop?handler=Lift");
        Assert.Equal(0, await StandingAsync(dashboard));
        Assert.Contains("Posts go out again.", await dashboard.ReadAsync("/stop"), StringComparison.Ordinal);
        Assert.Contains("sending again by Ailsa", await dashboard.ReadAsync("/history"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_reason_it_is_not_pressed()
    {
        await using var dashboard = await DashboardHost.StartAsync();

        using var pressed = await dashboard.PostFormAsync("/stop?why=x", new() { ["why"] = " " }, to: "/stop?handler=Set");

        Assert.Contains("Say why everything is stopped", await pressed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await StandingAsync(dashboard));
    }

    [Fact]
    public async Task Everybody_sees_that_everything_is_stopped_on_every_page()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var post = await A.Post(dashboard.Database.DataSource, await A.Campaign(dashboard.Database.DataSource));
        await A.StopAll(dashboard.Database.DataSource);
        var reviewer = await dashboard.SignInAsync("reviewer");

        foreach (var path in new[] { "/", "/week", $"/posts/{post}", "/history", "/me" })
            Assert.Contains("Everything is stopped: nothing new is sent.", await reviewer.GetStringAsync(new Uri(path, UriKind.Relative)), StringComparison.Ordinal);
        Assert.DoesNotContain("Everything is stopped", await dashboard.Stranger.GetStringAsync(new Uri("/sign-in", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("author")]
    [InlineData("reviewer")]
    public async Task Only_a_manager_comes_to_it(string role)
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var other = await dashboard.SignInAsync(role);

        Assert.Contains("href=\"/stop\"", await dashboard.GetAsync("/me"), StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/stop\"", await other.GetStringAsync(new Uri("/me", UriKind.Relative)), StringComparison.Ordinal);
        using var seen = await other.GetAsync(new Uri("/stop", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, seen.StatusCode);
        using var pressed = await dashboard.PostFormAsync("/me", new() { ["why"] = "x" }, other, "/stop?handler=Set");
        Assert.Equal(HttpStatusCode.Forbidden, pressed.StatusCode);
        Assert.Equal(0, await StandingAsync(dashboard));
    }

    private static async Task<long> StandingAsync(DashboardHost dashboard)
    {
        await using var rows = await dashboard.Database.DataSource.OpenConnectionAsync();
        return await rows.ExecuteScalarAsync<long>("SELECT count(*) FROM stop_all");
    }
}
