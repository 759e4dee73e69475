using System.Text.Json;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Cli;

/// <summary>Where somebody types verbs: the real program, over a database and a data directory of the test's own.</summary>
internal sealed class Terminal(TestDatabase database) : IAsyncDisposable
{
    /// <summary>Nobody listens on the port of "discard".</summary>
    public const string Nowhere = "http://127.0.0.1:9";

    public TestDatabase Database => database;

    public string Folder { get; } = TemporaryFolder.Create();

    public Dictionary<string, string?> Settings { get; } = new()
    {
        ["ConnectionStrings:CoProWeek"] = database.ConnectionString,
        ["X:BaseUrl"] = Nowhere,
    };

    public static async Task<Terminal> OpenAsync() => new(await TestDatabase.CreateAsync());

    public AppProcess Start(params string[] line) => AppProcess.Start(Settings, [.. line, "--data", Folder]);

    public async Task<Answer> RunAsync(params string[] line)
    {
        using var process = Start(line);
        var code = await process.EndAsync();
        return new(string.Join(' ', line), code, process.Output, process.Talk);
    }

    /// <summary>What the meter counted, all together.</summary>
    public async Task<decimal> SpentAsync()
    {
        await using var rows = await database.DataSource.OpenConnectionAsync();
        return await rows.ExecuteScalarAsync<decimal>("SELECT coalesce(sum(amount), 0) FROM spend");
    }

    /// <summary>Runs what is only there to prepare the test.</summary>
    public async Task<Answer> DoneAsync(params string[] line)
    {
        var answer = await RunAsync(line);
        return answer.Is(0);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}

/// <summary>What a verb left: its exit code and its two streams.</summary>
internal sealed record Answer(string Line, int Code, string Output, string Talk)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public Answer Is(int code)
    {
        Assert.True(Code == code, $"`{Line}` ended with {Code} instead of {code}:\n{Output}\n{Talk}");
        return this;
    }
}
