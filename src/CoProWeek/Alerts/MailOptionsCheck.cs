using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace CoProWeek.Alerts;

/// <summary>Names all that is wrong with the mail settings at once, before the first mail is wanted.</summary>
internal sealed class MailOptionsCheck : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        string[] faults = options.IsConfigured() ? [.. Faults(options)] : [];
        return faults.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(fault => $"Configuration: {fault}."));
    }

    private static IEnumerable<string> Faults(MailOptions mail)
    {
        if (mail.Host.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            yield return "Mail:Host is no host name; it reads like smtp.example.org";
        if (mail.Port == 465)
            yield return "Mail:Port 465 expects encryption from the first byte, which is not spoken here; use the server's STARTTLS port, mostly 587";
        if (mail.From == "")
            yield return "Mail:From is empty; give the address that mails come from, such as \"CoProWeek <week@example.org>\"";
        else if (mail.From.Any(char.IsControl) || !MailAddress.TryCreate(mail.From, out _))
            yield return "Mail:From is no mail address; it reads like \"CoProWeek <week@example.org>\"";
        foreach (var fault in PasswordFaults(mail))
            yield return fault;
    }

    private static IEnumerable<string> PasswordFaults(MailOptions mail)
    {
        var given = mail.Password != "" || mail.PasswordFile != "";
        if (mail.Password != "" && mail.PasswordFile != "")
            yield return "Mail:Password and Mail:PasswordFile are both set; keep one";
        if (mail.PasswordFile != "" && !File.Exists(mail.PasswordFile))
            yield return $"Mail:PasswordFile names {mail.PasswordFile}, which is not there or may not be read; correct the path";
        if (given != (mail.User != ""))
            yield return given ? "Mail:Password is given without Mail:User; the two belong together" : "Mail:User is given without Mail:Password; the two belong together";
        if (given && !mail.StartTls && !IsThisMachine(mail.Host))
            yield return "Mail:StartTls is off and Mail:Password is set: the password would cross the network readable; turn StartTls on";
    }

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
