namespace CoProWeek.Campaigns.Files;

/// <summary>The sheet Campaign: each setting with a word about it, then the slots.</summary>
internal static class CampaignSheetWriter
{
    public static SheetDraft Of(Campaign campaign) => new(
        WorkbookFile.CampaignSheet,
        [(24, SheetLook.Text), (48, SheetLook.Text), (14, SheetLook.Text), (14, SheetLook.Text), (14, SheetLook.Text)],
        [
            [.. new[] { "setting", "value" }.Select(Header)],
            Setting("name", campaign.Name),
            Setting("slug", campaign.Slug),
            Setting("theme", campaign.Theme),
            Setting("week from", campaign.WeekFrom),
            Setting("week to", campaign.WeekTo),
            Setting("runs from", campaign.RunsFrom),
            Setting("runs to", campaign.RunsTo),
            Setting("time zone", campaign.TimeZone),
            Setting("hashtags", string.Join(", ", campaign.Hashtags)),
            Setting("accounts", string.Join(", ", campaign.Accounts.Select(account => $"{account.Network} {account.Handle}"))),
            Setting("team", string.Join(", ", campaign.Team)),
            Setting("approval", campaign.Approval),
            [],
            [.. CampaignSheet.SlotColumns.Select(Header)],
            .. campaign.Slots.Select(Row),
        ],
        Choices: [("B13", ["self", "second-person"]), ("B16:B60", [.. KindRules.All.Select(rule => rule.Kind)]), ("D16:D60", ["yes", "no"])]);

    private static DraftCell[] Setting(string name, string value) => [WorkbookWriter.Text(name), WorkbookWriter.Text(value)];

    private static DraftCell[] Setting(string name, DateOnly day) => [WorkbookWriter.Text(name), WorkbookWriter.Day(day)];

    private static DraftCell[] Row(Slot slot) =>
    [
        WorkbookWriter.Text(slot.Name),
        WorkbookWriter.Text(slot.Kind),
        WorkbookWriter.Time(slot.WallTime),
        WorkbookWriter.Text(slot.Required ? "yes" : "no"),
        WorkbookWriter.TimeOrText(slot.Latest),
    ];

    private static DraftCell Header(string text) => WorkbookWriter.Text(text, SheetLook.Header);
}
