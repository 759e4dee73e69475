using System.Text;
using CoProWeek.Reporting;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Reporting;

/// <summary>A report's file on the disk, where a browser opens it.</summary>
internal static class ReportFile
{
    public static async Task<string> WriteAsync(ReachReport report)
    {
        var path = Path.Combine(TemporaryFolder.Create(), "report.html");
        await File.WriteAllTextAsync(path, await ReachHtml.FileAsync(report), Encoding.UTF8);
        return $"file://{path}";
    }
}
