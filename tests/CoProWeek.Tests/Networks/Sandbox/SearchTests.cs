using System.Globalization;
using System.Text.Json.Nodes;
using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox;

namespace CoProWeek.Tests.Networks.Sandbox;

public sealed class SearchTests
{
    [Theory]
    [InlineData("#coproweekscot", "tag,café")]
    [InlineData("#CoProWeek", "")]
    [InlineData("@scotcopro", "mention,café")]
    [InlineData("from:Anna", "tag")]
    [InlineData("from:@anna", "tag")]
    [InlineData("from:ANNA OR from:ben", "tag,mention")]
    [InlineData("cafe", "café")]
    [InlineData("CAFÉ -#CoProWeekScot", "")]
    [InlineData("\"big question\"", "mention")]
    [InlineData("\"question big\"", "")]
    [InlineData("question big", "mention")]
    [InlineData("#CoProWeekScot -from:anna", "café")]
    [InlineData("#CoProWeekScot (from:anna OR from:carla) -is:nullcast -is:retweet", "tag,café")]
    [InlineData("big question OR #CoProWeekScot story", "tag,mention")]
    [InlineData("has:links #CoProWeekScot", "café")]
    [InlineData("url:example.org -from:ben", "café")]
    [InlineData("@scotcopro -\"big question\"", "café")]
    public async Task A_query_finds_what_it_says(string query, string expected)
    {
        await using var x = await Practice.StartAsync();
        var posts = new Dictionary<string, string>
        {
            [await x.CrowdAsync(new { handle = "Anna", text = "A story for #CoProWeekScot!" })] = "tag",
            [await x.CrowdAsync(new { handle = "Ben", text = "My answer to the big question, @ScotCoPro" })] = "mention",
            [await x.CrowdAsync(new { handle = "Carla", text = "At the café with @ScotCoPro https://example.org/a #CoProWeekScot" })] = "café",
        };
        x.Forward(TimeSpan.FromMinutes(1));

        var found = (await SearchAsync(x, query)).Ids.Select(id => posts[id]).Reverse();

        Assert.Equal(expected, string.Join(',', found));
    }

    [Fact]
    public async Task A_conversation_is_found_by_its_id()
    {
        await using var x = await Practice.StartAsync();
        var question = await x.PostAsync("What matters to you?");
        var answer = await x.CrowdAsync(new { handle = "Anna", text = "Being heard", reply_to = question });
        var deeper = await x.CrowdAsync(new { handle = "Ben", text = "Same here", reply_to = answer });
        x.Forward(TimeSpan.FromMinutes(1));

        Assert.Equal([deeper, answer, question], (await SearchAsync(x, $"conversation_id:{question}")).Ids);
        Assert.Equal([answer], (await SearchAsync(x, $"in_reply_to_tweet_id:{question}")).Ids);
        Assert.Equal([answer], (await SearchAsync(x, "to:scotcopro")).Ids);
    }

    [Fact]
    public async Task Reposts_are_never_returned_and_neither_is_what_is_promoted_only_when_so_asked()
    {
        await using var x = await Practice.StartAsync();
        var first = await x.CrowdAsync(new { handle = "Anna", text = "Hello #tag" });
        await x.CrowdAsync(new { handle = "Ben", repost_of = first, text = "RT @Anna: Hello #tag" });
        var hidden = await x.CrowdAsync(new { handle = "Carla", text = "Buy #tag", nullcast = true });
        x.Forward(TimeSpan.FromMinutes(1));

        Assert.Equal([hidden, first], (await SearchAsync(x, "#tag")).Ids);
        Assert.Equal([first], (await SearchAsync(x, "#tag -is:nullcast")).Ids);
        Assert.Empty((await SearchAsync(x, "#tag is:retweet")).Ids);
    }

    [Theory]
    [InlineData("")]
    [InlineData("is:reply")]
    [InlineData("-#tag")]
    [InlineData("#tag OR")]
    [InlineData("#tag and #other")]
    [InlineData("#tag -(a OR b)")]
    [InlineData("(#tag")]
    [InlineData("#tag min_faves:10")]
    [InlineData("#tag is:nullcast")]
    public async Task A_query_X_refuses_is_refused(string query)
    {
        await using var x = await Practice.StartAsync();

        var refused = await SearchAsync(x, query);

        Assert.Equal(400, refused.Status);
        Assert.EndsWith("/invalid-request", (string?)refused.Body!["type"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_of_512_characters_is_the_longest()
    {
        await using var x = await Practice.StartAsync();

        Assert.Equal(200, (await SearchAsync(x, new string('a', 512))).Status);
        Assert.Equal(400, (await SearchAsync(x, new string('a', 513))).Status);
    }

    [Fact]
    public async Task The_last_thirty_seconds_are_left_out_unless_asked_for()
    {
        await using var x = await Practice.StartAsync();
        var id = await x.PostAsync("Just now #tag");

        x.Forward(TimeSpan.FromSeconds(20));
        Assert.Empty((await SearchAsync(x, "#tag")).Ids);
        Assert.Equal([id], (await SearchAsync(x, "#tag", "end_time=2026-11-09T09:00:10Z")).Ids);
        x.Forward(TimeSpan.FromSeconds(15));
        Assert.Equal([id], (await SearchAsync(x, "#tag")).Ids);
    }

    [Fact]
    public async Task Pages_follow_their_token_and_the_next_poll_follows_the_newest_id()
    {
        await using var x = await Practice.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 25; i++)
            ids.Add(await x.CrowdAsync(new { handle = "Anna", text = $"{i} #tag" }));
        x.Forward(TimeSpan.FromMinutes(1));

        var first = await SearchAsync(x, "#tag", "max_results=20");
        var fresh = await x.CrowdAsync(new { handle = "Anna", text = "new #tag" });
        x.Forward(TimeSpan.FromMinutes(1));
        var second = await SearchAsync(x, "#tag", $"max_results=20&next_token={first.Body!["meta"]!["next_token"]}");
        var poll = await SearchAsync(x, "#tag", $"since_id={first.Body!["meta"]!["newest_id"]}");

        Assert.Equal(Enumerable.Reverse(ids), [.. first.Ids, .. second.Ids]);
        Assert.Null(second.Body!["meta"]!["next_token"]);
        Assert.Equal([fresh], poll.Ids);
    }

    [Fact]
    public async Task Seven_days_back_is_as_far_as_it_goes()
    {
        await using var x = await Practice.StartAsync();
        var old = await x.PostAsync("Long ago #tag");
        x.Forward(TimeSpan.FromDays(8));

        Assert.Empty((await SearchAsync(x, "#tag")).Ids);
        var stale = await SearchAsync(x, "#tag", $"since_id={old}");
        Assert.Equal(400, stale.Status);
        Assert.StartsWith("'since_id' must be a tweet id created after", stale.Message, StringComparison.Ordinal);
        Assert.Equal(400, (await SearchAsync(x, "#tag", "start_time=2026-11-10T00:00:00Z")).Status);
    }

    [Theory]
    [InlineData("max_results=9")]
    [InlineData("max_results=101")]
    [InlineData("end_time=2026-11-09T09:00:00Z")]
    [InlineData("start_time=2026-11-09T08:00:00Z&end_time=2026-11-09T07:00:00Z")]
    [InlineData("sort_order=loudest")]
    public async Task Bounds_that_X_refuses_are_refused(string bounds)
    {
        await using var x = await Practice.StartAsync();

        Assert.Equal(400, (await SearchAsync(x, "#tag", bounds)).Status);
    }

    [Fact]
    public async Task Ids_and_times_are_not_mixed()
    {
        await using var x = await Practice.StartAsync();

        var refused = await SearchAsync(x, "#tag", $"since_id={Snowflake.FirstAt(Practice.Monday.AddDays(-1))}&end_time=2026-11-09T08:00:00Z");

        Assert.Equal(400, refused.Status);
        Assert.Equal("Invalid use of 'since_id' or 'until_id' in conjunction with 'start_time' or 'end_time'.", refused.Message);
    }

    [Theory]
    [InlineData("hour", 7 * 24 + 1)]
    [InlineData("day", 8)]
    [InlineData("minute", 7 * 24 * 60)]
    public async Task Counts_add_up_and_show_the_empty_ones(string granularity, int buckets)
    {
        await using var x = await Practice.StartAsync(clock: new StepClock(Practice.Monday.AddMinutes(1)));
        for (var i = 1; i <= 3; i++)
            await x.CrowdAsync(new { handle = "Anna", text = $"{i} #tag", at = Practice.Monday.AddHours(-i * 20) });
        await x.CrowdAsync(new { handle = "Ben", repost_of = await x.CrowdAsync(new { handle = "Ben", text = "0 #tag", at = Practice.Monday.AddHours(-1) }), at = Practice.Monday.AddHours(-1) });

        var seen = await x.GetAsync($"/2/tweets/counts/recent?query=%23tag&granularity={granularity}");

        var data = (JsonArray)seen.Body!["data"]!;
        Assert.Equal(4, (int?)seen.Body!["meta"]!["total_tweet_count"]);
        Assert.Equal(4, data.Sum(bucket => (int)bucket!["tweet_count"]!));
        Assert.Equal(buckets, data.Count);
        Assert.Equal(data.Skip(1).Select(bucket => (string?)bucket!["start"]), data.SkipLast(1).Select(bucket => (string?)bucket!["end"]));
    }

    [Fact]
    public async Task Counts_and_search_agree_on_an_hour()
    {
        await using var x = await Practice.StartAsync();
        await x.CrowdAsync(new { handle = "Anna", text = "In it #tag", at = Practice.Monday.AddMinutes(-90) });
        await x.CrowdAsync(new { handle = "Anna", text = "Before it #tag", at = Practice.Monday.AddMinutes(-150) });

        var seen = await x.GetAsync("/2/tweets/counts/recent?query=%23tag&start_time=2026-11-09T07:00:00Z&end_time=2026-11-09T08:00:00Z");

        var bucket = Assert.Single((JsonArray)seen.Body!["data"]!)!;
        Assert.Equal("2026-11-09T07:00:00.000Z", (string?)bucket["start"]);
        Assert.Equal(1, (int?)bucket["tweet_count"]);
        Assert.Equal(["In it #tag"], (await SearchAsync(x, "#tag", "start_time=2026-11-09T07:00:00Z&end_time=2026-11-09T08:00:00Z")).Texts);
    }

    [Fact]
    public async Task Numbers_and_who_quoted_come_as_asked()
    {
        await using var x = await Practice.StartAsync();
        var ours = await x.PostAsync("Ours");
        await x.CrowdAsync(new { handle = "Anna", text = "Look #tag", quote_of = ours, numbers = new { likes = 3, bookmarks = 1, views = 70 } });
        x.Forward(TimeSpan.FromMinutes(1));

        var seen = await SearchAsync(x, "#tag", "tweet.fields=public_metrics&expansions=referenced_tweets.id,author_id&user.fields=public_metrics");

        Assert.Equal(3, (int?)seen.Body!["data"]![0]!["public_metrics"]!["like_count"]);
        Assert.Equal(70, (int?)seen.Body!["data"]![0]!["public_metrics"]!["impression_count"]);
        Assert.Equal(1, (int?)seen.Body!["includes"]!["tweets"]![0]!["public_metrics"]!["quote_count"]);
        Assert.Equal("Anna", (string?)seen.Body!["includes"]!["users"]![0]!["username"]);
    }

    private static Task<Seen> SearchAsync(Practice x, string query, string more = "max_results=100") =>
        x.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/2/tweets/search/recent?query={Uri.EscapeDataString(query)}&{more}"));
}
