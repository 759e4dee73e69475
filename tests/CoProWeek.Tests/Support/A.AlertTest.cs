using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace CoProWeek.Tests.Support;

internal static partial class A
{
    private const string InsertAlertTest = """
        INSERT INTO alert_tests (token_hash, channel, target_hash, shown, made_by, made_at, expires_at, ok, said)
             VALUES (@hash, 'mail', @target, 'mail to ailsa@example.org', @madeBy, @now, @now + interval '7 days', true, 'the mail server took it')
          RETURNING 1::bigint
        """;

    /// <summary>A test of a channel that nobody has confirmed yet. Returns its link's path.</summary>
    public static async Task<string> AlertTest(NpgsqlDataSource db, string madeBy = "Ailsa")
    {
        var token = Guid.NewGuid().ToString("N");
        byte[] Hash(string words) => SHA256.HashData(Encoding.UTF8.GetBytes(words));
        await One(db, InsertAlertTest, new { hash = Hash(token), target = Hash("nobody"), madeBy, now = TimeProvider.System.GetUtcNow() });
        return $"/alerts/confirm/{token}";
    }
}
