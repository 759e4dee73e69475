using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Publishing;

namespace CoProWeek.Cli;

/// <summary>Where the week that a demo lives begins.</summary>
internal static class DemoWeek
{
    private const string Actor = "demo";

    /// <summary>The first post's pictures go up ten minutes before it.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(15);

    /// <summary>A clock that is not yet here has not begun: a new one stands at the beginning of time.</summary>
    public static DateTimeOffset Begun { get; } = DateTimeOffset.UnixEpoch.AddYears(1);

    /// <summary>A new week: imported and approved, and the clock set to just before its first post. Killed meanwhile, it is begun again.</summary>
    public static async Task BeginAsync(IServiceProvider rooms, StepClock clock, CancellationToken stop)
    {
        var marks = rooms.GetRequiredService<StepMarks>();
        await marks.KeepAsync(new StepMark { At = DateTimeOffset.UnixEpoch }, stop);
        var prepared = await rooms.GetRequiredService<PlanImport>().PrepareAsync([DemoSample.Folder], slug: null, stop);
        var diff = prepared.Diff ?? throw new VerbException($"The sample is wrong:\n  {string.Join("\n  ", prepared.Problems)}");
        clock.StepTo(diff.Rows.Min(row => row.SlotAt)!.Value - Before);
        var approvals = rooms.GetRequiredService<Approvals>();
        await approvals.ApplyAsync(diff, Actor, mayVoid: true, stop);
        var campaign = (await rooms.GetRequiredService<CampaignStore>().FindAsync(diff.Campaign.Slug, stop))!;
        var posts = await rooms.GetRequiredService<PostStore>().ListAsync(campaign, day: null, stop);
        foreach (var post in posts.Where(post => !post.IsSpare))
            await approvals.ApproveAsync(campaign, post, Actor, stop);
        await marks.KeepAsync(new StepMark { At = clock.GetUtcNow() }, stop);
        Output.Say($"{campaign.Name}: {posts.Count} posts imported, {posts.Count(post => !post.IsSpare)} approved by {Actor}, {posts.Count(post => post.IsSpare)} spare.");
    }
}
