namespace CoProWeek.Web;

/// <summary>One word for a post from its deliveries: the one that most needs a person to look.</summary>
internal static class PostState
{
    private static readonly string[] WorstFirst =
        ["undecided", "held", "failed", "missed", "unknown", "hand", "sending", "queued", "removed", "sent", "cancelled"];

    public static string Of(bool approved, bool dated, IReadOnlyList<DeliveryRow> deliveries)
    {
        var live = deliveries.Where(d => d.State is not "cancelled").Select(d => d.Shown).ToList();
        if (!approved && live.TrueForAll(state => state is "failed" or "missed"))
            return dated ? "draft" : "spare";
        if (live.Count > 0)
            return WorstFirst.First(live.Contains);
        return (dated, deliveries.Count) switch
        {
            (false, _) => "spare",
            (true, 0) => "approved",
            _ => "cancelled",
        };
    }
}
