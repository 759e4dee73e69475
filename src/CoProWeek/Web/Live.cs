using CoProWeek.Clock;

namespace CoProWeek.Web;

/// <summary>A page that keeps up: it asks for itself again by a header, without script, unless the reader stopped that.</summary>
internal sealed record Live(bool IsStill, int Seconds, string Address)
{
    private const int RehearsalSeconds = 5;
    private const int UsualSeconds = 60;

    /// <summary>Of this page; "?still" in its address keeps it as it is.</summary>
    public static Live Of(HttpContext context, CampaignClock clock)
    {
        var live = new Live(context.Request.Query.ContainsKey("still"), clock is StepClock ? RehearsalSeconds : UsualSeconds, context.Request.Path);
        if (!live.IsStill)
            context.Response.Headers["Refresh"] = $"{live.Seconds}";
        return live;
    }
}
