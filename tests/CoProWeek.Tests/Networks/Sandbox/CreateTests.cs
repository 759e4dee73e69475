using CoProWeek.Networks.Sandbox;

namespace CoProWeek.Tests.Networks.Sandbox;

public sealed class CreateTests
{
    [Fact]
    public async Task A_post_is_answered_with_201_and_stands_on_the_timeline()
    {
        await using var x = await Practice.StartAsync();

        var created = await x.PostRawAsync(new { text = "Good morning" });

        Assert.Equal(201, created.Status);
        Assert.Equal("Good morning", (string?)created.Body!["data"]!["text"]);
        Assert.Equal([(string)created.Body!["data"]!["id"]!], (await x.TimelineAsync()).Ids);
    }

    [Fact]
    public async Task Ids_are_snowflakes_of_the_campaign_clock_and_only_grow()
    {
        await using var x = await Practice.StartAsync();

        var ids = new List<long>();
        for (var i = 0; i < 5; i++)
            ids.Add(long.Parse(await x.PostAsync($"Post {i}")));

        Assert.Equal(ids.Order(), ids);
        Assert.InRange(Snowflake.TimeOf(ids[0]), Practice.Monday.AddMilliseconds(-1), Practice.Monday.AddMinutes(1));
    }

    [Fact]
    public async Task The_same_text_twice_is_refused_with_the_real_body()
    {
        await using var x = await Practice.StartAsync();
        await x.PostAsync("Said once");

        var again = await x.PostRawAsync(new { text = " Said  once" });

        Assert.Equal(403, again.Status);
        Assert.Equal("application/problem+json", again.ContentType);
        Assert.Equal("You are not allowed to create a Tweet with duplicate content.", again.Detail);
        Assert.Equal("about:blank", (string?)again.Body!["type"]);
        Assert.Equal("Forbidden", (string?)again.Body!["title"]);
        Assert.Equal(403, (int?)again.Body!["status"]);
    }

    [Fact]
    public async Task A_duplicate_is_taken_when_told_so_and_shows_as_two()
    {
        await using var x = await Practice.StartAsync(new() { RefuseDuplicates = false });

        await x.PostAsync("Said once");
        await x.PostAsync("Said once");

        Assert.Equal(2, (await x.TimelineAsync()).Ids.Length);
    }

    [Fact]
    public async Task What_was_deleted_may_be_said_again()
    {
        await using var x = await Practice.StartAsync();
        var first = await x.PostAsync("Once more");

        var deleted = await x.SendAsync(HttpMethod.Delete, $"/2/tweets/{first}", null);

        Assert.True((bool?)deleted.Body!["data"]!["deleted"]);
        Assert.Equal([await x.PostAsync("Once more")], (await x.TimelineAsync()).Ids);
    }

    [Fact]
    public async Task Another_accounts_post_cannot_be_deleted()
    {
        await using var x = await Practice.StartAsync();
        using var other = x.Client(Practice.Other.UserToken);
        var theirs = await x.PostAsync("Theirs", by: other);

        Assert.Equal(403, (await x.SendAsync(HttpMethod.Delete, $"/2/tweets/{theirs}", null)).Status);
        Assert.Equal(404, (await x.SendAsync(HttpMethod.Delete, "/2/tweets/12345", null)).Status);
    }

    [Fact]
    public async Task A_reply_names_what_it_answers_and_stays_in_its_conversation()
    {
        await using var x = await Practice.StartAsync();
        var first = await x.PostAsync("Part one");

        var second = await x.PostAsync("Part two", first);

        var reply = (await x.GetAsync($"/2/tweets/{second}?tweet.fields=referenced_tweets,conversation_id,in_reply_to_user_id")).Body!["data"]!;
        Assert.Equal("replied_to", (string?)reply["referenced_tweets"]![0]!["type"]);
        Assert.Equal(first, (string?)reply["referenced_tweets"]![0]!["id"]);
        Assert.Equal(first, (string?)reply["conversation_id"]);
        Assert.Equal(Wire.Id(Practice.Us.Id), (string?)reply["in_reply_to_user_id"]);
    }

    [Fact]
    public async Task A_reply_to_what_is_not_there_is_refused()
    {
        await using var x = await Practice.StartAsync();

        var refused = await x.PostRawAsync(new { text = "Hello?", reply = new { in_reply_to_tweet_id = "12345" } });

        Assert.Equal(403, refused.Status);
        Assert.Contains("deleted or not visible", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_is_refused_as_not_in_the_plan()
    {
        await using var x = await Practice.StartAsync();
        var first = await x.PostAsync("Quote me");

        var refused = await x.PostRawAsync(new { text = "Look", quote_tweet_id = first });

        Assert.Equal(403, refused.Status);
        Assert.EndsWith("/client-forbidden", (string?)refused.Body!["type"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$ABC is one", 201)]
    [InlineData("$ABC and $XYZ are two", 403)]
    [InlineData("It costs $5 and $10", 201)]
    public async Task One_cashtag_is_the_most(string text, int status)
    {
        await using var x = await Practice.StartAsync();

        Assert.Equal(status, (await x.PostRawAsync(new { text })).Status);
    }

    [Theory]
    [InlineData("""{"text":"hi","colour":"red"}""", "$.colour: is not defined in the schema and the schema does not allow additional properties")]
    [InlineData("""{"text":5}""", "$.text: number found, string expected")]
    [InlineData("""{"text":"hi","media":{"media_ids":"5"}}""", "$.media.media_ids: string found, array expected")]
    [InlineData("""{"text":"hi","poll":{"options":["a","b"]}}""", "$.poll: the sandbox does not speak this part of X")]
    [InlineData("""{"text":"half a pair: \ud83c"}""", "$.text: is not valid Unicode")]
    [InlineData("""{"text":"  "}""", "$.text: must be at least 1 characters long, or media must be named")]
    public async Task What_does_not_fit_the_schema_is_named(string body, string message)
    {
        await using var x = await Practice.StartAsync();

        using var content = new StringContent(body);
        using var response = await x.Http.PostAsync("/2/tweets", content);
        var refused = await Seen.OfAsync(response);

        Assert.Equal(400, refused.Status);
        Assert.Equal(message, refused.Message);
        Assert.EndsWith("/invalid-request", (string?)refused.Body!["type"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strict_replies_need_a_mention()
    {
        await using var x = await Practice.StartAsync(new() { StrictReplies = true });
        var stranger = await x.CrowdAsync(new { handle = "Stranger", text = "A story" });
        var asking = await x.CrowdAsync(new { handle = "Stranger", text = "What do you say, @scotcopro?" });
        var own = await x.PostAsync("Ours");

        var refused = await x.PostRawAsync(new { text = "Nice", reply = new { in_reply_to_tweet_id = stranger } });

        Assert.Equal(403, refused.Status);
        Assert.Contains("have not been mentioned", refused.Detail, StringComparison.Ordinal);
        await x.PostAsync("We say yes", asking);
        await x.PostAsync("And part two", own);
    }
}
