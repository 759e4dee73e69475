using System.Buffers.Binary;

namespace CoProWeek.Campaigns;

/// <summary>Which way up a photograph is: the one thing in its EXIF without which it would be shown wrongly.</summary>
internal static class JpegOrientation
{
    private const int Head = 6;
    private const int Entry = 12;
    private const ushort Orientation = 0x0112;
    private const ushort Short = 3;

    public static bool IsExif(ReadOnlySpan<byte> segment) => segment[4..].StartsWith("Exif\0"u8);

    /// <summary>2 to 8; null when it is the usual way up, or not said in a way that can be read.</summary>
    public static int? Read(ReadOnlySpan<byte> content)
    {
        var tiff = content[Math.Min(Head, content.Length)..];
        var isLittle = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || !isLittle && !tiff.StartsWith("MM\0*"u8))
            return null;
        var at = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (at > tiff.Length - 2)
            return null;
        var entries = tiff[(int)at..];
        var count = Number(entries, isLittle);
        for (entries = entries[2..]; count > 0 && entries.Length >= Entry; count--, entries = entries[Entry..])
            if (Number(entries, isLittle) == Orientation && Number(entries[2..], isLittle) == Short)
                return Number(entries[8..], isLittle) is >= 2 and <= 8 and var orientation ? orientation : null;
        return null;
    }

    /// <summary>An EXIF segment that says this and nothing else.</summary>
    public static byte[] Alone(int orientation) =>
    [
        0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8,
        0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0,
        0, 0, 0, 0,
    ];

    private static int Number(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
