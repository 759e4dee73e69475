using CoProWeek.Cli;
using Dapper;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace CoProWeek.Benchmarks;

/// <summary>The database of a benchmark, seen as a person at another desk sees it: a process of its own.</summary>
internal sealed class Queue : IAsyncDisposable
{
    public const int Accounts = 40;

    private static readonly TimeSpan Armed = TimeSpan.FromHours(24);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>A look at some thousand posts takes a part of the processor that the posts need.</summary>
    private static readonly TimeSpan LookSeldom = TimeSpan.FromSeconds(1);

    private readonly Store store;

    private Queue(Store store) => this.store = store;

    public static IReadOnlyList<string> Handles { get; } = [.. Enumerable.Range(0, Accounts).Select(n => $"Bench{n:00}")];

    public string ConnectionString => store.ConnectionString;

    public NpgsqlDataSource Rows => store.Database;

    public static async Task<Queue> OpenAsync(string data)
    {
        var settings = new ConfigurationManager();
        settings.AddSources(data, [new("ConnectionStrings:CoProWeek", "")]);
        var queue = new Queue(await Store.OpenAsync(settings, data, durable: true, CancellationToken.None));
        await queue.store.MakeReadyAsync(CancellationToken.None);
        var now = Now();
        await queue.RunAsync(QueueSql.Desk, new { now, today = DateOnly.FromDateTime(now.UtcDateTime), handles = Handles.ToArray() });
        return queue;
    }

    public static DateTimeOffset Now() => TimeProvider.System.GetUtcNow();

    public Task FillAsync(string name, int count, DateTimeOffset from, TimeSpan every) =>
        RunAsync(QueueSql.Posts, new { name, count, from, every, now = Now() });

    public Task UntilArmedAsync() => UntilAsync(async () => await AskAsync<int>(QueueSql.Unarmed, new { ahead = Now() + Armed }) == 0, "never were all alarms set");

    public Task UntilSentAsync(string name) => UntilAsync(async () => await AskAsync<int>(QueueSql.Waiting, new { name }) == 0, $"never were all of {name} sent", LookSeldom);

    /// <summary>How long after its instant each arrived, in ms.</summary>
    public async Task<IReadOnlyList<double>> LatenessAsync(string name, PracticeX x)
    {
        await using var connection = await Rows.OpenConnectionAsync();
        var due = (await connection.QueryAsync<(string Text, DateTime At)>(QueueSql.Due, new { name })).ToDictionary(row => row.Text, row => row.At, StringComparer.Ordinal);
        var late = (await x.ArrivedAsync()).Where(post => due.ContainsKey(post.Text)).Select(post => (post.At.UtcDateTime - due[post.Text]).TotalMilliseconds).ToList();
        return late.Count == due.Count ? late : throw new InvalidOperationException($"{due.Count} posts of {name} were due, and {late.Count} arrived.");
    }

    public async Task<T> AskAsync<T>(string sql, object? values = null)
    {
        await using var connection = await Rows.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, values))!;
    }

    public async Task<IReadOnlyList<string>> ListAsync(string sql)
    {
        await using var connection = await Rows.OpenConnectionAsync();
        return [.. await connection.QueryAsync<string>(sql)];
    }

    public static async Task UntilAsync(Func<Task<bool>> isSo, string never, TimeSpan? lookEvery = null)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Patience)
                throw new InvalidOperationException($"In ten minutes {never}.");
            await Task.Delay(lookEvery ?? LookEvery, TimeProvider.System, CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private async Task RunAsync(string sql, object values)
    {
        await using var connection = await Rows.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, values, commandTimeout: 600);
    }
}
