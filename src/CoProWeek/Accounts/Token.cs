using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CoProWeek.Accounts;

/// <summary>Something only its holder knows, for a cookie or a link: 256 random bits. We keep its hash alone.</summary>
internal static class Token
{
    private const int Bytes = 32;

    /// <summary>Safe in an address and in a cookie.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
