using System.Text.Json;
using System.Text.RegularExpressions;

namespace CoProWeek.Tests.Cli;

/// <summary>The figures of a report, counted from the practice network's own list of posts, slowly and simply. It never saw our rows.</summary>
internal sealed partial record SlowReading(IReadOnlyList<SlowReading.Post> Posts)
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static SlowReading Of(JsonElement state)
    {
        var followers = state.GetProperty("accounts").EnumerateArray().ToDictionary(one => one.GetProperty("handle").GetString()!, one => one.GetProperty("followers").GetInt32());
        var all = state.GetProperty("posts").EnumerateArray().ToDictionary(post => post.GetProperty("id").GetString()!);
        var standing =
            from post in all.Values
            where post.GetProperty("deleted_at").ValueKind == JsonValueKind.Null && post.GetProperty("repost_of").ValueKind == JsonValueKind.Null
            let versions = post.GetProperty("versions").EnumerateArray().Select(id => id.GetString()!).ToList()
            where versions[^1] == post.GetProperty("id").GetString()
            let made = Read(post, all[versions[0]], followers)
            where made.Tags.Contains("coproweekscot")
            select made;
        return new SlowReading([.. standing]);
    }

    public Dictionary<string, string> Figures() => new()
    {
        ["timesSeen"] = Apart(posts => posts.Sum(post => post.Views)),
        ["posts"] = Apart(posts => posts.Count),
        ["accounts"] = $"{Posts.Where(post => !post.IsOurs).Select(post => post.Handle).Distinct().Count()}",
        ["likes"] = Apart(posts => posts.Sum(post => post.Likes)),
        ["replies"] = Apart(posts => posts.Sum(post => post.Replies)),
        ["reposts"] = Apart(posts => posts.Sum(post => post.Reposts)),
        ["quotes"] = Apart(posts => posts.Sum(post => post.Quotes)),
        ["bookmarks"] = Apart(posts => posts.Sum(post => post.Bookmarks)),
        ["responses"] = Apart(posts => posts.Sum(post => post.Responses)),
        ["responsesPer100Views"] = Apart(posts => Math.Round(100m * posts.Sum(post => post.Responses) / posts.Sum(post => post.Views), 1, MidpointRounding.AwayFromZero)),
        ["followers"] = $"{Posts.Where(post => !post.IsOurs).DistinctBy(post => post.Handle).Sum(post => post.Followers)}",
        ["possibleDeliveries"] = Apart(posts => posts.Sum(post => post.Followers)),
    };

    public static Dictionary<string, string> FiguresOf(JsonElement report)
    {
        var figures = report.GetProperty("figures");
        var responses = figures.GetProperty("responses").GetProperty("parts");
        return figures.EnumerateObject().Concat(responses.EnumerateObject()).ToDictionary(figure => figure.Name, figure => string.Join(" / ",
            new[] { "all", "ours", "everybodyElses" }.Select(whose => figure.Value.GetProperty(whose)).Where(cell => cell.ValueKind != JsonValueKind.Null).Select(cell => $"{cell.GetProperty("value")}")));
    }

    /// <summary>"2027-11-15: 58 posts, seen 9,120".</summary>
    public List<string> Days() => [.. Posts.GroupBy(post => post.Day).OrderBy(day => day.Key).Select(day => $"{day.Key:yyyy-MM-dd}: {day.Count()} posts, seen {day.Sum(post => post.Views)}")];

    public static List<string> DaysOf(JsonElement report) =>
    [
        .. report.GetProperty("timeline").EnumerateArray().Where(day => day.GetProperty("posts").GetInt32() > 0)
            .Select(day => $"{WallDay(day.GetProperty("at").GetDateTimeOffset()):yyyy-MM-dd}: {day.GetProperty("posts")} posts, seen {day.GetProperty("seen")}"),
    ];

    public List<string> Lists() =>
    [
        .. Posts.GroupBy(post => post.Kind).Select(kind => $"{kind.Key}: {kind.Count()}, seen {kind.Sum(post => post.Views)}").Order(StringComparer.Ordinal),
        .. Posts.Where(post => !post.IsOurs).GroupBy(post => post.Handle).OrderByDescending(by => by.Count()).ThenByDescending(by => by.Sum(post => post.Views)).Take(15)
            .Select(by => $"@{by.Key}: {by.Count()}, seen {by.Sum(post => post.Views)}, {by.Sum(post => post.Responses)} responses, {by.First().Followers} followers"),
        .. Posts.OrderByDescending(post => post.Views).Take(10).Select(post => $"{post.Id} seen {post.Views}"),
        .. Posts.SelectMany(post => post.Tags).Where(tag => tag != "coproweekscot").CountBy(tag => tag).OrderByDescending(tag => tag.Value).Select(tag => tag.Value).Take(15).Select(n => $"tag on {n}"),
        .. Posts.SelectMany(post => post.Links).CountBy(link => link).OrderByDescending(link => link.Value).Select(link => link.Value).Take(15).Select(n => $"link in {n}"),
    ];

    public static List<string> ListsOf(JsonElement report) =>
    [
        .. Rows(report, "kinds").Select(kind => $"{kind.GetProperty("kind")}: {kind.GetProperty("posts")}, seen {kind.GetProperty("seen")}").Order(StringComparer.Ordinal),
        .. Rows(report, "accounts").Select(by => $"@{by.GetProperty("handle")}: {by.GetProperty("posts")}, seen {by.GetProperty("seen")}, {by.GetProperty("responses")} responses, {by.GetProperty("followers")} followers"),
        .. Rows(report, "topPosts").Select(post => $"{post.GetProperty("id")} seen {post.GetProperty("seen")}"),
        .. Rows(report, "tags").Select(tag => $"tag on {tag.GetProperty("posts")}"),
        .. Rows(report, "links").Select(link => $"link in {link.GetProperty("posts")}"),
    ];

    private static JsonElement.ArrayEnumerator Rows(JsonElement report, string name) => report.GetProperty(name).EnumerateArray();

    private static DateOnly WallDay(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, London).DateTime);

    private static Post Read(JsonElement post, JsonElement first, Dictionary<string, int> followers)
    {
        var (text, handle) = (post.GetProperty("text").GetString()!, post.GetProperty("account").GetString()!);
        return new Post(post.GetProperty("id").GetString()!, handle, WallDay(first.GetProperty("created_at").GetDateTimeOffset()), followers[handle])
        {
            Kind = post.GetProperty("quote_of").ValueKind != JsonValueKind.Null ? "quote" : post.GetProperty("reply_to").ValueKind != JsonValueKind.Null ? "reply" : "original",
            Tags = [.. Tag().Matches(text).Select(tag => tag.Value[1..].ToLowerInvariant()).Distinct()],
            Links = [.. Link().Matches(text).Select(link => link.Value.TrimEnd('.', ',', ')', ':')).Distinct()],
            Views = Number(post, "views"),
            Likes = Number(post, "likes"),
            Replies = Number(post, "replies"),
            Reposts = Number(post, "reposts"),
            Quotes = Number(post, "quotes"),
            Bookmarks = Number(post, "bookmarks"),
        };
    }

    private static int Number(JsonElement post, string name) => post.GetProperty(name).GetInt32();

    private string Apart(Func<IReadOnlyList<Post>, decimal> figure) =>
        string.Join(" / ", new[] { Posts, [.. Posts.Where(post => post.IsOurs)], [.. Posts.Where(post => !post.IsOurs)] }.Select(posts => $"{figure(posts)}"));

    [GeneratedRegex(@"(?<![\w&])#\w+", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();

    internal sealed record Post(string Id, string Handle, DateOnly Day, int Followers)
    {
        public required string Kind { get; init; }
        public required IReadOnlyList<string> Tags { get; init; }
        public required IReadOnlyList<string> Links { get; init; }
        public required int Views { get; init; }
        public required int Likes { get; init; }
        public required int Replies { get; init; }
        public required int Reposts { get; init; }
        public required int Quotes { get; init; }
        public required int Bookmarks { get; init; }

        public bool IsOurs => Handle == "ScotCoPro";

        public int Responses => Likes + Replies + Reposts + Quotes + Bookmarks;
    }
}
