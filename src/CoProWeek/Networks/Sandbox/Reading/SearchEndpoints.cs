using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Reading;

/// <summary>GET /2/tweets/search/recent and counts/recent. Reposts are in neither (X, since May 2026).</summary>
internal static class SearchEndpoints
{
    private static readonly string[] Bounds = ["query", "since_id", "until_id", "start_time", "end_time", "next_token", "pagination_token"];

    public static void Map(RouteTable routes, PracticeNetwork network, SwitchBoard switches, CampaignClock clock)
    {
        routes.Add("GET", "/2/tweets/search/recent", Who.UserOrApp, call => Search(call, network, switches.Now, clock.GetUtcNow()));
        routes.Add("GET", "/2/tweets/counts/recent", Who.UserOrApp, call => Count(call, network, switches.Now, clock.GetUtcNow()));
    }

    private static Answer Search(SandboxCall call, PracticeNetwork network, SandboxSwitches switches, DateTimeOffset now)
    {
        call.AllowQuery([.. Bounds, "max_results", "sort_order", .. Wanted.Parameters]);
        var (query, wanted, size) = (Parse(call), Wanted.Of(call), Page.MaxResults(call, 10, 100, 10));
        if (call.Query("sort_order") is not (null or "recency" or "relevancy") and var order)
            throw Problem.Invalid("sort_order", order, $"The `sort_order` query parameter value [{order}] is not one of [recency,relevancy]");
        var (ids, _, _) = Span.OfRecent(call, now, switches.TimelineLagS);
        lock (network.Gate)
        {
            network.CatchUp(now);
            return Page.Of([.. Found(query, ids, network).Take(size + 1)], size, network, wanted);
        }
    }

    private static Answer Count(SandboxCall call, PracticeNetwork network, SandboxSwitches switches, DateTimeOffset now)
    {
        call.AllowQuery([.. Bounds, "granularity", "search_count.fields"]);
        var query = Parse(call);
        var bucket = call.Query("granularity") switch
        {
            null or "hour" => TimeSpan.FromHours(1),
            "minute" => TimeSpan.FromMinutes(1),
            "day" => TimeSpan.FromDays(1),
            var other => throw Problem.Invalid("granularity", other, $"The `granularity` query parameter value [{other}] is not one of [minute,hour,day]"),
        };
        var (ids, start, end) = Span.OfRecent(call, now, switches.TimelineLagS);
        lock (network.Gate)
        {
            network.CatchUp(now);
            return Counts.Of(Found(query, ids, network), start, end, bucket);
        }
    }

    private static Query Parse(SandboxCall call) => QueryParser.Parse(call.Query("query") ?? throw Problem.Invalid("query", "", "query: must not be empty"));

    private static IEnumerable<SandboxPost> Found(Query query, Span ids, PracticeNetwork network) =>
        network.Posts.Between(ids.From, ids.Below).Where(post => post.IsNewest && post.RepostOf is null && query.Matches(post, network));
}
