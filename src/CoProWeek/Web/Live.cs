using CoProWeek.Clock;

namespace CoProWeek.Web;

/// <summary>
/// A page that keeps up, unless the reader stopped that. With script it fetches itself and leaves alone what somebody is
/// typing (live.js); without, the browser loads it again. The layout does either.
/// </summary>
internal sealed record Live(bool IsStill, int Seconds, string Address)
{
    private const int RehearsalSeconds = 5;
    private const int UsualSeconds = 60;

    /// <summary>Of this page; "?still" in its address keeps it as it is.</summary>
    public static Live Of(HttpContext context, CampaignClock clock)
    {
        var live = new Live(context.Request.Query.ContainsKey("still"), clock is StepClock ? RehearsalSeconds : UsualSeconds, context.Request.Path);
        context.Items[typeof(Live)] = live;
        return live;
    }

    /// <summary>What the page said of itself; null for one that stands as it was opened.</summary>
    public static Live? On(HttpContext context) => context.Items[typeof(Live)] is Live { IsStill: false } live ? live : null;
}
