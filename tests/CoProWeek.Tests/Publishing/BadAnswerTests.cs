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

    private static readonly (int Status, string Body)[] Answers =
    [
        (200, ""), (201, ""), (204, ""), (200, "null"), (200, "[]"), (200, "\"1985\""), (200, "1985"), (201, "true"),
        (200, """{"data":null}"""), (200, """{"data":[]}"""), (201, """{"data":{"text":"no id"}}"""), (201, """{"data":{"id":"abc"}}"""),
        (201, """{"data":{"id":{"id":"7"}}}"""), (201, """{"data":{"id":"-1"}}"""), (201, """{"data":{"id":"99999999999999999999999"}}"""), (200, """{"data":{"id":"""),
        (200, "<!DOCTYPE html><html><body>Sign in to the guest network</body></html>"), (302, "<a href=\"/elsewhere\">Moved</a>"), (307, ""), (308, """{"data":{"id":"7"}}"""),
        (404, "<html>nginx</html>"), (408, "{}"), (500, "\0\u0001\ufffd"), (502, "<html>Bad gateway</html>"), (503, """{"title":"Service Unavailable"}"""), (599, "?"),
    ];

    /// <summary>Each answer is given to another account, so that all of them are lived through in one morning.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_is_unknown_with_status_and_words_on_the_row_and_its_post_goes_out_once(bool accept)
    {
        string[] handles = [.. Answers.Select((_, n) => $"Team{n}")];
        await using var week = await LiveWeek.StartAsync(others: handles);
        await week.FaultsAsync([.. Answers.Select((answer, n) => (object)new
        {
            kind = "status", status = answer.Status, body = answer.Body, accept, path = "/2/tweets", method = "POST", account = handles[n], count = 1,
        })]);
        var posts = new List<long>();
        for (var n = 0; n < Answers.Length; n++)
            posts.Add(await week.QueueAsync($"Good morning from team {n}", Nine, account: week.Accounts[n + 1]));
        await week.StartWorkerAsync();

        await week.LiveAsync();

        foreach (var (post, (status, body)) in posts.Zip(Answers))
            await IsUnknownThenSentAsync(week, post, status, body);
        Assert.Equal(Answers.Select((_, n) => $"Good morning from team {n}").Order(), (await week.ArrivedTextsAsync()).Order());
    }

    private static async Task IsUnknownThenSentAsync(LiveWeek week, long post, int status, string body)
    {
        var bad = (await week.Get<AttemptLog>().OfPostAsync(post, CancellationToken.None))[0];
        Assert.Equal((body, "unknown", status), (body, bad.Outcome, bad.HttpStatus));
        Assert.StartsWith("X: ", bad.Detail, StringComparison.Ordinal);
        if (body.Trim('\0', '\u0001') is { Length: > 0 } words)
            Assert.Contains($"Answered: {words}", bad.Detail, StringComparison.Ordinal);
        Assert.Equal((body, "sent"), (body, (await week.DeliveryAsync(post)).State));
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
