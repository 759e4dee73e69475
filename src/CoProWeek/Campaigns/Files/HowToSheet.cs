namespace CoProWeek.Campaigns.Files;

/// <summary>The last sheet: what goes where, for whoever fills the workbook in. It is never read.</summary>
internal static class HowToSheet
{
    private static readonly (string What, string How)[] Lines =
    [
        ("The sheet Plan", "One post in each row. Rows may stand in any order."),
        (PlanColumns.Id, "A short name of its own for each post, such as mon-blog. It never changes: by it a post is found again."),
        (PlanColumns.Day, "May stay empty. Where it says Mon, the date must be a Monday."),
        (PlanColumns.Date, "The day it goes out, day first. Without a date the post is a spare."),
        (PlanColumns.Time, "May stay empty where the campaign has one daily slot for its kind."),
        (PlanColumns.Kind, $"One of {KindRules.Words}."),
        (PlanColumns.Text, "What it says. A line of three hyphens parts a thread; {link} marks where the link goes, else it goes to the end."),
        (PlanColumns.Link, "One whole address, beginning with https://"),
        (PlanColumns.Media, "The file names of up to four pictures, parted by |. The pictures lie beside the workbook, or in one zip with it."),
        (PlanColumns.Alt, "What each picture shows, for people who do not see it, parted by |. Needed before it is approved."),
        (PlanColumns.PostTo, "The accounts it goes to, parted by |. Empty: the campaign’s first."),
        (PlanColumns.Latest, "After this it does not go out at all: a time such as 20:00, or a span such as 30m. Empty: as its kind has it. An event or a chat must say it."),
        (PlanColumns.Credit, "Whose words or picture it is."),
        (PlanColumns.Permission, "Who gave it and when, or: not needed. With pictures it is needed before the post is approved."),
        (PlanColumns.Status, "Written for you to read; what stands here is not read back."),
        (PlanColumns.Notes, "For yourselves. Never published."),
        ("The sheet Campaign", "The settings of the week, then its daily slots. A slot is a time at which a post of one kind goes out on each day of the week."),
    ];

    public static SheetDraft Of() => new(
        "How to fill it in",
        [(20, SheetLook.Text), (110, SheetLook.Text)],
        [.. Lines.Select(line => new[] { WorkbookWriter.Text(line.What, line.What.StartsWith("The ", StringComparison.Ordinal) ? SheetLook.Header : SheetLook.Text), WorkbookWriter.Text(line.How) })]);
}
