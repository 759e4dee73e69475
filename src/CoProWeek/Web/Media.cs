using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Pictures out of the store. Their address is the hash of their bytes, so what is kept never goes stale.</summary>
internal static class Media
{
    public static void MapMedia(this WebApplication app) =>
        // Whoever knows the hash of a picture has seen it; a link to approve by shows it to somebody who is not signed in.
        app.MapGet("/media/{hash:regex(^[0-9a-f]{{64}}$)}", SendAsync).AllowAnonymous();

    private const string PictureSql = """
          SELECT m.content_type, m.size_bytes, string_agg(c.bytes, ''::bytea ORDER BY c.n) AS bytes
            FROM media m
            JOIN media_chunks c ON c.hash = m.hash
           WHERE m.hash = @hash
        GROUP BY m.hash
        """;

    private static async Task<IResult> SendAsync(string hash, NpgsqlDataSource database, HttpContext context, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var picture = await connection.QuerySingleOrDefaultAsync<StoredPicture>(new CommandDefinition(PictureSql, new { hash }, cancellationToken: stop));
        if (picture is null || picture.Bytes.Length != picture.SizeBytes)
            return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Bytes(picture.Bytes, picture.ContentType);
    }

    private sealed record StoredPicture
    {
        public required string ContentType { get; init; }

        public required int SizeBytes { get; init; }

        public required byte[] Bytes { get; init; }
    }
}
