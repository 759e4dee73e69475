using System.Buffers.Binary;
using System.Text;

namespace CoProWeek.Campaigns;

/// <summary>A PNG is a row of named chunks; texts, EXIF, times and private ones go.</summary>
internal static class PngMetadata
{
    private const int Signature = 8;
    private const int LengthAndName = 8;
    private const int Checksum = 4;

    // The picture itself, its colours and its measures, and the frames of a moving one.
    private static readonly HashSet<string> Kept =
    [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "pHYs", "acTL", "fcTL", "fdAT",
    ];

    /// <summary>False when it is not whole.</summary>
    public static bool Strip(ReadOnlySpan<byte> bytes, MemoryStream kept)
    {
        kept.Write(bytes[..Signature]);
        var hasPixels = false;
        for (var at = Signature; bytes.Length - at >= LengthAndName + Checksum;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - LengthAndName - Checksum)
                return false;
            var chunk = bytes.Slice(at, LengthAndName + (int)length + Checksum);
            var name = Encoding.ASCII.GetString(chunk[4..LengthAndName]);
            if (name == "IHDR" != (at == Signature) || IsUnknownAndNeeded(name))
                return false;
            hasPixels |= name == "IDAT";
            if (Kept.Contains(name))
                kept.Write(chunk);
            if (name == "IEND")
                return hasPixels && length == 0;
            at += chunk.Length;
        }
        return false;
    }

    /// <summary>A capital first letter says that the picture cannot be shown without it.</summary>
    private static bool IsUnknownAndNeeded(string name) => !char.IsAsciiLetterLower(name[0]) && !Kept.Contains(name);
}
