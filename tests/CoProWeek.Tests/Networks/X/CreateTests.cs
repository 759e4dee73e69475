using CoProWeek.Networks;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Networks.X;

/// <summary>What an answer to a create means, row by row.</summary>
public sealed class CreateTests
{
    private const string Duplicate = """{"detail":"You are not allowed to create a Tweet with duplicate content.","type":"about:blank","title":"Forbidden","status":403}""";

    [Fact]
    public async Task An_id_means_sent()
    {
        await using var server = new WireServer().Answers(201, """{"data":{"id":"1985","text":"What makes..."},"unheard_of":{"x":[1]}}""");
        using var x = new XRig(server.Address);

        var sent = Assert.IsType<Outcome.Sent>(await x.PublishAsync());

        Assert.Equal((1985, 201), (sent.RemoteId, sent.HttpStatus));
        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/2/tweets", $"Bearer {XRig.Token}"), (request.Method, request.Target, request.Headers["Authorization"]));
        Assert.Equal("""{"text":"What makes a good conversation?"}""", request.Text);
    }

    [Fact]
    public async Task Pictures_and_the_post_before_are_named_as_strings()
    {
        await using var server = new WireServer().Answers(201, """{"data":{"id":"1985"}}""");
        using var x = new XRig(server.Address);

        await x.PublishAsync(new("“Café” & 👩‍👧 <3", [9007199254740993, 2], 9223372036854775807));

        var json = Assert.Single(server.Requests).Json;
        Assert.Equal("“Café” & 👩‍👧 <3", json.GetProperty("text").GetString());
        Assert.Equal("""["9007199254740993","2"]""", json.GetProperty("media").GetProperty("media_ids").GetRawText());
        Assert.Equal("9223372036854775807", json.GetProperty("reply").GetProperty("in_reply_to_tweet_id").GetString());
    }

    [Theory]
    [InlineData(201, """{"data":{"text":"no id"}}""")]
    [InlineData(201, """{"data":{"id":"abc"}}""")]
    [InlineData(201, """{"data":{"id":"-5"}}""")]
    [InlineData(201, """{"data":""")]
    [InlineData(201, "[]")]
    [InlineData(201, "")]
    [InlineData(200, "<html>Please sign in to the guest network</html>")]
    [InlineData(200, """{"errors":[{"title":"Not Found Error"}]}""")]
    [InlineData(204, "")]
    [InlineData(302, "")]
    [InlineData(307, "")]
    [InlineData(308, """{"data":{"id":"7"}}""")]
    [InlineData(400, "<html>proxy</html>")]
    [InlineData(403, "")]
    [InlineData(404, "<html>nginx</html>")]
    [InlineData(408, """{"title":"Request Timeout"}""")]
    [InlineData(500, """{"title":"Internal Server Error"}""")]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(503, """{"detail":"Service Unavailable","title":"Service Unavailable"}""")]
    [InlineData(504, "")]
    public async Task What_leaves_it_open_is_unknown_and_is_asked_once(int status, string body)
    {
        await using var server = new WireServer().Answers(status, body, "Location: /elsewhere");
        using var x = new XRig(server.Address);

        var unknown = Assert.IsType<Outcome.Unknown>(await x.PublishAsync());

        Assert.StartsWith("X: ", unknown.Why);
        Assert.Contains("timeline is read", unknown.Why);
        Assert.Equal((status, body), (unknown.HttpStatus, unknown.Detail));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Duplicate_text_is_rejected_and_says_so()
    {
        await using var server = new WireServer().Answers(403, Duplicate);
        using var x = new XRig(server.Address);

        var rejected = Assert.IsType<Outcome.Rejected>(await x.PublishAsync(XRig.Part with { ReplyTo = 12 }));

        Assert.True(rejected.IsDuplicate);
        Assert.StartsWith("X: this text is there already (403: \"You are not allowed to create a Tweet with duplicate content\").", rejected.Why);
    }

    [Theory]
    [InlineData(400, """{"detail":"Your Tweet text is too long.","title":"Invalid Request","status":400}""", "(400: \"Your Tweet text is too long\")")]
    [InlineData(400, """{"errors":[{"message":"text: not good"}],"title":"Invalid Request","detail":"One or more parameters to your request was invalid."}""", "(400: \"text: not good\")")]
    [InlineData(403, """{"title":"Forbidden"}""", "(403: \"Forbidden\")")]
    [InlineData(404, """{}""", "(404)")]
    [InlineData(422, """{"detail":"no"}""", "(422: \"no\")")]
    public async Task Other_refusals_are_rejections_in_X_s_own_words(int status, string body, string words)
    {
        await using var server = new WireServer().Answers(status, body);
        using var x = new XRig(server.Address);

        var rejected = Assert.IsType<Outcome.Rejected>(await x.PublishAsync());

        Assert.False(rejected.IsDuplicate);
        Assert.Equal($"X: refuses this post {words}. Change it and approve it again.", rejected.Why);
    }

    [Theory]
    [InlineData(403, """{"detail":"You are not allowed to reply to this conversation.","status":403}""")]
    [InlineData(400, """{"detail":"You attempted to reply to a Tweet that is deleted or not visible to you.","status":400}""")]
    public async Task A_refused_reply_waits_for_a_person(int status, string body)
    {
        await using var server = new WireServer().Answers(status, body);
        using var x = new XRig(server.Address);

        var blocked = Assert.IsType<Outcome.Blocked>(await x.PublishAsync(XRig.Part with { ReplyTo = 12 }));

        Assert.Equal(HoldReason.Person, blocked.Reason);
        Assert.StartsWith("X: refuses this reply to post 12 (", blocked.Why);
    }

    [Theory]
    [InlineData(401, """{"title":"Unauthorized","status":401}""", "Token", "X:Accounts:ourweek")]
    [InlineData(401, "", "Token", "X:Accounts:ourweek")]
    [InlineData(402, """{"title":"CreditsDepleted","detail":"Your account has no credits"}""", "Budget", "Buy credits")]
    [InlineData(402, "", "Budget", "Buy credits")]
    [InlineData(429, """{"title":"UsageCapExceeded","type":"https://api.twitter.com/2/problems/usage-capped"}""", "Budget", "Buy credits")]
    [InlineData(403, """{"detail":"not permitted","type":"https://api.x.com/2/problems/oauth1-permissions"}""", "Token", "X:Accounts:ourweek")]
    [InlineData(403, """{"detail":"not enrolled","type":"https://api.twitter.com/2/problems/client-forbidden"}""", "Token", "X:Accounts:ourweek")]
    public async Task What_only_a_person_can_mend_is_blocked(int status, string body, string reason, string next)
    {
        await using var server = new WireServer().Answers(status, body);
        using var x = new XRig(server.Address);

        var blocked = Assert.IsType<Outcome.Blocked>(await x.PublishAsync());

        Assert.Equal(reason, $"{blocked.Reason}");
        Assert.StartsWith("X: ", blocked.Why);
        Assert.Contains(next, blocked.Why);
    }

    [Fact]
    public async Task An_account_without_keys_is_blocked_before_anything_is_sent()
    {
        await using var server = new WireServer();
        using var x = new XRig(server.Address);

        var blocked = Assert.IsType<Outcome.Blocked>(await x.Network.PublishAsync(new(2, "nobody"), XRig.Part, CancellationToken.None));

        Assert.Equal(HoldReason.Token, blocked.Reason);
        Assert.StartsWith("X: no credentials for @nobody; set X:Accounts:nobody:", blocked.Why);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_first_two_hundred_characters_of_an_answer_are_kept_on_one_line()
    {
        await using var server = new WireServer().Answers(500, "<p>\r\n\tbroken\0</p>" + new string('x', 300));
        using var x = new XRig(server.Address);

        var detail = (await x.PublishAsync()).Detail!;

        Assert.StartsWith("<p>   broken </p>xxx", detail);
        Assert.Equal(200, detail.Length);
    }
}
