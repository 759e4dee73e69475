using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;

namespace CoProWeek.Reporting.Files;

/// <summary>
/// The report as a zip of tables, each as Excel reads it best: UTF-8 with its mark. A cell that a spreadsheet would take for a formula,
/// or for a number too long for it, begins with an apostrophe, by which Excel knows a text.
/// </summary>
internal static class ReachCsv
{
    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    public static async Task WriteAsync(ReachReport report, SpanPosts? posts, Stream to, CancellationToken stop)
    {
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        foreach (var table in FileTables.Of(report))
        {
            using var csv = Begin(zip, table.Key, table.Columns);
            foreach (var row in table.Rows)
                Write(csv, row, report.Campaign.Zone);
        }
        if (posts is null)
            return;
        using var all = Begin(zip, SpanPosts.Key, posts.Columns);
        await foreach (var row in posts.RowsAsync(stop))
            Write(all, row, report.Campaign.Zone);
    }

    private static CsvWriter Begin(ZipArchive zip, string key, IReadOnlyList<FileColumn> columns)
    {
        var csv = CsvWriter.Create(zip.CreateEntry($"{key}.csv", CompressionLevel.Fastest).Open(), Options);
        csv.WriteRecord(columns.Select(column => column.Name).ToArray());
        return csv;
    }

    private static void Write(CsvWriter csv, FileCell[] row, TimeZoneInfo zone)
    {
        foreach (var cell in row)
            Write(csv, cell, zone);
        csv.EndRecord();
    }

    private static void Write(CsvWriter csv, FileCell cell, TimeZoneInfo zone)
    {
        if (cell.Number is { } number)
            csv.WriteField(number); // as a number: one below 0 is no formula
        else if (cell.Day is { } day)
            csv.WriteField(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        else if (cell.At is { } at)
            csv.WriteField(TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
        else
            csv.WriteField(cell.IsId ? $"'{cell.Words}" : cell.Words ?? "");
    }
}
