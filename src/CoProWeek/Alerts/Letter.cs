using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace CoProWeek.Alerts;

/// <summary>A mail as it goes over the wire: plain text, with its files. Nothing that people wrote can become a header of its own.</summary>
internal static class Letter
{
    /// <summary>Why this can never be sent; null when it can.</summary>
    public static string? FaultOf(DueMail mail) =>
        mail.Subject.Any(char.IsControl) ? "Its subject holds a line break or another control character, which could forge a header."
        : Array.Find(mail.Recipients, recipient => !IsPlain(recipient)) is { } wrong ? $"\"{Printable(wrong)}\" is no mail address: correct it at the person it belongs to."
        : mail.Files.Any(file => file.FileName.Any(char.IsControl)) ? "The name of one of its files holds a control character."
        : null;

    public static MailMessage Write(DueMail mail, string from)
    {
        var sender = new MailAddress(from);
        var letter = new MailMessage
        {
            From = sender,
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Body.ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
        };
        // The same at every try, so that a mail program can tell a second copy from a second mail.
        letter.Headers.Add("Message-ID", $"<coproweek.{mail.Id}.{mail.CreatedAt.ToUnixTimeMilliseconds()}@{sender.Host}>");
        letter.Headers.Add("Auto-Submitted", "auto-generated");
        foreach (var recipient in mail.Open)
            letter.To.Add(new MailAddress(recipient));
        foreach (var file in mail.Files)
            letter.Attachments.Add(new Attachment(new MemoryStream(file.Bytes), file.FileName, file.ContentType));
        return letter;
    }

    /// <summary>An address and nothing else: no name, no comment, no second one behind a comma.</summary>
    public static bool IsPlain(string address) =>
        address.All(c => c is > ' ' and < (char)127) && MailAddress.TryCreate(address, out var read) && read.Address == address;

    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
}
