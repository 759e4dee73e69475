using Npgsql;

namespace CoProWeek.Alerts;

/// <summary>
/// Posts alerts to the team's chat. A row is locked while it is being posted, so that two workers never post one; as with mail, who dies
/// between the chat's yes and our record of it posts it once more.
/// </summary>
internal sealed partial class WebhookSender(NpgsqlDataSource database, WebhookPost post, TimeProvider time, ILogger<WebhookSender> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(2);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!post.IsConfigured)
            return;
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
        if (await WebhookStore.GiveUpAsync(connection, now - GiveUpAfter, now, stop) is > 0 and var count)
            Log.GaveUp(log, count);
        while (await SendNextAsync(connection, stop))
        {
        }
    }

    /// <summary>What has begun is recorded, whether we are being stopped or not.</summary>
    private async Task<bool> SendNextAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (await WebhookStore.ClaimAsync(connection, transaction, time.GetUtcNow(), stop) is not { } due)
            return false;
        var called = await post.SendAsync(due.Subject, due.Body, new Uri(due.Link, UriKind.RelativeOrAbsolute));
        var now = time.GetUtcNow();
        await WebhookStore.RecordAsync(connection, transaction, due.AlertId, called, now + WaitAfter(due.Tries, called), now, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        if (called.Ok)
            Log.Sent(log, due.AlertId, due.Subject);
        else
            Log.Trouble(log, due.AlertId, due.Subject, called.Said, called.IsFinal ? "It is not tried again." : "It is tried again.");
        return true;
    }

    /// <summary>As a mail waits; longer where the chat says so.</summary>
    private static TimeSpan WaitAfter(int tries, Called called)
    {
        var (ours, theirs) = (Mailer.WaitAfter(tries), called.Wait ?? TimeSpan.Zero);
        return theirs <= ours ? ours : theirs < LongestWait ? theirs : LongestWait;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The alerts could not be read; tried again in a moment")]
        public static partial void NoDatabase(ILogger log, Exception e);

        [LoggerMessage(Level = LogLevel.Information, Message = "Alert {Id} posted to the chat: {Subject}")]
        public static partial void Sent(ILogger log, long id, string subject);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {Id} ({Subject}): {Problem} {Next}")]
        public static partial void Trouble(ILogger log, long id, string subject, string problem, string next);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Count} alerts were given up: the chat did not take them for a day. `coproweek check` says why")]
        public static partial void GaveUp(ILogger log, int count);
    }
}
