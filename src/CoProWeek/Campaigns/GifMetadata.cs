namespace CoProWeek.Campaigns;

/// <summary>A GIF is a row of blocks; comments, texts and programs' own blocks go, but for the one that says how often it plays.</summary>
internal static class GifMetadata
{
    private const int Head = 13;
    private const int ImageHead = 10;
    private const byte Extension = 0x21;
    private const byte Image = 0x2C;
    private const byte Trailer = 0x3B;
    private const byte GraphicControl = 0xF9;

    /// <summary>False when it is not whole.</summary>
    public static bool Strip(ReadOnlySpan<byte> bytes, MemoryStream kept)
    {
        if (bytes.Length < Head)
            return false;
        var at = Head + ColourTable(bytes[10]);
        if (at > bytes.Length)
            return false;
        kept.Write(bytes[..at]);
        for (var hasPixels = false; at < bytes.Length;)
        {
            var rest = bytes[at..];
            var length = rest[0] switch
            {
                Trailer => 1,
                Image => ImageLength(rest),
                Extension => SubBlocksEnd(rest, 2),
                0 => 1, // an empty block, which some programs leave behind an image
                _ => null,
            };
            if (length is not { } known)
                return false;
            hasPixels |= rest[0] == Image;
            if (MayStay(rest[..known]))
                kept.Write(rest[..known]);
            if (rest[0] == Trailer)
                return hasPixels;
            at += known;
        }
        return false;
    }

    private static bool MayStay(ReadOnlySpan<byte> block) => block switch
    {
        [Image or Trailer, ..] => true,
        [Extension, GraphicControl, 4, _, _, _, _, 0] => true,
        [Extension, 0xFF, 11, .. var looping] => looping.Length == 16 && looping.StartsWith("NETSCAPE2.0\u0003\u0001"u8),
        _ => false,
    };

    private static int ColourTable(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static int? ImageLength(ReadOnlySpan<byte> image) =>
        image.Length < ImageHead ? null : SubBlocksEnd(image, ImageHead + ColourTable(image[9]) + 1);

    /// <summary>Behind the empty block that ends a row of them; null when there is none.</summary>
    private static int? SubBlocksEnd(ReadOnlySpan<byte> block, int at)
    {
        while (at < block.Length && block[at] != 0)
            at += 1 + block[at];
        return at < block.Length ? at + 1 : null;
    }
}
