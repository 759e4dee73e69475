using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Collecting;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Ties;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Who answers whom, to take away.</summary>
internal static class TiesFile
{
    public static void MapTiesFile(this WebApplication app) => app.MapGet("/campaigns/{slug}/ties.gexf", SendAsync);

    private static async Task<IResult> SendAsync(string slug, HttpContext context, NpgsqlDataSource database, CampaignStore campaigns, Refresher refresher, CampaignClock clock, CancellationToken stop)
    {
        if (await campaigns.FindAsync(slug, stop) is not { } campaign)
            return TypedResults.NotFound();
        // A file leaves the house: what its author has removed by now is not in it.
        await refresher.SweepAsync(campaign.Id, stop);
        var (days, isFull, now) = (ReportDays.Read(context.Request.Query, campaign), ReportDays.IsFull(context.Request.Query), clock.GetUtcNow());
        var span = ReportSpan.Of(campaign, days.From, days.To);
        var name = FormattableString.Invariant($"ties-{campaign.Slug}-{span.From:yyyy-MM-dd}-to-{span.To:yyyy-MM-dd}{(isFull ? "-with-names" : "")}.gexf");
        return TypedResults.Stream(
            async to =>
            {
                await using var graph = await TieGraph.OpenAsync(database, campaign, span, stop);
                await Gexf.WriteAsync(to, graph, campaign, span, now, isFull, stop);
            },
            Gexf.ContentType, name);
    }
}
