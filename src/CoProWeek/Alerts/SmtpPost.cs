using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace CoProWeek.Alerts;

/// <summary>Hands one mail to the server, and turns its answer into what is to be done next.</summary>
internal sealed class SmtpPost(IOptions<MailOptions> settings)
{
    /// <summary>The client is given this much longer to end by itself.</summary>
    private static readonly TimeSpan Mercy = TimeSpan.FromSeconds(5);

    private readonly MailOptions settings = settings.Value;

    /// <summary>Not stopped half-way: a mail whose end nobody saw would be sent once more.</summary>
    public async Task<Posted> SendAsync(DueMail mail)
    {
        if (Letter.FaultOf(mail) is { } fault)
            return Posted.Never(fault);
        try
        {
            using var letter = Letter.Write(mail, settings.From);
            using var client = Client();
            using var end = new CancellationTokenSource(settings.Timeout);
            await client.SendMailAsync(letter, end.Token).WaitAsync(settings.Timeout + Mercy, TimeProvider.System, CancellationToken.None);
            return Posted.Whole(mail);
        }
        catch (SmtpFailedRecipientsException e)
        {
            return ForSome(mail, [.. e.InnerExceptions]);
        }
        catch (SmtpFailedRecipientException e)
        {
            return ForSome(mail, [e]);
        }
        catch (SmtpException e)
        {
            return IsFinal(e.StatusCode) ? Posted.Never($"{Server} refused it: {Said(e)}") : Posted.NotYet($"{Server} did not take it: {Said(e)}");
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException)
        {
            return Posted.NotYet($"{Server} had not taken it after {settings.Timeout.TotalSeconds:0} s.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or InvalidOperationException or System.Security.Authentication.AuthenticationException)
        {
            return Posted.NotYet($"It could not be handed to {Server}: {Said(e)}");
        }
    }

    private string Server => $"{settings.Host}:{settings.Port}";

    private SmtpClient Client()
    {
        var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.StartTls, UseDefaultCredentials = false };
        if (settings.User != "")
            client.Credentials = new NetworkCredential(settings.User, settings.ReadPassword());
        return client;
    }

    /// <summary>The server takes a mail for those it accepts, whatever it says of the others.</summary>
    private Posted ForSome(DueMail mail, SmtpFailedRecipientException[] failures)
    {
        var refused = failures.Select(failure => failure.FailedRecipient?.Trim('<', '>') ?? "").ToList();
        string[] delivered = [.. mail.Open.Except(refused, StringComparer.OrdinalIgnoreCase)];
        var problems = failures.Zip(refused, (failure, who) => $"{Server} did not take it for {who}: {Said(failure)}");
        return new Posted(delivered, Array.TrueForAll(failures, failure => IsFinal(failure.StatusCode)), string.Join(" ", problems));
    }

    /// <summary>5xx about this mail or this address. What is about signing in or encryption is put right in the settings, so it waits.</summary>
    private static bool IsFinal(SmtpStatusCode status) =>
        status is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.ExceededStorageAllocation
            or SmtpStatusCode.TransactionFailed or SmtpStatusCode.UserNotLocalTryAlternatePath;

    /// <summary>The reason below is often the only one that says anything.</summary>
    private static string Said(Exception e)
    {
        var words = e.InnerException is { } inner && e is not SmtpFailedRecipientsException ? $"{e.Message} {inner.Message}" : e.Message;
        var line = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 500 ? line : line[..500];
    }
}
