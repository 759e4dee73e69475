using System.Buffers.Binary;

namespace CoProWeek.Campaigns;

/// <summary>A JPEG is a row of segments with the pixels behind the last; EXIF, XMP, IPTC, previews, comments and makers' own segments go.</summary>
internal static class JpegMetadata
{
    private const byte Start = 0xD8;
    private const byte End = 0xD9;
    private const byte Scan = 0xDA;
    private const byte Jfif = 0xE0;
    private const byte Exif = 0xE1;
    private const byte Profile = 0xE2;
    private const byte Adobe = 0xEE;

    /// <summary>False when it is not whole.</summary>
    public static bool Strip(ReadOnlySpan<byte> bytes, MemoryStream kept)
    {
        kept.Write([0xFF, Start]);
        var hasPixels = false;
        var hasExif = false;
        for (var at = 2; bytes.Length - at >= 2 && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++; // a segment may be padded in front
                continue;
            }
            if (marker == End)
            {
                kept.Write([0xFF, End]);
                return hasPixels;
            }
            if (Segment(bytes[at..]) is not { IsEmpty: false } segment)
                return false;
            at += segment.Length;
            var isExif = marker == Exif && JpegOrientation.IsExif(segment);
            Keep(marker, segment, isExif && !hasExif, kept);
            hasExif |= isExif;
            if (marker != Scan)
                continue;
            hasPixels = true;
            var scan = ScanLength(bytes[at..]);
            kept.Write(bytes.Slice(at, scan));
            at += scan;
        }
        return false;
    }

    /// <summary>Marker, length and content; empty when it is cut off, or is none that stands outside the pixels.</summary>
    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes[1] is < 0xC0 or (>= 0xD0 and <= Start))
            return [];
        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        return length < 2 || length > bytes.Length - 2 ? [] : bytes[..(2 + length)];
    }

    private static void Keep(byte marker, ReadOnlySpan<byte> segment, bool turns, MemoryStream kept)
    {
        var content = segment[4..];
        switch (marker)
        {
            // Only its densities: behind them may stand a preview, of the picture before it was cropped.
            case Jfif when content.StartsWith("JFIF\0"u8) && content.Length >= 14:
                kept.Write([0xFF, Jfif, 0, 16, .. content[..12], 0, 0]);
                break;
            case Exif when turns && JpegOrientation.Read(content) is { } orientation and not 1:
                kept.Write(JpegOrientation.Alone(orientation));
                break;
            case Profile when content.StartsWith("ICC_PROFILE\0"u8):
                kept.Write(segment);
                break;
            // Without it the colours of some JPEGs come out inverted.
            case Adobe when content.StartsWith("Adobe"u8) && content.Length >= 12:
                kept.Write([0xFF, Adobe, 0, 14, .. content[..12]]);
                break;
            // Tables, the frame and the scans.
            case < Jfif:
                kept.Write(segment);
                break;
        }
    }

    /// <summary>The pixels end at a marker; 0xFF 0 is a pixel's 0xFF, and 0xD0 to 0xD7 are marks among them.</summary>
    private static int ScanLength(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (bytes[at..].IndexOf((byte)0xFF) is >= 0 and var next && at + next + 1 < bytes.Length)
        {
            at += next;
            if (bytes[at + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
                return at;
            at += 2;
        }
        return bytes.Length;
    }
}
