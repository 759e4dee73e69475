using System.Security.Cryptography;
using System.Text;

namespace CoProWeek.Networks.Sandbox.Posts;

/// <summary>X's t.co links.</summary>
internal static class ShortLink
{
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int CodeLength = 10;
    private const int LongestShown = 26;

    /// <summary>The same each time a post is read.</summary>
    public static string Code(long postId, int n) =>
        string.Concat(SHA256.HashData(Encoding.ASCII.GetBytes($"{postId}/{n}")).Take(CodeLength).Select(b => Letters[b % Letters.Length]));

    /// <summary>What people see of a link: no scheme, no "www.", and not much of the rest.</summary>
    public static string Shown(string target)
    {
        var bare = target[(target.IndexOf("://", StringComparison.Ordinal) + 3)..];
        bare = bare.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? bare[4..] : bare;
        return bare.Length > LongestShown ? bare[..LongestShown] + "…" : bare;
    }
}
