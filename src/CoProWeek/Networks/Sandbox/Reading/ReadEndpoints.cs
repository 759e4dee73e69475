using System.Text.Json.Nodes;
using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Reading;

/// <summary>Who we are, our own timeline, and posts by their ids.</summary>
internal static class ReadEndpoints
{
    private const int MostIds = 100;

    public static void Map(RouteTable routes, PracticeNetwork network, SwitchBoard switches, CampaignClock clock)
    {
        routes.Add("GET", "/2/users/me", Who.User, call => Me(call, network));
        routes.Add("GET", "/2/users/{id}/tweets", Who.UserOrApp, call => Timeline(call, network, switches.Now, clock.GetUtcNow()));
        routes.Add("GET", "/2/tweets", Who.UserOrApp, call => Lookup(call, network));
        routes.Add("GET", "/2/tweets/{id}", Who.UserOrApp, call => LookupOne(call, network));
        SearchEndpoints.Map(routes, network, switches, clock);
    }

    private static Answer Me(SandboxCall call, PracticeNetwork network)
    {
        call.AllowQuery(Wanted.Parameters);
        lock (network.Gate)
            return Answer.Data(PostWriter.Write(network.Accounts.Find(call.Caller.Account.Id)!, Wanted.Of(call).User));
    }

    private static Answer Timeline(SandboxCall call, PracticeNetwork network, SandboxSwitches switches, DateTimeOffset now)
    {
        call.AllowQuery(["max_results", "pagination_token", "since_id", "until_id", "start_time", "end_time", "exclude", .. Wanted.Parameters]);
        var (wanted, size) = (Wanted.Of(call), Page.MaxResults(call, 5, 100, 10));
        var span = Span.OfTimeline(call, now, switches.TimelineLagS);
        var leftOut = (call.Query("exclude") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (leftOut.FirstOrDefault(name => name is not "replies" and not "retweets") is { } wrong)
            throw Problem.Invalid("exclude", wrong, $"The `exclude` query parameter value [{wrong}] is not one of [replies,retweets]");
        lock (network.Gate)
        {
            network.CatchUp(now);
            var id = call.PathId("id");
            if (network.Accounts.Find(id) is null)
                return new(200, new JsonObject { ["errors"] = new JsonArray(MissingUser(id)) });
            var found = network.Posts.Between(span.From, span.Below, id)
                .Where(post => post.IsNewest)
                .Where(post => !(leftOut.Contains("replies") && post.ReplyTo is not null))
                .Where(post => !(leftOut.Contains("retweets") && post.RepostOf is not null))
                .Take(size + 1).ToList();
            return Page.Of(found, size, network, wanted);
        }
    }

    private static Answer Lookup(SandboxCall call, PracticeNetwork network)
    {
        call.AllowQuery(["ids", .. Wanted.Parameters]);
        var ids = (call.Query("ids") ?? throw Problem.Invalid("ids", "", "The `ids` query parameter can not be empty")).Split(',');
        if (ids.Length > MostIds)
            throw Problem.Invalid("ids", $"{ids.Length} ids", $"The number of values in the `ids` query parameter list [{ids.Length}] is not between 1 and {MostIds}");
        if (ids.FirstOrDefault(id => !Wire.TryId(id, out _)) is { } wrong)
            throw Problem.Invalid("ids", wrong, $"The `ids` query parameter value [{wrong}] is not valid");
        lock (network.Gate)
        {
            var found = ids.Select(id => (Id: id, Post: network.Posts.Find(long.Parse(id)))).ToList();
            var body = Page.Body([.. found.Select(one => one.Post).OfType<SandboxPost>()], network, Wanted.Of(call));
            var missing = found.Where(one => one.Post is null).Select(one => Problem.MissingPost("ids", one.Id)).ToArray<JsonNode>();
            if (missing.Length > 0)
                body["errors"] = new JsonArray(missing);
            return new(200, body);
        }
    }

    private static Answer LookupOne(SandboxCall call, PracticeNetwork network)
    {
        call.AllowQuery(Wanted.Parameters);
        var id = call.PathId("id");
        lock (network.Gate)
        {
            if (network.Posts.Find(id) is not { } post)
                return new(200, new JsonObject { ["errors"] = new JsonArray(Problem.MissingPost("id", Wire.Id(id))) });
            var body = Page.Body([post], network, Wanted.Of(call));
            body["data"] = body["data"]![0]!.DeepClone();
            return new(200, body);
        }
    }

    private static JsonObject MissingUser(long id)
    {
        var problem = Problem.MissingPost("id", Wire.Id(id));
        problem["resource_type"] = "user";
        problem["detail"] = $"Could not find user with id: [{id}].";
        return problem;
    }
}
