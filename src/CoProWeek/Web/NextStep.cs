using System.Text.RegularExpressions;

namespace CoProWeek.Web;

/// <summary>What a person does about a delivery that did not simply go out: words, and the very commands.</summary>
internal sealed partial record NextStep(string Words, params string[] Commands)
{
    /// <summary>Null while nobody need do anything.</summary>
    /// <param name="state">The delivery's.</param>
    /// <param name="holdReason">Why it is held, when it is.</param>
    /// <param name="target">The post as a command names it: <see cref="Target"/>.</param>
    /// <param name="partsOut">How much of a thread is out.</param>
    /// <param name="late">Its latest has passed.</param>
    public static NextStep? For(string state, string? holdReason, string target, int partsOut, bool late)
    {
        return (state, holdReason) switch
        {
            ("held", "undecided") => new(
                "Look at the account's own timeline. If the post is there, give its link; if it is not, say so, and it may be tried again.",
                $"coproweek post settle {target} --went-out LINK", $"coproweek post settle {target} --did-not"),
            ("held", _) when partsOut > 0 => new(
                "The thread has begun. Resume it, or post the rest by hand and give the link.",
                $"coproweek post resume {target}", $"coproweek post settle {target} --went-out LINK"),
            ("held", _) when late => new(
                "Its latest time has passed, so it will not go out as planned. Give it a new time in the plan and approve it again, or leave it out.",
                $"coproweek post approve {target}", $"coproweek post cancel {target}"),
            ("held", "token") => new("Put the account's keys right, see that they work, then resume.", "coproweek check", $"coproweek post resume {target}"),
            ("held", "budget") => new("Raise the limit or top up at X, then resume.", $"coproweek post resume {target}"),
            ("held", "check") => new("Put right what is named above, then resume.", $"coproweek post resume {target}"),
            ("held", _) => new("It waits until someone resumes it, or cancels it.", $"coproweek post resume {target}", $"coproweek post cancel {target}"),
            ("failed", _) => new("Change the post in the plan, import it and approve it again.", "coproweek plan import FOLDER", $"coproweek post approve {target}"),
            ("missed", _) => new(
                "Give it a new time in the plan and approve it again; or, if it was posted by hand, give its link.",
                $"coproweek post approve {target}", $"coproweek post settle {target} --went-out LINK"),
            ("unknown", _) => new("Nothing to do yet: coproweek reads the account's own timeline to see whether it went out."),
            _ => null,
        };
    }

    /// <summary>A post as a command names it, with its campaign where there are several.</summary>
    public static string Target(string reference, string option) => Quoted(reference) + option;

    /// <summary>A plan's id may be anything; in a command it must not be more than one word.</summary>
    private static string Quoted(string reference) =>
        PlainWord().IsMatch(reference) ? reference : $"'{reference.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex("^[A-Za-z0-9_.][A-Za-z0-9_.-]*$")]
    private static partial Regex PlainWord();
}
