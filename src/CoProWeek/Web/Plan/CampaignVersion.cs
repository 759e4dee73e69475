using System.Security.Cryptography;
using System.Text.Json;
using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;

namespace CoProWeek.Web;

/// <summary>A fingerprint of a week's settings, so that a change by somebody else meanwhile is seen.</summary>
internal static class CampaignVersion
{
    public static string Of(Campaign campaign) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(CampaignCells.Of(campaign))))[..24];
}
