using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace CoProWeek.Tests.Support;

/// <summary>One request as it stood on the wire.</summary>
internal sealed record WireRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Path => Target.Split('?')[0];

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>A query parameter, decoded, or null.</summary>
    public string? Query(string name) => Target.Split('?', 2).ElementAtOrDefault(1)?.Split('&')
        .Select(pair => pair.Split('=', 2)).Where(pair => pair[0] == name).Select(pair => Uri.UnescapeDataString(pair[1])).FirstOrDefault();

    /// <summary>Reads to the last byte of the body; null when the client closed instead.</summary>
    public static async Task<WireRequest?> ReadAsync(NetworkStream stream, CancellationToken stop)
    {
        var head = await HeadAsync(stream, stop);
        if (head is null)
            return null;
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(':', 2))
            .ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, stop);
        var first = lines[0].Split(' ');
        return new(first[0], first[1], headers, body);
    }

    private static async Task<string?> HeadAsync(NetworkStream stream, CancellationToken stop)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, stop) == 1)
        {
            head.Add(one[0]);
            if (head.Count >= 4 && head[^4..].SequenceEqual("\r\n\r\n"u8.ToArray()))
                return Encoding.ASCII.GetString([.. head]);
        }
        return null;
    }
}
