using System.Text.Json.Nodes;
using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Posts;

/// <summary>POST /2/tweets and DELETE /2/tweets/:id.</summary>
internal static class PostEndpoints
{
    public static void Map(RouteTable routes, Composer composer, PracticeNetwork network, LateArrivals late, SwitchBoard switches, CampaignClock clock)
    {
        routes.Add("POST", "/2/tweets", Who.User, async call =>
        {
            var wanted = NewPost.Read(await call.ObjectAsync());
            var lateBy = call.AcceptLate ?? (switches.Now.LateAcceptanceS is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
            return lateBy is { } span
                ? await late.HoldAsync(call, span, at => composer.Accept(call, wanted, at))
                : composer.Accept(call, wanted, clock.GetUtcNow());
        });
        routes.Add("DELETE", "/2/tweets/{id}", Who.User, call => Delete(call, network, clock));
    }

    private static Answer Delete(SandboxCall call, PracticeNetwork network, CampaignClock clock)
    {
        var id = call.PathId("id");
        lock (network.Gate)
        {
            // X answers the same for a post that is gone already.
            if (network.Posts.Find(id) is { } post)
            {
                if (post.AccountId != call.Caller.Account.Id)
                    throw Problem.Forbidden("You are not authorized to delete this Tweet.");
                network.Record(new PostDeleted(id, clock.GetUtcNow()));
            }
            else if (!network.Posts.Holds(id))
                throw Problem.NotFound($"Could not find tweet with id: [{id}].");
        }
        return Answer.Data(new JsonObject { ["deleted"] = true });
    }
}
