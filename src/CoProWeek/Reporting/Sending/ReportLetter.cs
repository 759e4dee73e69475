using CoProWeek.Alerts;
using CoProWeek.Clock;

namespace CoProWeek.Reporting.Sending;

/// <summary>A report as a mail: the sentence and the figures, each with the line that says what it means; the whole of it is attached.</summary>
internal sealed class ReportLetter(PublicLinks links)
{
    private const int NameLength = 80;
    private const int MostGaps = 2;

    /// <summary>Made later than this after it was due, it says so.</summary>
    private static readonly TimeSpan InTime = TimeSpan.FromMinutes(15);

    public string Subject(KeptReport kept, ReachReport report) => $"{Title(kept)}: {Plain(Words.First(report.Campaign.Name, NameLength))}";

    public string Text(KeptReport kept, ReachReport report) => $"""
        {report.Sentence}
        {string.Concat(Said(kept, report.Clock).Select(line => $"\n{line}\n"))}
        {string.Join("\n\n", report.Figures.Main.Select(Block))}

        How complete is this?
        {string.Concat(report.Completeness.InWords(report.Clock, report.Span, MostGaps).Select(line => $"- {line}\n"))}- {report.AsMeasured}

        {report.Mode}

        The whole report is attached: open it in a browser, or print it. It is kept as you have it here, and nothing changes it afterwards:
        {links.To($"/campaigns/{report.Campaign.Slug}/reports/{kept.Id}").AbsoluteUri}
        (for those who can sign in; SHA-256 of the file: {kept.HtmlHash})

        {Why(kept, report)}
        """;

    /// <summary>"Reach report of Monday 15 November 2027", "Reach report of the week, 15 to 19 November 2027".</summary>
    private static string Title(KeptReport kept) => (kept.Kind, kept.FromDay == kept.ToDay) switch
    {
        (DueReport.Week, _) => $"Reach report of the week, {kept.Days}",
        (_, true) => $"Reach report of {WallClock.LongDay(kept.FromDay)}",
        _ => $"Reach report, {kept.Days}",
    };

    private static IEnumerable<string> Said(KeptReport kept, WallClock clock)
    {
        if (kept.DueAt is { } due && kept.MadeAt - due > InTime)
            yield return $"This was due {clock.DayAndTime(due)}, and is late: CoProWeek could not make it before {clock.DayAndTime(kept.MadeAt)}.";
        // Why is the team's business: keys and money. It stands on the page of kept reports.
        if (kept.Note != "")
            yield return "X was not asked for all numbers anew before this was made: each is as it was last read, and below it says when.";
    }

    private static string Block(Figure figure) => $"{figure.Label}: {figure.Say(figure.Main)}{Sides(figure)}\n{string.Concat(figure.Parts.Select(part => $"  {part.Label}: {part.Say(part.Main)}\n"))}  {figure.Line}";

    private static string Sides(Figure figure) => figure.All is null || figure.Ours is null ? "" : $" (ours {figure.Say(figure.Ours)}, everybody else's {figure.Say(figure.Others)})";

    private string Why(KeptReport kept, ReachReport report) => kept.Kind == "by hand"
        ? $"{kept.MadeBy} had this sent to you."
        : $"You have this because your address is on the list for the reports of {Words.First(report.Campaign.Name, NameLength)}. Whoever manages it can take you off: {links.To($"/campaigns/{report.Campaign.Slug}/reports").AbsoluteUri}";

    /// <summary>What cannot stand in a header.</summary>
    private static string Plain(string text) => string.Concat(text.Where(letter => !char.IsControl(letter)));
}
