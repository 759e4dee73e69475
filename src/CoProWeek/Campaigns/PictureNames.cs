namespace CoProWeek.Campaigns;

/// <summary>A file's name stands for one picture: where two posts use it for different ones, the later gets a name of its own.</summary>
internal sealed record PictureNames(IReadOnlyList<Post> Posts, IReadOnlyDictionary<string, string> Hashes)
{
    public static PictureNames Of(IReadOnlyList<Post> posts)
    {
        var hashes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var named = posts.Select(post => post with
        {
            Content = post.Content with { Pictures = [.. post.Content.Pictures.Select(picture => picture with { FileName = Name(picture, hashes) })] },
        }).ToList();
        return new(named, hashes);
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
