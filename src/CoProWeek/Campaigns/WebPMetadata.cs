using System.Buffers.Binary;
using System.Text;

namespace CoProWeek.Campaigns;

/// <summary>A WebP is a RIFF file of named chunks; EXIF, XMP and unknown ones go, and the sizes and flags that told of them are put right.</summary>
internal static class WebPMetadata
{
    private const int RiffHead = 12;
    private const int ChunkHead = 8;
    private const int FrameHead = 16;
    private const byte ExifAndXmp = 0x08 | 0x04;

    private static readonly string[] Pixels = ["VP8 ", "VP8L", "ANMF"];

    private static readonly HashSet<string> Kept = [.. Pixels, "VP8X", "ALPH", "ANIM", "ICCP"];

    private static readonly HashSet<string> KeptInFrame = ["VP8 ", "VP8L", "ALPH"];

    /// <summary>False when it is not whole.</summary>
    public static bool Strip(ReadOnlySpan<byte> bytes, MemoryStream kept)
    {
        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        if (size < RiffHead - ChunkHead || size > bytes.Length - ChunkHead)
            return false;
        kept.Write(bytes[..RiffHead]);
        if (!Chunks(bytes[RiffHead..(ChunkHead + (int)size)], Kept, kept))
            return false;
        PutSize(kept, 0);
        return true;
    }

    /// <summary>Copies the chunks that may stay; false when one is cut off, or none holds pixels.</summary>
    private static bool Chunks(ReadOnlySpan<byte> chunks, HashSet<string> may, MemoryStream kept)
    {
        var hasPixels = false;
        while (chunks.Length >= ChunkHead)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(chunks[4..]);
            if (size > chunks.Length - ChunkHead)
                return false;
            var name = Encoding.ASCII.GetString(chunks[..4]);
            if (may.Contains(name) && !Chunk(name, chunks[..(ChunkHead + (int)size)], kept))
                return false;
            hasPixels |= Pixels.Contains(name);
            // A chunk of odd size has a zero behind it, which some programs forget at the very end.
            chunks = chunks[Math.Min(chunks.Length, ChunkHead + (int)size + (int)(size & 1))..];
        }
        return hasPixels && chunks.IsEmpty;
    }

    private static bool Chunk(string name, ReadOnlySpan<byte> chunk, MemoryStream kept)
    {
        var start = (int)kept.Length;
        if (name == "ANMF")
        {
            if (chunk.Length < ChunkHead + FrameHead)
                return false;
            kept.Write(chunk[..(ChunkHead + FrameHead)]);
            if (!Chunks(chunk[(ChunkHead + FrameHead)..], KeptInFrame, kept))
                return false;
            PutSize(kept, start);
            return true;
        }
        if (name == "VP8X" && chunk.Length < ChunkHead + 10)
            return false;
        kept.Write(chunk);
        if (name == "VP8X")
            kept.GetBuffer()[start + ChunkHead] &= unchecked((byte)~ExifAndXmp);
        if (chunk.Length % 2 == 1)
            kept.WriteByte(0);
        return true;
    }

    /// <summary>Into the head at <paramref name="start"/>, of everything written since.</summary>
    private static void PutSize(MemoryStream kept, int start) =>
        BinaryPrimitives.WriteInt32LittleEndian(kept.GetBuffer().AsSpan(start + 4), (int)kept.Length - start - ChunkHead);
}
