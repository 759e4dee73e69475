using System.Text.Json.Nodes;

namespace CoProWeek.Tests.Networks.Sandbox;

/// <summary>What a collector sees of the crowd.</summary>
public sealed class CrowdCollectedTests
{
    [Fact]
    public async Task Polls_find_each_post_once_and_none_comes_up_behind_them()
    {
        await using var week = await CrowdWeek.StartAsync();
        var (found, since, reached) = (new List<string>(), "", CrowdWeek.WeekFrom);
        async Task PollAsync(DateTimeOffset until)
        {
            for (; reached < until; reached += TimeSpan.FromMinutes(5))
            {
                week.GoTo(reached);
                var ids = await SearchAsync(week, since == "" ? "" : $"&since_id={since}");
                found.AddRange(ids);
                since = ids.FirstOrDefault() ?? since;
            }
        }

        await week.LiveAsync(PollAsync);

        var posts = await week.PostsAsync();
        Assert.Equal(found.Count, found.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(posts.Where(post => CrowdWeek.StandsWithTag(post) && At(post) >= CrowdWeek.WeekFrom).Select(post => (string)post["id"]!).Except(found));
        Assert.Empty(found.Except(posts.Where(CrowdWeek.HasTag).Select(post => (string)post["id"]!)));
    }

    [Fact]
    public async Task Search_finds_what_stands_with_the_hashtag_and_nothing_else()
    {
        await using var week = await CrowdWeek.StartAsync(at: CrowdWeek.Options.WeekTo.AddHours(2));

        var found = await SearchAsync(week);

        var standing = (await week.PostsAsync()).Where(post => CrowdWeek.StandsWithTag(post) && At(post) > CrowdWeek.Options.WeekTo.AddHours(2).AddDays(-7)).Select(post => (string)post["id"]!);
        Assert.Equal(standing.Reverse(), found);
    }

    [Fact]
    public async Task Counts_of_people_rise_never_fall_and_are_final_after_two_days()
    {
        await using var week = await CrowdWeek.StartAsync(at: CrowdWeek.WeekFrom);
        await week.X.PostAsync($"Good morning {CrowdWeek.Tag}");
        var seen = new Dictionary<string, int[]>();
        for (var hours = 0; hours <= 15 * 24; hours += 6)
        {
            week.GoTo(CrowdWeek.WeekFrom.AddHours(hours));
            foreach (var post in await week.PostsAsync())
            {
                var (id, now) = ((string)post["id"]!, Numbers(post));
                var before = seen.GetValueOrDefault(id, [0, 0, 0]);
                Assert.All(before.Zip(now), pair => Assert.True(pair.First <= pair.Second));
                if (hours > 0 && At(post) < CrowdWeek.WeekFrom.AddHours(hours - 6).AddDays(-2))
                    Assert.Equal(before, now);
                seen[id] = now;
            }
        }
        Assert.All(await week.PostsAsync(), Plausible);
    }

    [Fact]
    public async Task The_wire_and_the_state_say_the_same_numbers()
    {
        await using var week = await CrowdWeek.StartAsync(at: CrowdWeek.WeekFrom);
        var ours = await week.X.PostAsync($"Good morning {CrowdWeek.Tag}");
        week.GoTo(CrowdWeek.WeekFrom.AddHours(30));
        var posts = (await week.PostsAsync()).TakeLast(40).Where(post => post["deleted_at"] is null && post["repost_of"] is null).Prepend((await week.PostsAsync()).Single(post => (string?)post["id"] == ours)).ToDictionary(post => (string)post["id"]!);

        var seen = await week.X.GetAsync($"/2/tweets?tweet.fields=public_metrics&ids={string.Join(',', posts.Keys)}");

        var found = (JsonArray)seen.Body!["data"]!;
        Assert.Equal(posts.Count, found.Count);
        Assert.InRange((int)posts[ours]["views"]!, 100, 10_000);
        Assert.All(found, one =>
        {
            var (post, metrics) = (posts[(string)one!["id"]!], one["public_metrics"]!);
            Assert.Equal(
                new[] { "likes", "bookmarks", "views", "replies", "reposts", "quotes" }.Select(name => (int)post[name]!),
                new[] { "like", "bookmark", "impression", "reply", "retweet", "quote" }.Select(name => (int)metrics[$"{name}_count"]!));
        });
    }

    [Fact]
    public async Task Numbers_given_by_hand_win()
    {
        await using var week = await CrowdWeek.StartAsync(at: CrowdWeek.WeekFrom);
        var id = await week.X.CrowdAsync(new { handle = "Anna", text = "Mine", numbers = new { likes = 3, bookmarks = 1, views = 70 } });
        week.GoTo(CrowdWeek.WeekFrom.AddDays(3));

        var post = (await week.PostsAsync()).Single(post => (string?)post["id"] == id);
        Assert.Equal([3, 1, 70], Numbers(post));
    }

    private static void Plausible(JsonObject post)
    {
        var responses = new[] { "likes", "bookmarks", "replies", "reposts", "quotes" }.Sum(name => (int)post[name]!);
        if (post["repost_of"] is not null)
            Assert.Equal([0, 0, 0], Numbers(post));
        else
            Assert.True((int)post["views"]! > 0 && responses <= (int)post["views"]!, post.ToJsonString());
    }

    private static int[] Numbers(JsonObject post) => [(int)post["likes"]!, (int)post["bookmarks"]!, (int)post["views"]!];

    private static DateTimeOffset At(JsonObject post) => (DateTimeOffset)post["created_at"]!;

    /// <summary>All pages, newest first.</summary>
    private static async Task<List<string>> SearchAsync(CrowdWeek week, string more = "")
    {
        var found = new List<string>();
        for (string? token = ""; token is not null;)
        {
            var page = await week.X.GetAsync($"/2/tweets/search/recent?query=%23coproweekscot&max_results=100{more}{token}");
            Assert.Equal(200, page.Status);
            found.AddRange(page.Ids);
            token = (string?)page.Body!["meta"]!["next_token"] is { } next ? $"&next_token={next}" : null;
        }
        return found;
    }
}
