using CoProWeek.Alerts;
using CoProWeek.Campaigns;
using CoProWeek.Clock;

namespace CoProWeek.Publishing;

/// <summary>What goes out on a day: each post, whether it is ready, and what it lacks. Short lines, for it is read on a telephone.</summary>
internal sealed class SheetLetter(PublicLinks links, SheetChecks checks)
{
    public Alert Write(DueSheet sheet, SheetDay day, string[] to)
    {
        var entries = day.Posts.Select(post => new Entry(post, checks.Of(day, post))).ToList();
        var link = links.To($"/campaigns/{day.Campaign.Slug}");
        return new Alert
        {
            Cause = sheet.Cause,
            To = to,
            Subject = $"{(sheet.Kind is SheetKind.Tomorrow ? "Tomorrow" : "Today")}, {WallClock.Day(day.Day)}: {Counted(entries)}",
            Text = $"""
                {day.Campaign.Name}, {WallClock.LongDay(day.Day)}: {Counted(entries)}.
                {Standing(day)}{(entries.Exists(entry => !entry.Post.IsApproved) ? "What nobody approves does not go out.\n" : "")}
                {string.Join("\n\n", entries.Select(entry => Block(entry, new WallClock(day.Campaign.TimeZone))))}

                The whole week:
                {link.AbsoluteUri}
                """,
            Link = link,
        };
    }

    /// <summary>"6 posts, all ready", "6 posts, 4 ready", "6 posts, 1 sent, 5 ready".</summary>
    private static string Counted(IReadOnlyCollection<Entry> entries)
    {
        var (sent, ready) = (entries.Count(entry => entry.IsOut), entries.Count(entry => entry.IsReady));
        var posts = entries.Count == 1 ? "1 post" : $"{entries.Count} posts";
        if (sent > 0)
            return sent == entries.Count ? $"{posts}, all sent" : $"{posts}, {sent} sent, {ready} ready";
        return ready == entries.Count ? $"{posts}, {(ready == 1 ? "ready" : "all ready")}" : entries.Count == 1 ? $"{posts}, not ready" : $"{posts}, {(ready == 0 ? "none" : ready)} ready";
    }

    private static string Standing(SheetDay day) => day.Stopped is { } stopped
        ? $"Everything is stopped ({stopped.SetBy}: {PostWords.Opening(stopped.Why, 200)}): nothing goes out until that is lifted.\n"
        : "";

    private string Block(Entry entry, WallClock wall) => $"""
        {wall.Time(entry.Post.SlotAt!.Value)}, {entry.Post.Content.Kind}, {PostWords.Handles(entry.Post.Content)}: {entry.Word}
        > {PostWords.Opening(entry.Post.Content, 100)}
        {Checks(entry)}
        {links.To($"/posts/{entry.Post.Id}").AbsoluteUri}
        """;

    private static string Checks(Entry entry)
    {
        if (entry.IsOut)
            return "It is out.";
        string[] wrong = [.. entry.Checks.Where(check => !check.Ok).Select(check => check.Says)];
        var line = wrong.Length > 0 ? string.Join(" ", wrong) : $"{string.Join("; ", entry.Checks.Select(check => check.Says))}.";
        return $"{char.ToUpperInvariant(line[0])}{line[1..]}";
    }

    private sealed record Entry(Post Post, IReadOnlyList<SheetCheck> Checks)
    {
        public bool IsOut => Post.Deliveries.Any(delivery => delivery.State is "sent" or "removed" or "sending");

        public bool IsReady => !IsOut && Checks.All(check => check.Ok);

        public string Word => IsOut ? "sent" : IsReady ? "ready" : "NOT READY";
    }
}
