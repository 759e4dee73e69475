using System.Text.Json.Nodes;

namespace CoProWeek.Tests.Networks.Sandbox;

public sealed class TimelineTests
{
    [Fact]
    public async Task Newest_first_a_page_at_a_time_undisturbed_by_what_comes_meanwhile()
    {
        await using var x = await Practice.StartAsync();
        var ids = await PostManyAsync(x, 12);

        var first = await x.TimelineAsync("max_results=5");
        await x.PostAsync("Came between");
        var second = await x.TimelineAsync($"max_results=5&pagination_token={first.Body!["meta"]!["next_token"]}");
        var third = await x.TimelineAsync($"max_results=5&pagination_token={second.Body!["meta"]!["next_token"]}");

        Assert.Equal(ids.Reverse(), [.. first.Ids, .. second.Ids, .. third.Ids]);
        Assert.Null(third.Body!["meta"]!["next_token"]);
        Assert.Equal(ids[^1], (string?)first.Body!["meta"]!["newest_id"]);
        Assert.Equal(ids[7], (string?)first.Body!["meta"]!["oldest_id"]);
        Assert.Equal(5, (int?)first.Body!["meta"]!["result_count"]);
    }

    [Fact]
    public async Task An_empty_timeline_has_no_data_at_all()
    {
        await using var x = await Practice.StartAsync();

        Assert.Equal("""{"meta":{"result_count":0}}""", (await x.TimelineAsync()).Text);
    }

    [Fact]
    public async Task Since_and_until_leave_their_own_post_out()
    {
        await using var x = await Practice.StartAsync();
        var ids = await PostManyAsync(x, 4);

        Assert.Equal([ids[3], ids[2]], (await x.TimelineAsync($"since_id={ids[1]}")).Ids);
        Assert.Equal([ids[1], ids[0]], (await x.TimelineAsync($"until_id={ids[2]}")).Ids);
        Assert.Equal([ids[2]], (await x.TimelineAsync($"since_id={ids[1]}&until_id={ids[3]}")).Ids);
    }

    [Fact]
    public async Task Start_is_inclusive_and_end_is_not()
    {
        await using var x = await Practice.StartAsync();
        var early = await x.PostAsync("Early");
        x.Forward(TimeSpan.FromHours(2));
        var late = await x.PostAsync("Late");

        Assert.Equal([late], (await x.TimelineAsync("start_time=2026-11-09T10:00:00Z")).Ids);
        Assert.Equal([early], (await x.TimelineAsync("end_time=2026-11-09T10:00:00Z")).Ids);
        Assert.Equal([late, early], (await x.TimelineAsync("start_time=2026-11-09T09:00:00Z&end_time=2026-11-10T00:00:00.000Z")).Ids);
    }

    [Theory]
    [InlineData("max_results=4")]
    [InlineData("max_results=101")]
    [InlineData("since_id=abc")]
    [InlineData("start_time=yesterday")]
    [InlineData("pagination_token=xyz")]
    [InlineData("tweet.fields=colour")]
    [InlineData("exclude=reposts")]
    [InlineData("colour=red")]
    public async Task What_X_does_not_know_is_refused(string query)
    {
        await using var x = await Practice.StartAsync();

        var refused = await x.TimelineAsync(query);

        Assert.Equal(400, refused.Status);
        Assert.Equal(query.Split('=')[0], ((JsonObject)refused.Body!["errors"]![0]!["parameters"]!).Single().Key);
    }

    [Fact]
    public async Task Replies_and_reposts_are_there_unless_left_out()
    {
        await using var x = await Practice.StartAsync();
        var first = await x.PostAsync("First");
        var reply = await x.PostAsync("Reply", first);
        var story = await x.CrowdAsync(new { handle = "Stranger", text = "A story" });
        var repost = await x.CrowdAsync(new { handle = "ScotCoPro", repost_of = story });

        Assert.Equal([repost, reply, first], (await x.TimelineAsync()).Ids);
        Assert.Equal([first], (await x.TimelineAsync("exclude=replies,retweets")).Ids);
        var seen = (await x.TimelineAsync("tweet.fields=referenced_tweets,public_metrics")).Body!["data"]![0]!;
        Assert.Equal("RT @Stranger: A story", (string?)seen["text"]);
        Assert.Equal("retweeted", (string?)seen["referenced_tweets"]![0]!["type"]);
        Assert.Equal(1, (int?)seen["public_metrics"]!["retweet_count"]);
    }

    [Fact]
    public async Task Only_the_fields_asked_for_are_given()
    {
        await using var x = await Practice.StartAsync();
        await x.PostAsync("Plain");

        var bare = (JsonObject)(await x.TimelineAsync()).Body!["data"]![0]!;
        var asked = (JsonObject)(await x.TimelineAsync("tweet.fields=created_at,author_id,entities,attachments,referenced_tweets,note_tweet")).Body!["data"]![0]!;

        Assert.Equal(["id", "text", "edit_history_tweet_ids"], bare.Select(field => field.Key));
        Assert.Equal(["id", "text", "edit_history_tweet_ids", "author_id", "created_at"], asked.Select(field => field.Key));
        Assert.Equal("2026-11-09T09:00:00.000Z", ((string)asked["created_at"]!)[..17] + "00.000Z");
    }

    [Fact]
    public async Task A_lagging_timeline_shows_a_post_only_later()
    {
        await using var x = await Practice.StartAsync(new() { TimelineLagS = 45 });
        var id = await x.PostAsync("Soon to be seen");

        Assert.Empty((await x.TimelineAsync()).Ids);
        Assert.Equal(200, (await x.GetAsync($"/2/tweets/{id}")).Status);
        x.Forward(TimeSpan.FromSeconds(40));
        Assert.Empty((await x.TimelineAsync()).Ids);
        x.Forward(TimeSpan.FromSeconds(6));
        Assert.Equal([id], (await x.TimelineAsync()).Ids);
    }

    [Fact]
    public async Task An_edit_is_a_new_id_and_the_older_version_is_off_the_timeline()
    {
        await using var x = await Practice.StartAsync();
        var first = await x.PostAsync("With a tpyo");

        var edited = (string)(await x.SendAsync(HttpMethod.Post, "/sandbox/edits", new { id = first, text = "With no typo" })).Body!["id"]!;

        var seen = await x.TimelineAsync();
        Assert.Equal([edited], seen.Ids);
        Assert.Equal(["With no typo"], seen.Texts);
        foreach (var id in new[] { first, edited })
        {
            var versions = (JsonArray)(await x.GetAsync($"/2/tweets/{id}")).Body!["data"]!["edit_history_tweet_ids"]!;
            Assert.Equal([first, edited], versions.Select(version => (string)version!));
        }
        await x.SendAsync(HttpMethod.Delete, $"/2/tweets/{first}", null);
        Assert.Empty((await x.TimelineAsync()).Ids);
    }

    [Fact]
    public async Task An_edited_reply_counts_as_one_and_a_deleted_one_as_none()
    {
        await using var x = await Practice.StartAsync();
        var first = await x.PostAsync("First");
        var reply = await x.PostAsync("Reply", first);
        await x.SendAsync(HttpMethod.Post, "/sandbox/edits", new { id = reply, text = "Reply, better" });

        Assert.Equal(1, await RepliesAsync());
        await x.SendAsync(HttpMethod.Delete, $"/2/tweets/{reply}", null);
        Assert.Equal(0, await RepliesAsync());

        async Task<int> RepliesAsync() =>
            (int)(await x.GetAsync($"/2/tweets/{first}?tweet.fields=public_metrics")).Body!["data"]!["public_metrics"]!["reply_count"]!;
    }

    private static async Task<string[]> PostManyAsync(Practice x, int count)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
            ids.Add(await x.PostAsync($"Post {i}"));
        return [.. ids];
    }
}
