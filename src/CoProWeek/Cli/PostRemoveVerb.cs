using System.CommandLine;
using CoProWeek.Campaigns;
using CoProWeek.Publishing;

namespace CoProWeek.Cli;

/// <summary><c>coproweek post remove ID --why TEXT</c>: takes a sent post down.</summary>
internal static class PostRemoveVerb
{
    public static Command Create()
    {
        var id = PostVerbs.Post();
        var why = new Option<string>("--why") { Description = "The reason, for the history.", HelpName = "TEXT", Required = true };
        var account = new Option<string?>("--account") { Description = "Take it down on this account alone; else on each where it is out.", HelpName = "HANDLE" };
        var campaign = CommonOptions.Campaign();
        var verb = new Command("remove", "Takes a sent post down: deletes its parts on the network, last first. Stopped half way, it can be run again.") { id, why, account, campaign };
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var plan = said.GetValue(campaign) is { } slug ? await session.Get<CampaignStore>().NamedOrOnlyAsync(slug, stop) : null;
            var post = await session.Get<PostStore>().FindAsync(plan, said.GetRequiredValue(id), stop);
            var gone = await session.Get<TakeDown>().RemoveAsync(post, said.GetValue(account), said.GetRequiredValue(why), session.Actor, stop);
            if (session.Json)
                Output.Json(new { id = post.Content.Ref, result = "removed", accounts = gone.Select(delivery => delivery.Handle) });
            else
                Output.Line($"{post.Content.Ref}: taken down {string.Join(", ", gone.Select(delivery => delivery.At))}");
        });
        return verb;
    }
}
