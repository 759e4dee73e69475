using CoProWeek.Clock;
using CoProWeek.Networks;

namespace CoProWeek.Web;

/// <summary>One account of ours, how it stands, and what keeps it from posting.</summary>
internal sealed record AccountStanding
{
    public required long Id { get; init; }

    public required string Network { get; init; }

    public required string Handle { get; init; }

    /// <summary>"@ScotCoPro", "Facebook".</summary>
    public string Name => AccountName.Of(Network, Handle);

    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Null for a pause that a restore made.</summary>
    public string? PausedBy { get; init; }

    public string? PausedWhy { get; init; }

    /// <summary>After a restore: it goes on by itself once its timeline has been read.</summary>
    public bool CatchesUp { get; init; }

    /// <summary>Of keys that were entered here; null when there are none.</summary>
    public string? Kind { get; init; }

    public string? SetBy { get; init; }

    public DateTimeOffset? SetAt { get; init; }

    public string? RefusedWhy { get; init; }

    public DateTimeOffset? CheckedAt { get; init; }

    public string? CheckedBy { get; init; }

    public bool CheckOk { get; init; }

    public string? CheckSaid { get; init; }

    public required string[] Campaigns { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When a post was last held for its keys, of those that still are.</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    public int HeldForKeys { get; init; }

    public int HeldForMoney { get; init; }

    public int Waiting { get; init; }

    /// <summary>The server's configuration has keys for it.</summary>
    public bool IsConfigured { get; init; }

    public bool IsOnX => Network is "x";

    public bool IsEntered => Kind is not null;

    public bool HasKeys => IsEntered || IsConfigured;

    public int Held => HeldForKeys + HeldForMoney;

    /// <summary>X said yes to its keys, and has not said no since.</summary>
    public bool IsAccepted => CheckOk && !(RefusedAt > CheckedAt);

    /// <summary>What X said no to, and has not said yes to since.</summary>
    private bool FailedItsCheck => CheckSaid is not null && !CheckOk && !(AcceptedAt > CheckedAt);

    /// <summary>In a word or two, with the colour of its chip.</summary>
    public (string Word, string Chip) Sign => this switch
    {
        { PausedAt: not null } => ("paused", "held"),
        { IsOnX: false } => ("by hand", "draft"),
        { HasKeys: false } => ("no keys", "failed"),
        { RefusedWhy: not null } or { FailedItsCheck: true } or { HeldForKeys: > 0, IsAccepted: false } => ("keys refused", "failed"),
        { Held: > 0 } => ("posts are held", "held"),
        { CheckOk: true } or { AcceptedAt: not null } => ("ready", "sent"),
        _ => ("not checked yet", "draft"),
    };

    /// <summary>What is wrong, behind its handle; null while nothing is. What to do about a post is said beside the post.</summary>
    public string? Problem => this switch
    {
        { CatchesUp: true } => "waits after a restore: what went out since the backup is being looked up, and then it goes on by itself.",
        { PausedAt: not null } => $"is paused{(PausedBy is null ? "" : $" by {PausedBy}")}: {PausedWhy!.TrimEnd('.')}.",
        { IsOnX: false } => null,
        { HasKeys: false } => "has no keys yet, so nothing is sent as it.",
        { RefusedWhy: { } why } => $"cannot post. {why}",
        { FailedItsCheck: true } => $"did not pass its last check. {CheckSaid}",
        { HeldForKeys: > 0, IsAccepted: true } => $"has keys that X accepts again; {InWords.Count(HeldForKeys, "post")} held for them can be resumed.",
        { HeldForKeys: > 0 } => "is held: X did not accept its keys. Put them right, then resume what is held.",
        { HeldForMoney: > 0 } => "has posts that are held for money: X’s credits are used up, or a limit of yours is reached. Top up or raise it, then resume what is held.",
        _ => null,
    };

    /// <summary>Where its keys come from; of themselves nothing is ever shown.</summary>
    public string KeysInWords(WallClock clock) => this switch
    {
        { IsOnX: false } => "Posted by hand: no keys are needed.",
        { Kind: CoProWeek.Accounts.KeptKeys.FourKeys } => $"Four keys, entered here by {SetBy}, {clock.DayAndTime(SetAt!.Value)}.",
        { Kind: not null } => $"Connected in the browser by {SetBy}, {clock.DayAndTime(SetAt!.Value)}. The connection renews itself.",
        { IsConfigured: true } => "Keys from this server’s configuration.",
        _ => "No keys yet.",
    };
}
