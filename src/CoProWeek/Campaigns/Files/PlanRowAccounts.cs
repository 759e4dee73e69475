namespace CoProWeek.Campaigns.Files;

/// <summary>Where a row goes, and its own words there.</summary>
internal static class PlanRowAccounts
{
    public static List<PostAccount> Read(PlanCells cells, Campaign campaign, FileFindings findings)
    {
        var accounts = new List<PostAccount>();
        foreach (var handle in Handles(cells, campaign))
        {
            if (campaign.AccountNamed(handle) is not { } account)
                findings.Wrong(cells.Row, PlanColumns.PostTo, $"the campaign has no account \"{handle}\"", $"one of {Known(campaign)}, parted by | or commas");
            else if (accounts.Exists(other => other.Handle == account.Handle))
                findings.Wrong(cells.Row, PlanColumns.PostTo, $"{account.Handle} is named twice", "each account once");
            else
                accounts.Add(new PostAccount { AccountId = account.Id, Network = account.Network, Handle = account.Handle, OwnText = OwnText(cells, account.Handle) });
        }
        FindWordsForNobody(cells, campaign, accounts, findings);
        return accounts;
    }

    private static IEnumerable<string> Handles(PlanCells cells, Campaign campaign)
    {
        var named = cells[PlanColumns.PostTo].Split(['|', ',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return named.Length > 0 ? named.Select(handle => handle.TrimStart('@')) : campaign.Accounts.Take(1).Select(account => account.Handle);
    }

    private static string? OwnText(PlanCells cells, string handle) =>
        cells[PlanColumns.OwnText(handle)] is { Length: > 0 } text ? text : null;

    private static void FindWordsForNobody(PlanCells cells, Campaign campaign, List<PostAccount> accounts, FileFindings findings)
    {
        foreach (var other in campaign.Accounts.Where(one => !accounts.Exists(account => account.Handle == one.Handle) && OwnText(cells, one.Handle) is not null))
            findings.Wrong(cells.Row, PlanColumns.OwnText(other.Handle), $"there is a text for {other.Handle}, but the post does not go there", $"{other.Handle} in \"post to\", or an empty cell");
    }

    private static string Known(Campaign campaign) => string.Join(", ", campaign.Accounts.Select(account => account.Handle));
}
