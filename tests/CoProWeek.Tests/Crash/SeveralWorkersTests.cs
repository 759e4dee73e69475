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
        var hold = scene.Gate.HoldAnswers();
        using var one = scene.StartWorker();
        using var another = scene.StartWorker();
        await one.UntilSaidAsync("may send");
        await another.UntilSaidAsync("may send");
        var post = await scene.QueueAsync("Good morning");
        await hold.Reached;
        var (sending, other) = await scene.SenderAsync(post) == one.Id ? (one, another) : (another, one);
        var next = await scene.QueueAsync("Good afternoon, everybody");

        await sending.KillAsync();
        scene.Gate.Open(breaking: true);

        await scene.UntilAsync(post, "sent", other);
        await scene.UntilAsync(next, "sent", other);
        Assert.Equal(["Good afternoon, everybody", "Good morning"], (await scene.ArrivedAsync()).Order());
        Assert.Equal(0, await other.StopAsync());
    }
}
