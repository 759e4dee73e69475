using System.Text.Json.Nodes;
using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Networks.Sandbox.Crowd;

namespace CoProWeek.Tests.Networks.Sandbox;

/// <summary>A practice network with a crowd, on a clock that stands still until it is set: all that happens is repeatable to the tick.</summary>
internal sealed class CrowdWeek : IAsyncDisposable
{
    public const string Tag = "#CoProWeekScot";

    public static readonly DateTimeOffset WeekFrom = new(2026, 11, 9, 0, 0, 0, TimeSpan.Zero);

    private readonly StillClock clock;

    private CrowdWeek(Practice x, StillClock still) => (X, clock) = (x, still);

    public static CrowdOptions Options { get; } = new()
    {
        Seed = 17,
        Hashtag = "CoProWeekScot",
        OurHandle = "ScotCoPro",
        From = WeekFrom.AddDays(-28),
        WeekFrom = WeekFrom,
        WeekTo = WeekFrom.AddDays(5),
        Until = WeekFrom.AddDays(15),
    };

    public Practice X { get; }

    public static async Task<CrowdWeek> StartAsync(CrowdOptions? crowd = null, string? journal = null, DateTimeOffset? at = null)
    {
        var still = new StillClock { Instant = at ?? WeekFrom.AddDays(-1) };
        return new(await Practice.StartAsync(limits: RateLimit.AllLifted, journal: journal, clock: still, crowd: crowd ?? Options), still);
    }

    public void GoTo(DateTimeOffset at) => clock.Instant = at;

    /// <summary>A whole state, but for what is counted or measured in real time.</summary>
    public async Task<string> HeldAsync()
    {
        var state = await X.StateAsync();
        foreach (var post in Posts(state))
            post.Remove("arrived_real_at");
        return new JsonArray(state["now"]!.DeepClone(), state["posts"]!.DeepClone(), state["accounts"]!.DeepClone(), state["media"]!.DeepClone()).ToJsonString();
    }

    public async Task<IReadOnlyList<JsonObject>> PostsAsync() => Posts(await X.StateAsync());

    public static IReadOnlyList<JsonObject> Posts(JsonObject state) => [.. ((JsonArray)state["posts"]!).Select(post => (JsonObject)post!)];

    /// <summary>What search should find in the end.</summary>
    public static bool StandsWithTag(JsonObject post) =>
        post["deleted_at"] is null && post["repost_of"] is null && (string?)post["versions"]!.AsArray()[^1] == (string?)post["id"] && HasTag(post);

    public static bool HasTag(JsonObject post) => ((string)post["text"]!).Contains(Tag, StringComparison.OrdinalIgnoreCase);

    /// <summary>Our five questions, each at noon; <paramref name="between"/> is what happens before each.</summary>
    public async Task LiveAsync(Func<DateTimeOffset, Task> between)
    {
        for (var day = 0; day < 5; day++)
        {
            var noon = WeekFrom.AddDays(day).AddHours(12);
            await between(noon);
            GoTo(noon);
            await X.PostAsync($"Question {day + 1} {Tag}");
        }
        await between(Options.Until);
        GoTo(Options.Until);
    }

    public ValueTask DisposeAsync() => X.DisposeAsync();

    private sealed class StillClock : CampaignClock
    {
        public DateTimeOffset Instant { get; set; }

        protected override DateTimeOffset ReadUtcNow() => Instant;
    }
}
