using System.Security.Cryptography;
using Npgsql;

namespace CoProWeek.Tests.Support;

internal static partial class A
{
    /// <summary>The smallest PNG there is: one pixel.</summary>
    public static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <summary>Another pixel.</summary>
    public static readonly byte[] OtherPng = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNocFD4DwAEBAHgLbWS6QAAAABJRU5ErkJggg==");

    private const string InsertMedia = """
        WITH picture AS (
            INSERT INTO media (hash, content_type, size_bytes, width, height, created_at)
                 VALUES (@hash, @contentType, @size, @width, @height, @at)
            ON CONFLICT DO NOTHING
              RETURNING hash
        ), chunks AS (
            INSERT INTO media_chunks (hash, n, bytes)
                 SELECT hash, c.n, substring(@bytes FROM c.n * @chunk + 1 FOR @chunk)
                   FROM picture
             CROSS JOIN generate_series(0, (@size - 1) / @chunk) AS c (n)
        )
        SELECT 0
        """;

    /// <summary>A picture in the store, cut into chunks; its hash.</summary>
    public static async Task<string> Media(
        NpgsqlDataSource db, byte[]? bytes = null, string contentType = "image/png", int width = 1200, int height = 675, int chunk = 256 * 1024)
    {
        bytes ??= Png;
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await One(db, InsertMedia, new { hash, contentType, size = bytes.Length, width, height, at = MondayMorning, bytes, chunk });
        return hash;
    }

    private const string InsertPostMedia = """
        INSERT INTO post_media (post_id, position, hash, file_name, alt_text)
             VALUES (@post, (SELECT count(*) FROM post_media WHERE post_id = @post), @hash, @fileName, @altText)
          RETURNING post_id
        """;

    public static async Task Picture(NpgsqlDataSource db, long post, string hash, string altText = "A card with the day's question", string fileName = "card.png") =>
        await One(db, InsertPostMedia, new { post, hash, fileName, altText });
}
