using CoProWeek.Campaigns.Files;
using CoProWeek.Clock;
using CoProWeek.Networks;

namespace CoProWeek.Campaigns;

/// <summary>Reads a campaign and its plan from files, and says what they would change. It writes nothing: <see cref="PlanWriter"/> does.</summary>
internal sealed class PlanImport(CampaignStore campaigns, PostStore posts, NetworkList networks, CampaignClock clock)
{
    /// <summary>From a folder or from files; the slug is needed only where no campaign.json says it and there are several campaigns.</summary>
    /// <exception cref="RefusedException">There is nothing to read there, or no such campaign.</exception>
    public async Task<PreparedImport> PrepareAsync(IReadOnlyList<string> paths, string? slug = null, CancellationToken stop = default)
    {
        var source = PlanSource.Find(paths);
        var findings = new Findings();
        var campaign = await CampaignAsync(source, slug, findings, stop);
        if (campaign is null)
            return new PreparedImport(findings.Problems, null);
        var rows = Rows(source, campaign, findings);
        var before = await campaigns.FindAsync(campaign.Slug, stop);
        var kept = before is null ? [] : await posts.ListAsync(before, day: null, stop);
        FindLeftOut(campaign, kept, findings);
        if (findings.Problems.Count > 0)
            return new PreparedImport(findings.Problems, null);
        return new PreparedImport([], new ImportDiff
        {
            Campaign = campaign,
            Before = before,
            CampaignChanges = before is null ? [] : Differ.Compare(CampaignCells.Of(before), CampaignCells.Of(campaign)),
            Rows = new Differ(before, campaign, clock.GetUtcNow()).Compare(rows.Contents, kept),
            Warnings = findings.Warnings,
            Pictures = rows.Pictures,
        });
    }

    private async Task<Campaign?> CampaignAsync(PlanSource source, string? slug, Findings findings, CancellationToken stop)
    {
        if (source.CampaignPath is null)
            return await campaigns.NamedOrOnlyAsync(slug, stop);
        var file = findings.In(Path.GetFileName(source.CampaignPath));
        var campaign = CampaignFile.Read(await File.ReadAllBytesAsync(source.CampaignPath, stop), networks, file);
        if (slug is not null && campaign is not null && campaign.Slug != slug)
            file.Wrong(null, "slug", $"the file is the campaign \"{campaign.Slug}\"", $"\"{slug}\", or no --campaign");
        return campaign;
    }

    private (List<PostContent> Contents, Dictionary<string, PictureFile> Pictures) Rows(PlanSource source, Campaign campaign, Findings findings)
    {
        if (source.PlanPath is null)
            return ([], []);
        var file = findings.In(Path.GetFileName(source.PlanPath));
        // A zone or an account that cannot be is named once, in campaign.json; the rows are still looked at.
        var usable = Usable(campaign);
        var rows = PlanFile.Read(File.ReadAllBytes(source.PlanPath), usable, file);
        var pictures = new PlanPictures(source.Folder, networks, file);
        rows = rows.ConvertAll(pictures.Read);
        new PlanChecks(usable, networks, file).Find(rows);
        return (rows.ConvertAll(row => row.Content), pictures.Files);
    }

    private Campaign Usable(Campaign campaign) => campaign with
    {
        Accounts = [.. campaign.Accounts.Where(account => networks.Speaks(account.Network))],
    };

    private static void FindLeftOut(Campaign campaign, IReadOnlyList<Post> kept, Findings findings)
    {
        var gone = kept.SelectMany(post => post.Content.Accounts.Select(account => (account.Handle, post.Content.Ref)))
            .Where(use => campaign.AccountNamed(use.Handle) is null)
            .GroupBy(use => use.Handle, use => use.Ref);
        foreach (var use in gone)
            findings.In(CampaignFile.Name).Wrong(null, "accounts", $"{use.Key} is left out, but posts go there: {string.Join(", ", use)}", $"{use.Key} among the accounts");
    }
}
