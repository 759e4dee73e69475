namespace CoProWeek.Campaigns;

/// <summary>What a kind of post asks for.</summary>
/// <param name="Kind">The word in the plan.</param>
/// <param name="Latest">Its own "latest" where neither the row, the slot nor the configuration says; null when a person must say.</param>
/// <param name="NeedsCredit">Somebody else's words: who said them is kept.</param>
internal sealed record KindRule(string Kind, string? Latest, bool NeedsCredit = false);

/// <summary>The twelve kinds and their rules: the one table.</summary>
internal static class KindRules
{
    public static IReadOnlyList<KindRule> All { get; } =
    [
        new("notice", "2h"),
        new("blog", "20:00"),
        new("question", "17:00"),
        new("vision", "20:00", NeedsCredit: true),
        new("story", "20:00", NeedsCredit: true),
        new("event", null),
        new("resource", "20:00"),
        new("countdown", "2h"),
        new("call", "20:00"),
        new("thanks", "20:00"),
        new("chat", null),
        new("share", "20:00", NeedsCredit: true),
    ];

    public static string Words { get; } = string.Join(", ", All.Select(rule => rule.Kind));

    /// <summary>With its article: "a blog", "an event".</summary>
    public static string A(string kind) => kind is ['a' or 'e' or 'i' or 'o' or 'u', ..] ? $"an {kind}" : $"a {kind}";

    public static KindRule? Find(string kind) =>
        All.FirstOrDefault(rule => rule.Kind.Equals(kind, StringComparison.OrdinalIgnoreCase));

    public static KindRule Of(string kind) =>
        Find(kind) ?? throw new ArgumentException($"There is no kind \"{kind}\": the kinds are {Words}.", nameof(kind));
}
