using System.Security.Cryptography;
using System.Text;
using CoProWeek.Campaigns;

namespace CoProWeek.Web;

/// <summary>What a form keeps of the post that it was made for, so that a change by somebody else meanwhile is seen.</summary>
internal static class PostVersion
{
    public static string Of(Campaign campaign, Post post) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant(
        $"{ContentHash.Of(post.Content, campaign)} {post.Content.Notes} {post.EditedBy} {post.EditedAt:O} {post.ApprovedBy} {post.ApprovedAt:O}"))))[..24];
}
