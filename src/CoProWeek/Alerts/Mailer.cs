using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Alerts;

/// <summary>
/// Sends what the outbox keeps. A mail's row is locked while it is being sent, so that two workers never send one. Between the
/// server's yes and our record of it lies an instant: who dies in it sends the mail once more. A mail may come twice,
/// never not at all; both bear one Message-ID.
/// </summary>
internal sealed partial class Mailer(
    NpgsqlDataSource database, SmtpPost post, IOptions<MailOptions> settings, TimeProvider time, ILogger<Mailer> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(2);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.Value.IsConfigured())
        {
            Log.NoMail(log);
            return;
        }
        using var timer = new PeriodicTimer(LookEvery, time);
        do
        {
            try
            {
                await SendDueAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                Log.NoDatabase(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SendDueAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var now = time.GetUtcNow();
        if (await MailStore.GiveUpAsync(connection, now - GiveUpAfter, now, stop) is > 0 and var count)
            Log.GaveUp(log, count);
        while (await SendNextAsync(connection, stop))
        {
        }
    }

    /// <summary>What has begun is recorded, whether we are being stopped or not.</summary>
    private async Task<bool> SendNextAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (await MailStore.ClaimAsync(connection, transaction, time.GetUtcNow(), stop) is not { } mail)
            return false;
        var posted = await post.SendAsync(mail);
        var now = time.GetUtcNow();
        await MailStore.RecordAsync(connection, transaction, mail, posted, now + WaitAfter(mail.Tries), now, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        if (posted.Problem == "")
            Log.Sent(log, mail.Id, mail.Subject);
        else
            Log.Trouble(log, mail.Id, mail.Subject, posted.Problem, posted.IsOver ? "It is not tried again." : "It is tried again.");
        return true;
    }

    /// <summary>A minute, two, four and so on.</summary>
    internal static TimeSpan WaitAfter(int tries) =>
        tries < 7 ? TimeSpan.FromMinutes(1 << tries) : LongestWait;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "No mail is configured (Mail:Host is empty): what is to be mailed is kept for a day and not sent. Approval links and notices need it")]
        public static partial void NoMail(ILogger log);

        [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be read; tried again in a moment")]
        public static partial void NoDatabase(ILogger log, Exception e);

        [LoggerMessage(Level = LogLevel.Information, Message = "Mail {Id} sent: {Subject}")]
        public static partial void Sent(ILogger log, long id, string subject);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} ({Subject}): {Problem} {Next}")]
        public static partial void Trouble(ILogger log, long id, string subject, string problem, string next);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Count} mails were given up: they could not be sent for a day. `coproweek check` says why")]
        public static partial void GaveUp(ILogger log, int count);
    }
}
