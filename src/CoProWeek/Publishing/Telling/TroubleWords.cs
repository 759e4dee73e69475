using CoProWeek.Clock;

namespace CoProWeek.Publishing;

/// <summary>What an alert says beside its posts.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Lead">What is wrong.</param>
/// <param name="Next">What a person does about it.</param>
internal sealed record TroubleWords(string Subject, string Lead, string Next)
{
    public static TroubleWords Of(IReadOnlyList<TroubleRow> rows)
    {
        var row = rows[0];
        return row.What switch
        {
            "everything stopped" => new(
                $"Everything is stopped, by {row.Actor}",
                "The red button was pressed: nothing new is sent, in any week, on any account.",
                "When it may go on, lift the stop. What falls due meanwhile goes out then, unless it is too late for it."),
            "sending again" => new($"Sending again: {row.Actor} lifted the stop", "The stop was lifted: posts go out again, overdue ones one after another.", "Nothing, unless it was lifted too soon."),
            "collecting stopped" => new(
                "What people say is not collected",
                "X does not answer our searches, and will not until a person acts. Posts may be affected as well.",
                "Put right what is named above: keys on the account’s page, money in X’s developer portal. The gap is filled by itself after that, for up to seven days."),
            "keys refused" => Token(row),
            "credits used up" => Budget(row),
            "held" => Held(row),
            "failed" => new(
                $"Refused: {Where(row)}",
                "This post was refused, and does not go out as it stands.",
                "Make it a draft again, change it and approve it again; or post it by hand and give its link on its page."),
            _ => Missed(rows),
        };
    }

    private static TroubleWords Held(TroubleRow row) => row.HoldReason switch
    {
        "token" => Token(row),
        "budget" => Budget(row),
        "undecided" => new(
            $"Did it go out? {Where(row)}",
            "Nobody can say for certain whether this post went out. It is not tried again until a person has looked.",
            "Look at the account’s own timeline. If the post is there, give its link on its page; if it is not, say so there, and it may be tried again."),
        "twin" => new(
            $"Posted already? {Where(row)}",
            "This post looks as if somebody had posted it by hand, and is held.",
            "Look at what is named above. On this post’s page, mark it done, or send it anyway."),
        _ when row.PartsOut > 0 => new(
            $"Stopped half-way: {Where(row)}",
            "The first part of this thread is out, and the rest is held.",
            "Put right what is named above and resume it on its page; or post the rest by hand, and give its link there."),
        _ => new(
            $"Held: {Where(row)}",
            "This post is held, and does not go out by itself.",
            "Put right what is named above, then resume it on its page."),
    };

    private static TroubleWords Budget(TroubleRow row)
    {
        var name = row.Handle is null ? "An account" : row.Name;
        return new(
            $"{name} cannot post: the money is used up",
            $"Nothing can be posted as {(row.Handle is null ? "an account of ours" : name)}: the money for it is used up. Each of its posts is held when its time comes, and collecting waits; no further alert is sent for that.",
            "Top up at X: one call is tried every hour, and once X takes it what was held goes out by itself, unless it is too late for it. If it is a limit of ours, raise it as named above. To go on at once, resume what is held on the account’s page.");
    }

    private static TroubleWords Token(TroubleRow row)
    {
        var name = row.Handle is null ? "An account" : row.Name;
        return new(
            $"{name} cannot post: its keys are refused",
            $"Nothing can be posted as {(row.Handle is null ? "an account of ours" : name)}: X does not accept its keys. Each of its posts is held when its time comes; no further alert is sent for that.",
            "Connect the account anew or enter new keys on its page, then resume there what is held.");
    }

    private static TroubleWords Missed(IReadOnlyList<TroubleRow> rows) => rows is [var one]
        ? new(
            $"Missed: {Where(one)}",
            "This post did not go out in time, and does not go out any more.",
            one.IsByHand
                ? "If somebody did post it, say so on its page. Else give it a new time and approve it again, or leave it out."
                : "Give it a new time and approve it again, or leave it out; if it was posted by hand, give its link on its page.")
        : new(
            $"Missed: {rows.Count} posts, {rows[0].Name}",
            "These posts did not go out in time, and do not go out any more.",
            "Give each a new time and approve it again, or leave it out; if one was posted by hand, give its link on its page.");

    /// <summary>"blog Mon 15 Nov 09:00 GMT, @ScotCoPro".</summary>
    private static string Where(TroubleRow row) => $"{row.Kind} {new WallClock(row.TimeZone).DayAndTime(row.SlotAt!.Value)}, {row.Name}";
}
