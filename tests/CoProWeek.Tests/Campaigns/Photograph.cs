using System.Buffers.Binary;
using System.Text;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Campaigns;

/// <summary>Pictures made by hand that say where they were taken, in every place where their format can say it.</summary>
internal static class Photograph
{
    /// <summary>Stands wherever a phone would write a place, a name or a time.</summary>
    public const string Place = "55.8642N 4.2518W";

    public const string ColourProfile = "a colour profile";

    private static readonly byte[] Where = Encoding.ASCII.GetBytes(Place);
    private static readonly byte[] Profile = Encoding.ASCII.GetBytes(ColourProfile);

    /// <summary>Real pixels, so that a browser can be asked.</summary>
    public static byte[] Png =>
    [
        .. A.Png[..33], .. PngChunk("iCCP", [.. "p\0\0"u8, .. Profile]), .. PngChunk("pHYs", [0, 0, 11, 19, 0, 0, 11, 19, 1]),
        .. PngChunk("tEXt", [.. "Comment\0"u8, .. Where]), .. PngChunk("iTXt", Where), .. PngChunk("zTXt", Where), .. PngChunk("tIME", Where),
        .. PngChunk("eXIf", Exif(6)[6..]), .. PngChunk("prVt", Where), .. A.Png[33..], .. "PK"u8, .. Where,
    ];

    public static byte[] Jpeg(int orientation, bool isLittle = false) =>
    [
        0xFF, 0xD8, .. Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 1, 0, 72, 0, 72, 1, 1, .. Where[..3]]), .. Segment(0xE1, Exif(orientation, isLittle)),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Where]), .. Segment(0xED, [.. "Photoshop 3.0\0"u8, .. Where]), .. Segment(0xFE, Where),
        .. Segment(0xE2, [.. "MPF\0"u8, .. Where]), .. Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. Profile]), .. Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1]),
        .. Segment(0xDB, new byte[65]), 0xFF, .. Segment(0xC2, [8, 1, 0xE0, 2, 0x80, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4, .. Segment(0xFE, Where), .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 5, 6, 0xFF, 0xD9,
        .. "\0\0\0\u0018ftypmp42"u8, .. Where,
    ];

    public static byte[] WebP => Riff(
    [
        .. WebPChunk("VP8X", [0x2C, 0, 0, 0, 0x90, 1, 0, 0x2C, 1, 0]), .. WebPChunk("ICCP", Profile),
        .. WebPChunk("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, 0x91, 1, 0x2D, 1, 7]), .. WebPChunk("EXIF", Exif(6)), .. WebPChunk("XMP ", Where), .. WebPChunk("mine", Where),
    ], behind: Where);

    public static byte[] MovingWebP => Riff(
    [
        .. WebPChunk("VP8X", [0x0E, 0, 0, 0, 0x90, 1, 0, 0x2C, 1, 0]), .. WebPChunk("ANIM", new byte[6]),
        .. WebPChunk("ANMF", [.. new byte[16], .. WebPChunk("mine", Where), .. WebPChunk("VP8L", [0x2F, 0, 0, 0, 0])]), .. WebPChunk("EXIF", Exif(1)),
    ], behind: []);

    /// <summary>One pixel, shown for ever again.</summary>
    public static byte[] Gif =>
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 255, 255, 255, 0, 0, 0, .. GifLooping, .. GifBlock(0xFE, Where), .. GifBlock(0xFF, [.. "XMP DataXMP"u8], Where),
        0x21, 0xF9, 4, 0, 10, 0, 0, 0, .. GifBlock(0x01, new byte[12], Where), 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B, .. Where,
    ];

    public static byte[] GifLooping => [0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0];

    /// <summary>A short EXIF segment's content: the way up, and a place.</summary>
    public static byte[] Exif(int orientation, bool isLittle = false) =>
    [
        .. "Exif\0\0"u8, .. isLittle ? "II*\0"u8 : "MM\0*"u8, .. Number(8, 4, isLittle), .. Number(2, 2, isLittle),
        .. Number(0x8825, 2, isLittle), .. Number(4, 2, isLittle), .. Number(1, 4, isLittle), .. Number(38, 4, isLittle),
        .. Number(0x0112, 2, isLittle), .. Number(3, 2, isLittle), .. Number(1, 4, isLittle), .. Number(orientation, 2, isLittle), 0, 0,
        .. Number(0, 4, isLittle), .. Where,
    ];

    public static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, .. Number(content.Length + 2, 2, isLittle: false), .. content];

    public static byte[] PngChunk(string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        return [.. Number(content.Length, 4, isLittle: false), .. named, .. Number(unchecked((int)Checksum(named)), 4, isLittle: false)];
    }

    private static byte[] Riff(byte[] chunks, byte[] behind) => [.. "RIFF"u8, .. Number(chunks.Length + 4, 4, isLittle: true), .. "WEBP"u8, .. chunks, .. behind];

    private static byte[] WebPChunk(string name, byte[] content) =>
        [.. Encoding.ASCII.GetBytes(name), .. Number(content.Length, 4, isLittle: true), .. content, .. new byte[content.Length % 2]];

    private static byte[] GifBlock(byte label, params byte[][] parts) => [0x21, label, .. parts.SelectMany(part => part.Prepend((byte)part.Length)), 0];

    private static byte[] Number(int number, int bytes, bool isLittle)
    {
        var all = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(all, number);
        return isLittle ? all[..bytes] : [.. all[..bytes].Reverse()];
    }

    private static uint Checksum(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum & 1) == 0 ? sum >> 1 : sum >> 1 ^ 0xEDB88320;
        }
        return ~sum;
    }
}
