using System.CommandLine;
using CoProWeek.Campaigns;
using CoProWeek.Publishing;

namespace CoProWeek.Cli;

/// <summary><c>coproweek post settle ID --went-out LINK | --did-not</c>: a person says what the timeline did not.</summary>
internal static class PostSettleVerb
{
    public static Command Create()
    {
        var id = PostVerbs.Post();
        var wentOut = new Option<string?>("--went-out") { Description = "It is out: this is its address.", HelpName = "LINK" };
        var didNot = new Option<bool>("--did-not") { Description = "It is not out: it is sent again if it still may, else it is missed; where a person posts by hand, it is skipped.", Arity = ArgumentArity.Zero };
        var account = new Option<string?>("--account") { Description = "Which account was looked at; needed only where the post goes to several.", HelpName = "HANDLE" };
        var campaign = CommonOptions.Campaign();
        var verb = new Command("settle", "Says of a post in doubt whether it went out; or gives the link of one that you posted by hand.") { id, wentOut, didNot, account, campaign };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(didNot) == result.GetValue(wentOut) is not null)
                result.AddError("Say either --went-out LINK or --did-not.");
        });
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var plan = said.GetValue(campaign) is { } slug ? await session.Get<CampaignStore>().NamedOrOnlyAsync(slug, stop) : null;
            var post = await session.Get<PostStore>().FindAsync(plan, said.GetRequiredValue(id), stop);
            var moved = said.GetValue(wentOut) is { } link
                ? await session.Get<Interventions>().WentOutAsync(post.Id, said.GetValue(account), link, session.Actor, stop)
                : await session.Get<Interventions>().DidNotGoOutAsync(post.Id, said.GetValue(account), session.Actor, stop);
            if (moved == 0)
                throw new RefusedException($"\"{post.Content.Ref}\" is {PostStatus.Of(post)}, so there is nothing to settle.");
            var after = await session.Get<PostStore>().FindAsync(plan, said.GetRequiredValue(id), stop);
            if (session.Json)
                Output.Json(new { id = post.Content.Ref, status = PostStatus.Of(after) });
            else
                Output.Line($"{post.Content.Ref}: {PostStatus.Of(after)}");
        });
        return verb;
    }
}
