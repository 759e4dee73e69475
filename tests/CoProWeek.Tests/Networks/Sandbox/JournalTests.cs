using System.Text;
using System.Text.Json.Nodes;
using CoProWeek.Clock;

namespace CoProWeek.Tests.Networks.Sandbox;

public sealed class JournalTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("coproweek-sandbox-").FullName;

    private string Journal => Path.Combine(folder, "journal");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_was_accepted_is_there_after_a_restart()
    {
        string before;
        await using (var x = await Practice.StartAsync(journal: Journal))
        {
            var first = await x.PostAsync("Kept & whole 🎉");
            await x.PostAsync("A reply", first);
            await x.SendAsync(HttpMethod.Delete, $"/2/tweets/{await x.PostAsync("Gone")}", null);
            var question = await x.CrowdAsync(new { handle = "Anna", text = "A tpyo?", numbers = new { likes = 2, bookmarks = 0, views = 9 } });
            await x.SendAsync(HttpMethod.Post, "/sandbox/edits", new { id = question, text = "A typo?" });
            before = await HeldAsync(x);
        }

        await using var again = await Practice.StartAsync(journal: Journal);

        Assert.Equal(before, await HeldAsync(again));
        Assert.Equal(403, (await again.PostRawAsync(new { text = "A reply" })).Status);
    }

    [Fact]
    public async Task The_journal_holds_a_post_before_it_is_answered()
    {
        await using var x = await Practice.StartAsync(journal: Journal);
        await x.FaultAsync(new { kind = "latency", method = "POST", accept = true, delay_ms = 600_000 });
        using var hangUp = new CancellationTokenSource();
        var sending = x.SendAsync(HttpMethod.Post, "/2/tweets", new { text = "On file" }, stop: hangUp.Token);

        while (!(await ReadJournalAsync()).Contains("On file", StringComparison.Ordinal))
            await x.GetAsync("/sandbox/state");

        Assert.False(sending.IsCompleted);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task A_last_line_cut_short_is_dropped_and_the_rest_goes_on()
    {
        await using (var x = await Practice.StartAsync(journal: Journal))
            await x.PostAsync("Whole");
        await File.AppendAllBytesAsync(Journal, [.. Encoding.UTF8.GetBytes("""{"what":"post","post":{"id":17,"text":"é"""), 0xC3]);

        await using (var again = await Practice.StartAsync(journal: Journal))
        {
            Assert.Equal(["Whole"], await again.PostedTextsAsync());
            await again.PostAsync("After");
        }

        await using var third = await Practice.StartAsync(journal: Journal);
        Assert.Equal(["Whole", "After"], await third.PostedTextsAsync());
    }

    [Fact]
    public async Task Ids_grow_across_a_restart_though_the_clock_starts_earlier()
    {
        long first;
        await using (var x = await Practice.StartAsync(journal: Journal, clock: new StepClock(Practice.Monday.AddDays(1))))
            first = long.Parse(await x.PostAsync("Later"));

        await using var again = await Practice.StartAsync(journal: Journal);

        Assert.True(long.Parse(await again.PostAsync("Earlier")) > first);
    }

    [Fact]
    public async Task A_line_that_is_no_entry_is_named()
    {
        await File.WriteAllTextAsync(Journal, "nonsense\n");

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Practice.StartAsync(journal: Journal));

        Assert.Contains("line 1 of its journal", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<string> HeldAsync(Practice x)
    {
        var state = await x.StateAsync();
        return new JsonArray(state["posts"]!.DeepClone(), state["accounts"]!.DeepClone(), state["media"]!.DeepClone()).ToJsonString();
    }

    private async Task<string> ReadJournalAsync()
    {
        await using var file = new FileStream(Journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }
}
