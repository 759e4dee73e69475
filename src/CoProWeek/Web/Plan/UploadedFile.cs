using System.IO.Compression;
using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;

namespace CoProWeek.Web;

/// <summary>A file out of a form: read within its limit, and known by its bytes, not by its name.</summary>
internal static class UploadedFile
{
    public const long MostBytes = 60L * 1024 * 1024;

    public const long MostPictureBytes = 5L * 1024 * 1024;

    /// <summary>A plan, with the ending that its bytes say.</summary>
    /// <exception cref="RefusedException">There is none, it is too big, or it is something else.</exception>
    public static async Task<(string Name, byte[] Bytes)> PlanAsync(IFormFile? file, CancellationToken stop)
    {
        if (file is null || file.Length == 0)
            throw new RefusedException("Choose a file first: a workbook (.xlsx), a CSV file, or a zip of a plan and its pictures.");
        var name = Clean(Path.GetFileNameWithoutExtension(file.FileName.Replace('\\', '/')));
        var bytes = await ReadAsync(file, MostBytes, name, stop);
        return ($"{name}{Ending(bytes) ?? throw new RefusedException($"{name} is none of the kinds that are read. Expected: a workbook (.xlsx, without a password), a CSV file in UTF-8, or a zip of a plan and its pictures.")}", bytes);
    }

    /// <summary>A picture that goes out, known by its bytes and without what it says of its maker, which waits nowhere either.</summary>
    /// <exception cref="RefusedException">It is none, or too big.</exception>
    public static async Task<byte[]> PictureAsync(IFormFile file, string name, CancellationToken stop)
    {
        var bytes = await ReadAsync(file, MostPictureBytes, name, stop);
        return await PictureFile.Upload(name, bytes).BytesAsync(stop);
    }

    private static async Task<byte[]> ReadAsync(IFormFile file, long most, string name, CancellationToken stop)
    {
        if (file.Length > most)
            throw new RefusedException($"{name} has {file.Length / 1024 / 1024:N0} MB. Expected: at most {most / 1024 / 1024:N0} MB.");
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, stop);
        return bytes.ToArray();
    }

    private static string? Ending(byte[] bytes) => bytes switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] => IsWorkbook(bytes) ? WorkbookFile.Ending : PlanPackage.Ending,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => WorkbookFile.Ending, // an old workbook: the reading says so
        _ when bytes.Contains((byte)0) => null,
        _ => ".csv",
    };

    private static bool IsWorkbook(byte[] bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false));
            return zip.GetEntry("xl/workbook.xml") is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static string Clean(string name)
    {
        var clean = string.Concat(name.Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_' or '.')).Trim(' ', '.');
        return clean == "" ? "plan" : clean[..Math.Min(clean.Length, 100)];
    }
}
