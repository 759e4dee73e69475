using CoProWeek.Networks;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web.Accounts;

/// <summary>Check, pause, resume, disconnect; and what the pages say of it.</summary>
public sealed class AccountPageTests
{
    [Fact]
    public async Task A_check_asks_X_now_and_its_answer_is_kept_and_said()
    {
        await using var desk = await AccountDesk.OpenAsync();
        await desk.PasteAsync();
        Assert.Contains("Checked. X says that these keys post as @ScotCoPro.", await desk.PressAsync("Check"), StringComparison.Ordinal);
        Assert.Contains("@ScotCoPro has its keys and X accepts them, not used yet", Html.Section(await desk.Dashboard.GetAsync("/"), "health"), StringComparison.Ordinal);

        await desk.AtXAsync(new { handle = "ScotCoPro", read_only = true });
        Assert.Contains("The app may only read, not post.", await desk.PressAsync("Check"), StringComparison.Ordinal);
        Assert.Contains("The app may only read, not post.", Html.Section(await desk.Dashboard.GetAsync("/"), "health"), StringComparison.Ordinal);

        await desk.AtXAsync(new { handle = "ScotCoPro", revoked = true });
        Assert.Contains("(401: \"Unauthorized\"). Renew its keys under Accounts", await desk.PressAsync("Check"), StringComparison.Ordinal);
        Assert.Contains("@ScotCoPro did not pass its last check. X:", await desk.Dashboard.ReadAsync("/accounts"), StringComparison.Ordinal);
        Assert.Equal("Ailsa", await desk.OneAsync("SELECT by_whom FROM account_checks WHERE NOT ok"));
        Assert.Equal("3", await desk.OneAsync("SELECT count(*)::text FROM events WHERE what = 'account checked' AND actor = 'Ailsa'"));
    }

    [Fact]
    public async Task Keys_of_the_configuration_are_checked_too()
    {
        await using var desk = await AccountDesk.OpenAsync(settings: new() { ["X:Accounts:ScotCoPro:OAuth2Token"] = Networks.Sandbox.Practice.Us.UserToken });

        Assert.Contains("Checked. X says that these keys post as @ScotCoPro.", await desk.PressAsync("Check"), StringComparison.Ordinal);
        Assert.DoesNotContain("Disconnect", await desk.Dashboard.ReadAsync(desk.Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paused_account_waits_says_who_and_why_and_goes_on()
    {
        await using var desk = await AccountDesk.OpenAsync();
        Assert.Contains("Say why it is paused", await desk.PressAsync("Pause", new() { ["why"] = " " }), StringComparison.Ordinal);

        Assert.Contains("@ScotCoPro is paused: nothing new is sent as it", await desk.PressAsync("Pause", new() { ["why"] = "Handover to <b>Bina</b>" }), StringComparison.Ordinal);

        Assert.Contains("@ScotCoPro is paused by Ailsa: Handover to <b>Bina</b>.", Html.Section(await desk.Dashboard.GetAsync("/"), "health"), StringComparison.Ordinal);
        Assert.Contains("Since Mon 15 Nov 09:00 GMT, by Ailsa: Handover", await desk.Dashboard.ReadAsync("/accounts"), StringComparison.Ordinal);
        Assert.Contains("posts again.", await desk.PressAsync("Resume"), StringComparison.Ordinal);
        Assert.Null(await desk.OneAsync("SELECT coalesce(paused_by, paused_why) FROM accounts"));
        Assert.Equal("Ailsa/@ScotCoPro: Handover to <b>Bina</b>|Ailsa/@ScotCoPro", await desk.OneAsync("SELECT string_agg(actor || '/' || detail, '|' ORDER BY id) FROM events WHERE what IN ('account paused', 'account resumed')"));
        Assert.Contains("It is not paused.", await desk.PressAsync("Resume"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_waits_after_a_restore_is_not_resumed_by_hand()
    {
        await using var desk = await AccountDesk.OpenAsync();
        await desk.DoAsync("UPDATE accounts SET catch_up_from = created_at, paused_at = created_at, paused_why = 'restored'");

        Assert.Contains("It waits after a restore", await desk.PressAsync("Resume"), StringComparison.Ordinal);
        Assert.Equal("restored", await desk.OneAsync("SELECT paused_why FROM accounts"));
    }

    [Fact]
    public async Task A_post_goes_out_once_its_account_is_resumed()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await week.QueueAsync("One", LiveWeek.Eight.AddMinutes(5));
        var pauses = week.Get<CoProWeek.Publishing.AccountPauses>();
        await pauses.PauseAsync(week.Account, "a test", "Ailsa", CancellationToken.None);
        await week.StartWorkerAsync();
        week.Clock.StepTo(LiveWeek.Eight.AddMinutes(6));
        await week.Get<CoProWeek.Publishing.Publisher>().RunAsync(week.Account, CancellationToken.None);
        Assert.Equal("queued", (await week.DeliveryAsync(post)).State);

        Assert.True(await pauses.ResumeAsync(week.Account, "Ailsa", CancellationToken.None));

        await week.LiveAsync();
        Assert.Equal(["One"], await week.ArrivedTextsAsync());
    }

    [Fact]
    public async Task What_was_held_for_keys_or_money_is_offered_and_resumed_with_a_name_in_its_history()
    {
        await using var desk = await AccountDesk.OpenAsync();
        var db = desk.Dashboard.Database.DataSource;
        foreach (var reason in new[] { "token", "budget", "person" })
            await A.Delivery(db, await A.Post(db, desk.Campaign, at: A.MondayMorning.AddHours(1), approvedBy: "ann"), "held", reason, "X: no");
        Assert.Contains("@ScotCoPro has no keys yet", await desk.Dashboard.ReadAsync("/"), StringComparison.Ordinal);

        var page = await desk.PasteAsync();
        Assert.Contains("X says that these keys post as @ScotCoPro. 1 post that was held for its keys is back in the queue.", page, StringComparison.Ordinal);
        Assert.Contains("Resume what was held for it (1 post)", page, StringComparison.Ordinal);
        Assert.Contains("has posts that are held for money", page, StringComparison.Ordinal);
        Assert.Contains("1 post back in the queue.", await desk.PressAsync("Release"), StringComparison.Ordinal);

        Assert.Equal("held person|queued |queued ", await desk.OneAsync("SELECT string_agg(state || ' ' || coalesce(hold_reason, ''), '|' ORDER BY state, id) FROM deliveries"));
        Assert.Equal("2", await desk.OneAsync("SELECT count(*)::text FROM events WHERE what = 'queued' AND actor = 'Ailsa' AND delivery_id IS NOT NULL"));
        Assert.DoesNotContain("Resume what was held", await desk.Dashboard.ReadAsync(desk.Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_since_the_last_check_counts_for_more_than_the_check()
    {
        await using var desk = await AccountDesk.OpenAsync();
        await desk.PasteAsync();
        var db = desk.Dashboard.Database.DataSource;
        await A.Delivery(db, await A.Post(db, desk.Campaign, at: A.MondayMorning.AddHours(1), approvedBy: "ann"), "held", "token", "X: no");
        await desk.DoAsync("UPDATE account_checks SET at = at - interval '9 days'");

        Assert.Contains("@ScotCoPro is held: X did not accept its keys.", await desk.Dashboard.ReadAsync("/accounts"), StringComparison.Ordinal);
        Assert.Contains("Check the keys first", await desk.Dashboard.ReadAsync(desk.Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_disconnect_it_is_asked_a_second_time_with_what_waits_and_then_its_keys_are_gone()
    {
        await using var desk = await AccountDesk.OpenAsync();
        await desk.PasteAsync();
        var db = desk.Dashboard.Database.DataSource;
        await A.Delivery(db, await A.Post(db, desk.Campaign, at: A.MondayMorning.AddHours(1), approvedBy: "ann"));

        var asked = Html.Section(await desk.Dashboard.GetAsync($"{desk.Page}?disconnect=true"), "leave");
        Assert.Contains("1 approved post waits for it", asked, StringComparison.Ordinal);
        Assert.NotNull(await desk.OneAsync("SELECT kind FROM account_keys"));

        Assert.Contains("@ScotCoPro is disconnected: its keys are deleted here.", await desk.PressAsync("Disconnect"), StringComparison.Ordinal);
        Assert.Null(await desk.OneAsync("SELECT sealed FROM account_keys"));
        Assert.Equal("Ailsa", await desk.OneAsync("SELECT actor FROM events WHERE what = 'account disconnected'"));
        Assert.Equal(HoldReason.Token, Assert.IsType<Outcome.Blocked>(await desk.PublishAsync()).Reason);
        Assert.Contains("There are no keys of it here to delete.", await desk.PressAsync("Disconnect"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Today_leads_a_manager_to_the_account_and_nobody_else()
    {
        await using var desk = await AccountDesk.OpenAsync();
        var reviewer = await desk.Dashboard.SignInAsync("reviewer");

        Assert.Contains($"<a href=\"{desk.Page}\">Enter its keys</a>", await desk.Dashboard.GetAsync("/"), StringComparison.Ordinal);
        Assert.DoesNotContain(desk.Page, await reviewer.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_is_not_there_is_not_found()
    {
        await using var desk = await AccountDesk.OpenAsync();

        using var missing = await desk.Dashboard.Client.GetAsync(new Uri("/accounts/999", UriKind.Relative));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, missing.StatusCode);
    }
}
