using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CoProWeek.Clock;
using CoProWeek.Storage;
using Npgsql;

namespace CoProWeek.Alerts;

/// <summary>
/// A test by every channel, now. That a server took it proves little: it holds a link, and only a person who opens that and presses the
/// button there has been told.
/// </summary>
internal sealed class ChannelTests(
    NpgsqlDataSource database, Channels channels, ChannelStore store, SmtpPost smtp, WebhookPost webhook, PublicLinks links, CampaignClock clock)
{
    private static readonly TimeSpan LinkLives = TimeSpan.FromDays(7);

    /// <summary>All at once, for each may take its time.</summary>
    /// <param name="managers">Their addresses.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<IReadOnlyList<TestedChannel>> SendAsync(IEnumerable<string> managers, string actor, CancellationToken stop) =>
        await Task.WhenAll(channels.Targets(managers).Select(target => SendAsync(target, actor, stop)));

    /// <summary>The test behind a link; null when there is none.</summary>
    public Task<AlertTest?> FindAsync(string token, CancellationToken stop) => store.FindAsync(HashOf(token), stop);

    /// <summary>A person says that it arrived. False: the link was used before, or is too old.</summary>
    public async Task<bool> ConfirmAsync(string token, string actor, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (await ChannelStore.UseAsync(connection, transaction, HashOf(token), TimeProvider.System.GetUtcNow(), stop) is not { } shown)
            return false;
        await History.WriteAsync(connection, transaction, clock.GetUtcNow(), actor, "alerts confirmed", $"a test by {shown} arrived", stop: stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    private async Task<TestedChannel> SendAsync(ChannelTarget target, string actor, CancellationToken stop)
    {
        var (token, now) = (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), TimeProvider.System.GetUtcNow());
        await store.BeginAsync(HashOf(token), target, actor, now, now + LinkLives, stop);
        var link = links.To($"/alerts/confirm/{token}");
        var (ok, said) = target.IsMail ? await MailAsync(target, actor, link, now) : await PostAsync(actor, link);
        await store.EndAsync(HashOf(token), ok, said);
        return new(target.Shown, ok, said);
    }

    private async Task<(bool Ok, string Said)> MailAsync(ChannelTarget target, string actor, Uri link, DateTimeOffset now)
    {
        var posted = await smtp.SendAsync(new DueMail { Id = 0, Recipients = [target.Address], Subject = Subject, Body = Text(actor, link), CreatedAt = now });
        return posted.Delivered.Length > 0 ? (true, "the mail server took it") : (false, posted.Problem);
    }

    private async Task<(bool Ok, string Said)> PostAsync(string actor, Uri link)
    {
        var called = await webhook.SendAsync(Subject, Text(actor, link), link);
        return (called.Ok, called.Said);
    }

    private const string Subject = "A test of CoProWeek: please say that you have it";

    private static string Text(string actor, Uri link) => $"""
        {actor} sends this test, to see whether anybody would be told if a post did not go out.

        Please open this and press the button there:
        {link.AbsoluteUri}

        Until somebody has, the page Today says that nobody would be told.
        """;

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <summary>What a channel answered to a test.</summary>
internal sealed record TestedChannel(string Channel, bool Ok, string Said);
