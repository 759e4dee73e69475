using System.Text;

namespace CoProWeek.Tests.Support;

/// <summary>What people can write that a careless page would run, break on or be led astray by. A script that ran would set window.hostile.</summary>
internal static class Hostile
{
    public const string Script = "</style></title></textarea><script>window.hostile='script';alert('x')</script><img src=x onerror=\"window.hostile='img'\"> \"quoted\" 'so' & <b>bold</b> #CoProWeekScot";
    public const string Attribute = "\" autofocus onfocus=\"window.hostile='focus'\" onmouseover='window.hostile=1' x='`${window.hostile=2}` {{7*7}} @(1+1) --> ]]> %00%0d%0aSet-Cookie:a=b";
    public const string RightToLeft = "\u202Eمرحبا بالعالم\u202C\u0007\u001B[31m red";

    /// <summary>Marks that are opened and never closed: what follows on the page must not be turned round.</summary>
    public const string Unclosed = "\u202E\u2067exe.gnp\u202Dשלום 12:30";
    public const string Links = "javascript:window.hostile='link' data:text/html,<script>window.hostile=3</script> https://example.org/?q=\"><script>window.hostile=4</script> https://example.org/";
    public const string Emoji = "👩🏽‍🤝‍👨🏻🏴󠁧󠁢󠁳󠁣󠁴󠁿👨‍👩‍👧‍👦🇬🇧1️⃣❤️‍🔥";

    public static readonly string[] Formulas = ["=cmd|' /C calc'!A0", "+1", "-1", "@sum", "\t=1"];

    /// <summary>One word.</summary>
    public static readonly string Endless = string.Concat(Enumerable.Repeat("x", 10_000));

    public static readonly string Zalgo = string.Concat("Who decides?".Select((letter, n) => letter + string.Concat(Enumerable.Range(0, 40).Select(mark => (char)(0x300 + ((mark + n) % 0x70))))));

    /// <summary>All of them, the one first that is short enough to be sent.</summary>
    public static readonly string[] All =
    [
        Script, Attribute, RightToLeft, Unclosed, Links, string.Concat(Enumerable.Repeat(Emoji, 60)), Zalgo, Endless,
        string.Join(' ', Enumerable.Repeat("co-production", 715)), $"https://example.org/{Endless[..2_000]}", .. Formulas,
    ];

    public static readonly DeskWords Words = new()
    {
        Week = $"{Cut(Script, 120)} {Cut(Endless, 70)}",
        Theme = $"{Unclosed} {Cut(Endless, 200)} {Zalgo}",
        Slot = Cut($"<script>window.hostile=5</script>{Endless}", 80),
        Reference = Cut($"{Attribute}{Endless}", 70),
        Person = Cut($"{Unclosed}\"><script>window.hostile=6</script>{Endless}", 80),
        Reviewer = Cut($"'\" onfocus=window.hostile=7 {Emoji}{Emoji}", 80),
        Why = Cut($"{RightToLeft} {Script} {Zalgo}", 300),
        Credit = $"{Script}{Endless}",
        Permission = $"{Attribute}{Emoji}",
        Notes = string.Join('\n', Unclosed, Script, Endless),
        Alt = $"{Attribute} {Script} {Endless}",
        File = $"{Cut(Script.Replace("/", "", StringComparison.Ordinal), 150)}{Cut(Endless, 90)}.png",
        Link = "javascript:window.hostile='link'//https://example.org",
        Author = $"{Unclosed}{Script}{Zalgo}{Cut(Endless, 500)}",
        Handle = $"<img/src=x/onerror=window.hostile=8>{Cut(Endless, 200)}",
        Posts = All,
        Said = All,
    };

    /// <summary>The first so many letters, none of them cut in two.</summary>
    private static string Cut(string text, int most)
    {
        var cut = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
            if (cut.Length + rune.Utf16SequenceLength <= most)
                cut.Append(rune);
        return cut.ToString().Trim();
    }
}
