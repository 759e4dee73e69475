using CoProWeek.Campaigns.Files;

namespace CoProWeek.Campaigns;

/// <summary>Writes a campaign into a folder: campaign.json, plan.csv and the pictures; importing it again changes nothing.</summary>
internal sealed class PlanExport(PostStore posts, MediaStore media)
{
    /// <returns>The files written, as they lie in the folder.</returns>
    public async Task<IReadOnlyList<string>> WriteAsync(Campaign campaign, string folder, CancellationToken stop = default)
    {
        Directory.CreateDirectory(folder);
        var (plan, pictures) = Named(await posts.ListAsync(campaign, day: null, stop));
        await File.WriteAllBytesAsync(Path.Combine(folder, CampaignFile.Name), CampaignFileWriter.Write(campaign), stop);
        await File.WriteAllBytesAsync(Path.Combine(folder, PlanFile.Name), PlanFileWriter.Write([.. plan.Select(post => (post.Content, PostStatus.Of(post)))]), stop);
        foreach (var (name, hash) in pictures)
            await WritePictureAsync(Path.Combine(folder, name), hash, stop);
        return [CampaignFile.Name, PlanFile.Name, .. pictures.Keys];
    }

    private async Task WritePictureAsync(string path, string hash, CancellationToken stop)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, await media.ReadAsync(hash, stop), stop);
    }

    /// <summary>A file's name stands for one picture: where two posts use it for different ones, the later gets a name of its own.</summary>
    private static (List<Post> Posts, Dictionary<string, string> Pictures) Named(IReadOnlyList<Post> posts)
    {
        var hashes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var named = posts.Select(post => post with
        {
            Content = post.Content with { Pictures = [.. post.Content.Pictures.Select(picture => picture with { FileName = Name(picture, hashes) })] },
        }).ToList();
        return (named, hashes);
    }

    private static string Name(PostPicture picture, Dictionary<string, string> hashes)
    {
        var name = hashes.TryAdd(picture.FileName, picture.Hash) || hashes[picture.FileName] == picture.Hash
            ? picture.FileName
            : Path.ChangeExtension(picture.FileName, null) + $"-{picture.Hash[..8]}" + Path.GetExtension(picture.FileName);
        hashes[name] = picture.Hash;
        return name;
    }
}
