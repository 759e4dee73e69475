using System.IO.Compression;

namespace CoProWeek.Campaigns.Files;

/// <summary>
/// The files of an import, a zip among them unpacked into a folder of its own, which is gone when this is disposed:
/// after the import is written, for its pictures are read then.
/// </summary>
internal sealed class PlanPackage : IDisposable
{
    public const string Ending = ".zip";

    /// <summary>A picture may have 5 MB; anything of this size is no part of a plan.</summary>
    private const long MostOfOne = 40 * 1024 * 1024;

    private readonly string? folder;

    private PlanPackage(IReadOnlyList<string> paths, string? folder) => (Paths, this.folder) = (paths, folder);

    /// <summary>What <see cref="PlanImport"/> takes.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <exception cref="RefusedException">It is a zip that cannot be read, or should not be.</exception>
    public static PlanPackage Open(IReadOnlyList<string> paths)
    {
        if (paths is not [var only] || !only.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) || !File.Exists(only))
            return new(paths, folder: null);
        var unpacked = Directory.CreateTempSubdirectory("coproweek-plan-").FullName;
        try
        {
            using var file = File.OpenRead(only);
            Unpack(file, unpacked, Path.GetFileName(only));
            return new([Single(unpacked)], unpacked);
        }
        catch
        {
            Directory.Delete(unpacked, recursive: true);
            throw;
        }
    }

    public void Dispose()
    {
        if (folder is not null && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static void Unpack(Stream file, string into, string name)
    {
        try
        {
            using var zip = new ZipArchive(file);
            if (ZipLimits.Package.Broken(zip) is { } tooMuch)
                throw new RefusedException($"{name} is not unpacked: {tooMuch}. Expected: one campaign's plan and its pictures.");
            foreach (var entry in zip.Entries.Where(IsFile))
                Unpack(entry, into, name);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or NotSupportedException or IOException)
        {
            throw new RefusedException($"{name} cannot be unpacked: it is damaged, has a password, or is no zip. Expected: a zip of a plan and its pictures.");
        }
    }

    private static void Unpack(ZipArchiveEntry entry, string into, string name)
    {
        var inside = entry.FullName.Replace('\\', '/');
        var path = Path.GetFullPath(inside, into);
        if (!path.StartsWith(into + Path.DirectorySeparatorChar, StringComparison.Ordinal) || inside.Contains('\0') || inside.Contains(':'))
            throw new RefusedException($"{name} is not unpacked: it holds a file named \"{entry.FullName}\", which would land outside its folder.");
        if (entry.Length > MostOfOne)
            throw new RefusedException($"{name} is not unpacked: {inside} has {entry.Length / 1024 / 1024:N0} MB. Expected: at most {MostOfOne / 1024 / 1024:N0} MB each.");
        if (entry.IsEncrypted)
            throw new InvalidDataException();
        if (Path.Exists(path))
            throw new RefusedException($"{name} is not unpacked: {inside} is in it twice. Expected: each file once.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Written as a plain file whatever the zip says it is, a link among them.
        using var to = new FileStream(path, FileMode.CreateNew);
        using var from = entry.Open();
        from.CopyTo(to);
    }

    /// <summary>Not the folders, and not what a Macintosh or Windows adds unasked.</summary>
    private static bool IsFile(ZipArchiveEntry entry) =>
        entry.Name != "" && !entry.FullName.EndsWith('\\')
        && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) && entry.Name is not (".DS_Store" or "Thumbs.db" or "desktop.ini");

    /// <summary>A zip made of a folder holds that folder: the plan lies inside it.</summary>
    private static string Single(string unpacked) =>
        Directory.GetFiles(unpacked) is [] && Directory.GetDirectories(unpacked) is [var inner] ? inner : unpacked;
}
