using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Networks;
using CoProWeek.Networks.Links;
using Microsoft.Extensions.Options;

namespace CoProWeek.Publishing.Checks;

/// <summary>The checks that need no account: its link, its pictures, its length.</summary>
internal sealed class PostChecks(LinkAsker links, MediaStore media, NetworkList networks, CampaignClock clock, IOptions<PublishingOptions> settings)
{
    public async Task<IReadOnlyList<CheckResult>> RunAsync(DueCheck due, CancellationToken stop)
    {
        var found = new List<CheckResult> { Length(due) };
        if (due.Hashes.Length > 0)
        {
            found.Add(await PicturesAsync(due, stop));
            found.Add(Alts(due));
        }
        if (due.Link is not "" && settings.Value.AskLinks)
            found.Add(await LinkAsync(due, stop));
        return found;
    }

    private async Task<CheckResult> LinkAsync(DueCheck due, CancellationToken stop)
    {
        var answer = await links.AskAsync(due.Link, stop);
        var said = $"{answer.Words} at {new WallClock(due.TimeZone).Bare(clock.GetUtcNow())}";
        if (answer.Status is >= 200 and < 300 && (answer.IsThere || !due.WaitsForPage))
            return CheckResult.Ok("link", $"Its link answers: {said}.");
        var words = due.WaitsForPage
            ? $"Its page is not there yet: {said}. The post waits for it, until {new WallClock(due.TimeZone).Time(due.LatestAt)} at the latest. Put the page online at {due.Link}, or correct the link."
            : $"Its link does not answer: {said}. Open {due.Link}, and correct the link or mend the page.";
        return due is { WaitsForPage: true, IsLast: false }
            ? CheckResult.Noted("link", $"page: {answer.Words}", words)
            : CheckResult.Failed("link", $"{(due.WaitsForPage ? "page" : "link")}: {answer.Words}", words);
    }

    private async Task<CheckResult> PicturesAsync(DueCheck due, CancellationToken stop)
    {
        try
        {
            foreach (var hash in due.Hashes)
                await media.ReadAsync(hash, stop);
            return CheckResult.Ok("media", due.Hashes.Length == 1 ? "Its picture can be read." : $"Its {due.Hashes.Length} pictures can be read.");
        }
        catch (RefusedException e)
        {
            return CheckResult.Failed("media", "picture not readable", e.Message);
        }
    }

    private static CheckResult Alts(DueCheck due) => due.Alts.Count(string.IsNullOrWhiteSpace) is > 0 and var without
        ? CheckResult.Failed("alt", "no alt text", $"{without} of {due.Alts.Length} pictures have no alt text: make it a draft again, say what they show, and approve it anew.")
        : CheckResult.Ok("alt", "Every picture has an alt text.");

    private CheckResult Length(DueCheck due)
    {
        var network = networks.Find(due.Network);
        var over = due.Parts.Select(network.Measure).Where(measure => !measure.Fits).Select(measure => measure.Length - measure.Limit).DefaultIfEmpty(0).Max();
        return over > 0
            ? CheckResult.Failed("length", $"{over} over", $"It is {over} too long for {AccountName.Of(due.Network, due.Handle)}: make it a draft again, shorten it, and approve it anew.")
            : CheckResult.Ok("length", due.Parts.Length == 1 ? "It is not too long." : "No part is too long.");
    }
}
