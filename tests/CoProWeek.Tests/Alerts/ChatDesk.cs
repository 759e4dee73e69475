using CoProWeek.Alerts;
using CoProWeek.Cli;
using CoProWeek.Clock;
using CoProWeek.Tests.Support;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CoProWeek.Tests.Alerts;

/// <summary>Alerts of the test's own, a chat on loopback, and the sender between them.</summary>
internal sealed class ChatDesk : IAsyncDisposable
{
    public const string Secret = "T0SECRETT0SECRET";

    private readonly List<IHost> hosts = [];
    private readonly bool isAlone;

    private ChatDesk(TestDatabase database, bool isAlone) => (Database, this.isAlone) = (database, isAlone);

    public TestDatabase Database { get; }

    public WireServer Chat { get; } = new();

    public StepClock Clock { get; } = new(PostOffice.Eight);

    /// <summary>What the heartbeat is told of the sweep.</summary>
    public string? SweepProblem { get; set; }

    public static async Task<ChatDesk> OpenAsync() => new(await TestDatabase.CreateAsync(), isAlone: true);

    public static ChatDesk Over(TestDatabase database) => new(database, isAlone: false);

    public async Task StartAsync(params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Alerts:{setting.Name}", (string?)setting.Value)));
        builder.AddRooms(Database.DataSource, Clock);
        builder.Services.AddSingleton(new LifeSign(() => SweepProblem));
        builder.AddAlertsWorker(isAlone ? Clock : TimeProvider.System);
        var host = builder.Build();
        hosts.Add(host);
        await host.StartAsync();
    }

    public Task StartSenderAsync(string kind = "slack") => StartAsync(("Webhook", $"{Chat.Address}services/{Secret}"), ("WebhookKind", kind));

    public async Task<bool> RaiseAsync(string cause = "a cause", string subject = "Held: blog", string text = "It is held.")
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var alert = new Alert { Cause = cause, To = [], Subject = subject, Text = text, Link = new("https://week.example/posts/7") };
        var told = await Outbox.TellAsync(connection, transaction, alert, isAlone ? Clock.GetUtcNow() : TimeProvider.System.GetUtcNow());
        await transaction.CommitAsync();
        return told;
    }

    public async Task<Kept> UntilAsync(Func<Kept, bool> condition)
    {
        Kept? kept = null;
        await Eventually.TrueAsync(async () => condition(kept = await KeptAsync()), () => $"It stays {kept}");
        return kept!;
    }

    private async Task<Kept> KeptAsync()
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync();
        return await connection.QuerySingleAsync<Kept>("SELECT tries, due_at, sent_at, failed_at, problem FROM webhook_posts");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }
        await Chat.DisposeAsync();
        if (isAlone)
            await Database.DisposeAsync();
    }

    internal sealed record Kept
    {
        public required int Tries { get; init; }
        public required DateTimeOffset DueAt { get; init; }
        public DateTimeOffset? SentAt { get; init; }
        public DateTimeOffset? FailedAt { get; init; }
        public required string Problem { get; init; }
    }
}
