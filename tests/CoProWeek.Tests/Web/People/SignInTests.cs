using System.Net;
using CoProWeek.Accounts;
using Dapper;

namespace CoProWeek.Tests.Web;

/// <summary>Who gets in, and who does not.</summary>
public sealed class SignInTests
{
    private const string Password = "three wet otters sing";

    [Theory]
    [InlineData("/")]
    [InlineData("/week")]
    [InlineData("/report")]
    [InlineData("/people")]
    [InlineData("/nothing-here")]
    public async Task A_stranger_is_sent_to_the_sign_in_page(string path)
    {
        await using var dashboard = await DashboardHost.StartAsync();

        using var answer = await dashboard.Stranger.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_chooses_a_password_that_signs_in_afterwards()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        await WelcomeAsync(dashboard);

        using var answer = await SignInAsync(dashboard, Password, back: "/report?from=1");

        Assert.Equal("/report?from=1", answer.Headers.Location!.OriginalString);
        using var there = await dashboard.Stranger.GetAsync(new Uri("/week", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, there.StatusCode);
    }

    [Fact]
    public async Task A_link_that_was_only_opened_is_still_good_and_a_used_one_is_not()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var link = await LinkAsync(dashboard);
        await dashboard.Stranger.GetStringAsync(new Uri(link, UriKind.Relative));

        using var used = await dashboard.PostFormAsync(link, new() { ["password"] = Password }, dashboard.Stranger);

        Assert.Equal(HttpStatusCode.Redirect, used.StatusCode);
        Assert.Contains("used up", await dashboard.ReadAsync(link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_password_is_refused_and_uses_nothing_up()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var link = await LinkAsync(dashboard);

        using var answer = await dashboard.PostFormAsync(link, new() { ["password"] = "short" }, dashboard.Stranger);

        Assert.Contains("has 5 characters; it takes at least 12", Html.Text(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Contains("Welcome, Morag", await dashboard.ReadAsync(link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_opens_nothing()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        await WelcomeAsync(dashboard);
        for (var miss = 0; miss < PersonSignIn.MostMisses; miss++)
            (await SignInAsync(dashboard, "wrong")).Dispose();

        using var answer = await SignInAsync(dashboard, Password);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("do not open anything", Html.Text(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Signing_in_leads_to_no_other_site(string back)
    {
        await using var dashboard = await DashboardHost.StartAsync();
        await WelcomeAsync(dashboard);

        using var answer = await SignInAsync(dashboard, Password, back);

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_session_that_a_manager_ends_is_over_at_the_next_request()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var author = await dashboard.SignInAsync("author", "Morag");
        var id = (await dashboard.Get<PeopleStore>().FindAsync("Morag"))!.Id;

        using var ended = await dashboard.PostFormAsync("/people", new() { ["id"] = $"{id}" }, to: "/people?handler=SignOut");

        using var after = await author.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task Somebody_who_left_is_signed_out_and_signs_in_no_more()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        await WelcomeAsync(dashboard);
        var morag = await dashboard.SignInAsync("author", "Morag");
        var id = (await dashboard.Get<PeopleStore>().FindAsync("Morag"))!.Id;

        using var left = await dashboard.PostFormAsync("/people", new() { ["id"] = $"{id}" }, to: "/people?handler=Leave");

        using var after = await morag.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (left.StatusCode, after.StatusCode));
        Assert.Equal(0, (await dashboard.Get<PeopleStore>().FindAsync(id))!.Sessions);
        using var answer = await SignInAsync(dashboard, Password);
        Assert.Contains("do not open anything", Html.Text(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_manager_cannot_be_removed()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var id = (await dashboard.Get<PeopleStore>().FindAsync("Ailsa"))!.Id;

        using var answer = await dashboard.PostFormAsync("/people", new() { ["id"] = $"{id}" }, to: "/people?handler=Leave");

        Assert.Contains("the only manager", Html.Text(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("author")]
    [InlineData("reviewer")]
    public async Task Only_a_manager_sees_the_people(string role)
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var client = await dashboard.SignInAsync(role);

        using var answer = await client.GetAsync(new Uri("/people", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        using var body = new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "Eve", ["email"] = "eve@example.org", ["role"] = "manager" });

        using var answer = await dashboard.Client.PostAsync(new Uri("/people?handler=Add", UriKind.Relative), body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(await dashboard.Get<PeopleStore>().FindAsync("Eve"));
    }

    [Fact]
    public async Task Neither_a_password_nor_a_token_stands_in_the_database()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var link = await LinkAsync(dashboard);
        var session = await dashboard.SessionAsync("author");
        await using var connection = await dashboard.Database.DataSource.OpenConnectionAsync();

        var everything = await connection.ExecuteScalarAsync<string>(
            "SELECT concat((SELECT json_agg(s) FROM sessions s), (SELECT json_agg(l) FROM sign_in_links l), (SELECT json_agg(p) FROM people p), (SELECT json_agg(k) FROM data_keys k))");

        Assert.DoesNotContain(session, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(link["/welcome/".Length..], everything, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", everything, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Knocking_too_often_is_answered_with_wait()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var codes = new List<HttpStatusCode>();
        for (var knock = 0; knock < 40; knock++)
        {
            using var answer = await dashboard.Stranger.GetAsync(new Uri("/sign-in", UriKind.Relative));
            codes.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, codes[^1]);
    }

    [Fact]
    public async Task Nobody_is_signed_in_as_somebody_with_a_password_without_their_noticing()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        await WelcomeAsync(dashboard);
        var morag = (await dashboard.Get<PeopleStore>().FindAsync("Morag"))!.Id;
        var link = await dashboard.Get<PersonSignIn>().LinkAsync(morag, "Ailsa", CancellationToken.None);

        using var sly = await dashboard.PostFormAsync(link, new() { ["later"] = "yes" }, dashboard.Stranger);

        Assert.Equal(HttpStatusCode.OK, sly.StatusCode);
        Assert.Contains("it takes at least 12", Html.Text(await sly.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Contains("for Morag", await dashboard.ReadAsync("/history"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_changes_their_own_address_and_signs_in_with_it()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        await WelcomeAsync(dashboard);
        var morag = await dashboard.SignInAsync("author", "Morag");

        using var taken = await dashboard.PostFormAsync("/me", new() { ["email"] = "Ailsa@example.org", ["now"] = Password }, morag, "/me?handler=Email");
        using var changed = await dashboard.PostFormAsync("/me", new() { ["email"] = "m.new@example.org", ["now"] = Password }, morag, "/me?handler=Email");

        Assert.Contains("Somebody has this address already", Html.Text(await taken.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Equal("m.new@example.org", (await dashboard.Get<PeopleStore>().FindAsync("Morag"))!.Email);
    }

    [Theory]
    [InlineData("Email")]
    [InlineData("Password")]
    public async Task Whoever_finds_a_browser_open_changes_nothing_without_the_password(string what)
    {
        await using var dashboard = await DashboardHost.StartAsync();
        await WelcomeAsync(dashboard);
        var finder = await dashboard.SignInAsync("author", "Morag");

        using var answer = await dashboard.PostFormAsync("/me", new() { ["email"] = "mine@example.org", ["now"] = "a guess" }, finder, $"/me?handler={what}");

        Assert.Contains("That is not your password as it is now", Html.Text(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal("morag@example.org", (await dashboard.Get<PeopleStore>().FindAsync("Morag"))!.Email);
    }

    private static async Task<string> LinkAsync(DashboardHost dashboard)
    {
        var id = await dashboard.Get<PeopleStore>().AddAsync("Morag", "morag@example.org", "author", "the test");
        return await dashboard.Get<PersonSignIn>().LinkAsync(id, "the test", CancellationToken.None);
    }

    private static async Task WelcomeAsync(DashboardHost dashboard)
    {
        var used = await dashboard.Get<PersonSignIn>().WithLinkAsync((await LinkAsync(dashboard))["/welcome/".Length..], Password, "a test", CancellationToken.None);
        Assert.NotNull(used);
    }

    private static Task<HttpResponseMessage> SignInAsync(DashboardHost dashboard, string password, string back = "/") =>
        dashboard.PostFormAsync("/sign-in", new() { ["email"] = "morag@example.org", ["password"] = password, ["back"] = back }, dashboard.Stranger);
}
