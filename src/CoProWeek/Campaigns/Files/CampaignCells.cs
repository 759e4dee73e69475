namespace CoProWeek.Campaigns.Files;

/// <summary>A campaign's settings as texts, to show what changes.</summary>
internal static class CampaignCells
{
    public static Dictionary<string, string> Of(Campaign campaign) => new(StringComparer.Ordinal)
    {
        ["name"] = campaign.Name,
        ["theme"] = campaign.Theme,
        ["week"] = $"{campaign.WeekFrom:O} to {campaign.WeekTo:O}",
        ["runs"] = $"{campaign.RunsFrom:O} to {campaign.RunsTo:O}",
        ["timeZone"] = campaign.TimeZone,
        ["hashtags"] = string.Join(", ", campaign.Hashtags),
        ["accounts"] = string.Join(", ", campaign.Accounts.Select(account => $"{account.Network} {account.Handle}")),
        ["team"] = string.Join(", ", campaign.Team),
        ["approval"] = campaign.Approval,
        ["slots"] = string.Join("; ", campaign.Slots.Select(Slot)),
    };

    private static string Slot(Slot slot) =>
        $"{slot.Name}: {slot.Kind} {slot.WallTime:HH:mm}{(slot.Required ? ", required" : "")}{(slot.Latest == "" ? "" : $", at the latest {slot.Latest}")}";
}
