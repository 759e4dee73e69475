using CoProWeek.Alerts;
using CoProWeek.Clock;

namespace CoProWeek.Publishing;

/// <summary>An alert in words: which post, which account, what is wrong, what to do, and where.</summary>
internal sealed class TroubleLetter(PublicLinks links)
{
    /// <param name="cause">Of all the rows.</param>
    /// <param name="rows">At least one.</param>
    /// <param name="to">Addresses.</param>
    public Alert Write(string cause, IReadOnlyList<TroubleRow> rows, string[] to)
    {
        var words = TroubleWords.Of(rows);
        var link = LinkOf(rows[0]);
        return new Alert
        {
            Cause = cause,
            To = to,
            Subject = words.Subject,
            Text = $"""
                {words.Lead}

                {string.Join("\n\n", rows.Select(Block).Append($"What to do: {words.Next}\n{link.AbsoluteUri}"))}
                """,
            Link = link,
        };
    }

    /// <summary>Where what there is to do is done.</summary>
    private Uri LinkOf(TroubleRow row) => links.To(row switch
    {
        { What: "everything stopped" or "sending again" } => "/stop",
        { What: "collecting stopped" } => "/accounts",
        { IsOfAccount: true, AccountId: { } account } => $"/accounts/{account}",
        { PostId: { } post } => $"/posts/{post}",
        _ => "/",
    });

    private string Block(TroubleRow row)
    {
        var wall = new WallClock(row.TimeZone);
        if (row.PostId is not { } post)
            return $"{wall.DayAndTime(row.At)}, by {row.Actor}\nWhy: {Sentence(row.Detail)}";
        var until = row.What == "held" && row.PartsOut == 0 ? $"\nIf it is put right by {wall.DayAndTime(row.LatestAt!.Value)}, it still goes out." : "";
        return $"""
            {row.Kind}, {wall.DayAndTime(row.SlotAt!.Value)}, {row.Name}, {row.Campaign}
            > {PostWords.Opening(row.Text ?? "(no text)", 140)}
            {links.To($"/posts/{post}").AbsoluteUri}
            Why: {Sentence(row.Detail)}{until}
            """;
    }

    private static string Sentence(string words)
    {
        var line = PostWords.Opening(words, 500);
        return line == "" ? "Nothing more is known." : $"{char.ToUpperInvariant(line[0])}{line[1..].TrimEnd('.')}.";
    }
}
