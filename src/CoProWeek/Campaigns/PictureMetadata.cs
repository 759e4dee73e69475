namespace CoProWeek.Campaigns;

/// <summary>
/// Takes out of a picture what tells of its maker: where and when and with what it was taken, by whom, what was written into it,
/// and whatever was hung on behind its end. Pixels and colour profile stay as they are, byte for byte.
/// </summary>
/// <remarks>
/// Each format keeps a list of the parts that are needed to show it, and everything else goes: a part that nobody has heard of
/// may hold anything. Taking out twice is taking out once, so that what was exported comes in again unchanged.
/// </remarks>
internal static class PictureMetadata
{
    /// <summary>Null when the picture cannot be walked to its end: then nobody can say what is in it.</summary>
    public static byte[]? Strip(ReadOnlySpan<byte> bytes)
    {
        using var kept = new MemoryStream(bytes.Length);
        var isWhole = PictureHead.Read(bytes).Head?.ContentType switch
        {
            "image/jpeg" => JpegMetadata.Strip(bytes, kept),
            "image/png" => PngMetadata.Strip(bytes, kept),
            "image/webp" => WebPMetadata.Strip(bytes, kept),
            "image/gif" => GifMetadata.Strip(bytes, kept),
            _ => false,
        };
        return isWhole ? kept.ToArray() : null;
    }
}
