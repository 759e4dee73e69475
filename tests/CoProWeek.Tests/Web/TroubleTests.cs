using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Web;

public sealed class TroubleTests
{
    [Theory]
    [InlineData("held", "person", "Resume")]
    [InlineData("held", "check", "Resume")]
    [InlineData("held", "token", "Put the account’s keys right")]
    [InlineData("held", "budget", "Raise the limit")]
    [InlineData("held", "undecided", "It did not go out")]
    [InlineData("failed", null, "Make it a draft again")]
    [InlineData("missed", null, "I posted this myself…")]
    [InlineData("unknown", null, "CoProWeek reads the account’s own timeline")]
    public async Task What_did_not_simply_go_out_says_why_and_what_to_do(string state, string? holdReason, string step)
    {
        await using var dashboard = await DashboardHost.StartAsync(A.MondayMorning.AddMinutes(5));
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db), "mon-blog", text: "Power is not a cake", approvedBy: "ann");
        await A.Delivery(db, post, state, holdReason, reason: "X: something happened. Do this.");

        var html = await dashboard.GetAsync("/");
        var troubles = Html.Section(html, "troubles");

        Assert.Contains("Mon 15 Nov 09:00 GMT, @ScotCoPro Power is not a cake", troubles, StringComparison.Ordinal);
        Assert.Contains("X: something happened. Do this.", troubles, StringComparison.Ordinal);
        Assert.Contains(step, troubles, StringComparison.Ordinal);
        Assert.Contains($"href=\"/posts/{post}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_goes_well_is_no_trouble()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db);
        foreach (var state in new[] { "queued", "sent", "cancelled", "removed", "sending" })
            await A.Delivery(db, await A.Post(db, campaign, approvedBy: "ann"), state);

        var page = await dashboard.ReadAsync("/");

        Assert.DoesNotContain("Needs a look", page, StringComparison.Ordinal);
        Assert.Contains("Nothing is held, failed, missed or in doubt.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_that_was_approved_anew_is_over()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db), approvedBy: "ann");
        await A.Delivery(db, post, "failed");
        await A.Delivery(db, post);

        Assert.DoesNotContain("Needs a look", await dashboard.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trouble_in_another_campaign_is_not_hidden()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var other = await A.Campaign(db, "spring", "Spring", from: new(2027, 5, 3));
        await A.Delivery(db, await A.Post(db, other, "may-blog", text: "Left over from May", at: A.MondayMorning.AddMonths(-6), approvedBy: "ann"), "held", "undecided");
        await A.Campaign(db, accounts: []);

        var troubles = Html.Section(await dashboard.GetAsync("/"), "troubles");
        Assert.Contains("Left over from May", troubles, StringComparison.Ordinal);
        Assert.Contains("It did not go out", troubles, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_red_button_and_a_paused_account_are_told_first()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        await A.Account(db, "Quiet", pausedWhy: "Restored from a backup.");
        await using (var connection = await db.OpenConnectionAsync())
            await connection.ExecuteAsync("INSERT INTO stop_all (set_by, set_at, why) VALUES ('ann', @at, 'National mourning.')", new { at = A.MondayMorning });

        var troubles = Html.Section(await dashboard.GetAsync("/"), "troubles");

        Assert.Contains("Everything is stopped: nothing new is sent. National mourning. (ann)", troubles, StringComparison.Ordinal);
        Assert.Contains("@Quiet is paused: nothing new is sent there. Restored from a backup.", troubles, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_press_a_button_is_told_who_does()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        await A.Delivery(db, await A.Post(db, await A.Campaign(db), approvedBy: "ann"), "held", "person");
        var author = await dashboard.SignInAsync("author");

        var html = await author.GetStringAsync(new Uri("/", UriKind.Relative));

        Assert.Contains("A manager does this", Html.Section(html, "troubles"), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"what\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_is_ready_for_as_long_as_it_holds_its_lock()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var worker = await A.Worker(db);
        Assert.Contains("No worker is running", await dashboard.ReadAsync("/"), StringComparison.Ordinal);

        await using var connection = await db.OpenConnectionAsync();
        await connection.ExecuteAsync("SELECT pg_advisory_lock(8123, @worker)", new { worker });
        Assert.Contains("1 worker ready to send: process 1 on test", await dashboard.ReadAsync("/"), StringComparison.Ordinal);

        await connection.ExecuteAsync("SELECT pg_advisory_unlock(8123, @worker)", new { worker });
        Assert.Contains("No worker is running", await dashboard.ReadAsync("/"), StringComparison.Ordinal);
    }
}
