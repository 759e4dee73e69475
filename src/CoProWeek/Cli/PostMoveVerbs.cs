using System.CommandLine;
using CoProWeek.Campaigns;
using CoProWeek.Publishing;

namespace CoProWeek.Cli;

/// <summary><c>coproweek post hold | resume | send-now | cancel</c>: a person's hand on a post's way.</summary>
internal static class PostMoveVerbs
{
    public static Command Hold()
    {
        var why = Why("A person holds it.");
        return Verb("hold", "Keeps a queued post back until it is resumed. When its latest passes meanwhile, it is missed.", [why],
            (said, session, post, stop) => session.Get<Interventions>().HoldAsync(post.Id, $"Held by {session.Actor}: {said.GetValue(why)}", session.Actor, stop),
            "held", "Only a queued post can be held.");
    }

    public static Command Resume() =>
        Verb("resume", "Puts a held post back in the queue. What is undecided is settled instead.", [],
            (_, session, post, stop) => session.Get<Interventions>().ResumeAsync(post.Id, session.Actor, stop),
            "queued", "Only a held post can be resumed; one that is undecided is settled: coproweek post settle.");

    public static Command SendNow() =>
        Verb("send-now", "Sends a queued or held post now, ahead of its slot; not after its latest.", [],
            (_, session, post, stop) => session.Get<Interventions>().SendNowAsync(post.Id, session.Actor, stop),
            "due now", "Only a queued or held post before its latest can be sent now. For a draft: approve it first. For a missed one: give it a new date, import, approve.");

    public static Command Cancel()
    {
        var why = Why("cancelled");
        return Verb("cancel", "Takes a post out of the queue: it is a draft again.", [why],
            async (said, session, post, stop) =>
            {
                await session.Get<Approvals>().CancelAsync(post, said.GetValue(why)!, session.Actor, stop);
                return 1;
            },
            "a draft again, and out of the queue", "");
    }

    private static Option<string> Why(string otherwise) =>
        new("--why") { Description = "The reason, for the history.", HelpName = "TEXT", DefaultValueFactory = _ => otherwise };

    private static Command Verb(
        string name, string about, IReadOnlyList<Option> options,
        Func<ParseResult, Session, Post, CancellationToken, Task<int>> move, string done, string refused)
    {
        var id = PostVerbs.Post();
        var campaign = CommonOptions.Campaign();
        var verb = new Command(name, about) { id, campaign };
        foreach (var option in options)
            verb.Add(option);
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var plan = said.GetValue(campaign) is { } slug ? await session.Get<CampaignStore>().NamedOrOnlyAsync(slug, stop) : null;
            var post = await session.Get<PostStore>().FindAsync(plan, said.GetRequiredValue(id), stop);
            if (await move(said, session, post, stop) == 0)
                throw new RefusedException($"\"{post.Content.Ref}\" is {PostStatus.Of(post)}. {refused}");
            if (session.Json)
                Output.Json(new { id = post.Content.Ref, result = done });
            else
                Output.Line($"{post.Content.Ref}: {done}");
        });
        return verb;
    }
}
