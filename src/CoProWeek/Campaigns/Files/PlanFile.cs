namespace CoProWeek.Campaigns.Files;

/// <summary>Reads a plan, be it plan.csv or the sheet Plan: every row as far as it can be understood, every finding at once.</summary>
internal static class PlanFile
{
    public const string Name = "plan.csv";

    public static List<PlanRow> Read(byte[] bytes, Campaign campaign, FileFindings findings) =>
        PlanText.Read(bytes, findings) is { } text ? Read(PlanTable.Read(text, findings), campaign, findings) : [];

    public static List<PlanRow> Read(PlanTable table, Campaign campaign, FileFindings findings)
    {
        var reader = new PlanRowReader(campaign, findings);
        var rows = table.Rows.ConvertAll(reader.Read);
        FindUnknownAccounts(table, campaign, findings);
        FindSameIds(rows, findings);
        return rows;
    }

    private static void FindUnknownAccounts(PlanTable table, Campaign campaign, FileFindings findings)
    {
        foreach (var handle in table.Columns.Select(PlanColumns.HandleOf).OfType<string>().Where(handle => campaign.AccountNamed(handle) is null))
            findings.Wrong(1, PlanColumns.OwnText(handle), $"the campaign has no account \"{handle}\"", $"one of {string.Join(", ", campaign.Accounts.Select(account => account.Handle))}");
    }

    private static void FindSameIds(List<PlanRow> rows, FileFindings findings)
    {
        foreach (var same in rows.Where(row => row.Content.Ref != "").GroupBy(row => row.Content.Ref, StringComparer.Ordinal).Where(group => group.Count() > 1))
            foreach (var row in same.Skip(1))
                findings.Wrong(row.Row, PlanColumns.Id, $"the id \"{same.Key}\" is already that of row {same.First().Row}", "an id of its own for each row");
    }
}
