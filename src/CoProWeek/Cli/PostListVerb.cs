using System.CommandLine;
using CoProWeek.Campaigns;

namespace CoProWeek.Cli;

/// <summary><c>coproweek post list</c></summary>
internal static class PostListVerb
{
    public static Command Create()
    {
        var campaign = CommonOptions.Campaign();
        var day = CommonOptions.Day("--day", "Only this day's, as 2027-11-15 or 15/11/2027.");
        var verb = new Command("list", "Lists a campaign's posts in the order they go out, with their state.") { campaign, day };
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var plan = await session.Get<CampaignStore>().NamedOrOnlyAsync(said.GetValue(campaign), stop);
            var posts = await session.Get<PostStore>().ListAsync(plan, said.GetValue(day), stop);
            Print(session, plan, posts);
        });
        return verb;
    }

    private static void Print(Session session, Campaign campaign, IReadOnlyList<Post> posts)
    {
        if (session.Json)
        {
            Output.Json(posts.Select(post => PostJson.Of(campaign, post)));
            return;
        }
        Output.Table(["ID", "DAY", "TIME", "KIND", "STATUS", "TEXT"], posts.Select(post => Row(post)));
        Output.Say(posts.Count == 0 ? "No posts yet: coproweek plan import FOLDER" : $"{posts.Count} posts; times are {campaign.TimeZone}.");
    }

    private static string[] Row(Post post) =>
    [
        post.Content.Ref, post.Content.SlotOn?.ToString("ddd yyyy-MM-dd") ?? "spare", post.Content.SlotTime?.ToString("HH:mm") ?? "",
        post.Content.Kind, PostStatus.Of(post), FirstWords(post.Content.Text),
    ];

    private static string FirstWords(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 48 ? line : line[..47] + "…";
    }
}
