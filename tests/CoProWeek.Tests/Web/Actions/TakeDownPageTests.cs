using System.Net;
using System.Text.Json;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Web.Actions;

/// <summary>Taken down from its page, against a practice network that really holds the post.</summary>
public sealed class TakeDownPageTests
{
    [Fact]
    public async Task It_is_gone_from_the_network_and_the_post_says_so()
    {
        await using var scene = await SentPost.CreateAsync();

        using var answer = await scene.Dashboard.PostFormAsync(scene.Page, new() { ["why"] = "Wrong photo", ["sure"] = "true", ["account"] = "ScotCoPro" });

        Assert.Equal((HttpStatusCode.Redirect, $"/posts/{scene.Post}"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.True(await scene.IsGoneAsync());
        Assert.Equal("removed", await scene.StateAsync());
        var page = await scene.Dashboard.ReadAsync($"/posts/{scene.Post}");
        Assert.Contains("Taken down: it is gone from X as @ScotCoPro.", page, StringComparison.Ordinal);
        Assert.Contains("Taken down by Ailsa: Wrong photo", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "true", "Say why it is taken down")]
    [InlineData("Wrong photo", "false", "Tick that you are sure")]
    public async Task Without_a_reason_or_unsure_it_stays(string why, string sure, string said)
    {
        await using var scene = await SentPost.CreateAsync();

        using var answer = await scene.Dashboard.PostFormAsync(scene.Page, new() { ["why"] = why, ["sure"] = sure });

        Assert.Contains(said, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(await scene.IsGoneAsync());
        Assert.Equal("sent", await scene.StateAsync());
    }

    [Theory]
    [InlineData("author")]
    [InlineData("reviewer")]
    public async Task Only_a_manager_takes_down(string role)
    {
        await using var scene = await SentPost.CreateAsync();
        var other = await scene.Dashboard.SignInAsync(role);

        using var answer = await scene.Dashboard.PostFormAsync("/me", new() { ["why"] = "x", ["sure"] = "true" }, other, scene.Page);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(await scene.IsGoneAsync());
        Assert.DoesNotContain("take-down", await other.GetStringAsync(new Uri($"/posts/{scene.Post}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_browser_it_is_found_from_the_post_and_taken_down()
    {
        await using var scene = await SentPost.CreateAsync();
        await using var browser = await Chromium.OpenAsync(390);
        await browser.SignInAsync(scene.Dashboard);
        await browser.GoAsync(new Uri(scene.Dashboard.Client.BaseAddress!, $"/posts/{scene.Post}"));

        await browser.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Take it down" }).ClickAsync();
        await browser.Page.GetByLabel("Why").FillAsync("Wrong photo");
        await browser.Page.GetByLabel("I am sure").CheckAsync();
        Assert.Empty(await browser.AccessibilityFaultsAsync());
        await browser.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Take it down now" }).ClickAsync();

        await browser.Page.GetByText("Taken down: it is gone from X as @ScotCoPro.").WaitForAsync();
        Assert.True(await scene.IsGoneAsync());
        Assert.Empty(browser.Complaints);
    }

    /// <summary>A dashboard and a practice network that holds one post of ours, whose rows say that it is sent.</summary>
    private sealed class SentPost : IAsyncDisposable
    {
        private readonly HttpClient network;
        private readonly SandboxServer sandbox;

        private SentPost(DashboardHost dashboard, SandboxServer sandbox, HttpClient network, long post) =>
            (Dashboard, this.sandbox, this.network, Post) = (dashboard, sandbox, network, post);

        public DashboardHost Dashboard { get; }

        public long Post { get; }

        public string Page => $"/posts/{Post}/take-down";

        public static async Task<SentPost> CreateAsync()
        {
            var us = SandboxAccount.Practice("ScotCoPro");
            var practice = await SandboxServer.StartAsync(new SandboxOptions { Accounts = [us] }, new CoProWeek.Clock.StepClock(A.MondayMorning), CancellationToken.None);
            var dashboard = await DashboardHost.StartAsync(settings: new() { ["X:BaseUrl"] = practice.Address.AbsoluteUri, ["X:Accounts:ScotCoPro:OAuth2Token"] = us.UserToken });
            var db = dashboard.Database.DataSource;
            var post = await A.Post(db, await A.Campaign(db), approvedBy: "ann");
            await A.Delivery(db, post, "sent");
            var http = new HttpClient { BaseAddress = practice.Address };
            http.DefaultRequestHeaders.Authorization = new("Bearer", us.UserToken);
            using var created = await http.PostAsync(new Uri("/2/tweets", UriKind.Relative), new StringContent("""{"text":"What does power mean to you?"}""", System.Text.Encoding.UTF8, "application/json"));
            var id = JsonDocument.Parse(await created.Content.ReadAsStringAsync()).RootElement.GetProperty("data").GetProperty("id").GetString()!;
            await using var rows = await db.OpenConnectionAsync();
            await rows.ExecuteAsync("UPDATE delivery_parts SET remote_id = @id, url = 'https://x.com/ScotCoPro/status/' || @id", new { id = long.Parse(id) });
            return new(dashboard, practice, http, post);
        }

        public async Task<bool> IsGoneAsync()
        {
            var state = JsonDocument.Parse(await network.GetStringAsync(new Uri("/sandbox/state", UriKind.Relative))).RootElement;
            return Assert.Single(state.GetProperty("posts").EnumerateArray()).GetProperty("deleted_at").ValueKind != JsonValueKind.Null;
        }

        public async Task<string?> StateAsync()
        {
            await using var rows = await Dashboard.Database.DataSource.OpenConnectionAsync();
            return await rows.ExecuteScalarAsync<string>("SELECT state FROM deliveries");
        }

        public async ValueTask DisposeAsync()
        {
            network.Dispose();
            await Dashboard.DisposeAsync();
            await sandbox.DisposeAsync();
        }
    }
}
