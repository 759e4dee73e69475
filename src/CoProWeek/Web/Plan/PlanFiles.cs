using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;

namespace CoProWeek.Web;

/// <summary>A campaign to take away: <c>/campaigns/{slug}/plan/files/{name}</c>, and a workbook to start from.</summary>
internal static class PlanFiles
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [WorkbookFile.Ending] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [PlanPackage.Ending] = "application/zip",
        [".csv"] = "text/csv; charset=utf-8",
    };

    public static void MapPlanFiles(this WebApplication app)
    {
        app.MapGet("/campaigns/{slug}/plan/files/{name}", SendAsync);
        app.MapGet("/campaigns/template.xlsx", (TimeProvider time) => Template(NewWeek.After(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))));
    }

    private static async Task<IResult> SendAsync(string slug, string name, CampaignStore campaigns, PlanExport export, CancellationToken stop)
    {
        var form = Path.GetExtension(name).ToLowerInvariant();
        if (await campaigns.FindAsync(slug, stop) is not { } campaign || !Types.TryGetValue(form, out var type))
            return TypedResults.NotFound();
        if (name == "template.xlsx")
            return Template(campaign);
        if (Path.GetFileNameWithoutExtension(name) != slug)
            return TypedResults.NotFound();
        // Pictures may be many: a file that is gone once it is sent, not the memory.
        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 81_920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await export.WriteAsync(campaign, form, file, stop);
            file.Position = 0;
            return TypedResults.File(file, type, $"{slug}{form}");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static IResult Template(Campaign campaign) =>
        TypedResults.File(WorkbookWriter.Write(campaign, []), Types[WorkbookFile.Ending], $"{(campaign.Slug == "" ? "week" : campaign.Slug)}-template.xlsx");
}
