using System.Text.Json;
using CoProWeek.Accounts;

namespace CoProWeek.Networks.X;

/// <summary>Reads an account's own posts to the last page, or says that it could not: never a part of them.</summary>
internal sealed class XTimeline(XApi api, XReads reads, XMoney money)
{
    /// <summary>X shows the newest 3,200 posts, a hundred a page.</summary>
    private const int MostPages = 40;

    public async Task<IReadOnlyList<OwnPost>> ReadAsync(NetworkAccount account, Keys keys, long userId, OwnSince since, CancellationToken stop)
    {
        var posts = new List<OwnPost>();
        string? page = null;
        for (var n = 1; n <= MostPages; n++)
        {
            var answer = reads.Whole(await money.ReadAsync(account, await api.TimelineAsync(keys, userId, since, page, stop), own: true), account, $"the timeline of @{account.Handle}");
            posts.AddRange(Posts(answer, account));
            var next = answer.Json.Field("meta")?.Text("next_token");
            if (next is null)
                return posts;
            if (next == page)
                break;
            page = next;
        }
        throw Incomplete(account, "its pages do not end");
    }

    private static List<OwnPost> Posts(XReply.Answer answer, NetworkAccount account)
    {
        var count = answer.Json.Field("meta")?.Number("result_count") ?? throw Incomplete(account, "the answer does not say how many posts it holds");
        List<OwnPost> posts = [.. answer.Json.Rows("data").Select(post => Read(post) ?? throw Incomplete(account, "a post in it has no id or no time"))];
        return posts.Count >= count ? posts : throw Incomplete(account, $"it says {count} posts and holds {posts.Count}");
    }

    private static OwnPost? Read(JsonElement post)
    {
        if (post.Number("id") is not { } id || post.Instant("created_at") is not { } createdAt)
            return null;
        string[] keys = [.. XText.MediaKeys(post)];
        return new OwnPost(id, XText.Read(post), createdAt)
        {
            MediaKeys = keys,
            MediaCount = keys.Length,
            ReplyTo = Reference(post, "replied_to"),
            IsRepost = Reference(post, "retweeted") is not null || Reference(post, "reposted") is not null,
        };
    }

    private static long? Reference(JsonElement post, string type) =>
        post.Rows("referenced_tweets").FirstOrDefault(reference => reference.Text("type") == type).Number("id");

    private static NetworkReadException Incomplete(NetworkAccount account, string cause) =>
        new($"X: the timeline of @{account.Handle} was not read to its end: {cause}. It is read again by itself.");
}
