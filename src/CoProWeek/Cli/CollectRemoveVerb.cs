using System.CommandLine;
using CoProWeek.Collecting;

namespace CoProWeek.Cli;

/// <summary><c>coproweek collect remove POST|AUTHOR --why TEXT</c></summary>
internal static class CollectRemoveVerb
{
    public static Command Create()
    {
        var what = new Argument<string>("POST|AUTHOR") { Description = "A post, by its link or its number at X; or an account, as @handle: all that is held of it, and all that is found later." };
        var why = new Option<string>("--why") { Description = "Who asked for it and why, for the history. Name nobody: the history is never changed.", HelpName = "TEXT", Required = true };
        var verb = new Command("remove", "Wipes what is held of a post, or of somebody who asked to be left out, now and for good. Running it again changes nothing.") { what, why };
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var removed = await session.Get<Remover>().RemoveAsync(said.GetRequiredValue(what), said.GetRequiredValue(why), session.Actor, stop);
            if (session.Json)
                Output.Json(new { result = removed is null ? "not held" : removed.Already ? "removed already" : "removed", posts = removed?.Posts ?? 0, stillInPlan = removed?.Featured ?? [] });
            else
                Output.Line(InWords(said.GetRequiredValue(what), removed));
            return removed is null ? 1 : 0;
        });
        return verb;
    }

    private static string InWords(string what, Removed? removed) => removed switch
    {
        null => $"Nothing is held of {what}: a post is named by its link or its number at X, an account by its @handle. Was it removed already?",
        { Already: true } => $"{removed.Name}: removed already.",
        { IsAuthor: true } => $"{removed.Name}: wiped. What they post later is not kept either.{removed.StillToDo}",
        _ => $"{removed.Name}: wiped. It does not come back by a later look or an import.{removed.StillToDo}",
    };
}
