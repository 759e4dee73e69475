using System.Text.RegularExpressions;

namespace CoProWeek.Networks.Sandbox.Posts;

internal enum Mark
{
    Link,
    Hashtag,
    Mention,
    Cashtag,
}

/// <summary>Something marked in a text, from one UTF-16 index to before another. Value is without its sign.</summary>
internal readonly record struct Marked(Mark Kind, int From, int To, string Value);

/// <summary>
/// A text's links, tags and mentions, in order. Written apart from the X client's own reader of texts, so that
/// the two check each other.
/// </summary>
internal sealed partial class PostText
{
    private const string Tail = @"(?:/[\p{L}\p{N}!*';:=+,.$/%#\[\]\-–_~@|&()]*)?(?:\?[A-Za-z0-9!?*'();:&=+$/%#\[\]\-_.,~|@]*)?";

    /// <summary>Endings by which X takes a bare domain for a link; its own list has 1,500 of them.</summary>
    private const string Endings =
        "com|org|net|edu|gov|int|info|biz|io|co|uk|scot|eu|app|dev|me|tv|ly|gl|gd|be|de|fr|es|ie|nl|us|ca|au|nz|it|se|no|ch|at|pl|in|jp|wales|cymru|london|blog|news|events|charity|ngo|health|page|link|online|site|care|coop|social|community";

    private string[]? words;

    private PostText(string text, IReadOnlyList<Marked> marks) => (Text, Marks) = (text, marks);

    public string Text { get; }

    public IReadOnlyList<Marked> Marks { get; }

    /// <summary>As search sees them.</summary>
    public string[] Words => words ??= SearchWords.Of(Text);

    public IEnumerable<Marked> Of(Mark kind) => Marks.Where(mark => mark.Kind == kind);

    public bool Has(Mark kind, string value) => Of(kind).Any(mark => mark.Value.Equals(value, StringComparison.OrdinalIgnoreCase));

    public static PostText Parse(string text)
    {
        var marks = new List<Marked>();
        AddLinks(marks, text, Addresses().Matches(text));
        AddLinks(marks, text, Domains().Matches(text));
        AddAll(marks, Mark.Hashtag, Hashtags().Matches(text));
        AddAll(marks, Mark.Mention, Mentions().Matches(text));
        AddAll(marks, Mark.Cashtag, Cashtags().Matches(text));
        marks.Sort((a, b) => a.From.CompareTo(b.From));
        return new(text, marks);
    }

    private static void AddLinks(List<Marked> marks, string text, MatchCollection matches)
    {
        foreach (Match match in matches)
        {
            var end = TrimEnd(text, match.Index, match.Index + match.Length);
            if (!IsInLink(marks, match.Index))
                marks.Add(new(Mark.Link, match.Index, end, text[match.Index..end]));
        }
    }

    /// <summary>A sign inside a link is part of the link.</summary>
    private static void AddAll(List<Marked> marks, Mark kind, MatchCollection matches)
    {
        foreach (Match match in matches)
        {
            if (!IsInLink(marks, match.Index))
                marks.Add(new(kind, match.Index, match.Index + match.Length, match.Groups["value"].Value));
        }
    }

    private static bool IsInLink(List<Marked> marks, int at) => marks.Exists(mark => mark.Kind == Mark.Link && mark.From <= at && at < mark.To);

    /// <summary>A full stop or a closing bracket after a link ends the sentence, not the link.</summary>
    private static int TrimEnd(string text, int from, int to)
    {
        while (to > from && IsTrailing(text.AsSpan(from, to - from)))
            to--;
        return to;
    }

    private static bool IsTrailing(ReadOnlySpan<char> link) => link[^1] switch
    {
        ')' => link.Count('(') < link.Count(')'),
        var last => ".,;:!?'\"’”*]}>…".Contains(last),
    };

    [GeneratedRegex($@"(?<![A-Za-z0-9@$#_])https?://(?:[\p{{L}}\p{{N}}](?:[\p{{L}}\p{{N}}_-]*[\p{{L}}\p{{N}}])?\.)+\p{{L}}{{2,}}(?::\d+)?{Tail}", RegexOptions.IgnoreCase)]
    private static partial Regex Addresses();

    [GeneratedRegex($@"(?<![A-Za-z0-9@$#_./-])(?:[a-z0-9\u00C0-\u024F](?:[a-z0-9\u00C0-\u024F_-]*[a-z0-9\u00C0-\u024F])?\.)+(?:{Endings})(?![A-Za-z0-9@+-])(?::\d+)?{Tail}", RegexOptions.IgnoreCase)]
    private static partial Regex Domains();

    [GeneratedRegex(@"(?<![\p{L}\p{M}\p{N}_&])[#＃](?<value>[\p{M}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*)")]
    private static partial Regex Hashtags();

    [GeneratedRegex(@"(?<![A-Za-z0-9_!#$%&*@＠])[@＠](?<value>[A-Za-z0-9_]{1,20})(?![A-Za-z0-9_@＠])")]
    private static partial Regex Mentions();

    [GeneratedRegex(@"(?<![^\s])\$(?<value>[A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?)(?=$|[\s\p{P}])")]
    private static partial Regex Cashtags();
}
