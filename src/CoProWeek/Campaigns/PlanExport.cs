using System.IO.Compression;
using CoProWeek.Campaigns.Files;

namespace CoProWeek.Campaigns;

/// <summary>Writes a campaign out, as a folder or a zip of campaign.json, plan.csv and the pictures, or as a workbook; importing it again changes nothing.</summary>
internal sealed class PlanExport(PostStore posts, MediaStore media)
{
    /// <summary>A path that ends in .xlsx, .zip or .csv is a file to write; any other is a folder.</summary>
    /// <returns>The files written, as they lie in the folder or the zip.</returns>
    public async Task<IReadOnlyList<string>> WriteAsync(Campaign campaign, string target, CancellationToken stop = default)
    {
        if (Path.GetExtension(target).ToLowerInvariant() is not (WorkbookFile.Ending or PlanPackage.Ending or ".csv"))
            return await WriteFolderAsync(campaign, target, stop);
        if (Directory.Exists(target))
            throw new RefusedException($"{target} is a folder. Expected: a file to write.");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
        await using var file = File.Create(target);
        return await WriteAsync(campaign, Path.GetExtension(target).ToLowerInvariant(), file, stop);
    }

    /// <summary>One file into a stream that can seek.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="form">".xlsx", ".zip" or ".csv".</param>
    /// <param name="to">Where to.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<IReadOnlyList<string>> WriteAsync(Campaign campaign, string form, Stream to, CancellationToken stop = default)
    {
        var plan = PictureNames.Of(await posts.ListAsync(campaign, day: null, stop));
        if (form == PlanPackage.Ending)
            return await WriteZipAsync(campaign, plan, to, stop);
        await to.WriteAsync(form == ".csv" ? PlanFileWriter.Write(Rows(plan)) : WorkbookWriter.Write(campaign, Rows(plan)), stop);
        return form == ".csv" ? [PlanFile.Name] : [WorkbookFile.CampaignSheet, WorkbookFile.PlanSheet];
    }

    private async Task<IReadOnlyList<string>> WriteZipAsync(Campaign campaign, PictureNames plan, Stream to, CancellationToken stop)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, stop);
        await foreach (var (name, bytes) in FilesAsync(campaign, plan, stop))
        {
            var entry = zip.CreateEntry(name, name.StartsWith(CampaignFile.Name, StringComparison.Ordinal) || name == PlanFile.Name ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
            await using var inside = await entry.OpenAsync(stop);
            await inside.WriteAsync(bytes, stop);
        }
        return [CampaignFile.Name, PlanFile.Name, .. plan.Hashes.Keys];
    }

    private async Task<IReadOnlyList<string>> WriteFolderAsync(Campaign campaign, string folder, CancellationToken stop)
    {
        var plan = PictureNames.Of(await posts.ListAsync(campaign, day: null, stop));
        Directory.CreateDirectory(folder);
        await foreach (var (name, bytes) in FilesAsync(campaign, plan, stop))
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, bytes, stop);
        }
        return [CampaignFile.Name, PlanFile.Name, .. plan.Hashes.Keys];
    }

    private async IAsyncEnumerable<(string Name, byte[] Bytes)> FilesAsync(
        Campaign campaign, PictureNames plan, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        yield return (CampaignFile.Name, CampaignFileWriter.Write(campaign));
        yield return (PlanFile.Name, PlanFileWriter.Write(Rows(plan)));
        foreach (var (name, hash) in plan.Hashes)
            yield return (name, await media.ReadAsync(hash, stop));
    }

    private static List<(PostContent Post, string Status)> Rows(PictureNames plan) =>
        [.. plan.Posts.Select(post => (post.Content, PostStatus.Of(post)))];
}
