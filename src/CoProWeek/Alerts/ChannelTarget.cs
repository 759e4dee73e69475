using System.Security.Cryptography;
using System.Text;

namespace CoProWeek.Alerts;

/// <summary>Where an alert goes by one channel: to one person's mailbox, or to the chat.</summary>
/// <param name="Channel">"mail" or "webhook", as the database has it.</param>
/// <param name="Shown">As people know it; no secret.</param>
/// <param name="Address">For a mail.</param>
/// <param name="Hash">Of all that would make it another: who was told by the old address is not told by the new one.</param>
internal sealed record ChannelTarget(string Channel, string Shown, string Address, byte[] Hash)
{
    public bool IsMail => Channel == "mail";

    public static ChannelTarget Mail(MailOptions mail, string address) =>
        new("mail", $"mail to {address}", address, HashOf("mail", mail.Host, $"{mail.Port}", mail.From, address.ToLowerInvariant()));

    public static ChannelTarget Webhook(AlertOptions alerts, Uri address) =>
        new("webhook", $"{alerts.WebhookName} at {address.Host}", "", HashOf("webhook", alerts.WebhookKind, address.AbsoluteUri));

    private static byte[] HashOf(params string[] words) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words)));
}
