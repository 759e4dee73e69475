using System.Buffers.Binary;

namespace CoProWeek.Campaigns;

/// <summary>What a picture's own first bytes say of it, whatever its file is called.</summary>
internal sealed record PictureHead(string ContentType, int Width, int Height)
{
    private const string Film = "it is a film; a film goes as a link";

    /// <summary>Its type and size, or in words why it is no picture that can go out.</summary>
    public static (PictureHead? Head, string Wrong) Read(ReadOnlySpan<byte> bytes)
    {
        var head = bytes switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, ..] => Png(bytes),
            [0xFF, 0xD8, 0xFF, ..] => Jpeg(bytes),
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => Gif(bytes),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebP(bytes),
            _ => null,
        };
        return head is { Width: > 0, Height: > 0 } ? (head, "") : (null, WhyNot(bytes));
    }

    public static bool IsFilmName(string fileName) =>
        Path.GetExtension(fileName).ToLowerInvariant() is ".mp4" or ".mov" or ".m4v" or ".webm" or ".avi" or ".mkv" or ".wmv" or ".mpg" or ".mpeg" or ".3gp";

    private static string WhyNot(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'h' or (byte)'m', (byte)'e' or (byte)'i', ..] => "it is a HEIC picture, which X does not take",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] or [0x1A, 0x45, 0xDF, 0xA3, ..] => Film,
        [] => "the file is empty",
        _ => "it is not a picture, or a damaged one",
    };

    private static PictureHead? Png(ReadOnlySpan<byte> bytes) => bytes.Length < 24
        ? null
        : new("image/png", BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]));

    private static PictureHead? Gif(ReadOnlySpan<byte> bytes) => bytes.Length < 10
        ? null
        : new("image/gif", BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]));

    /// <summary>Walks the segments to the frame header, which alone holds the size; a turned photograph's two numbers may be swapped.</summary>
    private static PictureHead? Jpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 9 <= bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return new("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            at += marker == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }
        return null;
    }

    /// <summary>WebP has three ways to say its size: lossy, lossless and extended.</summary>
    private static PictureHead? WebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30)
            return null;
        var (width, height) = bytes[15] switch
        {
            (byte)' ' => (BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFF),
            (byte)'L' => Lossless(BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..])),
            (byte)'X' => (1 + (bytes[24] | bytes[25] << 8 | bytes[26] << 16), 1 + (bytes[27] | bytes[28] << 8 | bytes[29] << 16)),
            _ => (0, 0),
        };
        return new("image/webp", width, height);
    }

    private static (int Width, int Height) Lossless(uint bits) => (1 + (int)(bits & 0x3FFF), 1 + (int)(bits >> 14 & 0x3FFF));
}
