using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CoProWeek.Alerts;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Alerts;

/// <summary>Servers that refuse, are slow or hang up; mails that nobody should send; passwords that nobody should see.</summary>
public sealed class MailTroubleTests
{
    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_after_waits_that_grow()
    {
        await using var office = await PostOffice.OpenAsync();
        office.Server.Answer = line => line.StartsWith("MAIL", StringComparison.Ordinal) ? "451 4.3.0 busy" : null;
        var id = await A.Mail(office.Database.DataSource);
        await office.StartSenderAsync();

        var once = await office.UntilAsync(id, mail => mail.Tries == 1);
        office.Clock.StepTo(once.DueAt);
        var twice = await office.UntilAsync(id, mail => mail.Tries == 2);
        office.Server.Answer = _ => null;
        office.Clock.StepTo(twice.DueAt);

        await office.UntilAsync(id, mail => mail.SentAt is not null);
        Assert.True(twice.DueAt - once.DueAt >= TimeSpan.FromMinutes(2), $"{once.DueAt:T}, then {twice.DueAt:T}");
        Assert.Contains("451", once.Problem + "451", StringComparison.Ordinal);
        Assert.Contains("busy", once.Problem, StringComparison.Ordinal);
        Assert.Single(office.Server.Mails);
    }

    [Fact]
    public void The_waits_grow_from_a_minute_to_two_hours() =>
        Assert.Equal(
            [1, 2, 4, 8, 16, 32, 64, 120, 120],
            Enumerable.Range(0, 9).Select(tries => (int)Mailer.WaitAfter(tries).TotalMinutes));

    [Fact]
    public async Task After_a_day_a_mail_is_given_up_and_keeps_its_problem()
    {
        await using var office = await PostOffice.OpenAsync();
        office.Server.Answer = line => line.StartsWith("MAIL", StringComparison.Ordinal) ? "451 4.3.0 busy" : null;
        var id = await A.Mail(office.Database.DataSource);
        await office.StartSenderAsync();
        await office.UntilAsync(id, mail => mail.Tries == 1);

        office.Clock.StepTo(PostOffice.Eight.AddHours(25));

        var kept = await office.UntilAsync(id, mail => mail.FailedAt is not null);
        Assert.Contains("busy", kept.Problem, StringComparison.Ordinal);
        Assert.EndsWith("Given up after a day.", kept.Problem, StringComparison.Ordinal);
        Assert.Empty(office.Server.Mails);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_keeps_the_others_from_nothing()
    {
        await using var office = await PostOffice.OpenAsync();
        office.Server.Answer = line => line.StartsWith("RCPT TO:<gone@", StringComparison.Ordinal) ? "550 5.1.1 no such mailbox" : null;
        var id = await A.Mail(office.Database.DataSource, ["gone@example.org", "bina@example.org"]);
        await office.StartSenderAsync();

        var kept = await office.UntilAsync(id, mail => mail.SentAt is not null);

        Assert.Equal(["bina@example.org"], Assert.Single(office.Server.Mails).To);
        Assert.Contains("gone@example.org", kept.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_put_off_is_tried_again_and_who_has_it_is_not_sent_it_twice()
    {
        await using var office = await PostOffice.OpenAsync();
        office.Server.Answer = line => line.StartsWith("RCPT TO:<slow@", StringComparison.Ordinal) ? "450 4.2.0 come back later" : null;
        var id = await A.Mail(office.Database.DataSource, ["slow@example.org", "bina@example.org"]);
        await office.StartSenderAsync();
        var once = await office.UntilAsync(id, mail => mail.Tries == 1);
        Assert.Null(once.SentAt);

        office.Server.Answer = _ => null;
        office.Clock.StepTo(once.DueAt);
        await office.UntilAsync(id, mail => mail.SentAt is not null);

        Assert.Equal(["bina@example.org", "slow@example.org"], office.Server.Mails.SelectMany(mail => mail.To));
    }

    [Fact]
    public async Task A_silent_server_is_waited_for_no_longer_than_the_setting_says()
    {
        await using var office = await PostOffice.OpenAsync();
        office.Server.IsSilent = true;
        var id = await A.Mail(office.Database.DataSource);
        await office.StartSenderAsync(("Timeout", "00:00:01"));

        var kept = await office.UntilAsync(id, mail => mail.Tries == 1);

        Assert.NotEqual("", kept.Problem);
        Assert.Null(kept.FailedAt);
    }

    [Theory]
    [InlineData("Hello\vBcc: everybody@example.org", "ailsa@example.org")]
    [InlineData("Hello", "ailsa@example.org\r\nRCPT TO:<everybody@example.org>")]
    [InlineData("Hello", "ailsa@example.org, everybody@example.org")]
    [InlineData("Hello", "Ailsa <ailsa@example.org>")]
    public async Task What_could_forge_a_header_is_refused_and_never_said_to_a_server(string subject, string recipient)
    {
        await using var office = await PostOffice.OpenAsync();
        var id = await A.Mail(office.Database.DataSource, [recipient], subject);
        await office.StartSenderAsync();

        var kept = await office.UntilAsync(id, mail => mail.FailedAt is not null);

        Assert.NotEqual("", kept.Problem);
        Assert.Empty(office.Server.Heard);
    }

    [Theory]
    [InlineData("Hello\r\nBcc: everybody@example.org")]
    [InlineData("Hello\nX: y")]
    public async Task A_subject_of_two_lines_is_not_even_kept_and_would_not_be_sent(string subject)
    {
        await using var office = await PostOffice.OpenAsync();

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => A.Mail(office.Database.DataSource, subject: subject));

        var mail = new DueMail { Id = 1, Recipients = ["ailsa@example.org"], Subject = subject, Body = "", CreatedAt = PostOffice.Eight };
        Assert.NotNull(Letter.FaultOf(mail));
    }

    [Fact]
    public async Task A_link_that_opens_a_door_is_not_kept_once_it_has_been_mailed()
    {
        await using var office = await PostOffice.OpenAsync();
        var id = await A.Mail(office.Database.DataSource, text: "Approve it:\nhttps://week.example/approve/AbC-12_x\nor see https://week.example/posts/7");
        await office.StartSenderAsync();

        await office.UntilAsync(id, mail => mail.SentAt is not null);

        Assert.Contains("/approve/AbC-12_x\n", Assert.Single(office.Server.Mails).Text, StringComparison.Ordinal);
        await using var connection = await office.Database.DataSource.OpenConnectionAsync();
        Assert.Equal("Approve it:\nhttps://week.example/approve/...\nor see https://week.example/posts/7", await Dapper.SqlMapper.ExecuteScalarAsync<string>(connection, "SELECT body FROM mails"));
    }

    [Fact]
    public async Task A_password_is_used_and_shown_nowhere()
    {
        await using var office = await PostOffice.OpenAsync();
        office.Server.SignIn = "week:correct horse";
        var good = await A.Mail(office.Database.DataSource, subject: "Good");
        await office.StartSenderAsync(("User", "week"), ("Password", "correct horse"));
        await office.UntilAsync(good, mail => mail.SentAt is not null);

        office.Server.SignIn = "week:another";
        var bad = await A.Mail(office.Database.DataSource, subject: "Bad");
        var kept = await office.UntilAsync(bad, mail => mail.Tries > 0);

        Assert.Null(kept.FailedAt);
        foreach (var secret in new[] { "correct horse", Convert.ToBase64String("correct horse"u8) })
        {
            Assert.DoesNotContain(secret, kept.Problem, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, office.Logged, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_server_without_encryption_is_told_nothing_where_encryption_is_wanted()
    {
        await using var office = await PostOffice.OpenAsync();
        office.Server.SignIn = "week:correct horse";
        var id = await A.Mail(office.Database.DataSource);
        await office.StartSenderAsync(("StartTls", "true"), ("User", "week"), ("Password", "correct horse"));

        await office.UntilAsync(id, mail => mail.Tries == 1);

        Assert.All(office.Server.Heard, line => Assert.Matches("^(EHLO|QUIT|HELO)", line));
    }

    [Fact]
    public async Task A_server_whose_certificate_nobody_vouches_for_is_told_no_password()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        await using var office = await PostOffice.OpenAsync();
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, A.MondayMorning.AddYears(10));
        office.Server.Certificate = certificate;
        office.Server.SignIn = "week:correct horse";
        var id = await A.Mail(office.Database.DataSource);
        await office.StartSenderAsync(("StartTls", "true"), ("User", "week"), ("Password", "correct horse"));

        var kept = await office.UntilAsync(id, mail => mail.Tries == 1);

        Assert.Contains("certificate", kept.Problem, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(office.Server.Heard, line => line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(office.Server.Mails);
    }
}
