using System.IO.Compression;
using CoProWeek.Campaigns;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Files;
using CsvHelper;

namespace CoProWeek.Tests.Reporting.Files;

/// <summary>A report's files, read back.</summary>
internal static class Written
{
    public static async Task<byte[]> AsAsync(FileForm form, ReachReport report)
    {
        using var bytes = new MemoryStream();
        await form.WriteAsync(report, null, bytes, CancellationToken.None);
        return bytes.ToArray();
    }

    /// <summary>With every post, over the campaign's days unless others are given.</summary>
    public static async Task<byte[]> InFullAsync(ReportDesk desk, FileForm form, string? from = null, string? to = null)
    {
        var campaign = await desk.Get<CampaignStore>().NamedOrOnlyAsync(slug: null);
        await using var made = await desk.Get<ReachFiles>().MakeAsync(campaign, Day(from), Day(to), null, form, isFull: true, CancellationToken.None);
        using var bytes = new MemoryStream();
        await made.Content.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>The tables of the zip by their names, headings first.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string[]>> Tables(byte[] zipped)
    {
        using var zip = new ZipArchive(new MemoryStream(zipped, writable: false));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry => Rows(Bytes(entry)));
    }

    public static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>All that the tables say.</summary>
    public static async Task<string> CsvAsync(ReachReport report) =>
        string.Join('\n', Tables(await AsAsync(FileForm.Csv, report)).SelectMany(table => table.Value).Select(row => string.Join(',', row)));

    /// <summary>All that the sheets say.</summary>
    public static async Task<string> XlsxAsync(ReachReport report) =>
        string.Join('\n', ReadBook.Of(await AsAsync(FileForm.Xlsx, report)).Sheets.SelectMany(sheet => sheet.Rows.Select(row => string.Join(',', row.Select(cell => cell.Text))).Prepend(sheet.Name)));

    private static IReadOnlyList<string[]> Rows(byte[] table)
    {
        using var csv = CsvReader.Create(table, new CsvReaderOptions { HasHeader = false });
        var rows = new List<string[]>();
        while (csv.Read())
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
        return rows;
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd");
}
