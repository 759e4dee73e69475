using CoProWeek.Publishing;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Publishing;

/// <summary>
/// Whatever a network answers ends in a named outcome, with the status and the first characters of the answer on the attempt's row,
/// and the post goes out once, whether that answer was given before the post was accepted or after.
/// </summary>
public sealed class BadAnswerTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;

    public static TheoryData<int, string, bool> BadAnswers
    {
        get
        {
            (int Status, string Body)[] answers =
            [
                (200, ""), (201, ""), (204, ""), (200, "null"), (200, "[]"), (200, "\"1985\""), (200, "1985"), (201, "true"),
                (200, """{"data":null}"""), (200, """{"data":[]}"""), (201, """{"data":{"text":"no id"}}"""), (201, """{"data":{"id":"abc"}}"""),
                (201, """{"data":{"id":{"id":"7"}}}"""), (201, """{"data":{"id":"-1"}}"""), (201, """{"data":{"id":"99999999999999999999999"}}"""), (200, """{"data":{"id":"""),
                (200, "<!DOCTYPE html><html><body>Sign in to the guest network</body></html>"), (302, "<a href=\"/elsewhere\">Moved</a>"), (307, ""), (308, """{"data":{"id":"7"}}"""),
                (404, "<html>nginx</html>"), (408, "{}"), (500, "\0\u0001\ufffd"), (502, "<html>Bad gateway</html>"), (503, """{"title":"Service Unavailable"}"""), (599, "?"),
            ];
            var data = new TheoryData<int, string, bool>();
            foreach (var (status, body) in answers)
                foreach (var accept in new[] { false, true })
                    data.Add(status, body, accept);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(BadAnswers))]
    public async Task It_is_unknown_with_status_and_words_on_the_row_and_goes_out_once(int status, string body, bool accept)
    {
        await using var week = await LiveWeek.StartAsync();
        await week.FaultsAsync(new { kind = "status", status, body, accept, path = "/2/tweets", method = "POST", count = 1 });
        var post = await week.QueueAsync("Good morning", Nine);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        var bad = (await week.Get<AttemptLog>().OfPostAsync(post, CancellationToken.None))[0];
        Assert.Equal(("unknown", status), (bad.Outcome, bad.HttpStatus));
        Assert.StartsWith("X: ", bad.Detail, StringComparison.Ordinal);
        if (body.Trim('\0', '\u0001') is { Length: > 0 } words)
            Assert.Contains($"Answered: {words}", bad.Detail, StringComparison.Ordinal);
        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
        Assert.Single(await week.ArrivedAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_id_that_is_ours_already_is_believed_of_no_other_post(bool accept)
    {
        await using var week = await LiveWeek.StartAsync();
        var first = await week.QueueAsync("Good morning", Nine);
        await week.StartWorkerAsync();
        await week.LiveAsync();
        var second = await week.QueueAsync("What does power mean to you?", Nine.AddHours(1));
        var taken = Assert.Single(await week.ArrivedAsync()).GetProperty("id").GetString();
        var body = $$$"""{"data":{"id":"{{{taken}}}"}}""";
        await week.FaultsAsync(new { kind = "status", status = 201, body, accept, path = "/2/tweets", method = "POST", count = 1 });

        await week.LiveAsync();

        var bad = (await week.Get<AttemptLog>().OfPostAsync(second, CancellationToken.None))[0];
        Assert.Equal(("unknown", 201), (bad.Outcome, bad.HttpStatus));
        Assert.Contains($"which is another post's. Reading back. Answered: {body}", bad.Detail, StringComparison.Ordinal);
        Assert.Equal(["Good morning", "What does power mean to you?"], await week.ArrivedTextsAsync());
        Assert.Equal(("sent", "sent"), ((await week.DeliveryAsync(first)).State, (await week.DeliveryAsync(second)).State));
        Assert.NotEqual((await week.DeliveryAsync(first)).Url, (await week.DeliveryAsync(second)).Url);
    }
}
