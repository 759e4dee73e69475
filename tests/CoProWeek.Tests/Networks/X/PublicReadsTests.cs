using CoProWeek.Networks.X;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Networks.X;

/// <summary>The reads of other people's posts, as they stand on the wire.</summary>
public sealed class PublicReadsTests
{
    [Fact]
    public async Task A_search_says_what_it_looks_for_and_where_it_goes_on()
    {
        await using var server = new WireServer().Answers(200, """{"meta":{"result_count":0}}""");
        using var x = new XRig(server.Address);

        await x.Api.SearchAsync(x.Keys.For("ourweek")!, new("#CoProWeekScot -is:nullcast") { SinceId = 12, Page = "b26" }, CancellationToken.None);

        var request = Assert.Single(server.Requests);
        Assert.Equal("/2/tweets/search/recent", request.Path);
        Assert.Equal(("#CoProWeekScot -is:nullcast", "12", "b26", "100"),
            (request.Query("query"), request.Query("since_id"), request.Query("next_token"), request.Query("max_results")));
        Assert.Contains("public_metrics", request.Query("tweet.fields"));
        Assert.Null(request.Query("start_time"));
    }

    [Fact]
    public async Task A_count_names_its_grain_and_its_span()
    {
        await using var server = new WireServer().Answers(200, """{"data":[],"meta":{"total_post_count":0}}""");
        using var x = new XRig(server.Address);

        await x.Api.CountsAsync(x.Keys.For("ourweek")!, new("#a") { StartAt = XRig.Start, EndAt = XRig.Start.AddHours(1) }, "hour", CancellationToken.None);

        Assert.Equal("/2/tweets/counts/recent?query=%23a&start_time=2026-11-02T09%3A00%3A00Z&end_time=2026-11-02T10%3A00%3A00Z&granularity=hour", Assert.Single(server.Requests).Target);
    }

    [Fact]
    public async Task A_look_up_names_a_hundred_posts_at_most_and_keeps_what_is_missing()
    {
        await using var server = new WireServer().Answers(200, """{"data":[{"id":"1"}],"errors":[{"resource_id":"2","title":"Not Found Error"}]}""");
        using var x = new XRig(server.Address, "post");
        var keys = x.Keys.For("ourweek")!;

        var answer = Assert.IsType<XReply.Answer>(await x.Api.LookupAsync(keys, [1, 2], CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => x.Api.LookupAsync(keys, [.. Enumerable.Range(1, 101).Select(n => (long)n)], CancellationToken.None));

        Assert.Equal("2", answer.Json.Rows("errors").Single().Text("resource_id"));
        var request = Assert.Single(server.Requests);
        Assert.Equal("1,2", request.Query("ids"));
        Assert.Contains("note_post", request.Query("post.fields"));
    }

    [Theory]
    [InlineData("""{"retweet_count":3,"edit_history_tweet_ids":["1"],"tweet_count":4}""")]
    [InlineData("""{"repost_count":"3","edit_history_post_ids":["1"],"post_count":4}""")]
    public void Both_families_of_names_are_read(string json)
    {
        var post = XReply.Parse(json);

        Assert.Equal((3L, 4L), (post.Number("retweet_count"), post.Number("tweet_count")));
        Assert.Equal(["1"], post.Texts("edit_history_tweet_ids"));
    }
}
