namespace CoProWeek.Benchmarks;

/// <summary>Workers of the app on one database, told apart by Quartz's names for them.</summary>
internal sealed class Workers(MeasuredApp app, Queue queue, PracticeX x, string data) : IAsyncDisposable
{
    private readonly Dictionary<string, AppRun> running = [];

    public async Task StartAsync()
    {
        var before = await queue.ListAsync(QueueSql.Instances);
        var worker = app.Start(["serve", "--no-web", "--data", data], x.Settings());
        string? name = null;
        await Queue.UntilAsync(async () => (name = (await queue.ListAsync(QueueSql.Instances)).Except(before).FirstOrDefault()) is not null, "never did a worker start");
        running.Add(name!, worker);
    }

    /// <summary>kill -9 for the one that holds the post's alarm; another takes its place afterwards.</summary>
    public async Task KillHolderAsync(string reference)
    {
        string? holder = null;
        await Queue.UntilAsync(async () => (holder = await queue.AskAsync<string?>(QueueSql.Holder, new { reference })) is not null, "never did a worker take the alarm", TimeSpan.FromMilliseconds(5));
        await KillAsync(holder!);
    }

    public async Task KillAllAsync()
    {
        foreach (var name in running.Keys.ToList())
            await KillAsync(name);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in running.Values)
            await worker.DisposeAsync();
    }

    private async Task KillAsync(string name)
    {
        await running[name].KillAsync();
        running.Remove(name);
    }
}
