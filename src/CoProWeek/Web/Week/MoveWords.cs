using CoProWeek.Campaigns;
using CoProWeek.Clock;

namespace CoProWeek.Web;

/// <summary>What a move brings, in sentences that hold before it and after.</summary>
internal static class MoveWords
{
    public static IReadOnlyList<string> Of(Move move, WallClock clock, DateTimeOffset now) =>
        [When(move, clock), .. Approval(move), .. Late(move, now), .. Near(move, clock)];

    private static string When(Move move, WallClock clock)
    {
        if (move is not { SlotAt: { } at, LatestAt: { } latest })
            return "It is a spare: without a date, it does not go out.";
        var until = clock.DayOf(at) == clock.DayOf(latest) ? clock.Time(latest) : clock.DayAndTime(latest);
        return $"It goes out on {clock.DayAndTime(at)}; if late, not after {until}.";
    }

    private static IEnumerable<string> Approval(Move move)
    {
        if (move.EndsApprovalBy is { } who)
            yield return $"{who} approved it for another time. That ends: it is a draft until somebody approves it again.";
    }

    private static IEnumerable<string> Late(Move move, DateTimeOffset now)
    {
        if (move.LatestAt < now)
            yield return "That time has passed: it would not go out.";
        else if (move.SlotAt < now)
            yield return "That time has come already: once approved, it goes out at once.";
    }

    private static IEnumerable<string> Near(Move move, WallClock clock) =>
        move.TooNear.Select(other => $"Close by, at {clock.Bare(other.SlotAt!.Value)}, stands {KindRules.A(other.Content.Kind)}: “{InWords.First(other.Content.Text, 60)}”.");
}
