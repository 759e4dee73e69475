using System.ComponentModel.DataAnnotations;

namespace CoProWeek.Alerts;

/// <summary>Through whom mail is sent: section <c>Mail</c> of the configuration. An empty host means: no mail.</summary>
internal sealed class MailOptions
{
    public const string Section = "Mail";

    public string Host { get; set; } = "";

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>The connection is encrypted before anything is said; a server that cannot do that is told nothing.</summary>
    public bool StartTls { get; set; } = true;

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>A file that holds the password instead, as secret stores provide it; read anew for each mail.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>Who the mails are from: an address, with a name or without.</summary>
    public string From { get; set; } = "";

    /// <summary>Real time: a server that has not taken a mail by then is tried again later.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:50")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public bool IsConfigured() => Host != "";

    /// <summary>Never shown, never logged.</summary>
    public string ReadPassword() => PasswordFile == "" ? Password : File.ReadAllText(PasswordFile).Trim();
}
