using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Alerts;

public sealed class MailerTests
{
    [Fact]
    public async Task A_mail_arrives_as_it_was_written_with_its_files()
    {
        const string Text = "Dia dhuit, Mòrag!\nTomorrow: “power” — 100 % ready.\n.\n.a line with a dot\n\nhttps://week.example/posts/7?a=b";
        await using var office = await PostOffice.OpenAsync();
        var id = await A.Mail(office.Database.DataSource, ["ailsa@example.org", "bina@example.org"], "Tomorrow: 2 posts are not approved – naïve café", Text);
        await A.MailFile(office.Database.DataSource, id, "card.png", "image/png", [0, 13, 10, 46, 255]);
        await office.StartSenderAsync();

        var mail = Assert.Single(await office.Server.ArrivedAsync(1));

        Assert.Equal("Tomorrow: 2 posts are not approved – naïve café", mail.Subject);
        Assert.Equal(Text, mail.Text.TrimEnd('\n'));
        Assert.Equal("week@scotcopro.example", mail.From);
        Assert.Equal(["ailsa@example.org", "bina@example.org"], mail.To);
        Assert.Contains("CoProWeek", mail.Header("From"), StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.NotNull(mail.Header("Date"));
        Assert.Equal([0, 13, 10, 46, 255], Assert.Single(mail.Files).Bytes);
        Assert.Equal("card.png", mail.Files[0].Name);
        var kept = await office.UntilAsync(id, mail => mail.SentAt is not null);
        Assert.Equal((1, ""), (kept.Tries, kept.Problem));
    }

    [Fact]
    public async Task Two_workers_never_send_one_mail_twice()
    {
        await using var office = await PostOffice.OpenAsync();
        List<long> ids = [];
        for (var n = 0; n < 20; n++)
            ids.Add(await A.Mail(office.Database.DataSource, subject: $"News {n}"));
        await Task.WhenAll(office.StartSenderAsync(), office.StartSenderAsync(), office.StartSenderAsync());

        foreach (var id in ids)
            await office.UntilAsync(id, mail => mail.SentAt is not null);

        Assert.Equal(Enumerable.Range(0, 20).Select(n => $"News {n}").Order(StringComparer.Ordinal), office.Server.Mails.Select(mail => mail.Subject).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task While_one_worker_is_sending_a_mail_another_leaves_it_alone_and_goes_on_to_the_next()
    {
        await using var office = await PostOffice.OpenAsync();
        var reached = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        office.Server.BeforeTaking = () => reached.TrySetResult() ? go.Task : Task.CompletedTask;
        var first = await A.Mail(office.Database.DataSource, subject: "First");
        await office.StartSenderAsync();
        await reached.Task.WaitAsync(Eventually.Patience);
        var second = await A.Mail(office.Database.DataSource, subject: "Second");
        await office.StartSenderAsync();

        await office.UntilAsync(second, mail => mail.SentAt is not null);
        Assert.Null((await office.KeptAsync(first)).SentAt);
        go.SetResult();
        await office.UntilAsync(first, mail => mail.SentAt is not null);

        Assert.Equal(["First", "Second"], office.Server.Mails.Select(mail => mail.Subject).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_server_that_hangs_up_after_the_mail_may_get_it_twice_and_never_not_at_all()
    {
        await using var office = await PostOffice.OpenAsync();
        office.Server.HangsUp = true;
        var id = await A.Mail(office.Database.DataSource);
        await office.StartSenderAsync();
        await office.UntilAsync(id, mail => mail.Tries == 1);

        office.Server.HangsUp = false;
        office.Clock.StepTo(PostOffice.Eight.AddMinutes(5));
        await office.UntilAsync(id, mail => mail.SentAt is not null);

        var both = office.Server.Mails;
        Assert.Equal(2, both.Count);
        Assert.StartsWith("<coproweek.", both[0].Header("Message-ID"), StringComparison.Ordinal);
        Assert.Equal(both[0].Header("Message-ID"), both[1].Header("Message-ID"));
    }

    [Fact]
    public async Task A_mail_that_is_not_due_waits()
    {
        await using var office = await PostOffice.OpenAsync();
        var later = await A.Mail(office.Database.DataSource, subject: "Later", at: PostOffice.Eight.AddHours(3));
        var now = await A.Mail(office.Database.DataSource, subject: "Now");
        await office.StartSenderAsync();
        await office.UntilAsync(now, mail => mail.SentAt is not null);

        Assert.Equal(0, (await office.KeptAsync(later)).Tries);
        office.Clock.StepTo(PostOffice.Eight.AddHours(3));

        await office.UntilAsync(later, mail => mail.SentAt is not null);
    }

    [Fact]
    public async Task Without_a_host_nothing_is_sent_and_the_log_says_so_once()
    {
        await using var office = await PostOffice.OpenAsync();
        var id = await A.Mail(office.Database.DataSource);

        await office.StartSenderAsync(("Host", ""), ("From", ""));

        await Eventually.TrueAsync(() => Task.FromResult(office.Logged.Contains("No mail is configured", StringComparison.Ordinal)), () => office.Logged);
        Assert.Equal(0, (await office.KeptAsync(id)).Tries);
        Assert.Empty(office.Server.Heard);
    }
}
