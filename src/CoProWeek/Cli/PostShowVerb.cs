using System.CommandLine;
using System.Globalization;
using CoProWeek.Campaigns;
using CoProWeek.Networks;
using CoProWeek.Publishing;

namespace CoProWeek.Cli;

/// <summary><c>coproweek post show ID</c>: what it says, when it goes, who approved it, and every try.</summary>
internal static class PostShowVerb
{
    public static Command Create()
    {
        var id = PostVerbs.Post();
        var campaign = CommonOptions.Campaign();
        var verb = new Command("show", "Shows one post: its words with their length, its time, its approval and every attempt to send it.") { id, campaign };
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var campaigns = session.Get<CampaignStore>();
            var named = said.GetValue(campaign) is { } slug ? await campaigns.NamedOrOnlyAsync(slug, stop) : null;
            var post = await session.Get<PostStore>().FindAsync(named, said.GetRequiredValue(id), stop);
            var plan = (await campaigns.ListAsync(stop)).Single(one => one.Id == post.CampaignId);
            var attempts = await session.Get<AttemptLog>().OfPostAsync(post.Id, stop);
            if (session.Json)
                Output.Json(new { post = PostJson.Of(plan, post), attempts });
            else
                Print(session.Get<NetworkList>(), plan, post, attempts);
        });
        return verb;
    }

    private static void Print(NetworkList networks, Campaign campaign, Post post, IReadOnlyList<AttemptRow> attempts)
    {
        Output.Line($"{post.Content.Ref} (number {post.Id}), {post.Content.Kind}, {PostStatus.Of(post)}");
        Output.Line(post.SlotAt is null ? "A spare: it has no date." : $"{Wall(campaign, post.SlotAt)}; if late, not after {Wall(campaign, post.LatestAt)} ({campaign.TimeZone})");
        Output.Line(post.IsApproved ? $"Approved by {post.ApprovedBy}, {Wall(campaign, post.ApprovedAt)}" : $"A draft, last edited by {post.EditedBy}");
        foreach (var wording in Wording.Of(post.Content))
            Print(networks.Find(wording.Account.Network), wording);
        foreach (var picture in post.Content.Pictures)
            Output.Line($"\nPicture {picture.FileName}: {(picture.AltText == "" ? "(no alt text)" : picture.AltText)}");
        foreach (var delivery in post.Deliveries)
            Output.Line($"\n{delivery.Name}: {(delivery.HoldReason is "hand" ? "post by hand" : $"{delivery.State} {delivery.HoldReason}")} {delivery.Url} {delivery.Reason}".TrimEnd());
        foreach (var attempt in attempts)
            Output.Line($"  {Wall(campaign, attempt.StartedAt)} part {attempt.N}: {attempt.Outcome ?? "under way"} {attempt.HttpStatus} {attempt.Detail}".TrimEnd());
    }

    private static void Print(INetwork network, AccountWording wording)
    {
        foreach (var (n, part) in wording.Parts.Index())
        {
            var measure = network.Measure(part);
            Output.Line($"\n{wording.Account.Name}, part {n + 1} of {wording.Parts.Count}, {measure.Length} of {measure.Limit}:\n{part}");
        }
    }

    private static string Wall(Campaign campaign, DateTimeOffset? at) =>
        at is null ? "" : TimeZoneInfo.ConvertTime(at.Value, campaign.Zone).ToString("ddd d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}
