using System.Net;
using CoProWeek.Networks;
using CoProWeek.Tests.Networks.Sandbox;

namespace CoProWeek.Tests.Web.Accounts;

/// <summary>The four keys, pasted into a page.</summary>
public sealed class KeysPageTests
{
    private static readonly string[] Secrets = [.. AccountDesk.FourKeys().Values];

    [Fact]
    public async Task Keys_from_the_page_are_tested_saved_and_post()
    {
        await using var desk = await AccountDesk.OpenAsync();
        Assert.Contains("@ScotCoPro has no keys yet, so nothing is sent as it.", await desk.Dashboard.ReadAsync(desk.Page), StringComparison.Ordinal);

        var page = await desk.PasteAsync();

        Assert.Contains("Saved. X says that these keys post as @ScotCoPro.", page, StringComparison.Ordinal);
        Assert.Contains("Four keys, entered here by Ailsa, Mon 15 Nov 09:00 GMT.", page, StringComparison.Ordinal);
        Assert.IsType<Outcome.Sent>(await desk.PublishAsync("From the page"));
        Assert.Equal(["From the page"], await desk.X.PostedTextsAsync());
        Assert.Equal("oauth1", await desk.OneAsync("SELECT kind FROM account_keys WHERE account_id = @Id AND set_by = 'Ailsa' AND expires_at IS NULL"));
        Assert.Equal("Ailsa", await desk.OneAsync("SELECT actor FROM events WHERE what = 'keys saved' AND detail LIKE '@ScotCoPro: four keys.%'"));
    }

    [Fact]
    public async Task No_secret_stands_in_clear_in_any_table_nor_in_the_log_nor_on_a_page()
    {
        await using var desk = await AccountDesk.OpenAsync();
        var saved = await desk.PressRawAsync("Keys", AccountDesk.FourKeys());
        await desk.PublishAsync();
        await desk.PressAsync("Check");
        await desk.AtXAsync(new { handle = "ScotCoPro", revoked = true });
        var refused = await desk.PressRawAsync("Keys", AccountDesk.FourKeys());
        await desk.PublishAsync("Another");
        string[] seen =
        [
            saved, refused, await desk.Dashboard.GetAsync(desk.Page), await desk.Dashboard.GetAsync("/accounts"), await desk.Dashboard.GetAsync("/history"),
            await desk.EverythingAsync(), desk.Log.Text,
        ];

        Assert.Contains("CfDJ8", seen[5], StringComparison.Ordinal);
        Assert.NotEmpty(desk.Log.Text);
        Assert.All(seen, text => Assert.All(Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Keys_that_X_does_not_accept_are_not_saved_and_the_page_says_where_to_look()
    {
        await using var desk = await AccountDesk.OpenAsync();
        var keys = AccountDesk.FourKeys();
        keys["accessTokenSecret"] = "another-secret";

        var page = await desk.PressRawAsync("Keys", keys);

        Assert.Contains("X does not accept these keys (401). Look at all four: the API key and its secret are the app’s own", Html.Text(page), StringComparison.Ordinal);
        Assert.Contains("Nothing was saved.", Html.Text(page), StringComparison.Ordinal);
        Assert.All(keys.Values, secret => Assert.DoesNotContain(secret, page, StringComparison.Ordinal));
        Assert.Null(await desk.OneAsync("SELECT kind FROM account_keys"));
        Assert.Null(await desk.OneAsync("SELECT what FROM events WHERE what LIKE 'keys%'"));
    }

    [Fact]
    public async Task Another_accounts_keys_are_not_saved()
    {
        await using var desk = await AccountDesk.OpenAsync();

        var page = await desk.PasteAsync(AccountDesk.FourKeys(Practice.Other));

        Assert.Contains("These keys post as @TeamTwo, not as @ScotCoPro. Make them while signed in to X as @ScotCoPro. Nothing was saved.", page, StringComparison.Ordinal);
        Assert.Null(await desk.OneAsync("SELECT kind FROM account_keys"));
    }

    [Fact]
    public async Task Keys_of_an_app_that_may_only_read_are_not_saved()
    {
        await using var desk = await AccountDesk.OpenAsync();
        await desk.AtXAsync(new { handle = "ScotCoPro", read_only = true });

        var page = await desk.PasteAsync();

        Assert.Contains("The app may only read, not post. In X’s developer portal give the app Read and write, then make new access tokens: old ones keep the old permission. Nothing was saved.", page, StringComparison.Ordinal);
        Assert.Null(await desk.OneAsync("SELECT kind FROM account_keys"));
    }

    [Fact]
    public async Task All_that_is_wrong_with_the_form_is_said_at_once()
    {
        await using var desk = await AccountDesk.OpenAsync();

        var page = await desk.PasteAsync(new() { ["apiKey"] = "one", ["apiKeySecret"] = "one", ["accessToken"] = "two words" });

        Assert.Contains("API key and API key secret are the same", page, StringComparison.Ordinal);
        Assert.Contains("Access token: it holds a space or a character that no key has.", page, StringComparison.Ordinal);
        Assert.Contains("Access token secret: paste it in", page, StringComparison.Ordinal);
        Assert.Equal(0, await desk.CallsAsync("GET /2/users/me"));
    }

    [Fact]
    public async Task When_X_does_not_answer_nothing_is_saved_and_the_page_says_so()
    {
        await using var desk = await AccountDesk.OpenAsync();
        await desk.X.FaultAsync(new { kind = "status", status = 503 });

        var page = await desk.PasteAsync();

        Assert.Contains("the name behind the keys of @ScotCoPro could not be read (503", page, StringComparison.Ordinal);
        Assert.Contains("Try again in a while. Nothing was saved.", page, StringComparison.Ordinal);
        Assert.Null(await desk.OneAsync("SELECT kind FROM account_keys"));
    }

    [Fact]
    public async Task Keys_entered_here_come_before_those_of_the_configuration()
    {
        await using var desk = await AccountDesk.OpenAsync(settings: new() { ["X:Accounts:ScotCoPro:OAuth2Token"] = "revoked" });
        Assert.Contains("Keys from this server’s configuration.", await desk.Dashboard.ReadAsync(desk.Page), StringComparison.Ordinal);
        Assert.IsType<Outcome.Blocked>(await desk.PublishAsync());

        await desk.PasteAsync();

        Assert.IsType<Outcome.Sent>(await desk.PublishAsync());
    }

    [Theory]
    [InlineData("author")]
    [InlineData("reviewer")]
    public async Task Only_a_manager_sees_accounts_or_acts_on_them(string role)
    {
        await using var desk = await AccountDesk.OpenAsync(connects: true);
        var other = await desk.Dashboard.SignInAsync(role);

        foreach (var path in new[] { "/accounts", desk.Page, "/accounts/connected?state=x&code=y" })
        {
            using var seen = await other.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.Forbidden, seen.StatusCode);
        }
        foreach (var handler in new[] { "Keys", "Connect", "Check", "Pause", "Resume", "Release", "Disconnect" })
        {
            using var pressed = await desk.Dashboard.PostFormAsync("/me", AccountDesk.FourKeys(), other, $"{desk.Page}?handler={handler}");
            Assert.Equal(HttpStatusCode.Forbidden, pressed.StatusCode);
        }
        Assert.DoesNotContain("href=\"/accounts\"", await other.GetStringAsync(new Uri("/me", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("href=\"/accounts\"", await desk.Dashboard.GetAsync("/me"), StringComparison.Ordinal);
        Assert.Null(await desk.OneAsync("SELECT kind FROM account_keys"));
    }
}
