using System.Security.Cryptography;

namespace CoProWeek.Campaigns;

/// <summary>
/// A picture on its way in. Hash, head and size are of what is kept and goes out: the picture without what it says of its maker.
/// The path is the file's beside the plan; an upload's is its name alone.
/// </summary>
internal sealed record PictureFile(string Path, string Hash, PictureHead Head, int Size)
{
    private const string Damaged = "it is damaged: a part or its end is missing; save it anew";

    /// <summary>What is kept, of a picture that came without a file. A plan's many pictures are read again from theirs, one at a time.</summary>
    private byte[]? Uploaded { get; init; }

    /// <summary>A picture beside a plan, or in words why it cannot go out.</summary>
    public static (PictureFile? File, string Wrong) Look(string path, ReadOnlySpan<byte> bytes)
    {
        var (file, _, wrong) = Strip(path, bytes);
        return (file, wrong);
    }

    /// <summary>A picture that came over the web, held in memory until it is kept.</summary>
    /// <exception cref="RefusedException">It is no picture that can go out.</exception>
    public static PictureFile Upload(string name, ReadOnlySpan<byte> bytes)
    {
        var (file, kept, wrong) = Strip(name, bytes);
        return file is null
            ? throw new RefusedException($"{name}: {wrong}. Expected: a JPEG, PNG, GIF or WebP picture.")
            : file with { Uploaded = kept };
    }

    /// <summary>The bytes that <see cref="Hash"/> is of.</summary>
    /// <exception cref="RefusedException">The file has changed since it was looked at.</exception>
    public async Task<byte[]> BytesAsync(CancellationToken stop = default)
    {
        if (Uploaded is not null)
            return Uploaded;
        try
        {
            var (again, kept, _) = Strip(Path, await File.ReadAllBytesAsync(Path, stop));
            if (again?.Hash == Hash)
                return kept;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Said below: it is not the file that was looked at.
        }
        throw new RefusedException($"{System.IO.Path.GetFileName(Path)} was changed while it was being imported. Import again.");
    }

    private static (PictureFile? File, byte[] Kept, string Wrong) Strip(string path, ReadOnlySpan<byte> bytes)
    {
        if (PictureHead.Read(bytes) is { Head: null, Wrong: var wrong })
            return (null, [], wrong);
        return PictureMetadata.Strip(bytes) is { } kept && PictureHead.Read(kept).Head is { } head
            ? (new PictureFile(path, Convert.ToHexStringLower(SHA256.HashData(kept)), head, kept.Length), kept, "")
            : (null, [], Damaged);
    }
}
