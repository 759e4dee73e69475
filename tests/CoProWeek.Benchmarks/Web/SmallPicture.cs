using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace CoProWeek.Benchmarks;

/// <summary>A PNG of one shade, as small as one can be and different for each number.</summary>
internal static class SmallPicture
{
    private const int Width = 320;
    private const int Height = 180;

    public static byte[] Of(int number)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, Width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), Height);
        head[8] = 8; // bits of grey
        Write(png, "IHDR", head);
        Write(png, "IDAT", Pixels(number));
        Write(png, "IEND", []);
        return png.ToArray();
    }

    private static byte[] Pixels(int number)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            var row = new byte[Width + 1];
            Array.Fill(row, (byte)number, 1, Width);
            for (var y = 0; y < Height; y++)
                zip.Write(row);
        }
        return packed.ToArray();
    }

    private static void Write(MemoryStream png, string name, byte[] bytes)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. bytes];
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, bytes.Length);
        png.Write(number);
        png.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(named));
        png.Write(number);
    }

    private static uint Checksum(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var each in bytes)
        {
            crc ^= each;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return ~crc;
    }
}
