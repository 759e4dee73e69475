using CoProWeek.Reporting.Html;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoProWeek.Reporting;

/// <summary>The report as HTML: one file that asks for nothing, or the part of a page.</summary>
internal static class ReachHtml
{
    /// <summary>A whole document, to be kept, sent and printed.</summary>
    public static Task<string> FileAsync(ReachReport report) => RenderAsync<ReachFile>(report, null);

    /// <summary>What stands inside a page of the dashboard.</summary>
    public static Task<string> BodyAsync(ReachReport report, RowsBehind behind) => RenderAsync<ReachBody>(report, behind);

    private static async Task<string> RenderAsync<T>(ReachReport report, RowsBehind? behind)
        where T : IComponent
    {
        // Razor's components are public and the report is not: it comes to them as a cascading value, which need not be.
        var tables = ReachTables.Of(report);
        var values = new ServiceCollection().AddCascadingValue(_ => report).AddCascadingValue(_ => tables);
        if (behind is not null)
            values.AddCascadingValue(_ => behind);
        await using var services = values.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>()).ToHtmlString());
    }
}
