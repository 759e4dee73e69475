namespace CoProWeek.Web;

/// <summary>A post in its day, or a required slot that none fills.</summary>
/// <param name="Day">None for a spare.</param>
/// <param name="Time">Its wall time, or its slot's.</param>
/// <param name="Slot">The slot it fills; none for a post of the day's own.</param>
/// <param name="Post">None: a gap.</param>
internal sealed record DayEntry(DateOnly? Day, TimeOnly? Time, SlotRow? Slot, PlannedPost? Post)
{
    public bool IsGap => Post is null;

    public string Clock => FormattableString.Invariant($"{Time:HH\\:mm}");

    /// <summary>Where a post for this place is written.</summary>
    public string WriteAt(string slug) => FormattableString.Invariant($"/campaigns/{slug}/posts/new?day={Day:yyyy-MM-dd}&time={Time:HH\\:mm}&kind={Slot?.Kind}");

    /// <summary>A post that fills no slot.</summary>
    public static DayEntry Of(PlannedPost post) => new(post.SlotOn, post.SlotTime, null, post);
}

/// <summary>What a day holds, in the order of its hours.</summary>
internal static class DayPlan
{
    public static IReadOnlyList<DayEntry> Of(DateOnly day, CampaignRow campaign, IReadOnlyList<SlotRow> slots, IReadOnlyList<PlannedPost> posts)
    {
        var waiting = posts.Where(post => post.SlotOn == day).OrderBy(post => post.SlotTime).ToList();
        var entries = new List<DayEntry>();
        if (campaign.WeekFrom <= day && day <= campaign.WeekTo)
            FillSlots(day, slots, waiting, entries);
        entries.AddRange(waiting.Select(DayEntry.Of));
        return [.. entries.OrderBy(entry => entry.Time)];
    }

    /// <summary>A post fills the slot of its kind at its very time; those that a person moved fill what is left of their kind.</summary>
    private static void FillSlots(DateOnly day, IReadOnlyList<SlotRow> slots, List<PlannedPost> waiting, List<DayEntry> entries)
    {
        var empty = new List<SlotRow>();
        foreach (var slot in slots)
        {
            if (!Take(slot, waiting, entries, post => post.SlotTime == slot.WallTime))
                empty.Add(slot);
        }
        foreach (var slot in empty)
        {
            if (!Take(slot, waiting, entries, _ => true) && slot.Required)
                entries.Add(new(day, slot.WallTime, slot, null));
        }
    }

    private static bool Take(SlotRow slot, List<PlannedPost> waiting, List<DayEntry> entries, Func<PlannedPost, bool> fits)
    {
        if (waiting.Find(post => post.Kind == slot.Kind && post.State is not "cancelled" && fits(post)) is not { } post)
            return false;
        waiting.Remove(post);
        entries.Add(DayEntry.Of(post) with { Slot = slot });
        return true;
    }
}
