using CoProWeek.Alerts;

namespace CoProWeek.Tests.Alerts;

public sealed class MailSettingsTests
{
    [Fact]
    public void Without_a_host_nothing_else_is_asked_for() => Assert.True(Check(new MailOptions()).Succeeded);

    [Fact]
    public void A_server_an_address_and_a_password_are_enough() =>
        Assert.True(Check(new MailOptions { Host = "smtp.example.org", From = "Week <week@example.org>", User = "week", Password = "pw" }).Succeeded);

    [Theory]
    [InlineData("", "", "", true, 587, "Mail:From is empty")]
    [InlineData("nobody", "", "", true, 587, "Mail:From is no mail address")]
    [InlineData("week@example.org\r\nBcc: all@example.org", "", "", true, 587, "Mail:From is no mail address")]
    [InlineData("week@example.org", "week", "", true, 587, "Mail:User is given without Mail:Password")]
    [InlineData("week@example.org", "", "s3cret", true, 587, "Mail:Password is given without Mail:User")]
    [InlineData("week@example.org", "week", "s3cret", false, 587, "turn StartTls on")]
    [InlineData("week@example.org", "", "", true, 465, "STARTTLS port, mostly 587")]
    public void What_is_wrong_is_named_with_what_to_do_and_never_with_the_password(string from, string user, string password, bool tls, int port, string words)
    {
        var result = Check(new MailOptions { Host = "smtp.example.org", From = from, User = user, Password = password, StartTls = tls, Port = port });

        Assert.Contains(words, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", result.FailureMessage, StringComparison.Ordinal);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Check(MailOptions options) => new MailOptionsCheck().Validate(null, options);
}
