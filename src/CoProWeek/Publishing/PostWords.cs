using CoProWeek.Campaigns;

namespace CoProWeek.Publishing;

/// <summary>A post in a mail.</summary>
internal static class PostWords
{
    /// <summary>Its first words on one line, fit for a subject.</summary>
    public static string Opening(PostContent post, int most) =>
        Opening(Wording.Of(post).SelectMany(account => account.Parts).FirstOrDefault() ?? "(no text)", most);

    /// <summary>The same of a text.</summary>
    public static string Opening(string text, int most)
    {
        var line = string.Join(' ', new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= most)
            return line;
        var end = line.LastIndexOf(' ', most - 1) is > 20 and var space ? space : char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
        return $"{line[..end]}…";
    }

    /// <summary>"@ScotCoPro and Facebook".</summary>
    public static string Handles(PostContent post) => string.Join(" and ", post.Accounts.Select(account => account.Name));

    /// <summary>All that is said, once for accounts that say the same, and what its pictures show.</summary>
    public static string Whole(PostContent post)
    {
        var wordings = Wording.Of(post).GroupBy(account => string.Join("\n\n[next part]\n\n", account.Parts)).ToList();
        var said = wordings.Select(same => wordings.Count == 1
            ? Quoted(same.Key)
            : $"{Capital(string.Join(" and ", same.Select(account => account.Account.At)))}:\n{Quoted(same.Key)}");
        return string.Join("\n\n", said.Concat(post.Pictures.Select(picture => $"Picture: {(picture.AltText == "" ? picture.FileName : picture.AltText)}")));
    }

    private static string Capital(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}";

    /// <summary>Marked as mail programs mark it, so that nobody's words are taken for ours.</summary>
    private static string Quoted(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => $"> {line}".TrimEnd()));
}
