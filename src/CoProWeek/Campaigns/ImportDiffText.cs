using System.Globalization;
using System.Text;

namespace CoProWeek.Campaigns;

/// <summary>A difference as a person reads it, row by row; unchanged rows are only counted.</summary>
internal static class ImportDiffText
{
    private const int Shown = 60;

    public static string Of(ImportDiff diff)
    {
        var text = new StringBuilder();
        text.Append($"{diff.Campaign.Name} ({diff.Campaign.Slug}){(diff.Before is null ? ": a new campaign" : "")}\n");
        foreach (var change in diff.CampaignChanges)
            text.Append($"  ~ {change.Field}: {Short(change.Before)} -> {Short(change.After)}\n");
        foreach (var row in diff.Rows.Where(row => row.State is not (RowState.Same or RowState.NotInFile)))
            Append(text, row);
        foreach (var row in diff.Rows.Where(row => row.State is RowState.NotInFile))
            text.Append($"  ? {row.Content.Ref}: not in the file, left alone\n");
        text.Append($"  {Count(diff)}\n");
        foreach (var warning in diff.Warnings)
            text.Append($"  ! {warning}\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, DiffRow row)
    {
        text.Append(row.State switch
        {
            RowState.New => $"  + {row.Content.Ref}: {row.Content.Kind}, {When(row.Content)}: {Short(row.Content.Text)}\n",
            RowState.Locked => $"  x {row.Content.Ref}: it is {row.LockedBecause}, so it stays as it is; the file has another {Fields(row)}\n",
            _ => $"  ~ {row.Content.Ref}: {Fields(row)}{(row is { SaysOtherwise: true, Before.IsApproved: true } ? "; it was approved and is a draft again" : "")}\n",
        });
        if (row.State is RowState.Changed)
            foreach (var change in row.Changes)
                text.Append($"      {change.Field}: {Short(change.Before)} -> {Short(change.After)}\n");
        if (row is { HasPassed: true, State: not RowState.Locked })
            text.Append("      its time has passed: it will not be sent\n");
    }

    private static string Fields(DiffRow row) => string.Join(", ", row.Changes.Select(change => change.Field));

    private static string When(PostContent post) => post.SlotOn is { } day
        ? $"{day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture)} {post.SlotTime:HH:mm}"
        : "a spare, without a date";

    private static string Count(ImportDiff diff) =>
        string.Join(", ", new[] { RowState.New, RowState.Changed, RowState.Locked, RowState.Same, RowState.NotInFile }
            .Select(state => (State: state, Rows: diff.Rows.Count(row => row.State == state)))
            .Where(counted => counted.Rows > 0 || counted.State is RowState.New or RowState.Changed)
            .Select(counted => $"{counted.Rows} {Word(counted.State)}"));

    private static string Word(RowState state) => state switch
    {
        RowState.New => "new",
        RowState.Changed => "changed",
        RowState.Locked => "locked",
        RowState.Same => "the same",
        _ => "not in the file",
    };

    private static string Short(string text)
    {
        var line = string.Join(" ⏎ ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var starts = StringInfo.ParseCombiningCharacters(line);
        return line == "" ? "(empty)" : starts.Length <= Shown ? $"\"{line}\"" : $"\"{line[..starts[Shown]]}…\"";
    }
}
