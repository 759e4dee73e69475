using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Cli;

/// <summary>`coproweek check --send-test` tries every way in which people are told, and shows no secret.</summary>
public sealed class SendTestTests
{
    [Fact]
    public async Task Every_channel_is_tried_and_what_each_answered_is_printed()
    {
        await using var smtp = new SmtpServer();
        await using var chat = new WireServer();
        await using var terminal = await Terminal.OpenAsync();
        terminal.Settings["Mail:Host"] = "127.0.0.1";
        terminal.Settings["Mail:Port"] = $"{smtp.Port}";
        terminal.Settings["Mail:StartTls"] = "false";
        terminal.Settings["Mail:From"] = "week@scotcopro.example";
        terminal.Settings["Alerts:Webhook"] = $"{chat.Address}services/S3CRETS3CRET";
        await terminal.DoneAsync("user", "add", "Ailsa", "--email", "ailsa@example.org", "--role", "manager");
        chat.Answers(404, "no_service");

        var answer = (await terminal.RunAsync("check", "--send-test")).Is(1);

        Assert.Contains("ok   test, mail to ailsa@example.org: the mail server took it", answer.Output, StringComparison.Ordinal);
        Assert.Contains("BAD  test, Slack at 127.0.0.1: 127.0.0.1 answered 404: no_service", answer.Output, StringComparison.Ordinal);
        Assert.Contains("nobody would be told", answer.Output, StringComparison.Ordinal);
        Assert.Contains("Alerts:Webhook = (set)", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("S3CRETS3CRET", answer.Output + answer.Talk, StringComparison.Ordinal);
        Assert.Contains("/alerts/confirm/", Assert.Single(smtp.Mails).Text, StringComparison.Ordinal);
        Assert.Contains("/alerts/confirm/", Assert.Single(chat.Requests).Text, StringComparison.Ordinal);
    }
}
