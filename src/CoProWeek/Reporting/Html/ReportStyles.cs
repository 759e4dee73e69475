using System.Security.Cryptography;
using System.Text;

namespace CoProWeek.Reporting.Html;

/// <summary>What the file looks like: the dashboard's light palette, the report's own sheet, and paper.</summary>
internal static class ReportStyles
{
    public static string Text { get; } = string.Concat(new[] { "web/colours.css", "web/report.css", "reporting/file.css" }.Select(Read));

    /// <summary>As a content security policy names it: this style and no other.</summary>
    public static string Source { get; } = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'";

    private static string Read(string resource)
    {
        using var stream = typeof(ReportStyles).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
