namespace CoProWeek.Tests.Crash.Run;

/// <summary>
/// What became of every approved post, by two lists that know nothing of each other: the network's own list of posts, and our rows.
/// </summary>
internal sealed record Verdict
{
    public required int Sends { get; init; }
    public required int Parts { get; init; }
    public required IReadOnlyDictionary<string, int> Ends { get; init; }

    /// <summary>Posts that stand on the network and should not: the second of one part, or none of ours.</summary>
    public required IReadOnlyList<string> Doubled { get; init; }

    /// <summary>Approved posts that have no end, or an end that the network's list does not bear out.</summary>
    public required IReadOnlyList<string> Lost { get; init; }

    public bool IsClean => Doubled.Count == 0 && Lost.Count == 0;

    public static Verdict Of(IReadOnlyList<ApprovedPart> parts, IReadOnlyList<ArrivedPost> arrived)
    {
        var counted = parts.Where(part => part.State is not "cancelled").ToList();
        var byKey = arrived.ToLookup(post => CrashPost.KeyOf(post.Text) ?? "");
        var deliveries = counted.GroupBy(part => part.Ref).ToList();
        return new Verdict
        {
            Sends = deliveries.Count,
            Parts = counted.Count,
            Ends = deliveries.CountBy(delivery => End(delivery.First())).ToDictionary(),
            Doubled = [.. Strangers(parts, byKey), .. byKey.Where(same => same.Key != "").SelectMany(same => same.Skip(1).Select(post => $"{same.Key}: {post.Id} beside {same.First().Id}"))],
            Lost = [.. deliveries.SelectMany(delivery => Faults([.. delivery], byKey))],
        };
    }

    private static string End(ApprovedPart part) => part is { State: "held" } ? $"held ({part.HoldReason})" : part.State ?? "nothing";

    private static IEnumerable<string> Strangers(IReadOnlyList<ApprovedPart> parts, ILookup<string, ArrivedPost> byKey)
    {
        var ours = parts.Where(part => part.Text is not null).Select(part => CrashPost.KeyOf(part.Text!)!).ToHashSet(StringComparer.Ordinal);
        return byKey.Where(same => !ours.Contains(same.Key)).SelectMany(same => same.Select(post => $"{post.Id} is none of ours: {post.Text}"));
    }

    private static IEnumerable<string> Faults(ApprovedPart[] delivery, ILookup<string, ArrivedPost> byKey)
    {
        var first = delivery[0];
        if (first.State is null or "queued" or "sending" or "unknown")
            return [$"{first.Ref} has no end: {first.State ?? "no delivery"}. {first.Reason}"];
        if (first.State is not "sent" && first.Reason == "")
            return [$"{first.Ref} ended as {first.State} without a reason"];
        return delivery.Select((part, n) => Fault(part, n == 0 ? null : delivery[n - 1].RemoteId, [.. byKey[CrashPost.KeyOf(part.Text!)!]])).OfType<string>();
    }

    /// <summary>Whether a part's row and the network's list say the same.</summary>
    private static string? Fault(ApprovedPart part, long? before, ArrivedPost[] there) => (part.RemoteId, there) switch
    {
        (null, []) => part.State is "sent" ? $"{part.Ref} part {part.N} is called sent, and has no link" : null,
        (null, _) => part is { HoldReason: "undecided" } ? null : $"{part.Ref} part {part.N} is out as {there[0].Id}, and is called {part.State}: {part.Reason}",
        ({ } id, _) when there.FirstOrDefault(post => post.Id == id) is not { } post => $"{part.Ref} part {part.N} is called sent as {id}, and is not there",
        ({ } id, _) when there.First(post => post.Id == id) is var post =>
            post.Handle != part.Handle ? $"{part.Ref} part {part.N} is out as @{post.Handle}, not as @{part.Handle}"
            : post.ReplyTo != before ? $"{part.Ref} part {part.N} answers {post.ReplyTo}, not {before}"
            : post.Pictures != part.Pictures ? $"{part.Ref} part {part.N} has {post.Pictures} pictures, not {part.Pictures}"
            : !part.Url!.EndsWith($"/{part.Handle}/status/{id}", StringComparison.Ordinal) ? $"{part.Ref} part {part.N} has the link {part.Url}"
            : null,
        _ => null,
    };
}
