using System.Collections.Concurrent;
using CoProWeek.Alerts;
using CoProWeek.Cli;
using CoProWeek.Clock;
using CoProWeek.Tests.Support;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProWeek.Tests.Alerts;

/// <summary>An outbox of the test's own, a mail server on loopback, and as many senders between them as the test starts.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    public static readonly DateTimeOffset Eight = A.MondayMorning.AddHours(-1);

    private readonly List<IHost> senders = [];
    private readonly Lines lines = new();

    private readonly bool isAlone;

    private PostOffice(TestDatabase database, bool isAlone) => (Database, this.isAlone) = (database, isAlone);

    public TestDatabase Database { get; }

    public SmtpServer Server { get; } = new();

    public StepClock Clock { get; } = new(Eight);

    /// <summary>Everything that was logged.</summary>
    public string Logged => string.Join('\n', lines.All);

    public static async Task<PostOffice> OpenAsync() => new(await TestDatabase.CreateAsync(), isAlone: true);

    /// <summary>Sends what others put into this database, on real time as they do.</summary>
    public static PostOffice Over(TestDatabase database) => new(database, isAlone: false);

    /// <summary>What has arrived once somebody sends; as many mails as there should be, and no more.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> DeliverAsync(int count)
    {
        if (senders.Count == 0)
            await StartSenderAsync();
        await Server.ArrivedAsync(count);
        await Eventually.TrueAsync(async () => await WaitingAsync() == 0, () => $"Some mails are not sent.\n{Logged}");
        Assert.Equal(count, Server.Mails.Count);
        return Server.Mails;
    }

    public async Task StartSenderAsync(params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = $"{Server.Port}",
            ["Mail:StartTls"] = "false",
            ["Mail:From"] = "CoProWeek <week@scotcopro.example>",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Mail:{setting.Name}", (string?)setting.Value)));
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(lines);
        builder.AddRooms(Database.DataSource, Clock);
        builder.AddMailWorker(isAlone ? Clock : TimeProvider.System);
        var sender = builder.Build();
        senders.Add(sender);
        await sender.StartAsync();
    }

    private const string ReadSql = """
        SELECT tries, sent_at, failed_at, due_at, coalesce(problem, '') AS problem
          FROM mails
         WHERE id = @id
        """;

    public async Task<Kept> KeptAsync(long id)
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync();
        return await connection.QuerySingleAsync<Kept>(ReadSql, new { id });
    }

    private const string WaitingSql = "SELECT count(*)::int FROM mails WHERE sent_at IS NULL AND failed_at IS NULL";

    private async Task<int> WaitingAsync()
    {
        await using var connection = await Database.DataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<int>(WaitingSql);
    }

    public async Task<Kept> UntilAsync(long id, Func<Kept, bool> condition)
    {
        Kept? kept = null;
        await Eventually.TrueAsync(async () => condition(kept = await KeptAsync(id)), () => $"It stays {kept}\n{Logged}");
        return kept!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sender in senders)
        {
            await sender.StopAsync();
            sender.Dispose();
        }
        await Server.DisposeAsync();
        if (isAlone)
            await Database.DisposeAsync();
    }

    internal sealed record Kept
    {
        public required int Tries { get; init; }
        public DateTimeOffset? SentAt { get; init; }
        public DateTimeOffset? FailedAt { get; init; }
        public required DateTimeOffset DueAt { get; init; }
        public required string Problem { get; init; }
    }

    /// <summary>Keeps each line that is logged.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public IEnumerable<string> All => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
