using System.Text;
using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using CoProWeek.Reporting;

namespace CoProWeek.Web;

/// <summary>The report to take away.</summary>
internal static class ReportFiles
{
    public static void MapReportFiles(this WebApplication app)
    {
        app.MapGet("/campaigns/{slug}/report.html", Send("html", "text/html; charset=utf-8", async report => Encoding.UTF8.GetBytes(await ReachHtml.FileAsync(report))));
        app.MapGet("/campaigns/{slug}/report.csv", Send("csv", "text/csv; charset=utf-8", report => Task.FromResult(ReachCsv.Write(report))));
        app.MapGet("/campaigns/{slug}/report.json", Send("json", "application/json", report => Task.FromResult(Encoding.UTF8.GetBytes(ReachJson.Write(report)))));
    }

    private static Func<string, HttpContext, CampaignStore, Refresher, ReachReports, CancellationToken, Task<IResult>> Send(
        string ending, string contentType, Func<ReachReport, Task<byte[]>> write) => async (slug, context, campaigns, refresher, reports, stop) =>
    {
        if (await campaigns.FindAsync(slug, stop) is not { } campaign)
            return TypedResults.NotFound();
        // A file leaves the house: what its author has removed by now is not in it.
        await refresher.SweepAsync(campaign.Id, stop);
        var days = ReportDays.Read(context.Request.Query, campaign);
        var whole = await reports.MakeAsync(campaign, days.From, days.To, stop);
        var report = ReportDays.IsFull(context.Request.Query) ? whole : whole.WithoutNames();
        return TypedResults.File(await write(report), contentType, $"{report.FileName}.{ending}");
    };
}
