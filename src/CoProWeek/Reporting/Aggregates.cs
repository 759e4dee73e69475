using CoProWeek.Collecting.Rollups;

namespace CoProWeek.Reporting;

/// <summary>
/// A report that may be published and shown to public bodies: the same numbers, but other people's posts stand as "Post 1" with a link
/// that names nobody, and nobody's handle or words are in it but ours.
/// </summary>
internal static class Aggregates
{
    /// <summary>Addresses there begin with somebody's handle.</summary>
    private static readonly string[] OfX = ["x.com", "twitter.com", "mobile.twitter.com", "mobile.x.com"];

    public static ReachReport WithoutNames(this ReachReport report)
    {
        List<long> known = [.. report.Posts.Concat(report.PostsBy).Concat(report.Team.Picks).Where(row => !row.IsOurs).Select(row => row.FirstId).Distinct()];
        var ours = RollupBasis.Of(report.Campaign).Ours;
        return report with
        {
            IsFull = false,
            Accounts = [.. report.Accounts.Select((row, n) => row with { Handle = "", Alias = $"Account {n + 1}" })],
            Posts = [.. report.Posts.Select(Nameless)],
            PostsBy = [.. report.PostsBy.Select(Nameless)],
            Mentioned = [.. report.Mentioned.Select((row, n) => ours.Contains(row.Item) ? row : row with { Item = "", Alias = $"Named account {n + 1}" })],
            Team = report.Team with { Picks = [.. report.Team.Picks.Select(Nameless)], Questions = [.. report.Team.Questions.Select(question => question with { Said = [] })] },
            Links = [.. report.Links.Select((row, n) => OfX.Contains(row.Host) ? row with { Url = "", Alias = $"Page {n + 1}, on X" } : row)],
        };

        // One post has one number, in whatever list it stands.
        PostRow Nameless(PostRow row) => row.IsOurs ? row : row with { Handle = "", Text = "", Link = row.BareLink, Alias = $"Post {known.IndexOf(row.FirstId) + 1}" };
    }
}
