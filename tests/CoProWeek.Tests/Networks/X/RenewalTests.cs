using CoProWeek.Accounts;
using CoProWeek.Cli;
using CoProWeek.Networks;
using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CoProWeek.Tests.Networks.X;

/// <summary>Connections that run out after two hours, and go on.</summary>
public sealed class RenewalTests
{
    private const string Tokens = "POST /2/oauth2/token";

    [Fact]
    public async Task A_token_near_its_end_is_renewed_when_it_is_needed_and_not_before()
    {
        await using var desk = await ConnectedAsync();
        desk.X.Forward(TimeSpan.FromMinutes(109));
        Assert.IsType<Outcome.Sent>(await desk.PublishAsync("Early"));
        Assert.Equal(1, await desk.CallsAsync(Tokens));

        desk.X.Forward(TimeSpan.FromMinutes(2));
        Assert.IsType<Outcome.Sent>(await desk.PublishAsync("Late"));

        Assert.Equal(2, await desk.CallsAsync(Tokens));
        Assert.IsType<Outcome.Sent>(await desk.PublishAsync("Later"));
        Assert.Equal(2, await desk.CallsAsync(Tokens));
        desk.X.Forward(TimeSpan.FromHours(30));
        Assert.IsType<Outcome.Sent>(await desk.PublishAsync("Long after"));
    }

    [Fact]
    public async Task Two_workers_at_once_renew_once()
    {
        await using var desk = await ConnectedAsync();
        using var other = AnotherWorker(desk);
        desk.X.Forward(TimeSpan.FromHours(3));
        await desk.X.FaultAsync(new { kind = "latency", path = "/2/oauth2/token", delay_ms = 400 });

        var outcomes = await Task.WhenAll(
            desk.PublishAsync("One"), desk.PublishAsync("Two"),
            PublishAsync(other, desk, "Three"), PublishAsync(other, desk, "Four"));

        Assert.All(outcomes, outcome => Assert.IsType<Outcome.Sent>(outcome));
        Assert.Equal(2, await desk.CallsAsync(Tokens));
    }

    [Fact]
    public async Task A_refused_renewal_blocks_with_words_and_is_not_asked_for_again()
    {
        await using var desk = await ConnectedAsync();
        await desk.AtXAsync(new { handle = "ScotCoPro", revoked = true });
        desk.X.Forward(TimeSpan.FromHours(3));

        var blocked = Assert.IsType<Outcome.Blocked>(await desk.PublishAsync());
        Assert.Equal(blocked, await desk.PublishAsync());

        Assert.Equal(HoldReason.Token, blocked.Reason);
        Assert.Equal("X: does not renew the connection of @ScotCoPro (400: \"The person has taken back their leave\"). Reconnect it under Accounts, then resume.", blocked.Why);
        Assert.Equal(2, await desk.CallsAsync(Tokens));
        Assert.Contains("@ScotCoPro cannot post. X: does not renew the connection", await desk.Dashboard.ReadAsync("/accounts"), StringComparison.Ordinal);
        Assert.Contains("@ScotCoPro cannot post. X: does not renew the connection", await desk.Dashboard.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal("coproweek", await desk.OneAsync("SELECT actor FROM events WHERE what = 'keys refused'"));

        await desk.AtXAsync(new { handle = "ScotCoPro" });
        Assert.Contains("Connected.", await desk.ConnectAsync(), StringComparison.Ordinal);
        Assert.IsType<Outcome.Sent>(await desk.PublishAsync());
    }

    [Theory]
    [InlineData("status")]
    [InlineData("drop")]
    [InlineData("html")]
    public async Task Trouble_on_the_way_puts_a_post_off_and_keeps_the_keys(string kind)
    {
        await using var desk = await ConnectedAsync();
        desk.X.Forward(TimeSpan.FromHours(3));
        await desk.X.FaultAsync(new { kind, path = "/2/oauth2/token", status = 503, accept = false, count = 1 });

        var deferred = Assert.IsType<Outcome.Deferred>(await desk.PublishAsync());

        Assert.Contains("Nothing was sent; it is tried again by itself.", deferred.Why, StringComparison.Ordinal);
        Assert.IsType<Outcome.Sent>(await desk.PublishAsync());
    }

    [Fact]
    public async Task While_the_old_token_lives_trouble_with_a_new_one_hinders_nothing()
    {
        await using var desk = await ConnectedAsync();
        desk.X.Forward(TimeSpan.FromMinutes(115));
        await desk.X.FaultAsync(new { kind = "drop", path = "/2/oauth2/token" });

        Assert.IsType<Outcome.Sent>(await desk.PublishAsync());
    }

    [Fact]
    public async Task Keys_that_another_master_key_sealed_block_with_words_naming_the_file()
    {
        await using var desk = await AccountDesk.OpenAsync();
        await desk.PasteAsync();
        var folder = TemporaryFolder.Create();
        using var elsewhere = AnotherWorker(desk, folder);

        var blocked = Assert.IsType<Outcome.Blocked>(await PublishAsync(elsewhere, desk, "One"));
        var unread = await Assert.ThrowsAsync<NetworkReadException>(() => elsewhere.Services.GetRequiredService<NetworkList>().Find("x").WhoAmIAsync(desk.Account, CancellationToken.None));

        Assert.Equal((HoldReason.Token, HoldReason.Token), (blocked.Reason, unread.Reason));
        Assert.Contains($"cannot open them with the master key {Path.Combine(folder, "master.key")}. Put the file back from where you keep it", blocked.Why, StringComparison.Ordinal);
        Assert.Empty(await desk.X.PostedTextsAsync());
    }

    [Fact]
    public async Task A_post_whose_keys_cannot_be_opened_is_held_and_never_left_as_being_sent()
    {
        await using var week = await LiveWeek.StartAsync(settings: new() { ["DataDirectory"] = TemporaryFolder.Create() });
        await using (var rows = await week.Database.DataSource.OpenConnectionAsync())
            await rows.ExecuteAsync("INSERT INTO account_keys (account_id, kind, sealed, set_by, set_at) VALUES (@account, 'oauth1', 'CfDJ8-not-sealed-here', 'Ailsa', @at)", new { account = week.Account, at = LiveWeek.Eight });
        var post = await week.QueueAsync("One", LiveWeek.Eight.AddMinutes(5));
        await week.StartWorkerAsync();
        week.Clock.StepTo(LiveWeek.Eight.AddMinutes(6));

        await week.Get<CoProWeek.Publishing.Publisher>().RunAsync(week.Account, CancellationToken.None);
        await Eventually.TrueAsync(async () => (await week.DeliveryAsync(post)).State is "held", () => "It is not held.");

        var delivery = await week.DeliveryAsync(post);
        Assert.Equal(("held", "token"), (delivery.State, delivery.HoldReason));
        Assert.Contains("cannot open them with the master key", delivery.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_database_a_post_is_put_off_not_lost()
    {
        await using var desk = await ConnectedAsync();
        await desk.DoAsync("ALTER TABLE account_keys RENAME TO account_keys_gone");

        var deferred = Assert.IsType<Outcome.Deferred>(await desk.PublishAsync());

        Assert.Contains("could not be looked up", deferred.Why, StringComparison.Ordinal);
    }

    private static async Task<AccountDesk> ConnectedAsync()
    {
        var desk = await AccountDesk.OpenAsync(connects: true);
        Assert.Contains("Connected.", await desk.ConnectAsync(), StringComparison.Ordinal);
        return desk;
    }

    /// <summary>Another process over the same database, with the same settings; and the same master key unless another folder is named.</summary>
    private static IHost AnotherWorker(AccountDesk desk, string? folder = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddConfiguration(desk.Dashboard.Get<IConfiguration>());
        if (folder is not null)
            builder.Configuration.AddInMemoryCollection([new(SealingOptions.DataDirectory, folder)]);
        builder.AddRooms(desk.Dashboard.Database.DataSource, desk.X.Clock);
        return builder.Build();
    }

    private static Task<Outcome> PublishAsync(IHost worker, AccountDesk desk, string text) =>
        worker.Services.GetRequiredService<NetworkList>().Find("x").PublishAsync(desk.Account, new(text, [], null), CancellationToken.None);
}
