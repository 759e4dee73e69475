namespace CoProWeek.Networks.Sandbox.Crowd;

/// <summary>Somebody made up.</summary>
internal sealed record Member(long Id, string Handle, string Name, int Followers)
{
    private const int Count = 48;
    private const long FirstId = 9_000_000_001;
    private const int MostFollowed = 19_800;

    /// <summary>Every eighth may post beyond 280.</summary>
    private const int LongEvery = 8;

    /// <summary>They end in this so that they are nobody's: "folk of the week".</summary>
    private const string Ending = "fw";

    private static readonly string[] First = ["birch", "brine", "fern", "gorse", "heron", "kelp", "moss", "oat", "otter", "peat", "plum", "skein", "tarn", "teal", "thaw", "wren"];
    private static readonly string[] Second = ["bench", "choir", "ferry", "garden", "gate", "loom", "porch", "radio", "shed", "stove", "table", "walk"];

    public bool LongPosts { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Few are followed by many: a long tail that ends in two whom nobody follows.</summary>
    public static IReadOnlyList<Member> Make(Dice dice, DateTimeOffset before)
    {
        var names = new Deck<(string, string)>(First.SelectMany(_ => Second, (first, second) => (first, second)), dice);
        var ranks = new Deck<int>(Enumerable.Range(1, Count), dice);
        return [.. Enumerable.Range(0, Count).Select(n => Make(n, names.Deal(), ranks.Deal(), dice, before))];
    }

    private static Member Make(int n, (string First, string Second) name, int rank, Dice dice, DateTimeOffset before)
    {
        var followers = rank > Count - 2 ? 0 : (int)(2 * MostFollowed / (rank * (rank + 1)) * (0.8 + 0.2 * dice.Share())) + dice.Below(30);
        return new(FirstId + n, $"{name.First}_{name.Second}_{Ending}", $"{Capital(name.First)} {Capital(name.Second)}", followers)
        {
            LongPosts = n % LongEvery == 0,
            CreatedAt = before.AddDays(-200 - dice.Below(4_000)),
        };
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
