using System.IO.Compression;

namespace CoProWeek.Campaigns.Files;

/// <summary>
/// How much a package may hold. What an entry says it unpacks to is binding: the reader stops there.
/// So a bomb is known by its table of contents, and never unpacked.
/// </summary>
internal sealed record ZipLimits(int Files, long Bytes)
{
    /// <summary>The XML of a workbook; a campaign's is under a megabyte.</summary>
    public static readonly ZipLimits Workbook = new(Files: 2_000, Bytes: 80L * 1024 * 1024);

    /// <summary>A plan with its pictures.</summary>
    public static readonly ZipLimits Package = new(Files: 1_000, Bytes: 250L * 1024 * 1024);

    /// <summary>In words what is too much, or null.</summary>
    public string? Broken(ZipArchive zip)
    {
        if (zip.Entries.Count > Files)
            return $"it holds {zip.Entries.Count:N0} files, and at most {Files:N0} are read";
        return zip.Entries.Sum(entry => (decimal)entry.Length) > Bytes ? $"it unpacks to more than {Bytes / 1024 / 1024:N0} MB" : null;
    }
}
