namespace CoProWeek.Campaigns;

/// <summary>
/// Until when a post of each kind may still go out, where neither its row nor its slot says: the settings
/// <c>Publishing:Latest</c>, and what they leave out as in <see cref="KindRules"/>. Empty means that a person must say.
/// </summary>
internal sealed class KindLatest
{
    public const string Section = "Publishing:Latest";

    private readonly Dictionary<string, string> said;

    /// <exception cref="RefusedException">A setting is none; the message names each, and what is expected.</exception>
    public KindLatest(IEnumerable<KeyValuePair<string, string>> settings)
    {
        said = new(settings, StringComparer.OrdinalIgnoreCase);
        if (WrongIn(said) is { Count: > 0 } wrong)
            throw new RefusedException(string.Join(" ", wrong));
    }

    public static KindLatest Default { get; } = new([]);

    public static KindLatest Of(IConfiguration configuration) =>
        new(configuration.GetSection(Section).GetChildren().Select(kind => KeyValuePair.Create(kind.Key, kind.Value ?? "")));

    /// <summary>What cannot be read, each with what is expected.</summary>
    public static IReadOnlyList<string> WrongIn(IEnumerable<KeyValuePair<string, string>> settings) =>
    [
        .. settings.Where(one => KindRules.Find(one.Key) is null).Select(one => $"{Section}:{one.Key}: there is no such kind. Expected one of {KindRules.Words}."),
        .. settings.Where(one => one.Value is not "" && Latest.Read(one.Value) is null).Select(one => $"{Section}:{one.Key} is \"{one.Value}\". Expected {Latest.Expected}; or nothing, where a person must say."),
    ];

    /// <summary>As in the plan; null when a person must say.</summary>
    public string? Of(string kind) => !said.TryGetValue(kind, out var latest) ? KindRules.Of(kind).Latest : latest is "" ? null : latest;
}
