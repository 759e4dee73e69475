namespace CoProWeek.Campaigns.Files;

/// <summary>The sheet Plan: the columns of plan.csv.</summary>
internal static class PlanSheetWriter
{
    private static readonly Dictionary<string, (int Width, SheetLook Look)> Widths = new()
    {
        [PlanColumns.Id] = (18, SheetLook.Text),
        [PlanColumns.Day] = (6, SheetLook.Text),
        [PlanColumns.Date] = (12, SheetLook.Day),
        [PlanColumns.Time] = (8, SheetLook.Time),
        [PlanColumns.Kind] = (11, SheetLook.Text),
        [PlanColumns.Text] = (60, SheetLook.Text),
        [PlanColumns.Link] = (28, SheetLook.Text),
        [PlanColumns.Alt] = (32, SheetLook.Text),
        [PlanColumns.Latest] = (8, SheetLook.Text),
        [PlanColumns.Status] = (10, SheetLook.Hint),
    };

    private static readonly (int Width, SheetLook Look) Otherwise = (20, SheetLook.Text);

    public static SheetDraft Of(IReadOnlyList<(PostContent Post, string Status)> posts)
    {
        var columns = PlanFileWriter.Columns(posts);
        return new SheetDraft(
            WorkbookFile.PlanSheet,
            [.. columns.Select(column => Widths.GetValueOrDefault(column, Otherwise))],
            [[.. columns.Select(column => WorkbookWriter.Text(column, SheetLook.Header))], .. posts.Select(row => Row(row.Post, row.Status, columns))],
            Frozen: true,
            Choices: [($"E2:E{SheetReader.MostRows}", [.. KindRules.All.Select(rule => rule.Kind)])]);
    }

    private static DraftCell[] Row(PostContent post, string status, string[] columns)
    {
        var cells = PlanRowCells.Of(post);
        return [.. columns.Select(column => column switch
        {
            PlanColumns.Date => WorkbookWriter.Day(post.SlotOn),
            PlanColumns.Time => WorkbookWriter.Time(post.SlotTime),
            PlanColumns.Latest => WorkbookWriter.TimeOrText(post.Latest),
            PlanColumns.Status => WorkbookWriter.Text(status, SheetLook.Hint),
            _ => WorkbookWriter.Text(cells.GetValueOrDefault(column, "")),
        })];
    }
}
