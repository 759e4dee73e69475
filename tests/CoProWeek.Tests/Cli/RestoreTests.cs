using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Cli;

/// <summary>A backup is older than the network: what went out since must not go out again.</summary>
public sealed class RestoreTests : IAsyncLifetime
{
    private static readonly SandboxAccount Us = SandboxAccount.Practice("ScotCoPro");

    private SandboxServer network = null!;
    private HttpClient http = null!;
    private Terminal before = null!;
    private Terminal after = null!;

    private string File => Path.Combine(before.Folder, "backup.dump");

    public async Task InitializeAsync()
    {
        network = await SandboxServer.StartAsync(new SandboxOptions { Accounts = [Us] }, new CampaignClock(), CancellationToken.None);
        http = new HttpClient { BaseAddress = network.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Us.UserToken);
        before = await Terminal.OpenAsync();
        after = new Terminal(await TestDatabase.CreateEmptyAsync());
        after.Settings["X:BaseUrl"] = network.Address.AbsoluteUri;
        after.Settings["X:Accounts:ScotCoPro:OAuth2Token"] = Us.UserToken;
        after.Settings["Publishing:OverdueSpacing"] = "00:00:00";
        await before.DoneAsync("plan", "import", TinyPlan.Write(before.Folder, ["ScotCoPro"], "self",
            $"since,{TinyPlan.Now},notice,Good morning to you all,,,,2h,",
            $"since-late,{TinyPlan.Now},notice,A word on power and sharing it,,,,2h,",
            $"thread,{TinyPlan.Now},blog,\"One to begin this\n---\nTwo to go on with\",,,,2h,",
            $"rest,{TinyPlan.Now},blog,Here is the blog of the day,card.png,A yellow card,,2h,not needed"));
        await before.DoneAsync("post", "approve", "--all");
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await network.DisposeAsync();
        await before.DisposeAsync();
        await after.DisposeAsync();
    }

    [Fact]
    public async Task Everything_comes_back_and_every_account_waits_with_the_reason()
    {
        var written = await before.DoneAsync("backup", File, "--json");
        var read = (await after.RunAsync("restore", File)).Is(0);

        Assert.True(written.Json.GetProperty("bytes").GetInt64() > 0);
        Assert.Contains("1 account(s) wait", read.Talk, StringComparison.Ordinal);
        Assert.Equal("restored from a backup: what went out since then is being looked up", await AskAsync<string>("SELECT paused_why FROM accounts WHERE paused_at IS NOT NULL"));
        Assert.Equal(4, await AskAsync<long>("SELECT count(*) FROM deliveries WHERE state = 'queued'"));
        Assert.Equal(1, await AskAsync<long>("SELECT count(*) FROM media_chunks"));
    }

    [Fact]
    public async Task What_went_out_since_the_backup_is_found_and_only_the_rest_is_sent()
    {
        await RunOutOfTimeAsync("since-late");
        await before.DoneAsync("backup", File);
        await PostAsync("Good morning to you all");
        await PostAsync("A word on power and sharing it");
        await PostAsync("One to begin this");
        await after.DoneAsync("restore", File);

        using var worker = after.Start("serve", "--no-web");
        await Eventually.TrueAsync(
            async () => await AskAsync<long>("SELECT count(*) FROM deliveries WHERE state = 'sent'") == 4,
            () => $"They were not all sent. The worker said:\n{worker.Said}");
        Assert.Equal(0, await worker.StopAsync());

        Assert.Equal(
            ["A word on power and sharing it", "Good morning to you all", "Here is the blog of the day", "One to begin this", "Two to go on with"],
            (await ArrivedAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(2, await AskAsync<long>("SELECT count(*) FROM attempts"));
        Assert.Equal(0, await AskAsync<long>("SELECT count(*) FROM accounts WHERE paused_at IS NOT NULL OR catch_up_from IS NOT NULL"));
    }

    [Fact]
    public async Task While_the_timeline_cannot_be_read_nothing_is_sent()
    {
        await before.DoneAsync("backup", File);
        await after.DoneAsync("restore", File);
        after.Settings["X:Accounts:ScotCoPro:OAuth2Token"] = "revoked";

        using var worker = after.Start("serve", "--no-web");
        await Eventually.TrueAsync(() => Task.FromResult(worker.Said.Contains("@ScotCoPro waits after a restore", StringComparison.Ordinal)), () => worker.Said);

        Assert.Equal(0, await worker.StopAsync());
        Assert.Equal(4, await AskAsync<long>("SELECT count(*) FROM deliveries WHERE state = 'queued'"));
        Assert.Empty(await ArrivedAsync());
    }

    [Fact]
    public async Task A_backup_goes_only_into_an_empty_database_and_only_whole()
    {
        await before.DoneAsync("backup", File);
        await System.IO.File.WriteAllTextAsync(Path.Combine(before.Folder, "torn.dump"), "PGDMP and no more");

        var full = (await before.RunAsync("restore", File)).Is(1);
        var torn = (await after.RunAsync("restore", Path.Combine(before.Folder, "torn.dump"))).Is(1);
        var missing = (await after.RunAsync("restore", Path.Combine(before.Folder, "missing.dump"))).Is(1);

        Assert.Contains("The database is not empty", full.Talk, StringComparison.Ordinal);
        Assert.Contains("pg_restore failed", torn.Talk, StringComparison.Ordinal);
        Assert.Contains("There is no file", missing.Talk, StringComparison.Ordinal);
        Assert.Equal(0, await AskAsync<long>("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    private const string RunOutOfTimeSql = """
        UPDATE deliveries d
           SET slot_at = @now - interval '2 minutes', latest_at = @now - interval '1 second'
          FROM posts p
         WHERE p.id = d.post_id AND p.ref = @post
        """;

    /// <summary>Its latest passes between the backup and the restore.</summary>
    private async Task RunOutOfTimeAsync(string post)
    {
        await using var connection = await before.Database.DataSource.OpenConnectionAsync();
        Assert.Equal(1, await connection.ExecuteAsync(RunOutOfTimeSql, new { post, now = TimeProvider.System.GetUtcNow() }));
    }

    private async Task PostAsync(string text)
    {
        using var answer = await http.PostAsJsonAsync("/2/tweets", new { text });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<T?> AskAsync<T>(string sql)
    {
        await using var connection = await after.Database.DataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql);
    }

    private async Task<IEnumerable<string?>> ArrivedAsync()
    {
        var state = await http.GetFromJsonAsync<JsonElement>("/sandbox/state");
        return [.. state.GetProperty("posts").EnumerateArray().Select(post => post.GetProperty("text").GetString())];
    }
}
