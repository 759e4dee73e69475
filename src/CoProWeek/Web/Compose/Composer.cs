using System.Globalization;
using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;
using CoProWeek.Networks;

namespace CoProWeek.Web;

/// <summary>Understands a form by the plan's own rules and says all there is to say of it; it saves nothing.</summary>
internal sealed class Composer(CampaignStore campaigns, CampaignsView rows, ComposeView view, PostStore posts, NetworkList networks)
{
    /// <summary>For a new post by its campaign, for another by its id; null when there is none.</summary>
    public async Task<Desk?> OpenAsync(string? slug, long? id, CancellationToken stop)
    {
        var post = id is { } known ? await posts.FindAsync(known, stop) : null;
        if (id is not null && post is null)
            return null;
        var campaign = (await campaigns.ListAsync(stop)).FirstOrDefault(one => post is null ? one.Slug == slug : one.Id == post.CampaignId);
        return campaign is null ? null : new Desk(campaign, (await rows.AllAsync(stop)).First(row => row.Id == campaign.Id), post);
    }

    public async Task<Draft> ReadAsync(Desk desk, PostForm form, CancellationToken stop)
    {
        var taken = desk.Post is null ? await view.RefsAsync(desk.Campaign.Id, stop) : [];
        form = form with { Ref = desk.Post?.Content.Ref ?? (form.Ref == "" ? RefProposal.For(KindOf(form), DateCell.Read(form.Date), desk.Campaign, taken) : form.Ref) };
        var findings = new Findings();
        var content = Understand(form, desk.Campaign, findings);
        var kept = await view.PicturesAsync(content.Pictures.Select(picture => picture.Hash), stop);
        content = content with { Pictures = [.. content.Pictures.Where(picture => kept.ContainsKey(picture.Hash))] };
        return new Draft
        {
            Content = content,
            Clock = desk.Row.Clock,
            Mistakes = [.. findings.Problems.Select(Mistake), .. ComposeRules.MistakesIn(form, content, taken, kept, networks)],
            Warnings = [.. findings.Warnings.Select(warning => $"{Capital(warning.What)}."), .. await NearAsync(desk, content, stop)],
            Previews = PreviewsOf(content, kept),
            Cost = PlanCost.Of(content, networks),
            Late = LateWords.Of(content, desk.Campaign, desk.Row.Clock),
        };
    }

    private static string KindOf(PostForm form) => KindRules.Find(form.Kind)?.Kind ?? "";

    private PostContent Understand(PostForm form, Campaign campaign, Findings findings)
    {
        var file = findings.In("the form");
        var row = new PlanRowReader(campaign, file).Read(form.Cells());
        var content = row.Content with { Pictures = [.. form.Pictures] };
        if (form.PostTo.Count == 0)
            content = content with { Accounts = [] };
        new PlanChecks(campaign, networks, file).Find([row with { Content = content }]);
        return content;
    }

    private async Task<IEnumerable<string>> NearAsync(Desk desk, PostContent content, CancellationToken stop)
    {
        if (content.Kind == "" || Planner.Plan(content, desk.Campaign).SlotAt is not { } slotAt)
            return [];
        var accounts = content.Accounts.Select(account => account.AccountId).ToArray();
        var near = await view.NeighboursAsync(accounts, desk.Post?.Id ?? 0, slotAt - ComposeLint.Day, slotAt + ComposeLint.Day, stop);
        return ComposeLint.NeighboursOf(content, slotAt, near, desk.Row.Clock.DayAndTime);
    }

    private IReadOnlyList<Preview> PreviewsOf(PostContent content, Dictionary<string, KeptPicture> kept)
    {
        var pictures = content.Pictures
            .Select(picture => new PictureRow { Hash = picture.Hash, AltText = picture.AltText, Width = kept[picture.Hash].Width, Height = kept[picture.Hash].Height })
            .ToList();
        var spoken = Wording.Of(content).Where(said => said.Parts.Count > 0).Select(said => new Preview(
            [new(said.Account.Network, said.Account.Handle)],
            [.. said.Parts.Select((text, n) => new PreviewPart(text, null, null, n == 0 ? pictures : []))]));
        return [.. Preview.Merged(spoken).Select(preview => preview.MeasuredBy(networks))];
    }

    private static ComposeMistake Mistake(PlanProblem problem) =>
        new(problem.Column ?? "", $"{Capital(problem.Column ?? "It")}: {problem.Wrong}. Expected: {problem.Expected}.");

    private static string Capital(string words) => words == "" ? "" : $"{words[..1].ToUpper(CultureInfo.InvariantCulture)}{words[1..]}";
}
