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
        var book = await WorkbookAsync(source, findings, stop);
        if (findings.Problems.Count > 0)
            return new PreparedImport(findings.Problems, null, []);
        var campaign = await CampaignAsync(source, book, slug, findings, stop);
        if (campaign is null)
            return new PreparedImport(findings.Problems, null, []);
        var (before, kept) = await KeptAsync(campaign, stop);
        return Compare(campaign, before, kept, Rows(source, book, campaign, kept, findings), findings);
    }

    /// <summary>A campaign's settings alone; its posts are looked at, for a slot or the zone may move them.</summary>
    public async Task<PreparedImport> PrepareAsync(Campaign campaign, CancellationToken stop)
    {
        campaign = campaign with { Kinds = campaigns.Kinds };
        var (before, kept) = await KeptAsync(campaign, stop);
        return Compare(campaign, before, kept, ([], [], []), new Findings());
    }

    private async Task<(Campaign? Before, IReadOnlyList<Post> Kept)> KeptAsync(Campaign campaign, CancellationToken stop)
    {
        var before = await campaigns.FindAsync(campaign.Slug, stop);
        return (before, before is null ? [] : await posts.ListAsync(before, day: null, stop));
    }

    private PreparedImport Compare(
        Campaign campaign, Campaign? before, IReadOnlyList<Post> kept, (List<PostContent> Contents, Dictionary<string, PictureFile> Pictures, List<string> Missing) rows, Findings findings)
    {
        FindLeftOut(campaign, kept, findings);
        if (findings.Problems.Count > 0)
            return new PreparedImport(findings.Problems, null, rows.Missing);
        return new PreparedImport([], new ImportDiff
        {
            Campaign = campaign,
            Before = before,
            CampaignChanges = before is null ? [] : Differ.Compare(CampaignCells.Of(before), CampaignCells.Of(campaign)),
            Rows = new Differ(before, campaign, clock.GetUtcNow()).Compare(rows.Contents, kept),
            Warnings = findings.Warnings,
            Pictures = rows.Pictures,
        }, []);
    }

    private static async Task<WorkbookFile?> WorkbookAsync(PlanSource source, Findings findings, CancellationToken stop) => source.WorkbookPath is { } path
        ? WorkbookFile.Read(await File.ReadAllBytesAsync(path, stop), findings, Path.GetFileName(path))
        : null;

    private async Task<Campaign?> CampaignAsync(PlanSource source, WorkbookFile? book, string? slug, Findings findings, CancellationToken stop)
    {
        if (source.CampaignPath is null && book?.Campaign is null)
            return await campaigns.NamedOrOnlyAsync(slug, stop);
        var file = findings.In(book is null ? Path.GetFileName(source.CampaignPath!) : WorkbookFile.Place(Path.GetFileName(source.WorkbookPath!), WorkbookFile.CampaignSheet));
        var campaign = book?.Campaign is { } sheet
            ? CampaignSheet.Read(sheet, networks, file)
            : CampaignFile.Read(await File.ReadAllBytesAsync(source.CampaignPath!, stop), networks, file);
        if (slug is not null && campaign is not null && campaign.Slug != slug)
            file.Wrong(null, "slug", $"the file is the campaign \"{campaign.Slug}\"", $"\"{slug}\", which was asked for");
        return campaign is null ? null : campaign with { Kinds = campaigns.Kinds };
    }

    private (List<PostContent> Contents, Dictionary<string, PictureFile> Pictures, List<string> Missing) Rows(
        PlanSource source, WorkbookFile? book, Campaign campaign, IReadOnlyList<Post> kept, Findings findings)
    {
        if (source.PlanPath is null && book?.Plan is null)
            return ([], [], []);
        var file = findings.In(book is null ? Path.GetFileName(source.PlanPath!) : WorkbookFile.Place(Path.GetFileName(source.WorkbookPath!), WorkbookFile.PlanSheet));
        // A zone or an account that cannot be is named once, with the campaign; the rows are still looked at.
        var usable = Usable(campaign);
        var rows = book?.Plan is { } sheet
            ? PlanFile.Read(PlanSheet.Read(sheet, file), usable, file)
            : PlanFile.Read(File.ReadAllBytes(source.PlanPath!), usable, file);
        var pictures = new PlanPictures(source.Folder, PictureNames.Of(kept).Hashes, networks, file);
        rows = rows.ConvertAll(pictures.Read);
        new PlanChecks(usable, networks, file).Find(rows);
        return (rows.ConvertAll(row => row.Content), pictures.Files, pictures.Missing);
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
