using CoProWeek.Tests.Collecting;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Crash;

/// <summary>A worker that is killed while it collects: the next one ends with the same rows.</summary>
public sealed class KilledCollectorTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Killed_in_mid_page_and_started_again_every_post_is_held_once_and_nothing_is_missing(int pages)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var scene = await CrashScene.SetAsync(week: DateOnly.FromDateTime(now.UtcDateTime));
        using var people = new People(scene.Network);
        var texts = Enumerable.Range(0, 240).Select(n => $"Answer number {n:000} #CoProWeekScot").ToList();
        foreach (var (n, text) in texts.Index())
            await people.SayAsync(text, at: now.AddMinutes(n - 300));
        var hold = scene.Gate.HoldSearches(after: pages);
        using (var worker = scene.StartWorker())
        {
            await hold.Reached;
            await worker.KillAsync();
        }
        scene.Gate.HoldSearches(after: int.MaxValue);

        using (var worker = scene.StartWorker())
        {
            await Eventually.TrueAsync(
                async () => (await Look.AllAsync(scene.Rows)).Any(look => look.Outcome == "whole"), () => $"No look ended whole. The worker said:\n{worker.Said}");
            Assert.Equal(0, await worker.StopAsync());
        }

        Assert.Equal(texts, (await Held.AllAsync(scene.Rows)).Select(held => held.Text));
        Assert.Equal([240], (await Look.AllAsync(scene.Rows)).Where(look => look.Posts > 0).Select(look => look.NewPosts));
    }
}
