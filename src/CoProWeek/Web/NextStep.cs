using System.Text.RegularExpressions;

namespace CoProWeek.Web;

/// <summary>What a person does about a delivery that did not simply go out: words, and the very commands.</summary>
internal sealed partial record NextStep(string Words, params string[] Commands)
{
    /// <summary>Null while nobody need do anything.</summary>
    public static NextStep? For(string state, string? holdReason, string reference, int partsOut, bool late)
    {
        var id = Quoted(reference);
        return (state, holdReason) switch
        {
            ("held", "undecided") => new(
                "Look at the account's own timeline. If the post is there, give its link; if it is not, say so, and it may be tried again.",
                $"coproweek post settle {id} --went-out URL", $"coproweek post settle {id} --did-not"),
            ("held", _) when partsOut > 0 => new(
                "The thread has begun. Resume it, or post the rest by hand and give the link.",
                $"coproweek post resume {id}", $"coproweek post settle {id} --went-out URL"),
            ("held", _) when late => new(
                "Its latest time has passed, so it will not go out as planned. Give it a new time in the plan and approve it again, or leave it out.",
                $"coproweek post approve {id}", $"coproweek post cancel {id}"),
            ("held", "token") => new("Put the account's keys right, see that they work, then resume.", "coproweek check", $"coproweek post resume {id}"),
            ("held", "budget") => new("Raise the limit or top up at the network, then resume.", $"coproweek post resume {id}"),
            ("held", "check") => new("Put right what is named above, then resume.", $"coproweek post resume {id}"),
            ("held", _) => new("It waits until someone resumes it, or cancels it.", $"coproweek post resume {id}", $"coproweek post cancel {id}"),
            ("failed", _) => new("Change the post in the plan, import it and approve it again.", "coproweek plan import FILE", $"coproweek post approve {id}"),
            ("missed", _) => new(
                "Give it a new time in the plan and approve it again; or, if it was posted by hand, give its link.",
                $"coproweek post approve {id}", $"coproweek post settle {id} --went-out URL"),
            ("unknown", _) => new("Nothing to do yet: coproweek reads the account's own timeline to see whether it went out."),
            _ => null,
        };
    }

    /// <summary>A plan's id may be anything; in a command it must not be more than one word.</summary>
    public static string Quoted(string reference) =>
        PlainWord().IsMatch(reference) ? reference : $"'{reference.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex("^[A-Za-z0-9_.][A-Za-z0-9_.-]*$")]
    private static partial Regex PlainWord();
}
