using CoProWeek.Accounts;
using CoProWeek.Alerts;
using CoProWeek.Clock;

namespace CoProWeek.Publishing;

/// <summary>The mail with which a post is handed over: all that is to be copied, and where to say that it is done.</summary>
internal sealed class HandOverLetter(PublicLinks links)
{
    /// <summary>One mail to all managers, so that each sees who else has it and nobody posts it twice.</summary>
    public Mail Write(DueByHand due, IReadOnlyList<Person> managers, IReadOnlyList<MailFile> files)
    {
        var wall = new WallClock(due.TimeZone);
        return new Mail
        {
            Cause = $"by-hand {due.DeliveryId}",
            To = [.. managers.Select(manager => manager.Email)],
            Subject = $"Post on {due.Handle} now: {PostWords.Opening(due.Parts[0], 60)}",
            Text = $"""
                It is time to post this on {due.Handle}. CoProWeek cannot do it there, so one of you does.

                A {due.Kind} of {due.Campaign}, planned for {wall.Whole(due.SlotAt)}.
                By {wall.Whole(due.LatestAt)} somebody says that it was posted; else it counts as missed.

                Copy it from this page, where each text has a button, and say there that it is posted, or skipped:
                {links.To($"/by-hand/{due.DeliveryId}").AbsoluteUri}

                Or copy it from here.

                {string.Join("\n\n", [.. due.Parts.Select((text, n) => Part(text, n + 1, due.Parts.Length)), .. due.Pictures.Select((picture, n) => Picture(picture, n + 1, due.Pictures.Count, files))])}

                {Managers(managers)}
                """,
            Files = files,
        };
    }

    private static string Part(string text, int n, int count) => $"""
        ===== {(count == 1 ? "The text" : $"Part {n} of {count}")} =====
        {text.ReplaceLineEndings("\n")}
        ===== ends =====
        """;

    private static string Picture(HandedPicture picture, int n, int count, IReadOnlyList<MailFile> files) => $"""
        ===== {(count == 1 ? "The picture" : $"Picture {n} of {count}")}: {picture.Name} ({(files.Any(file => file.Name == picture.Name) ? "attached" : "too large to attach: fetch it from the page")}); its alt text =====
        {picture.AltText.ReplaceLineEndings("\n")}
        ===== ends =====
        """;

    private static string Managers(IReadOnlyList<Person> managers) => managers.Count == 1
        ? $"This went to {managers[0].Name} alone."
        : $"This went to {string.Join(", ", managers.Select(manager => manager.Name))}. Who posts it says so on the page, and the others see it there.";
}
