using System.Text;
using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Files;

namespace CoProWeek.Web;

/// <summary>The report to take away, and each of its charts.</summary>
internal static class ReportFiles
{
    private static readonly FileForm[] Forms = [FileForm.Html, FileForm.Xlsx, FileForm.Csv, FileForm.Json];

    public static void MapReportFiles(this WebApplication app)
    {
        foreach (var form in Forms)
            app.MapGet($"/campaigns/{{slug}}/report{form.Ending}", (string slug, HttpContext context, CampaignStore campaigns, Refresher refresher, ReachFiles files, CancellationToken stop) =>
                OfAsync(slug, context, campaigns, refresher, async (campaign, days, against, isFull) =>
                {
                    // What is answered closes it.
                    var made = await files.MakeAsync(campaign, days.From, days.To, against, form, isFull, stop);
                    return TypedResults.File(made.Content, form.ContentType, made.Name);
                }, stop));
        app.MapGet("/campaigns/{slug}/report/charts/{chart}.svg", (string slug, string chart, HttpContext context, CampaignStore campaigns, Refresher refresher, ReachReports reports, CancellationToken stop) =>
            OfAsync(slug, context, campaigns, refresher, async (campaign, days, against, isFull) =>
            {
                var whole = await reports.MakeAsync(campaign, days.From, days.To, stop, against);
                return (await ChartFiles.OfAsync(isFull ? whole : whole.WithoutNames())).FirstOrDefault(one => one.Name == chart) is { } found
                    ? TypedResults.File(Encoding.UTF8.GetBytes(found.Svg), ChartFile.ContentType, found.FileName)
                    : TypedResults.NotFound();
            }, stop));
    }

    private static async Task<IResult> OfAsync(
        string slug, HttpContext context, CampaignStore campaigns, Refresher refresher, Func<Campaign, ReportDays, Campaign?, bool, Task<IResult>> answer, CancellationToken stop)
    {
        if (await campaigns.FindAsync(slug, stop) is not { } campaign)
            return TypedResults.NotFound();
        // A file leaves the house: what its author has removed by now is not in it.
        await refresher.SweepAsync(campaign.Id, stop);
        var days = ReportDays.Read(context.Request.Query, campaign);
        var against = days.Against is null ? null : days.Beside(ReportDays.Earlier(await campaigns.ListAsync(stop), campaign));
        return await answer(campaign, days, against, ReportDays.IsFull(context.Request.Query));
    }
}
