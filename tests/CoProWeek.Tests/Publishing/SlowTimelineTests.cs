using CoProWeek.Cli;
using CoProWeek.Clock;
using CoProWeek.Publishing;
using CoProWeek.Tests.Networks.Sandbox;
using CoProWeek.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CoProWeek.Tests.Publishing;

public sealed class SlowTimelineTests
{
    [Fact]
    public async Task A_timeline_that_does_not_answer_keeps_no_other_account_in_doubt()
    {
        await using var x = await Practice.StartAsync(clock: new StepClock(A.MondayMorning.AddMinutes(10)));
        await using var database = await TestDatabase.CreateAsync();
        long[] accounts = [await A.Account(database.DataSource), await A.Account(database.DataSource, Practice.Other.Handle)];
        var post = await A.Post(database.DataSource, await A.Campaign(database.DataSource, accounts: accounts), accounts: accounts);
        var slow = await A.Delivery(database.DataSource, post, "unknown", account: accounts[0]);
        var other = await A.Delivery(database.DataSource, post, "unknown", account: accounts[1]);
        await x.FaultAsync(new { kind = "latency", delay_ms = 60_000, path = "/2/users/*", account = Practice.Us.Handle });
        using var host = Host(database, x);
        using var stop = new CancellationTokenSource();

        var settling = host.Services.GetRequiredService<Settler>().SettleDueAsync(stop.Token);

        await Eventually.TrueAsync(async () => await ReadsAsync(database, other) == "1", () => "The other account waits.", TimeSpan.FromSeconds(10));
        Assert.Equal("0", await ReadsAsync(database, slow));
        Assert.False(settling.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => settling);
    }

    private static Task<string> ReadsAsync(TestDatabase database, long id) => database.TextAsync("SELECT absent_reads::text FROM deliveries WHERE id = @id", new { id });

    private static IHost Host(TestDatabase database, Practice x)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["X:BaseUrl"] = x.Address.AbsoluteUri,
            [$"X:Accounts:{Practice.Us.Handle}:OAuth2Token"] = Practice.Us.UserToken,
            [$"X:Accounts:{Practice.Other.Handle}:OAuth2Token"] = Practice.Other.UserToken,
        });
        builder.AddRooms(database.DataSource, x.Clock);
        return builder.Build();
    }
}
