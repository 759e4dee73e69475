namespace CoProWeek.Networks.Sandbox.Media;

/// <summary>An upload under way, in segments. It does not outlive the server: its client begins again.</summary>
internal sealed class Upload(long accountId, string contentType, long totalBytes, DateTimeOffset expiresAt)
{
    public const int MostSegments = 1_000;

    private readonly SortedDictionary<int, byte[]> segments = [];

    public long AccountId { get; } = accountId;

    public string ContentType { get; } = contentType;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    /// <summary>A segment sent twice counts once.</summary>
    public void Put(int index, byte[] bytes) => segments[index] = bytes;

    /// <summary>The picture, or what is wrong with it.</summary>
    public (byte[] Bytes, string? Wrong) Whole()
    {
        if (segments.Count == 0 || segments.Keys.Last() != segments.Count - 1)
            return ([], "Segments do not add up: there must be one of each index from 0.");
        byte[] bytes = [.. segments.Values.SelectMany(segment => segment)];
        if (bytes.Length != totalBytes)
            return ([], $"Segments do not add up to provided total file size: {bytes.Length} of {totalBytes} bytes.");
        return (bytes, Looks(bytes) == ContentType ? null : $"The bytes are no {ContentType}.");
    }

    private static string? Looks(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0x89, (byte)'P', (byte)'N', (byte)'G', ..])
            return "image/png";
        if (bytes is [0xFF, 0xD8, 0xFF, ..])
            return "image/jpeg";
        if (bytes.StartsWith("GIF8"u8))
            return "image/gif";
        return bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8) ? "image/webp" : null;
    }
}
