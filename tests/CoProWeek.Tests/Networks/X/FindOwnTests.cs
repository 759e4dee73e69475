using CoProWeek.Networks;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Networks.X;

/// <summary>Our own timeline is read to its end, or not at all.</summary>
public sealed class FindOwnTests
{
    private const string Me = """{"data":{"id":"42","username":"OurWeek","name":"Our week"}}""";
    private const string Empty = """{"meta":{"result_count":0}}""";

    [Fact]
    public async Task Every_page_is_read_and_we_are_asked_for_once()
    {
        await using var server = new WireServer().Answers(200, Me).Answers(200, Page("first", "p2", 30, 29)).Answers(200, Page("last", null, 28)).Answers(200, Empty);
        using var x = new XRig(server.Address);

        var posts = await x.FindOwnAsync();
        var later = await x.Network.FindOwnAsync(XRig.Account, new(30, XRig.Start), CancellationToken.None);

        Assert.Equal([30L, 29L, 28L], posts.Select(post => post.RemoteId));
        Assert.Equal(new(2026, 11, 2, 9, 0, 1, TimeSpan.Zero), posts[0].CreatedAt);
        Assert.Empty(later);
        Assert.Equal(["/2/users/me", "/2/users/42/tweets", "/2/users/42/tweets", "/2/users/42/tweets"], server.Requests.Select(r => r.Path));
        Assert.Equal(["2026-11-02T08:59:30Z", "2026-11-02T08:59:30Z", null], server.Requests.Skip(1).Select(r => r.Query("start_time")));
        Assert.Equal([null, "p2", null], server.Requests.Skip(1).Select(r => r.Query("pagination_token")));
        Assert.Equal([null, null, "30"], server.Requests.Skip(1).Select(r => r.Query("since_id")));
    }

    [Theory]
    [InlineData("tweet", "tweet.fields", "attachments,created_at,entities,note_tweet,referenced_tweets", "attachments.media_keys")]
    [InlineData("post", "post.fields", "attachments,created_at,entities,note_post", "attachments.media_keys,referenced_posts")]
    public async Task Requests_use_the_family_of_names_that_is_configured(string names, string parameter, string fields, string expansions)
    {
        await using var server = new WireServer().Answers(200, Me).Answers(200, Empty);
        using var x = new XRig(server.Address, names);

        await x.FindOwnAsync();

        var request = server.Requests[^1];
        Assert.Equal((fields, expansions), (request.Query(parameter), request.Query("expansions")));
    }

    [Theory]
    [InlineData("""{"data":[{"id":"1","text":"a","created_at":"2026-11-02T09:00:00.000Z"}],"meta":{"result_count":2}}""")]
    [InlineData("""{"data":[{"text":"no id","created_at":"2026-11-02T09:00:00.000Z"}],"meta":{"result_count":1}}""")]
    [InlineData("""{"data":[{"id":"1","text":"no time"}],"meta":{"result_count":1}}""")]
    [InlineData("""{"meta":{"result_count":1}}""")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"errors":[{"title":"Not Found Error"}]}""")]
    [InlineData("<html></html>")]
    [InlineData("")]
    [InlineData("""{"meta":{"result_count":0},""")]
    public async Task A_page_that_is_not_whole_proves_nothing(string page)
    {
        await using var server = new WireServer().Answers(200, Me).Answers(200, Page("first", "p2", 30)).Answers(200, page);
        using var x = new XRig(server.Address);

        var unread = await Assert.ThrowsAsync<NetworkReadException>(x.FindOwnAsync);

        Assert.StartsWith("X: the timeline of @ourweek ", unread.Message);
    }

    [Fact]
    public async Task Pages_that_lead_to_themselves_are_left()
    {
        await using var server = new WireServer().Answers(200, Me).Answers(200, Page("a", "same", 30)).Answers(200, Page("b", "same", 29));
        using var x = new XRig(server.Address);

        var unread = await Assert.ThrowsAsync<NetworkReadException>(x.FindOwnAsync);

        Assert.Contains("its pages do not end", unread.Message);
    }

    [Fact]
    public async Task Trouble_that_passes_is_tried_again_within_seconds()
    {
        await using var server = new WireServer().Answers(503, "").SendsAndCloses("").Answers(200, Me).Answers(500, "{}").Answers(200, Page("a", null, 30));
        using var x = new XRig(server.Address);

        Assert.Equal(30, Assert.Single(await x.FindOwnAsync()).RemoteId);
    }

    [Fact]
    public async Task Trouble_that_does_not_pass_ends_after_three_tries()
    {
        await using var server = new WireServer().Answers(200, Me).Answers(503, "").Answers(503, "").Answers(503, """{"title":"Service Unavailable"}""");
        using var x = new XRig(server.Address);

        var unread = await Assert.ThrowsAsync<NetworkReadException>(x.FindOwnAsync);

        Assert.Equal("X: the timeline of @ourweek could not be read (503: \"Service Unavailable\"). It is tried again by itself.", unread.Message);
        Assert.Equal((503, null), (unread.HttpStatus, unread.Reason));
    }

    [Theory]
    [InlineData(401, "Token")]
    [InlineData(402, "Budget")]
    [InlineData(403, "Token")]
    [InlineData(400, "")]
    public async Task A_refusal_says_who_must_act(int status, string reason)
    {
        await using var server = new WireServer().Answers(200, Me).Answers(status, """{"detail":"No."}""");
        using var x = new XRig(server.Address);

        var unread = await Assert.ThrowsAsync<NetworkReadException>(x.FindOwnAsync);

        Assert.Equal((status, reason), (unread.HttpStatus, $"{unread.Reason}"));
        Assert.StartsWith($"X: the timeline of @ourweek could not be read ({status}: \"No\"). ", unread.Message);
    }

    [Fact]
    public async Task A_429_is_not_waited_for_but_says_until_when()
    {
        var reset = XRig.Start.AddSeconds(300);
        await using var server = new WireServer().Answers(200, Me)
            .Answers(429, "", "x-rate-limit-remaining: 0", $"x-rate-limit-reset: {reset.ToUnixTimeSeconds()}");
        using var x = new XRig(server.Address);

        var unread = await Assert.ThrowsAsync<NetworkReadException>(x.FindOwnAsync);

        Assert.Equal(reset, unread.Until);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task An_account_without_keys_reads_nothing()
    {
        using var x = new XRig(new("http://127.0.0.1:1"));

        var unread = await Assert.ThrowsAsync<NetworkReadException>(() => x.Network.WhoAmIAsync(new(2, "nobody"), CancellationToken.None));

        Assert.Equal(HoldReason.Token, unread.Reason);
        Assert.StartsWith("X: no credentials for @nobody", unread.Message);
    }

    [Fact]
    public async Task X_says_whose_keys_they_are()
    {
        await using var server = new WireServer().Answers(200, Me).Answers(200, """{"data":{"id":"42"}}""");
        using var x = new XRig(server.Address);

        Assert.Equal(new NetworkIdentity(42, "OurWeek"), await x.Network.WhoAmIAsync(XRig.Account, CancellationToken.None));
        await Assert.ThrowsAsync<NetworkReadException>(() => x.Network.WhoAmIAsync(XRig.Account, CancellationToken.None));
    }

    [Fact]
    public async Task A_stop_is_a_stop()
    {
        await using var server = new WireServer().KeepsSilent();
        using var x = new XRig(server.Address);
        using var stop = new CancellationTokenSource();

        var reading = x.Network.WhoAmIAsync(XRig.Account, stop.Token);
        await server.ArrivalAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private static string Page(string text, string? next, params int[] ids)
    {
        var posts = ids.Select(id => $$"""{"id":"{{id}}","text":"{{text}}","created_at":"2026-11-02T09:00:01.000Z","edit_history_tweet_ids":["{{id}}"]}""");
        var token = next is null ? "" : $",\"next_token\":\"{next}\"";
        return $$"""{"data":[{{string.Join(',', posts)}}],"includes":{"media":[]},"meta":{"result_count":{{ids.Length}}{{token}} } }""";
    }
}
