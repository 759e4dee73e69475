namespace CoProWeek.Campaigns.Files;

/// <summary>The files of an import: campaign.json and plan.csv, or a workbook, and the folder its pictures lie in.</summary>
internal sealed record PlanSource(string? CampaignPath, string? PlanPath, string? WorkbookPath)
{
    /// <summary>A plan of 5,000 rows of long texts has a tenth of it.</summary>
    private const long MostBytes = 30 * 1024 * 1024;

    public string Folder => Path.GetDirectoryName(Path.GetFullPath(WorkbookPath ?? PlanPath ?? CampaignPath!))!;

    /// <summary>From a folder, or from the files themselves.</summary>
    /// <exception cref="RefusedException">There is nothing to import at these paths.</exception>
    public static PlanSource Find(IReadOnlyList<string> paths)
    {
        var files = paths is [var folder] && Directory.Exists(folder) ? InFolder(folder) : [.. paths.Select(Existing)];
        var source = new PlanSource(One(files, ".json"), One(files, ".csv", ".tsv", ".txt"), One(files, WorkbookFile.Ending, ".xlsm"));
        if (source is { WorkbookPath: not null } and ({ PlanPath: not null } or { CampaignPath: not null }))
            throw new RefusedException($"Either a workbook or {CampaignFile.Name} and {PlanFile.Name}, not both: {string.Join(", ", files.Select(Path.GetFileName))}.");
        return source is (null, null, null)
            ? throw new RefusedException($"There is no {CampaignFile.Name}, no {PlanFile.Name} and no workbook in {(Directory.Exists(paths[0]) ? "the folder" : string.Join(", ", paths))}.")
            : source;
    }

    /// <summary>Files of these very names, or else the one workbook; a folder may hold others that are nobody's business.</summary>
    private static string[] InFolder(string folder)
    {
        string[] named = [.. new[] { CampaignFile.Name, PlanFile.Name }.Select(name => Path.Combine(folder, name)).Where(File.Exists)];
        // Excel keeps "~$week.xlsx" beside a workbook that is open.
        return named.Length > 0 ? named : [.. Directory.GetFiles(folder, $"*{WorkbookFile.Ending}").Where(file => !Path.GetFileName(file).StartsWith("~$", StringComparison.Ordinal))];
    }

    private static string Existing(string path)
    {
        if (!File.Exists(path))
            throw new RefusedException(Directory.Exists(path)
                ? $"{path} is a folder: give it alone, or give files."
                : $"There is no file {path}.");
        if (path.EndsWith(PlanPackage.Ending, StringComparison.OrdinalIgnoreCase))
            throw new RefusedException($"{Path.GetFileName(path)} is a zip: give it alone.");
        return new FileInfo(path).Length > MostBytes
            ? throw new RefusedException($"{Path.GetFileName(path)} has more than {MostBytes / 1024 / 1024} MB. Expected: one campaign's plan; pictures lie beside it.")
            : path;
    }

    private static string? One(string[] files, params string[] endings) =>
        files.Where(file => endings.Contains(Path.GetExtension(file).ToLowerInvariant())).ToList() switch
        {
            [] => null,
            [var one] => one,
            var more => throw new RefusedException($"One at a time: {string.Join(", ", more)}."),
        };
}
