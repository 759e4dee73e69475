using System.Globalization;
using CoProWeek.Campaigns;

namespace CoProWeek.Reporting;

/// <summary>Words that every format shares.</summary>
internal static class Words
{
    private const int MostTags = 3;
    private const int TagLetters = 60;

    /// <summary>"#A or #B"; of many, the first ones: "#A or #B or 4 more hashtags".</summary>
    public static string Hashtags(Campaign campaign)
    {
        if (campaign.Hashtags.Length == 0)
            return "no hashtag";
        var all = AllHashtags(campaign);
        var shown = all.Take(MostTags).TakeWhile((_, n) => n == 0 || all.Take(n + 1).Sum(tag => tag.Length) <= TagLetters).ToList();
        return string.Join(" or ", all.Count == shown.Count ? shown : [.. shown, Numbers.Count(all.Count - shown.Count, "more hashtag")]);
    }

    /// <summary>Each with its "#".</summary>
    public static IReadOnlyList<string> AllHashtags(Campaign campaign) => [.. campaign.Hashtags.Select(tag => $"#{tag.TrimStart('#')}")];

    /// <summary>Whether <see cref="Hashtags"/> leaves any out, so that the whole list must stand elsewhere.</summary>
    public static bool HasMoreHashtags(Campaign campaign) => AllHashtags(campaign) is { Count: > 1 } all && Hashtags(campaign) != string.Join(" or ", all);

    /// <summary>"15 to 19 November 2027", "4 October and 30 November 2027", "15 November 2027".</summary>
    public static string Days(DateOnly from, DateOnly to, string between)
    {
        if (from == to)
            return $"{to:d MMMM yyyy}";
        var first = (from.Year == to.Year, from.Month == to.Month) switch
        {
            (true, true) => $"{from:%d}",
            (true, false) => $"{from:d MMMM}",
            _ => $"{from:d MMMM yyyy}",
        };
        return $"{first} {between} {to:d MMMM yyyy}";
    }

    /// <summary>What X calls a post, in words.</summary>
    public static string Kind(string kind) => kind switch
    {
        "original" => "Original posts",
        "reply" => "Replies",
        "quote" => "Quotes",
        _ => kind,
    };

    /// <summary>X's word for what a post shows, in ours.</summary>
    public static string Media(string type) => type switch
    {
        "photo" => "Pictures",
        "video" => "Videos",
        "animated_gif" => "Moving pictures",
        "" => "X did not say",
        _ => type,
    };

    /// <summary>A language by X's code of it, which has some of its own for posts without words.</summary>
    public static string Language(string code) => code switch
    {
        "" or "und" => "not told",
        "zxx" or "qme" or "qht" or "qam" or "qst" or "qct" or "art" => "no words of a language",
        "in" => "Indonesian",
        "iw" => "Hebrew",
        _ => EnglishName(code),
    };

    private static string EnglishName(string code)
    {
        try
        {
            return CultureInfo.GetCultureInfo(code).EnglishName is { } name && !name.StartsWith("Unknown", StringComparison.Ordinal) ? name : code;
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }

    /// <summary>The plan's word for a post of ours; one that is in no plan has none.</summary>
    public static string PlanKind(string kind) => kind == "" ? "Not in the plan" : char.ToUpperInvariant(kind[0]) + kind[1..];

    public static string Account(string handle) => handle == "" ? "name not known" : $"@{handle}";

    /// <summary>The first words of what somebody wrote, on one line.</summary>
    public static string First(string text, int length)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= length)
            return line;
        var end = line.LastIndexOf(' ', length - 1);
        if (end < length / 2)
            end = char.IsHighSurrogate(line[length - 2]) ? length - 2 : length - 1;
        return $"{line[..end]}…";
    }
}
