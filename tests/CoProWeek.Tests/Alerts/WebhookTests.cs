using CoProWeek.Alerts;

namespace CoProWeek.Tests.Alerts;

/// <summary>Alerts in the team's chat: the forms on the wire, and what happens when the chat does not take them.</summary>
public sealed class WebhookTests
{
    [Fact]
    public async Task Slack_gets_a_text_in_which_nobodys_words_are_marks_of_its_own()
    {
        await using var desk = await ChatDesk.OpenAsync();
        desk.Chat.Answers(200, "ok");
        await desk.RaiseAsync(subject: "Held: <!channel> & more", text: "> a < b\nhttps://week.example/?a=1&b=2");
        await desk.StartSenderAsync();

        await desk.UntilAsync(post => post.SentAt is not null);

        var request = Assert.Single(desk.Chat.Requests);
        Assert.Equal(("POST", $"/services/{ChatDesk.Secret}"), (request.Method, request.Path));
        Assert.StartsWith("application/json", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("*Held: &lt;!channel&gt; &amp; more*\n&gt; a &lt; b\nhttps://week.example/?a=1&amp;b=2", request.Json.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Teams_gets_a_message_with_an_adaptive_card_whose_links_can_be_pressed()
    {
        await using var desk = await ChatDesk.OpenAsync();
        desk.Chat.Answers(202, "");
        await desk.RaiseAsync(subject: "Held: blog", text: "[Evil](https://evil.example)\n\nhttps://week.example/posts/7");
        await desk.StartSenderAsync("teams");

        await desk.UntilAsync(post => post.SentAt is not null);

        var message = Assert.Single(desk.Chat.Requests).Json;
        Assert.Equal("message", message.GetProperty("type").GetString());
        var attachment = message.GetProperty("attachments")[0];
        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment.GetProperty("contentType").GetString());
        var card = attachment.GetProperty("content");
        Assert.Equal(("AdaptiveCard", "1.4"), (card.GetProperty("type").GetString(), card.GetProperty("version").GetString()));
        var blocks = card.GetProperty("body").EnumerateArray().ToList();
        Assert.All(blocks, block => Assert.Equal("RichTextBlock", block.GetProperty("type").GetString()));
        Assert.Equal(["Held: blog", "[Evil](https://evil.example)", "https://week.example/posts/7"], blocks.Select(block => block.GetProperty("inlines")[0].GetProperty("text").GetString()));
        Assert.Equal("https://week.example/posts/7", blocks[2].GetProperty("inlines")[0].GetProperty("selectAction").GetProperty("url").GetString());
        Assert.False(blocks[1].GetProperty("inlines")[0].TryGetProperty("selectAction", out _));
        Assert.Equal("Action.OpenUrl", card.GetProperty("actions")[0].GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_chat_that_has_too_much_is_left_alone_for_as_long_as_it_says()
    {
        await using var desk = await ChatDesk.OpenAsync();
        desk.Chat.Answers(429, "slow down", "Retry-After: 600").Answers(200, "ok");
        await desk.RaiseAsync();
        await desk.StartSenderAsync();

        var once = await desk.UntilAsync(post => post.Tries == 1);
        Assert.True(once.DueAt >= PostOffice.Eight.AddSeconds(600), $"{once.DueAt:T}");
        desk.Clock.StepTo(once.DueAt);

        await desk.UntilAsync(post => post is { SentAt: not null, Tries: 2, Problem: "" });
    }

    [Fact]
    public async Task What_goes_wrong_is_kept_with_the_next_step_and_without_the_secret_and_is_given_up_after_a_day()
    {
        await using var desk = await ChatDesk.OpenAsync();
        desk.Chat.Answers(404, $"no_service /services/{ChatDesk.Secret}");
        await desk.RaiseAsync();
        await desk.StartSenderAsync();

        var once = await desk.UntilAsync(post => post.Tries == 1);
        Assert.Contains("127.0.0.1 answered 404: no_service", once.Problem, StringComparison.Ordinal);
        Assert.Contains("Make a new webhook in Slack", once.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(ChatDesk.Secret, once.Problem, StringComparison.Ordinal);
        desk.Clock.StepTo(PostOffice.Eight.AddHours(25));

        Assert.EndsWith("Given up after a day.", (await desk.UntilAsync(post => post.FailedAt is not null)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_alert_of_one_cause_is_not_told_and_two_workers_post_one_once()
    {
        await using var desk = await ChatDesk.OpenAsync();
        desk.Chat.Answers(200, "ok");
        Assert.True(await desk.RaiseAsync());
        Assert.False(await desk.RaiseAsync());
        await Task.WhenAll(desk.StartSenderAsync(), desk.StartSenderAsync());

        await desk.UntilAsync(post => post.SentAt is not null);

        Assert.Single(desk.Chat.Requests);
    }

    [Theory]
    [InlineData("http://hooks.slack.com/services/s3cret", "slack", "Alerts:Webhook is no https address")]
    [InlineData("hooks.slack.com/services/s3cret", "slack", "Alerts:Webhook is no https address")]
    [InlineData("https://hooks.slack.com/services/s3cret", "irc", "Alerts:WebhookKind is neither")]
    public void What_is_wrong_is_named_and_never_with_the_address(string webhook, string kind, string words)
    {
        var result = new AlertOptionsCheck().Validate(null, new AlertOptions { Webhook = webhook, WebhookKind = kind });

        Assert.Contains(words, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", result.FailureMessage, StringComparison.Ordinal);
    }
}
