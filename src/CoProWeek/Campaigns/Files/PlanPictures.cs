using CoProWeek.Networks;

namespace CoProWeek.Campaigns.Files;

/// <summary>Looks at the pictures that a plan names, in the folder it lies in and nowhere else; one that is not there may be kept already, by that name.</summary>
internal sealed class PlanPictures(string folder, IReadOnlyDictionary<string, string> kept, NetworkList networks, FileFindings findings)
{
    private const string Beside = "a picture beside the plan, such as card.png or cards/card.png";

    private const string NotThere = "there is no such file";

    private readonly Dictionary<string, (PictureFile? File, string Wrong, string Expected)> seen = new(StringComparer.Ordinal);

    /// <summary>The pictures found, by hash.</summary>
    public Dictionary<string, PictureFile> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The names of those that are neither there nor kept.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>The row with the hash of each of its pictures.</summary>
    public PlanRow Read(PlanRow row)
    {
        foreach (var limits in row.Content.Accounts.Select(account => networks.Find(account.Network).Limits).Distinct())
            FindLimits(row, limits);
        return row with { Content = row.Content with { Pictures = [.. row.Content.Pictures.Select(picture => picture with { Hash = HashOf(row, picture.FileName) })] } };
    }

    private void FindLimits(PlanRow row, NetworkLimits limits)
    {
        if (row.Content.Pictures.Count > limits.Pictures)
            findings.Wrong(row.Row, PlanColumns.Media, $"there are {row.Content.Pictures.Count} pictures", $"at most {limits.Pictures} in one post");
        foreach (var picture in row.Content.Pictures)
        {
            if (picture.AltText.Length > limits.AltTextLength)
                findings.Wrong(row.Row, PlanColumns.Alt, $"the alt text of {picture.FileName} is {picture.AltText.Length} characters long", $"at most {limits.AltTextLength}");
            if (Look(picture.FileName).File is { } file && file.Size > limits.PictureBytes)
                findings.Wrong(row.Row, PlanColumns.Media, $"{picture.FileName} has {file.Size / 1024:N0} KB", $"at most {limits.PictureBytes / 1024:N0} KB; save it smaller");
        }
        if (row.Content.Pictures.Count > 1 && row.Content.Pictures.Any(picture => Look(picture.FileName).File?.Head.ContentType == "image/gif"))
            findings.Wrong(row.Row, PlanColumns.Media, "a GIF stands beside other pictures", "a GIF alone, or still pictures");
    }

    private string HashOf(PlanRow row, string fileName)
    {
        var (file, wrong, expected) = Look(fileName);
        if (wrong == NotThere && kept.TryGetValue(fileName, out var hash))
            return hash;
        if (wrong == NotThere && !Missing.Contains(fileName))
            Missing.Add(fileName);
        if (file is null)
            findings.Wrong(row.Row, PlanColumns.Media, $"{fileName}: {wrong}", expected);
        else
            Files[file.Hash] = file;
        return file?.Hash ?? "";
    }

    private (PictureFile? File, string Wrong, string Expected) Look(string fileName)
    {
        if (!seen.TryGetValue(fileName, out var found))
            seen[fileName] = found = LookAnew(fileName);
        return found;
    }

    private (PictureFile? File, string Wrong, string Expected) LookAnew(string fileName)
    {
        if (PictureHead.IsFilmName(fileName))
            return (null, "it is a film", "a film goes as a link");
        if (Inside(fileName) is not { } path)
            return (null, "it lies outside the plan's folder", Beside);
        if (!File.Exists(path))
            return (null, NotThere, Beside);
        if (Bytes(path) is not { } bytes)
            return (null, "it cannot be read", "a file that the user who imports may read");
        var (file, wrong) = PictureFile.Look(path, bytes);
        return (file, wrong, "a JPEG, PNG, GIF or WebP picture");
    }

    private static byte[]? Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The file's full path; null when it leads out of the folder, be it by "..", from the root or over a link.</summary>
    private string? Inside(string fileName)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        var path = Path.GetFullPath(fileName.Replace('\\', '/'), root);
        if (!path.StartsWith(root, StringComparison.Ordinal))
            return null;
        for (var at = path; at.Length > root.Length; at = Path.GetDirectoryName(at)!)
            if (new FileInfo(at).LinkTarget is not null)
                return null;
        return path;
    }
}
