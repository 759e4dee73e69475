using System.Security.Cryptography;
using System.Text.Json;
using CoProWeek.Campaigns;

namespace CoProWeek.Web;

/// <summary>
/// A fingerprint of all that a post's form shows. Not <see cref="ContentHash"/>: that leaves out the notes, and somebody's
/// notes are not to be overwritten either.
/// </summary>
internal static class PostVersion
{
    public static string Of(PostContent content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content)))[..24];
}
