namespace CoProWeek.Tests.Networks.Sandbox;

/// <summary>The same seed gives the same week, whatever happens to the server and its clock.</summary>
public sealed class CrowdAgainTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("coproweek-crowd-").FullName;

    private string Journal => Path.Combine(folder, "journal");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_clock_may_go_in_steps_or_in_jumps()
    {
        await using var walking = await CrowdWeek.StartAsync();
        await using var jumping = await CrowdWeek.StartAsync();
        var reached = CrowdWeek.WeekFrom;

        await jumping.LiveAsync(_ => Task.CompletedTask);
        await walking.LiveAsync(async until =>
        {
            for (; reached < until; reached += TimeSpan.FromMinutes(5))
            {
                walking.GoTo(reached);
                await walking.X.GetAsync("/2/users/me");
            }
        });

        Assert.Equal(await jumping.HeldAsync(), await walking.HeldAsync());
    }

    [Fact]
    public async Task Another_seed_gives_another_week()
    {
        await using var one = await CrowdWeek.StartAsync(at: CrowdWeek.Options.Until);
        await using var other = await CrowdWeek.StartAsync(CrowdWeek.Options with { Seed = 18 }, at: CrowdWeek.Options.Until);

        var (texts, others) = (await one.X.PostedTextsAsync(), await other.X.PostedTextsAsync());

        Assert.InRange(texts.Intersect(others, StringComparer.Ordinal).Count(), 0, texts.Length / 5);
    }

    [Fact]
    public async Task The_server_may_be_restarted_each_day()
    {
        await using var whole = await CrowdWeek.StartAsync();
        await whole.LiveAsync(_ => Task.CompletedTask);
        for (var day = 0; day < 5; day++)
        {
            await using var part = await CrowdWeek.StartAsync(journal: Journal, at: CrowdWeek.WeekFrom.AddDays(day).AddHours(12));
            await part.X.PostAsync($"Question {day + 1} {CrowdWeek.Tag}");
        }

        await using var last = await CrowdWeek.StartAsync(journal: Journal, at: CrowdWeek.Options.Until);

        Assert.Equal(await whole.HeldAsync(), await last.HeldAsync());
    }

    /// <summary>A kill leaves the journal whole up to any line, or in the middle of one.</summary>
    [Fact]
    public async Task It_may_be_killed_between_any_two_entries()
    {
        string whole;
        await using (var week = await CrowdWeek.StartAsync(journal: Journal))
        {
            await week.X.PostAsync($"Tomorrow it begins {CrowdWeek.Tag}");
            week.GoTo(CrowdWeek.Options.Until);
            whole = await week.HeldAsync();
        }
        var journal = await File.ReadAllBytesAsync(Journal);
        var ours = journal.AsSpan().IndexOf("Tomorrow it begins"u8);
        var afterOurs = ours + journal.AsSpan(ours).IndexOf((byte)'\n') + 1;

        for (var end = afterOurs; end < journal.Length; end += (journal.Length - afterOurs) / 20)
        {
            await File.WriteAllBytesAsync(Journal, journal[..end]);
            await using var again = await CrowdWeek.StartAsync(journal: Journal, at: CrowdWeek.Options.Until);
            Assert.Equal(whole, await again.HeldAsync());
        }
    }
}
