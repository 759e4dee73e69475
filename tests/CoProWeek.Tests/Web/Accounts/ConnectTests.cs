using CoProWeek.Networks;
using CoProWeek.Tests.Networks.Sandbox;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web.Accounts;

/// <summary>OAuth 2.0 with PKCE: to X's page and back.</summary>
public sealed class ConnectTests
{
    [Fact]
    public async Task Allowed_at_X_the_account_is_connected_and_posts()
    {
        await using var desk = await AccountDesk.OpenAsync(connects: true);

        var page = await desk.LeaveAsync();
        var there = System.Web.HttpUtility.ParseQueryString(page.Query);
        var back = await desk.ComeBackAsync(await desk.SayAsync(page));

        Assert.Equal(("code", "S256", new Uri(desk.Dashboard.Client.BaseAddress!, "/accounts/connected").AbsoluteUri), (there["response_type"], there["code_challenge_method"], there["redirect_uri"]));
        Assert.Equal("tweet.read tweet.write users.read media.write offline.access", there["scope"]);
        Assert.Contains("Connected. X says that these keys post as @ScotCoPro.", back, StringComparison.Ordinal);
        Assert.Contains("Connected in the browser by Ailsa, Mon 15 Nov 09:00 GMT.", back, StringComparison.Ordinal);
        Assert.IsType<Outcome.Sent>(await desk.PublishAsync());
        Assert.Equal(there["scope"], await desk.OneAsync("SELECT scopes FROM account_keys WHERE kind = 'oauth2'"));
        Assert.Equal("Ailsa", await desk.OneAsync("SELECT actor FROM events WHERE what = 'account connected'"));
    }

    [Fact]
    public async Task What_a_refused_renewal_held_goes_on_once_the_account_is_connected_again_without_a_press_for_it()
    {
        await using var desk = await AccountDesk.OpenAsync(connects: true);
        await desk.ConnectAsync();
        var db = desk.Dashboard.Database.DataSource;
        foreach (var reason in new[] { "token", "token", "budget", "person" })
            await A.Delivery(db, await A.Post(db, desk.Campaign, at: A.MondayMorning.AddHours(1), approvedBy: "ann"), "held", reason, "X: no");

        Assert.Contains("2 posts that were held for its keys are back in the queue.", await desk.ConnectAsync(), StringComparison.Ordinal);

        Assert.Equal("held budget|held person|queued |queued ", await desk.OneAsync("SELECT string_agg(state || ' ' || coalesce(hold_reason, ''), '|' ORDER BY state, hold_reason, id) FROM deliveries"));
        Assert.Equal("2", await desk.OneAsync("SELECT count(*)::text FROM events WHERE what = 'queued' AND actor = 'Ailsa' AND delivery_id IS NOT NULL"));
    }

    [Fact]
    public async Task A_public_client_needs_no_secret()
    {
        await using var desk = await AccountDesk.OpenAsync(connects: true, us: Practice.Us with { ClientSecret = null });

        Assert.Contains("Connected.", await desk.ConnectAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_client_secret_is_said_to_be_one()
    {
        await using var desk = await AccountDesk.OpenAsync(connects: true, us: Practice.Us with { ClientSecret = "another" });

        Assert.Contains("See that X:ClientId and X:ClientSecret are those of the app", await desk.ConnectAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_allow_it_reads_that_nothing_was_changed()
    {
        await using var desk = await AccountDesk.OpenAsync(connects: true);

        Assert.Contains("X says that you did not allow it, so nothing was changed.", await desk.ConnectAsync("deny"), StringComparison.Ordinal);
        Assert.Null(await desk.OneAsync("SELECT kind FROM account_keys"));
    }

    [Fact]
    public async Task Another_accounts_leave_is_not_taken()
    {
        await using var desk = await AccountDesk.OpenAsync(connects: true);

        Assert.Contains("These keys post as @TeamTwo, not as @ScotCoPro.", await desk.ConnectAsync(of: Practice.Other), StringComparison.Ordinal);
        Assert.Null(await desk.OneAsync("SELECT kind FROM account_keys"));
    }

    [Fact]
    public async Task What_X_did_not_grant_is_named()
    {
        await using var desk = await AccountDesk.OpenAsync(connects: true);
        await desk.AtXAsync(new { handle = "ScotCoPro", withheld = new[] { "media.write", "tweet.write" } });

        Assert.Contains("X did not grant leave to post (tweet.write); to upload pictures (media.write).", await desk.ConnectAsync(), StringComparison.Ordinal);
        Assert.Null(await desk.OneAsync("SELECT kind FROM account_keys"));
    }

    [Fact]
    public async Task The_way_back_is_gone_once_and_only_in_the_session_that_left()
    {
        await using var desk = await AccountDesk.OpenAsync(connects: true);
        var other = await desk.Dashboard.SignInAsync("manager", "Bina");
        var callback = await desk.SayAsync(await desk.LeaveAsync());

        Assert.Contains("was begun in another browser", await desk.ComeBackAsync(callback, other), StringComparison.Ordinal);
        Assert.Contains("Connected.", await desk.ComeBackAsync(callback), StringComparison.Ordinal);
        Assert.Contains("This way back from X is used up", await desk.ComeBackAsync(callback), StringComparison.Ordinal);
        Assert.Contains("This way back from X is used up", await desk.ComeBackAsync(new Uri(desk.Dashboard.Client.BaseAddress!, "/accounts/connected?state=made-up&code=x")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_ten_minutes_there_is_no_way_back()
    {
        await using var desk = await AccountDesk.OpenAsync(connects: true);
        var callback = await desk.SayAsync(await desk.LeaveAsync());
        await desk.DoAsync("UPDATE account_connects SET expires_at = expires_at - interval '10 minutes'");

        Assert.Contains("is older than ten minutes", await desk.ComeBackAsync(callback), StringComparison.Ordinal);
        Assert.Null(await desk.OneAsync("SELECT kind FROM account_keys"));
    }

    [Fact]
    public async Task It_is_offered_only_where_the_configuration_names_an_app()
    {
        await using var desk = await AccountDesk.OpenAsync();

        Assert.DoesNotContain("Connect with X", await desk.Dashboard.ReadAsync(desk.Page), StringComparison.Ordinal);
        Assert.Contains("This server names no app to connect with", await desk.PressAsync("Connect"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_may_lead_to_X_and_nowhere_else()
    {
        await using var desk = await AccountDesk.OpenAsync(connects: true);

        using var page = await desk.Dashboard.Client.GetAsync(new Uri(desk.Page, UriKind.Relative));
        using var list = await desk.Dashboard.Client.GetAsync(new Uri("/accounts", UriKind.Relative));

        Assert.Contains($"form-action 'self' {desk.X.Address.GetLeftPart(UriPartial.Authority)};", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("form-action 'self';", list.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_token_code_or_verifier_stands_in_clear_anywhere()
    {
        await using var desk = await AccountDesk.OpenAsync(connects: true);
        var page = await desk.LeaveAsync();
        var state = System.Web.HttpUtility.ParseQueryString(page.Query)["state"]!;
        Assert.DoesNotContain(state, await desk.EverythingAsync(), StringComparison.Ordinal);
        var callback = await desk.SayAsync(page);
        await desk.ComeBackAsync(callback);
        var code = System.Web.HttpUtility.ParseQueryString(callback.Query)["code"]!;
        var kept = Assert.IsType<CoProWeek.Accounts.Keys.Bearer>((await desk.Dashboard.Get<CoProWeek.Accounts.AccountKeys>().ForAsync(desk.Account.Id, "ScotCoPro", default))!.Keys);

        var everything = await desk.EverythingAsync() + desk.Log.Text;

        Assert.All([state, code, kept.Token.Reveal(), Practice.Us.ClientSecret!], secret => Assert.DoesNotContain(secret, everything, StringComparison.Ordinal));
    }
}
