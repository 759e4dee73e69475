using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Crash;

/// <summary>A worker is killed at each place where that could double a post or lose it.</summary>
public sealed class KilledWorkerTests
{
    [Fact]
    public async Task Killed_before_its_claim_commits_the_post_is_still_queued_and_goes_out_once()
    {
        await using var scene = await CrashScene.SetAsync();
        var post = await scene.QueueAsync("Good morning");
        await using (var blocker = await scene.Rows.OpenConnectionAsync())
        {
            await using var held = await blocker.BeginTransactionAsync();
            await blocker.ExecuteAsync("SELECT 1 FROM accounts FOR UPDATE", transaction: held);
            using var worker = scene.StartWorker();
            await scene.UntilSomebodyWaitsAsync(worker);
            await worker.KillAsync();
        }

        Assert.Empty(await scene.ArrivedAsync());
        await scene.RecoversAsync(post, "Good morning");
    }

    [Fact]
    public async Task Killed_after_the_fence_with_the_request_on_the_wire_the_post_is_proved_absent_and_goes_out_once()
    {
        await using var scene = await CrashScene.SetAsync();
        var post = await scene.QueueAsync("Good morning");
        var hold = scene.Gate.HoldRequests();
        using (var worker = scene.StartWorker())
        {
            await hold.Reached;
            Assert.Equal("sending", await scene.StateAsync(post));
            await worker.KillAsync();
        }
        scene.Gate.HoldRequests(after: int.MaxValue);

        Assert.Empty(await scene.ArrivedAsync());
        await scene.RecoversAsync(post, "Good morning");
    }

    [Fact]
    public async Task Killed_when_the_network_has_accepted_but_not_answered_the_post_is_found_and_not_sent_again()
    {
        await using var scene = await CrashScene.SetAsync();
        var post = await scene.QueueAsync("Good morning");
        var hold = scene.Gate.HoldAnswers();
        using (var worker = scene.StartWorker())
        {
            await hold.Reached;
            await worker.KillAsync();
        }
        scene.Gate.HoldAnswers(after: int.MaxValue);

        Assert.Equal(["Good morning"], await scene.ArrivedAsync());
        await scene.RecoversAsync(post, "Good morning");
    }

    [Fact]
    public async Task Killed_with_the_answer_in_hand_and_the_record_blocked_the_post_is_found_and_not_sent_again()
    {
        await using var scene = await CrashScene.SetAsync();
        var post = await scene.QueueAsync("Good morning");
        var hold = scene.Gate.HoldAnswers();
        await using (var blocker = await scene.Rows.OpenConnectionAsync())
        {
            using var worker = scene.StartWorker();
            await hold.Reached;
            await using var held = await blocker.BeginTransactionAsync();
            await blocker.ExecuteAsync("SELECT 1 FROM deliveries FOR UPDATE", transaction: held);
            hold.Release();
            await scene.UntilSomebodyWaitsAsync(worker);
            await worker.KillAsync();
        }
        scene.Gate.HoldAnswers(after: int.MaxValue);

        Assert.Equal(["Good morning"], await scene.ArrivedAsync());
        await scene.RecoversAsync(post, "Good morning");
    }

    [Fact]
    public async Task Killed_between_two_parts_of_a_thread_the_rest_follows_and_the_first_is_not_sent_again()
    {
        await using var scene = await CrashScene.SetAsync();
        var post = await scene.QueueAsync("one\n---\ntwo\n---\nthree");
        var hold = scene.Gate.HoldAnswers();
        await using (var rows = await scene.Rows.OpenConnectionAsync())
        {
            using var worker = scene.StartWorker();
            await hold.Reached;
            await A.StopAll(scene.Rows);
            hold.Release();
            await scene.UntilAsync(post, "queued", worker);
            await worker.KillAsync();
            await rows.ExecuteAsync("DELETE FROM stop_all");
        }

        Assert.Equal(["one"], await scene.ArrivedAsync());
        await scene.RecoversAsync(post, "one", "two", "three");
    }

    [Fact]
    public async Task Killed_in_the_middle_of_a_second_part_that_was_accepted_the_thread_is_completed_without_a_double()
    {
        await using var scene = await CrashScene.SetAsync();
        var post = await scene.QueueAsync("one\n---\ntwo\n---\nthree");
        var hold = scene.Gate.HoldAnswers(after: 1);
        using (var worker = scene.StartWorker())
        {
            await hold.Reached;
            await worker.KillAsync();
        }
        scene.Gate.HoldAnswers(after: int.MaxValue);

        Assert.Equal(["one", "two"], await scene.ArrivedAsync());
        await scene.RecoversAsync(post, "one", "two", "three");
    }

    [Fact]
    public async Task Told_to_stop_in_mid_send_the_worker_records_the_answer_before_it_goes()
    {
        await using var scene = await CrashScene.SetAsync();
        var post = await scene.QueueAsync("Good morning");
        var hold = scene.Gate.HoldAnswers();
        using var worker = scene.StartWorker();
        await hold.Reached;
        var stopping = worker.StopAsync();
        hold.Release();

        Assert.Equal(0, await stopping);
        Assert.Equal("sent", await scene.StateAsync(post));
        Assert.Equal(["Good morning"], await scene.ArrivedAsync());
    }
}
