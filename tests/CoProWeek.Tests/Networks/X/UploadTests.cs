using System.Text;
using CoProWeek.Networks;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Networks.X;

public sealed class UploadTests
{
    private const string Begun = """{"data":{"id":"501","media_key":"3_501","expires_after_secs":86400}}""";
    private const string Whole = """{"data":{"id":"501","media_key":"3_501","size":4,"expires_after_secs":3600}}""";
    private const string Described = """{"data":{"id":"501","associated_metadata":{"alt_text":{"text":"A card"}}}}""";

    private static readonly Picture Card = new("image/png", new byte[] { 1, 2, 3, 4 }, "A card: “Why?”");

    [Fact]
    public async Task A_picture_goes_up_in_steps_and_takes_its_alt_text_along()
    {
        await using var server = new WireServer().Answers(200, Begun).Answers(204, "").Answers(200, Whole).Answers(200, Described);
        using var x = new XRig(server.Address);

        var uploaded = Assert.IsType<UploadOutcome.Uploaded>(await x.Network.UploadAsync(XRig.Account, Card, CancellationToken.None));

        Assert.Equal((501, "3_501"), (uploaded.MediaId, uploaded.MediaKey));
        Assert.InRange((uploaded.ExpiresAt - XRig.Start).TotalSeconds, 3300, 3320);
        Assert.Equal(
            ["/2/media/upload/initialize", "/2/media/upload/501/append", "/2/media/upload/501/finalize", "/2/media/metadata"],
            server.Requests.Select(request => request.Target));
        Assert.Equal("""{"media_type":"image/png","total_bytes":4,"media_category":"tweet_image"}""", server.Requests[0].Text);
        Assert.Equal(("501", "A card: “Why?”"), (server.Requests[3].Json.GetProperty("id").GetString(),
            server.Requests[3].Json.GetProperty("metadata").GetProperty("alt_text").GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_chunk_is_a_form_with_its_number_and_its_bytes()
    {
        await using var server = new WireServer().Answers(200, Begun).Answers(200, "{}").Answers(200, "{}").Answers(200, "{}").Answers(200, Whole).Answers(200, Described);
        using var x = new XRig(server.Address);
        var bytes = Enumerable.Range(0, 2_100_000).Select(n => (byte)(n * 7)).ToArray();

        Assert.IsType<UploadOutcome.Uploaded>(await x.Network.UploadAsync(XRig.Account, Card with { Bytes = bytes }, CancellationToken.None));

        var chunks = server.Requests.Where(request => request.Path.EndsWith("/append", StringComparison.Ordinal)).Select(Parts).ToList();
        Assert.Equal(["0", "1", "2"], chunks.Select(parts => Encoding.ASCII.GetString(parts["segment_index"])));
        Assert.True(bytes.AsSpan().SequenceEqual((byte[])[.. chunks.SelectMany(parts => parts["media"])]));
    }

    [Fact]
    public async Task X_is_asked_until_it_has_worked_on_the_picture()
    {
        await using var server = new WireServer().Answers(200, Begun).Answers(204, "")
            .Answers(200, """{"data":{"id":"501","processing_info":{"state":"pending","check_after_secs":0}}}""")
            .Answers(200, """{"data":{"id":"501","processing_info":{"state":"in_progress","check_after_secs":0}}}""")
            .Answers(200, """{"data":{"id":"501","processing_info":{"state":"succeeded"}}}""").Answers(200, Described);
        using var x = new XRig(server.Address);

        var uploaded = Assert.IsType<UploadOutcome.Uploaded>(await x.Network.UploadAsync(XRig.Account, Card with { ContentType = "image/gif" }, CancellationToken.None));

        Assert.Equal("3_501", uploaded.MediaKey);
        Assert.Equal("/2/media/upload?command=STATUS&media_id=501", server.Requests[3].Target);
        Assert.Contains("tweet_gif", server.Requests[0].Text);
    }

    [Fact]
    public async Task Steps_that_fail_for_a_moment_are_repeated()
    {
        await using var server = new WireServer().Answers(503, "").Answers(200, Begun).SendsAndCloses("").Answers(204, "").Answers(200, Whole).Answers(500, "").Answers(200, Described);
        using var x = new XRig(server.Address);

        Assert.IsType<UploadOutcome.Uploaded>(await x.Network.UploadAsync(XRig.Account, Card, CancellationToken.None));
    }

    [Theory]
    [InlineData(401, "", "Token")]
    [InlineData(403, """{"detail":"media.write is missing"}""", "Token")]
    [InlineData(402, "", "Budget")]
    [InlineData(400, """{"detail":"media type unrecognized"}""", "Check")]
    [InlineData(413, """{"detail":"too large"}""", "Check")]
    public async Task What_only_a_person_can_mend_is_blocked_at_every_step(int status, string body, string reason)
    {
        for (var step = 0; step < 4; step++)
        {
            var blocked = Assert.IsType<UploadOutcome.Blocked>(await FailAtAsync(step, server => server.Answers(status, body)));

            Assert.Equal(reason, $"{blocked.Reason}");
            Assert.StartsWith("X: ", blocked.Why);
        }
    }

    [Theory]
    [InlineData(404, """{"title":"Not Found"}""")]
    [InlineData(302, "")]
    [InlineData(200, "<html>sign in</html>")]
    [InlineData(429, "")]
    public async Task All_else_is_tried_again_later_at_every_step(int status, string body)
    {
        for (var step = 0; step < 4; step++)
        {
            var deferred = Assert.IsType<UploadOutcome.Deferred>(await FailAtAsync(step, server => server.Answers(status, body)));

            Assert.True(deferred.Until > XRig.Start);
            Assert.StartsWith("X: ", deferred.Why);
        }
    }

    [Fact]
    public async Task A_lost_connection_is_tried_again_later()
    {
        var deferred = Assert.IsType<UploadOutcome.Deferred>(await FailAtAsync(1, server => server.SendsAndCloses("").SendsAndCloses("").SendsAndCloses("")));

        Assert.Equal("X: did not take the picture: the connection broke before the whole answer had come. The picture is sent again by itself.", deferred.Why);
    }

    [Fact]
    public async Task A_picture_that_X_cannot_read_is_for_a_person()
    {
        var blocked = Assert.IsType<UploadOutcome.Blocked>(await FailAtAsync(2, server => server
            .Answers(200, """{"data":{"id":"501","processing_info":{"state":"failed","error":{"message":"Unsupported image format"}}}}""")));

        Assert.Equal((HoldReason.Check, "X: could not read this picture (\"Unsupported image format\"). Replace it, and approve the post again."), (blocked.Reason, blocked.Why));
    }

    [Fact]
    public async Task Without_keys_nothing_is_uploaded()
    {
        using var x = new XRig(new("http://127.0.0.1:1"));

        Assert.Equal(HoldReason.Token, Assert.IsType<UploadOutcome.Blocked>(await x.Network.UploadAsync(new(2, "nobody"), Card, CancellationToken.None)).Reason);
        Assert.IsType<UploadOutcome.Deferred>(await x.Network.UploadAsync(XRig.Account, Card, CancellationToken.None));
    }

    private static async Task<UploadOutcome> FailAtAsync(int step, Action<WireServer> fail)
    {
        await using var server = new WireServer();
        (int Status, string Body)[] well = [(200, Begun), (204, ""), (200, Whole), (200, Described)];
        foreach (var (status, body) in well[..step])
            server.Answers(status, body);
        fail(server);
        using var x = new XRig(server.Address);
        return await x.Network.UploadAsync(XRig.Account, Card, CancellationToken.None);
    }

    /// <summary>The parts of a multipart body by name, read by hand.</summary>
    private static Dictionary<string, byte[]> Parts(WireRequest request)
    {
        var text = Encoding.Latin1.GetString(request.Body);
        var boundary = "--" + request.Headers["Content-Type"].Split("boundary=")[1];
        return text.Split(boundary)[1..^1].Select(part => part[2..^2].Split("\r\n\r\n", 2))
            .ToDictionary(part => part[0].Split("name=\"")[1].Split('"')[0], part => Encoding.Latin1.GetBytes(part[1]));
    }
}
