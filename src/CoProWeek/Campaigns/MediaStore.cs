using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace CoProWeek.Campaigns;

/// <summary>Pictures in the database, addressed by the SHA-256 of their bytes, in chunks.</summary>
internal sealed class MediaStore(NpgsqlDataSource database)
{
    public const int ChunkBytes = 256 * 1024;

    /// <summary>Keeps the pictures that are not there yet, inside the caller's transaction.</summary>
    /// <exception cref="RefusedException">A file has changed since it was looked at.</exception>
    public static async Task PutAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IEnumerable<PictureFile> pictures, DateTimeOffset now, CancellationToken stop = default)
    {
        foreach (var picture in pictures)
            if (await PutHeadAsync(connection, transaction, picture, now, stop))
                await PutChunksAsync(connection, transaction, picture, stop);
    }

    /// <summary>Keeps one picture that came over the web, stripped, in a transaction of its own; what is kept of it.</summary>
    /// <exception cref="RefusedException">It is no picture that can go out.</exception>
    public async Task<PictureFile> KeepAsync(string name, byte[] bytes, DateTimeOffset now, CancellationToken stop = default)
    {
        var picture = PictureFile.Upload(name, bytes);
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await PutAsync(connection, transaction, [picture], now, stop);
        await transaction.CommitAsync(stop);
        return picture;
    }

    private const string PutHeadSql = """
        INSERT INTO media (hash, content_type, size_bytes, width, height, created_at)
        VALUES (@Hash, @ContentType, @Size, @Width, @Height, @now)
            ON CONFLICT (hash) DO NOTHING
        """;

    /// <summary>False when it is kept already.</summary>
    private static async Task<bool> PutHeadAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, PictureFile picture, DateTimeOffset now, CancellationToken stop) =>
        await connection.ExecuteAsync(new CommandDefinition(
            PutHeadSql,
            new { picture.Hash, picture.Head.ContentType, picture.Size, picture.Head.Width, picture.Head.Height, now },
            transaction,
            cancellationToken: stop)) == 1;

    private const string PutChunkSql = """
        INSERT INTO media_chunks (hash, n, bytes)
        VALUES (@Hash, @n, @bytes)
        """;

    private static async Task PutChunksAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, PictureFile picture, CancellationToken stop)
    {
        var all = await picture.BytesAsync(stop);
        foreach (var (n, bytes) in all.Chunk(ChunkBytes).Index())
            await connection.ExecuteAsync(new CommandDefinition(PutChunkSql, new { picture.Hash, n, bytes }, transaction, cancellationToken: stop));
    }

    private const string ReadSql = """
        SELECT string_agg(bytes, ''::bytea ORDER BY n)
          FROM media_chunks
         WHERE hash = @hash
        """;

    /// <exception cref="RefusedException">It is not there, or not whole.</exception>
    public async Task<byte[]> ReadAsync(string hash, CancellationToken stop = default)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var bytes = await connection.QuerySingleAsync<byte[]?>(new CommandDefinition(ReadSql, new { hash }, cancellationToken: stop));
        return bytes is not null && Convert.ToHexStringLower(SHA256.HashData(bytes)) == hash
            ? bytes
            : throw new RefusedException($"The picture {hash[..12]} in the database is not whole. Import its plan again, or restore a backup.");
    }
}
