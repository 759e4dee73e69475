using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace CoProWeek.Networks.X;

/// <summary>
/// Finds what X makes a link of. With http:// or https:// in front, every name with a dot in it; without, every name that
/// ends in a known top-level domain, wanted or not: "ASP.NET" and "the end.In" are links. Closing punctuation stays outside.
/// </summary>
internal static partial class LinkFinder
{
    private static readonly FrozenSet<string> TopLevel = ReadTopLevel();

    public static IEnumerable<Range> Find(string text)
    {
        for (var match = Candidate.Match(text); match.Success;)
        {
            var domainEnd = DomainEnd(match.Groups["domain"].Value, match.Groups["scheme"].Success, Next(text, match.Groups["domain"]));
            var end = domainEnd == 0 ? match.Index + match.Length : End(text, match.Groups["domain"].Index + domainEnd);
            if (domainEnd > 0)
                yield return match.Index..end;
            match = Candidate.Match(text, end);
        }
    }

    private static char Next(string text, Group domain) =>
        domain.Index + domain.Length < text.Length ? text[domain.Index + domain.Length] : ' ';

    /// <summary>Drops labels from the right until the last one is a top-level domain; 0 when none is.</summary>
    private static int DomainEnd(string domain, bool hasScheme, char next)
    {
        var end = domain.Length;
        for (var dot = domain.LastIndexOf('.'); dot > 0; (end, dot, next) = (dot, domain.LastIndexOf('.', dot - 1), '.'))
        {
            var last = domain[(dot + 1)..end];
            if (hasScheme ? !last.All(char.IsAsciiDigit) : TopLevel.Contains(last) && next is not ('@' or '+' or '-'))
                return end;
        }
        return 0;
    }

    private static int End(string text, int at)
    {
        at += Port.Match(text, at) is { Success: true } port && port.Index == at ? port.Length : 0;
        var path = PathEnd(text, at);
        return path < text.Length && text[path] == '?' ? QueryEnd(text, path) : path;
    }

    private static int PathEnd(string text, int start)
    {
        if (start == text.Length || text[start] != '/')
            return start;
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || "!*';:=+,.$/%#[]-–_~@|&()".Contains(text[end], StringComparison.Ordinal)))
            end++;
        while (end > start + 1 && !MayEndPath(text[start..end]))
            end--;
        return end;
    }

    private static bool MayEndPath(string path) =>
        char.IsLetterOrDigit(path[^1]) || "=_#/+-".Contains(path[^1], StringComparison.Ordinal)
        || path[^1] == ')' && path.Count(c => c == '(') >= path.Count(c => c == ')');

    private static int QueryEnd(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || "!?*'();:&=+$/%#[]-_.,~|@".Contains(text[end], StringComparison.Ordinal)))
            end++;
        while (end > start && !char.IsAsciiLetterOrDigit(text[end - 1]) && !"-_&=#/".Contains(text[end - 1], StringComparison.Ordinal))
            end--;
        return end;
    }

    private static FrozenSet<string> ReadTopLevel()
    {
        using var stream = typeof(LinkFinder).Assembly.GetManifestResourceStream("Networks/X/top-level-domains.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split((char[])['\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9@＠$#＃])(?:(?<scheme>https?://)(?<domain>[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*(?:\.[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*)+)|(?<![-_./])(?<domain>[A-Za-z0-9\u00C0-\u024F][A-Za-z0-9\u00C0-\u024F_-]*(?:\.[A-Za-z0-9\u00C0-\u024F][A-Za-z0-9\u00C0-\u024F-]*)+))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Candidate { get; }

    [GeneratedRegex(@"\G:[0-9]+")]
    private static partial Regex Port { get; }
}
