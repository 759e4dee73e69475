namespace CoProWeek.Networks.Sandbox.Crowd;

/// <summary>What the crowd says: whole sentences, put together by chance, hardly ever the same twice.</summary>
internal sealed class Wording(CrowdOptions options, Dice dice)
{
    private const int Tries = 20;

    private readonly HashSet<string> said = [];
    private readonly Dictionary<string[], Deck<string>> decks = [];

    /// <summary>Our hashtag as we write it.</summary>
    public string Tag => $"#{options.Hashtag}";

    public string Post() => Fresh(() => dice.Below(5) switch
    {
        0 => $"{Of(Fragments.ClaimLeads)} {Of(Fragments.Claims)}",
        1 => $"{Of(Fragments.AskLeads)} {Of(Fragments.Questions)}",
        _ => Scene(),
    });

    public string Answer() => Fresh(() => $"{Of(Fragments.AnswerLeads)} {Of(Fragments.Answers)}");

    public string Chat() => Fresh(() => $"{Of(Fragments.Remarks)} {Of(Fragments.Tails)}");

    public string Comment() => Fresh(() => $"{Of(Fragments.Comments)} {Capital(Of(Fragments.Claims))}");

    public string Return() => Fresh(() => $"{Of(Fragments.Returns)} {Of(Fragments.Lessons)}");

    public string ToUs() => Fresh(() => $"{Of(Fragments.ToUs).Replace("@us", $"@{options.OurHandle}", StringComparison.Ordinal)} {Of(Fragments.Tails)}");

    public string Signs() => Fresh(() => $"{Of(Fragments.Signs)}\n{Of(Fragments.Lessons)}");

    public string Long() => Fresh(() => $"{Scene()}\n\n{Capital(Of(Fragments.Claims))} {Of(Fragments.Lessons)}\n\nSo we ask: {Of(Fragments.Questions)} {Capital(Of(Fragments.Answers))}\n\n{Scene()}");

    public string Picture() => Of(Fragments.Pictures);

    /// <summary>Mostly at the end, as people do.</summary>
    public string Tagged(string text) => dice.Below(6) switch
    {
        0 => $"{Tag}: {text}",
        1 => $"{text}\n\n{Tag}",
        _ => $"{text} {Tag}",
    };

    public string OtherCase(string text) => $"{text} {(dice.Below(3) == 0 ? Tag.ToUpperInvariant() : Tag.ToLowerInvariant())}";

    public string CoTagged(string text) => $"{text} {Tag} {Of(Fragments.CoTags)}";

    public string Linked(string text) => $"{text} https://example.org/{Of(Fragments.Places)} {Tag}";

    /// <summary>With the first two letters of its longest word the wrong way round; the first two that differ.</summary>
    public static string Mistyped(string text)
    {
        var word = text.Split(' ').Where(word => word.All(char.IsAsciiLetter)).MaxBy(word => word.Length)!;
        var at = text.IndexOf(word, StringComparison.Ordinal) + 1;
        while (text[at] == text[at - 1])
            at++;
        return $"{text[..(at - 1)]}{text[at]}{text[at - 1]}{text[(at + 1)..]}";
    }

    private string Scene() => $"{Of(Fragments.When)}, {Of(Fragments.Who)} {Of(Fragments.Did)}. {Of(Fragments.Lessons)}";

    private string Fresh(Func<string> compose)
    {
        var text = compose();
        for (var i = 1; i < Tries && !said.Add(text); i++)
            text = compose();
        return text;
    }

    private string Of(string[] pieces)
    {
        if (!decks.TryGetValue(pieces, out var deck))
            decks[pieces] = deck = new(pieces, dice);
        return deck.Deal();
    }

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];
}
