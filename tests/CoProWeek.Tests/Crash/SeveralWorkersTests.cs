namespace CoProWeek.Tests.Crash;

/// <summary>Several workers on one database: each post goes out by one of them.</summary>
public sealed class SeveralWorkersTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task However_many_there_are_every_post_goes_out_once(int count)
    {
        await using var scene = await CrashScene.SetAsync();
        var texts = Enumerable.Range(0, 20).Select(n => $"Question {n:00} of the day: who decides, and {n * 7919:x} others?").ToList();
        var workers = Enumerable.Range(0, count).Select(_ => scene.StartWorker()).ToList();
        try
        {
            foreach (var worker in workers)
                await worker.UntilSaidAsync("may send");
            var posts = new List<long>();
            foreach (var text in texts)
                posts.Add(await scene.QueueAsync(text));
            foreach (var post in posts)
                await scene.UntilAsync(post, "sent", workers[0]);

            Assert.Equal(texts.Order(), (await scene.ArrivedAsync()).Order());
            foreach (var worker in workers)
                Assert.Equal(0, await worker.StopAsync());
        }
        finally
        {
            workers.ForEach(worker => worker.Dispose());
        }
    }

    [Fact]
    public async Task One_that_is_killed_in_mid_send_is_taken_over_by_the_other()
    {
        await using var scene = await CrashScene.SetAsync();
        var post = await scene.QueueAsync("Good morning");
        var hold = scene.Gate.HoldAnswers();
        using var first = scene.StartWorker();
        await hold.Reached;
        using var second = scene.StartWorker();
        await second.UntilSaidAsync("may send");
        Assert.Equal("sending", await scene.StateAsync(post));
        var next = await scene.QueueAsync("Good afternoon, everybody");

        await first.KillAsync();
        scene.Gate.Open(breaking: true);

        await scene.UntilAsync(post, "sent", second);
        await scene.UntilAsync(next, "sent", second);
        Assert.Equal(["Good morning", "Good afternoon, everybody"], await scene.ArrivedAsync());
        Assert.Equal(0, await second.StopAsync());
    }
}
