using System.Globalization;
using System.Text;

namespace CoProWeek.Tests.Collecting.Archives;

/// <summary>
/// A crowd that never was, out of a seed: the same posts at every run, each of them made from its number alone, so that a million of
/// them need no memory. Authors are on a long tail; one in twenty posts is told twice.
/// </summary>
internal sealed class MadePosts(int seed, DateTimeOffset from, TimeSpan every)
{
    private static readonly string[] Words =
        ("people power share lived experience together kitchen garden tenants carers listen decide budget wellbeing community health street "
            + "support neighbours Dè tha thu a’ smaoineachadh services design equal voice trust story learn change meeting morning thank you "
            + "wonderful panel chair panels question answer café naïve 🌱 💜 🤝 peer research practice local council island Skye Fife").Split(' ');

    private static readonly string[] Tags = ["CoProWeekScot", "coproweekscot", "COPROWEEKSCOT", "CoProWeekScot", "CoproWeekScot"];
    private static readonly string[] OtherTags = ["CoProduction", "LivedExperience", "BigQuestions", "SelfDirectedSupport", "Café", "Kitchens", "Wellbeing", "PeopleFirst", "Gàidhlig", "Volunteering"];

    /// <summary>The n-th of the file: a new post, or one of the last five thousand told again, with its numbers an hour later.</summary>
    public MadePost Line(int n)
    {
        var dice = new Dice(seed, n, 7);
        return n > 20 && dice.In(100) < 5 ? Post(n - 1 - dice.In(Math.Min(n - 1, 5_000)), later: n) : Post(n);
    }

    public MadePost Post(int n, int? later = null)
    {
        var dice = new Dice(seed, n, 1);
        var (at, sort) = (AtOf(n), dice.In(100));
        var reference = n > 5 && sort < 46 ? (int?)(n - 1 - dice.In(Math.Min(n - 1, 400))) : null;
        if (reference is { } other && Post(other) is { Type: "retweeted", Reference: { } original })
            reference = original;
        var type = reference is null ? "" : sort < 18 ? "retweeted" : sort < 36 ? "replied_to" : "quoted";
        var isLong = type != "retweeted" && dice.In(100) < 3;
        List<string> tags = [Tags[dice.In(Tags.Length)], .. Enumerable.Range(0, dice.In(3)).Select(_ => OtherTags[dice.Tail(OtherTags.Length)])];
        List<string> handles = dice.In(100) < 30 ? [dice.In(3) == 0 ? "ScotCoPro" : HandleOf(dice.Tail(500))] : [];
        List<string> links = dice.In(100) < 35 ? [$"https://example.org/{OtherTags[dice.In(OtherTags.Length)]}/{dice.Tail(200)}"] : [];
        var text = string.Join(' ', Enumerable.Range(0, isLong ? 90 : 8 + dice.In(22)).Select(_ => Words[dice.In(Words.Length)]));
        return new MadePost
        {
            Number = n,
            Id = IdOf(n),
            // One in fifty was edited; its first version is the half second before.
            FirstId = dice.In(50) == 0 ? IdAt(at - TimeSpan.FromMilliseconds(500), n) : IdOf(n),
            Author = Author(dice.Tail(200_000)),
            At = at,
            Words = text,
            Tags = tags.DistinctBy(tag => tag.ToLowerInvariant()).ToList(),
            Handles = handles,
            Links = links,
            IsLong = isLong,
            Type = type,
            Reference = reference,
            Pictures = type != "retweeted" && dice.In(100) < 12 ? 1 + dice.In(3) : 0,
            Numbers = NumbersOf(n, later),
            ReadAt = from + (every * ((later ?? n) / 100 * 100)) + TimeSpan.FromHours(30),
        };
    }

    /// <summary>0 is us.</summary>
    public static MadeAuthor Author(int n) => new(2_000_000 + (n * 7_919L), HandleOf(n), n == 0 ? "Scottish Co-production Network" : $"Made up {n} 🌿", 40 + (n * 37 % 5_000));

    private static string HandleOf(int n) => n == 0 ? "ScotCoPro" : string.Create(CultureInfo.InvariantCulture, $"made_up_{n}");

    private int[] NumbersOf(int n, int? later)
    {
        var dice = new Dice(seed, n, 3);
        int[] numbers = [dice.Tail(20_000), dice.Tail(300), dice.Tail(30), dice.Tail(60), dice.Tail(15), dice.Tail(20)];
        return later is null ? numbers : Array.ConvertAll(numbers, count => count + (count / 3));
    }

    private DateTimeOffset AtOf(int n) => from + (every * n);

    private long IdOf(int n) => IdAt(AtOf(n), n);

    private static long IdAt(DateTimeOffset at, int n) => ((at.ToUnixTimeMilliseconds() - 1_288_834_974_657) << 22) | (uint)(n & 0xFFF);
}

/// <summary>One post of the crowd.</summary>
internal sealed record MadePost
{
    public required int Number { get; init; }

    public required long Id { get; init; }

    public required long FirstId { get; init; }

    public required MadeAuthor Author { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Words { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyList<string> Handles { get; init; }

    public required IReadOnlyList<string> Links { get; init; }

    /// <summary>It has a long text, and the short one is cut off before the hashtags.</summary>
    public required bool IsLong { get; init; }

    /// <summary>"retweeted", "replied_to", "quoted", or nothing.</summary>
    public required string Type { get; init; }

    /// <summary>Of which other post, by its number.</summary>
    public required int? Reference { get; init; }

    public required int Pictures { get; init; }

    /// <summary>Views, likes, replies, reposts, quotes, bookmarks.</summary>
    public required int[] Numbers { get; init; }

    public required DateTimeOffset ReadAt { get; init; }

    public string Text => new StringBuilder(Words)
        .AppendJoin("", Handles.Select(handle => $" @{handle}"))
        .AppendJoin("", Tags.Select(tag => $" #{tag}"))
        .AppendJoin("", Links.Select((_, n) => $" {ShortLink(n)}"))
        .Append(Pictures > 0 ? $" {ShortLink(9)}" : "").ToString();

    public string ShortLink(int n) => string.Create(CultureInfo.InvariantCulture, $"https://t.co/L{n}{Id:x}");
}

internal sealed record MadeAuthor(long Id, string Handle, string Name, int Followers);

/// <summary>Chance out of numbers, the same on every machine.</summary>
internal struct Dice(long seed, long n, long salt)
{
    private ulong state = ((ulong)seed * 0x9E37_79B9_7F4A_7C15) ^ ((ulong)n * 0xBF58_476D_1CE4_E5B9) ^ ((ulong)salt << 56);

    public int In(int most) => (int)(Next() % (ulong)most);

    /// <summary>Small ones are by far the most frequent.</summary>
    public int Tail(int most)
    {
        var share = (Next() >> 11) / (double)(1UL << 53);
        return (int)(most * share * share * share * share);
    }

    private ulong Next()
    {
        state += 0x9E37_79B9_7F4A_7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return mixed ^ (mixed >> 31);
    }
}
