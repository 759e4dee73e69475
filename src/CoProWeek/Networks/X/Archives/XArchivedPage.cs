using System.Text.Json;

namespace CoProWeek.Networks.X.Archives;

/// <summary>Posts as X's v2 answers hold them: in pages, or flattened, one a line with all that belongs to it inside, as twarc does.</summary>
internal static class XArchivedPage
{
    public static IReadOnlyList<Archived> Read(JsonElement page, JsonElement data)
    {
        var includes = XIncludes.Of(page);
        var around = XIncludes.ById(page.Field("includes"), "tweets", post => post.Number("id") ?? 0);
        var readAt = ReadAt(page);
        var rows = data.ValueKind == JsonValueKind.Array ? data.EnumerateArray().ToList() : [data];
        return Newest(rows.ConvertAll(row => Post(row, includes, Around(row, around), readAt)));
    }

    public static Archived Flattened(JsonElement post)
    {
        var users = new Dictionary<long, JsonElement>();
        if (post.Field("author") is { } author && post.Number("author_id") is { } id && author.Number("id") is not null)
            users[id] = author;
        var includes = new XIncludes(users, XIncludes.ById(post.Field("attachments"), "media", item => item.Text("media_key") ?? ""));
        return Post(post, includes, post.Rows("referenced_tweets").SelectMany(Tags), ReadAt(post));
    }

    private static Archived Post(JsonElement post, XIncludes includes, IEnumerable<string> around, DateTimeOffset? readAt)
    {
        if (XFoundPost.Read(post, includes.Users, includes.Media) is not { } found)
            return new Archived.Broken(post.Number("id") is null ? "it has no id" : "it has no author", post.GetRawText());
        var told = IsMarked(post) ? found : found with { Tags = [.. XWords.Tags(found.Text)], Handles = [.. XWords.Handles(found.Text)] };
        return new Archived.Post(told) { ReadAt = readAt, AroundIt = [.. around] };
    }

    private static IEnumerable<string> Around(JsonElement post, Dictionary<long, JsonElement> known) =>
        post.Rows("referenced_tweets").SelectMany(reference => known.TryGetValue(reference.Number("id") ?? 0, out var told) ? Tags(told) : []);

    private static IEnumerable<string> Tags(JsonElement post) => IsMarked(post) ? XFoundPost.Tags(post) : XWords.Tags(XText.Read(post));

    /// <summary>X marks tags and names in a text, unless it was not asked to.</summary>
    private static bool IsMarked(JsonElement post) => post.Field("entities") is not null || post.Field("note_tweet")?.Field("entities") is not null;

    private static DateTimeOffset? ReadAt(JsonElement record) => record.Field("__twarc")?.Instant("retrieved_at");

    /// <summary>Of one post in one page the newest version counts, as it does when it is collected; the others are held then.</summary>
    private static List<Archived> Newest(List<Archived> page)
    {
        var newest = new Dictionary<long, FoundPost>();
        foreach (var found in page.OfType<Archived.Post>().Select(post => post.Found))
        {
            if (!newest.TryGetValue(found.FirstId, out var known) || known.Id < found.Id)
                newest[found.FirstId] = found;
        }
        return page.ConvertAll(one => one is Archived.Post post ? post with { Found = newest[post.Found.FirstId] } : one);
    }
}
