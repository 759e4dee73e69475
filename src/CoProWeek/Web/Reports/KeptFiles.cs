using CoProWeek.Campaigns;
using CoProWeek.Reporting.Sending;

namespace CoProWeek.Web;

/// <summary>Kept reports as they were made: shown, or taken away.</summary>
internal static class KeptFiles
{
    private const string Html = "text/html; charset=utf-8";

    public static void MapKeptReports(this WebApplication app)
    {
        app.MapGet("/campaigns/{slug}/reports/{id:long}", Send(async (reports, kept, context, stop) =>
        {
            Shut(context, kept);
            return TypedResults.Bytes(await reports.HtmlAsync(kept, stop), Html);
        }));
        app.MapGet("/campaigns/{slug}/reports/{id:long}.html", Send(async (reports, kept, context, stop) =>
        {
            Shut(context, kept);
            return TypedResults.File(await reports.HtmlAsync(kept, stop), Html, $"{kept.FileName}.html");
        }));
        app.MapGet("/campaigns/{slug}/reports/{id:long}.json", Send(async (reports, kept, _, stop) =>
            TypedResults.File(await reports.JsonAsync(kept, stop), "application/json", $"{kept.FileName}.json")));
    }

    /// <summary>A document of another day, by another version of this program: it may show itself in its own style, and nothing else.</summary>
    private static void Shut(HttpContext context, KeptReport kept) => context.Response.Headers.ContentSecurityPolicy =
        $"sandbox; default-src 'none'; style-src {kept.Style}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static Func<string, long, HttpContext, CampaignStore, KeptReports, CancellationToken, Task<IResult>> Send(
        Func<KeptReports, KeptReport, HttpContext, CancellationToken, Task<IResult>> write) => async (slug, id, context, campaigns, reports, stop) =>
    {
        var campaign = await campaigns.FindAsync(slug, stop);
        var kept = campaign is null ? null : await reports.FindAsync(campaign.Id, id, stop);
        return kept is null ? TypedResults.NotFound() : await write(reports, kept, context, stop);
    };
}
