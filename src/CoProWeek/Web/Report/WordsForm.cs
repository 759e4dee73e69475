using System.Text.RegularExpressions;
using CoProWeek.Collecting;
using CoProWeek.Networks;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Team;

namespace CoProWeek.Web;

/// <summary>The team's words as they are typed.</summary>
internal sealed partial class WordsForm
{
    public string? Expected { get; set; }

    public string? Did { get; set; }

    public string? Difference { get; set; }

    public string? Challenges { get; set; }

    public string? Learning { get; set; }

    /// <summary>Addresses of posts.</summary>
    public List<string?> Picks { get; set; } = [];

    public string? Members { get; set; }

    /// <summary>By the plan's row of the question.</summary>
    public Dictionary<long, string?> Summaries { get; set; } = [];

    /// <summary>The version that it is typed over.</summary>
    public int Version { get; set; }

    /// <summary>The five as people see them: name in the form, heading, text.</summary>
    public IReadOnlyList<WordBox> Boxes => new TeamWords { Expected = Expected ?? "", Did = Did ?? "", Difference = Difference ?? "", Challenges = Challenges ?? "", Learning = Learning ?? "" }.Boxes;

    public static WordsForm Of(TeamWords words, IEnumerable<Reporting.PostRow> picks) => new()
    {
        Expected = words.Expected,
        Did = words.Did,
        Difference = words.Difference,
        Challenges = words.Challenges,
        Learning = words.Learning,
        Picks = [.. picks.Select(post => post.Link)],
        Members = string.Join(", ", words.Members.Select(handle => $"@{handle}")),
        Summaries = words.Summaries.ToDictionary(one => one.Key, one => (string?)one.Value),
        Version = words.Version,
    };

    /// <summary>What is typed, and all that is wrong with it. Picks are found among the posts that are held.</summary>
    /// <param name="network">Whose addresses are read.</param>
    /// <param name="held">Rows of posts by their ids, in their order, without those that are not held.</param>
    public async Task<(TeamWords Words, IReadOnlyList<string> Wrong)> ReadAsync(INetwork network, Func<IEnumerable<long>, Task<IReadOnlyList<long>>> held)
    {
        var wrong = new List<string>();
        var members = Handles(wrong);
        var picks = await PicksAsync(network, held, wrong);
        foreach (var box in Boxes.Where(box => Folded(box.Text).Length > TeamWords.MostLetters))
            wrong.Add($"“{box.Heading}” has {Folded(box.Text).Length:N0} letters; there is room for {TeamWords.MostLetters}.");
        var summaries = Summaries.Select(one => KeyValuePair.Create(one.Key, Folded(one.Value))).Where(one => one.Value != "").ToDictionary();
        foreach (var summary in summaries.Values.Where(text => text.Length > TeamWords.MostInSummary))
            wrong.Add($"The summary “{Words.First(summary, 40)}” has {summary.Length:N0} letters; there is room for {TeamWords.MostInSummary}.");
        return (new TeamWords
        {
            Version = Version,
            Expected = Folded(Expected),
            Did = Folded(Did),
            Difference = Folded(Difference),
            Challenges = Folded(Challenges),
            Learning = Folded(Learning),
            Members = members,
            Picks = picks,
            Summaries = summaries,
        }, wrong);
    }

    private async Task<IReadOnlyList<long>> PicksAsync(INetwork network, Func<IEnumerable<long>, Task<IReadOnlyList<long>>> held, List<string> wrong)
    {
        var rows = new List<long>();
        foreach (var typed in Picks.Select(Folded).Where(typed => typed != "").Take(TeamWords.MostPicks))
        {
            if (network.ReadLink(typed) is not { } id)
                wrong.Add($"“{Words.First(typed, 60)}” is not the address of a post on X. Copy it from the browser or the app.");
            else if (await held([id]) is not [var row])
                wrong.Add($"The post {Words.First(typed, 60)} is not among those that were collected, or is gone from X. Pick one that stands under What people say.");
            else if (rows.Contains(row))
                wrong.Add($"The post {Words.First(typed, 60)} is picked twice.");
            else
                rows.Add(row);
        }
        return rows;
    }

    private IReadOnlyList<string> Handles(List<string> wrong)
    {
        var typed = (Members ?? "").Split([' ', ',', ';', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (typed.FirstOrDefault(handle => !Handle().IsMatch(handle)) is { } bad)
            wrong.Add($"“{Words.First(bad, 60)}” cannot be a handle: letters, digits and underscores, such as @ScotCoPro.");
        if (typed.Length > TeamWords.MostMembers)
            wrong.Add($"There are {typed.Length:N0} members’ handles; at most {TeamWords.MostMembers:N0} are kept.");
        return [.. typed.Select(Fold.Handle).Distinct()];
    }

    /// <summary>On one line: page one has no room for more.</summary>
    private static string Folded(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("^@?[A-Za-z0-9_]{1,50}$")]
    private static partial Regex Handle();
}
