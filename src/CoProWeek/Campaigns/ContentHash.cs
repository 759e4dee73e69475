using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace CoProWeek.Campaigns;

/// <summary>
/// A fingerprint of what would be said, to whom and when. An approval is bound to it: as long as it stays the
/// same, the post is the one that was approved. Notes, status and the names of picture files are not part of it.
/// </summary>
internal static class ContentHash
{
    /// <summary>In bytes; a thread needs more, and gets it.</summary>
    private const int Usual = 2_048;

    public static string Of(PostContent post, Campaign campaign)
    {
        var bytes = new ArrayBufferWriter<byte>(Usual);
        using (var json = new Utf8JsonWriter(bytes))
            Write(json, post, campaign);
        return Convert.ToHexStringLower(SHA256.HashData(bytes.WrittenSpan));
    }

    /// <summary>A JSON array: its quoting keeps one field from running into the next.</summary>
    private static void Write(Utf8JsonWriter json, PostContent post, Campaign campaign)
    {
        json.WriteStartArray();
        var (slotAt, latestAt) = Planner.Plan(post, campaign);
        WriteAll(json, post.SlotOn?.ToString("O"), post.SlotTime?.ToString("O"), slotAt?.ToString("O"), latestAt?.ToString("O"), Planner.LatestOf(post, campaign));
        WriteAll(json, post.Link, post.Credit, post.Permission);
        foreach (var (account, parts) in Wording.Of(post))
            WriteAll(json, [account.Network, account.Handle.ToLowerInvariant(), .. parts]);
        foreach (var picture in post.Pictures)
            WriteAll(json, picture.Hash, picture.AltText);
        json.WriteEndArray();
    }

    private static void WriteAll(Utf8JsonWriter json, params string?[] values)
    {
        json.WriteStartArray();
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
