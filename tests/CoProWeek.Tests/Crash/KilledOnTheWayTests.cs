using CoProWeek.Tests.Crash.Run;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Crash;

/// <summary>A worker is killed at what comes before a send: a picture's upload, new tokens, a migration.</summary>
public sealed class KilledOnTheWayTests
{
    [Fact]
    public async Task Killed_when_its_picture_is_up_and_not_acknowledged_the_post_goes_out_once_with_it()
    {
        await using var scene = await CrashScene.SetAsync();
        var post = await scene.QueueAsync("Good morning", withPicture: true);
        var hold = scene.Gate.HoldAnswers(of: GateCall.Describe);
        using (var worker = scene.StartWorker())
        {
            await hold.Reached;
            await worker.KillAsync();
        }
        scene.Gate.Open(breaking: true);

        Assert.Empty(await scene.ArrivedAsync());
        await scene.RecoversAsync(post, "Good morning");
        Assert.Equal([1], await scene.PicturesAsync());
    }

    [Fact]
    public async Task Killed_between_its_picture_and_its_post_the_post_goes_out_once_with_it()
    {
        await using var scene = await CrashScene.SetAsync();
        var post = await scene.QueueAsync("Good morning", withPicture: true);
        var hold = scene.Gate.HoldRequests();
        using (var worker = scene.StartWorker())
        {
            await hold.Reached;
            await worker.KillAsync();
        }
        scene.Gate.Open(breaking: true);

        Assert.Empty(await scene.ArrivedAsync());
        await scene.RecoversAsync(post, "Good morning");
        Assert.Equal([1], await scene.PicturesAsync());
    }

    [Fact]
    public async Task Killed_while_it_asks_for_new_tokens_the_old_ones_still_renew_and_the_post_goes_out_once()
    {
        await using var scene = await CrashScene.SetAsync();
        await scene.ConnectAsync();
        await scene.AgeTokensAsync();
        var post = await scene.QueueAsync("Good morning");
        var hold = scene.Gate.HoldRequests(of: GateCall.Tokens);
        using (var worker = scene.StartWorker())
        {
            await hold.Reached;
            await worker.KillAsync();
        }
        scene.Gate.Open(breaking: true);

        await scene.RecoversAsync(post, "Good morning");
    }

    [Fact]
    public async Task Killed_when_new_tokens_were_given_and_not_kept_a_person_is_asked_to_reconnect_and_the_post_goes_out_once()
    {
        await using var scene = await CrashScene.SetAsync();
        await scene.ConnectAsync();
        await scene.AgeTokensAsync();
        var post = await scene.QueueAsync("Good morning");
        var hold = scene.Gate.HoldAnswers(of: GateCall.Tokens);
        using (var worker = scene.StartWorker())
        {
            await hold.Reached;
            await worker.KillAsync();
        }
        scene.Gate.Open(breaking: true);

        using (var worker = scene.StartWorker())
        {
            await Eventually.TrueAsync(async () => (await scene.ReasonAsync(post)).Contains("Reconnect it under Accounts", StringComparison.Ordinal), () => $"Nobody was asked to reconnect. The worker said:\n{worker.Said}");
            Assert.Empty(await scene.ArrivedAsync());
            await scene.ConnectAsync();
            await scene.UntilAsync(post, "sent", worker);
            Assert.Equal(0, await worker.StopAsync());
        }
        Assert.Equal(["Good morning"], await scene.ArrivedAsync());
    }

    private const string SchemaSql = """
        SELECT string_agg(table_name || '.' || column_name || ' ' || data_type, E'\n' ORDER BY table_name, column_name)
          FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name <> 'schema_migrations'
        """;

    [Fact]
    public async Task Killed_in_the_middle_of_a_migration_nothing_of_it_stays_and_the_next_run_completes_it()
    {
        await using var whole = await TestDatabase.CreateAsync();
        await using var killed = await TestDatabase.CreateEmptyAsync();

        await MigrationTrap.SpringAsync(killed.DataSource, killed.ConnectionString, 1, 5, 12);
        await MigrationTrap.MigrateAsync(killed.ConnectionString);

        Assert.Equal(await whole.TextAsync(SchemaSql), await killed.TextAsync(SchemaSql));
    }
}
