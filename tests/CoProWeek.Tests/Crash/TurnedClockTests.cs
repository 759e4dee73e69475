using CoProWeek.Campaigns;
using CoProWeek.Cli;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Publishing;
using CoProWeek.Tests.Support;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CoProWeek.Tests.Crash;

/// <summary>The machine's clock is set an hour back, or forward, while the worker runs: which a step clock, on which time never runs back, cannot do.</summary>
public sealed class TurnedClockTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Turned_by_an_hour_with_a_send_on_the_wire_it_is_sent_once_and_nothing_goes_out_before_its_slot(int hours)
    {
        var clock = new TurnedClock();
        await using var database = await TestDatabase.CreateAsync();
        await using var sandbox = await SandboxServer.StartAsync(
            new SandboxOptions { Accounts = [SandboxAccount.Practice("ScotCoPro")], Switches = new() { RefuseDuplicates = false } }, clock, CancellationToken.None);
        await using var gate = await Gate.OpenAsync(sandbox.Address);
        await A.Campaign(database.DataSource);
        using var host = Host(database, gate, clock);
        var now = clock.GetUtcNow();
        var early = await QueueAsync(host, database, "on the wire", now);
        var later = await QueueAsync(host, database, "three hours later", now.AddHours(3));
        var hold = gate.HoldAnswers();
        await host.StartAsync();
        await hold.Reached;

        clock.By = TimeSpan.FromHours(hours);
        await UntilSweptAsync(host);
        hold.Release();
        gate.Open();

        await UntilAsync(database, early, "sent");
        Assert.Equal("queued", await StateAsync(database, later));
        clock.By = TimeSpan.FromHours(3);
        await UntilAsync(database, later, "sent");
        clock.By = TimeSpan.Zero;
        await UntilSweptAsync(host);
        Assert.Equal(["on the wire", "three hours later"], await ArrivedAsync(sandbox));
        await host.StopAsync();
    }

    private static IHost Host(TestDatabase database, Gate gate, TurnedClock clock)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["X:BaseUrl"] = gate.Address.AbsoluteUri,
            ["X:Accounts:ScotCoPro:OAuth2Token"] = SandboxAccount.Practice("ScotCoPro").UserToken,
            ["Publishing:SweepEvery"] = "00:00:00.2",
        });
        builder.AddRooms(database.DataSource, clock);
        builder.AddPublishingWorker();
        builder.Services.AddAlarmClock(clock, database.PooledConnectionString);
        return builder.Build();
    }

    private static async Task<long> QueueAsync(IHost host, TestDatabase database, string text, DateTimeOffset at)
    {
        var campaign = await host.Services.GetRequiredService<CampaignStore>().NamedOrOnlyAsync(null);
        var id = await A.Post(database.DataSource, campaign.Id, text: text, at: at, latestAt: at.AddHours(8));
        var post = await host.Services.GetRequiredService<PostStore>().FindAsync(null, $"{id}");
        await host.Services.GetRequiredService<Approvals>().ApproveAsync(campaign, post, "Ailsa", CancellationToken.None);
        return id;
    }

    /// <summary>Twice: one that was under way may not have seen the clock as it is now.</summary>
    private static async Task UntilSweptAsync(IHost host)
    {
        var sweep = host.Services.GetRequiredService<Sweep>();
        for (var sweeps = 0; sweeps < 2; sweeps++)
        {
            var before = sweep.LastEndedAt;
            await Eventually.TrueAsync(() => Task.FromResult(sweep.LastEndedAt != before), () => "The sweep stands still.");
        }
    }

    private static Task UntilAsync(TestDatabase database, long post, string state) =>
        Eventually.TrueAsync(async () => await StateAsync(database, post) == state, () => $"The post never became {state}.");

    private static async Task<string?> StateAsync(TestDatabase database, long post)
    {
        await using var rows = await database.DataSource.OpenConnectionAsync();
        return await rows.ExecuteScalarAsync<string>("SELECT state FROM deliveries WHERE post_id = @post", new { post });
    }

    private static async Task<IReadOnlyList<string>> ArrivedAsync(SandboxServer sandbox)
    {
        using var http = new HttpClient { BaseAddress = sandbox.Address };
        var state = System.Text.Json.JsonDocument.Parse(await http.GetStringAsync("/sandbox/state")).RootElement;
        return [.. state.GetProperty("posts").EnumerateArray().Select(post => post.GetProperty("text").GetString()!)];
    }
}
