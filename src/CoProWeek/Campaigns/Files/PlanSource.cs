namespace CoProWeek.Campaigns.Files;

/// <summary>The files of an import: campaign.json, plan.csv, and the folder its pictures lie in.</summary>
internal sealed record PlanSource(string? CampaignPath, string? PlanPath)
{
    public string Folder => Path.GetDirectoryName(Path.GetFullPath(PlanPath ?? CampaignPath!))!;

    /// <summary>From a folder, or from the files themselves.</summary>
    /// <exception cref="RefusedException">There is nothing to import at these paths.</exception>
    public static PlanSource Find(IReadOnlyList<string> paths)
    {
        var files = paths is [var folder] && Directory.Exists(folder) ? InFolder(folder) : [.. paths.Select(Existing)];
        var source = new PlanSource(One(files, ".json"), One(files, ".csv", ".tsv", ".txt"));
        return source is (null, null)
            ? throw new RefusedException($"There is no {CampaignFile.Name} and no {PlanFile.Name} in {string.Join(", ", paths)}.")
            : source;
    }

    /// <summary>Files of these very names; a folder may hold others that are nobody's business.</summary>
    private static string[] InFolder(string folder) =>
        [.. new[] { CampaignFile.Name, PlanFile.Name }.Select(name => Path.Combine(folder, name)).Where(File.Exists)];

    private static string Existing(string path) => File.Exists(path)
        ? path
        : throw new RefusedException(Directory.Exists(path)
            ? $"{path} is a folder: give it alone, or give files."
            : $"There is no file {path}.");

    private static string? One(string[] files, params string[] endings) =>
        files.Where(file => endings.Contains(Path.GetExtension(file).ToLowerInvariant())).ToList() switch
        {
            [] => null,
            [var one] => one,
            var more => throw new RefusedException($"One at a time: {string.Join(", ", more)}."),
        };
}
