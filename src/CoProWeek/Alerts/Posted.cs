namespace CoProWeek.Alerts;

/// <summary>How a try to send a mail ended.</summary>
/// <param name="Delivered">The server took it for these.</param>
/// <param name="IsOver">Nothing is left to try.</param>
/// <param name="Problem">What went wrong, for whom; empty when nothing did.</param>
internal sealed record Posted(string[] Delivered, bool IsOver, string Problem)
{
    public static Posted Whole(DueMail mail) => new(mail.Open, IsOver: true, "");

    /// <summary>Nobody got it, and nobody ever will.</summary>
    public static Posted Never(string problem) => new([], IsOver: true, problem);

    /// <summary>Nobody got it yet.</summary>
    public static Posted NotYet(string problem) => new([], IsOver: false, problem);
}
