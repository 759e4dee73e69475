using CoProWeek.Campaigns;
using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Plans that were uploaded and wait for a yes; each is its uploader's alone.</summary>
internal sealed class PlanUploads(NpgsqlDataSource database, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Of one person: a tenth takes the place of the first.</summary>
    private const int MostWaiting = 10;

    private const int MostFiles = 200;

    private const string AddSql = """
        DELETE FROM plan_uploads
         WHERE id IN (SELECT id FROM plan_uploads WHERE person_id = @personId ORDER BY uploaded_at DESC OFFSET @others);

        INSERT INTO plan_uploads (id, person_id, slug, uploaded_at)
        VALUES (@id, @personId, @slug, @now);

        INSERT INTO plan_upload_files (upload_id, name, is_plan, bytes)
        VALUES (@id, @name, true, @bytes);
        """;

    public async Task<Guid> AddAsync(long personId, string? slug, string name, byte[] bytes, CancellationToken stop)
    {
        var (id, now) = (Guid.NewGuid(), time.GetUtcNow());
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var values = new { id, personId, slug, name, bytes, now, others = MostWaiting - 1 };
        await connection.ExecuteAsync(new CommandDefinition(AddSql, values, transaction, cancellationToken: stop));
        await transaction.CommitAsync(stop);
        return id;
    }

    private const string AddPictureSql = """
        INSERT INTO plan_upload_files (upload_id, name, is_plan, bytes)
        SELECT @id, @name, false, @bytes
         WHERE (SELECT count(*) FROM plan_upload_files WHERE upload_id = @id) < @most
            ON CONFLICT (upload_id, name) DO UPDATE
           SET bytes = excluded.bytes
         WHERE NOT plan_upload_files.is_plan
        """;

    public async Task AddPictureAsync(Guid id, string name, byte[] bytes, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        if (await connection.ExecuteAsync(new CommandDefinition(AddPictureSql, new { id, name, bytes, most = MostFiles }, cancellationToken: stop)) == 0)
            throw new RefusedException($"{name} is not kept: there are {MostFiles} files already. Put the plan and its pictures into one zip.");
    }

    private const string RemoveOldSql = "DELETE FROM plan_uploads WHERE uploaded_at < @tooOld";

    /// <summary>Those that have waited a day.</summary>
    public async Task RemoveOldAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(RemoveOldSql, new { tooOld = time.GetUtcNow() - Kept }, cancellationToken: stop));
    }

    private const string FindSql = """
        SELECT id, slug
          FROM plan_uploads
         WHERE id = @id
           AND person_id = @personId
           AND uploaded_at >= @tooOld;

          SELECT name, is_plan, bytes
            FROM plan_upload_files
           WHERE upload_id = @id
        ORDER BY is_plan DESC, name;
        """;

    /// <summary>Null when it is not theirs, or gone.</summary>
    public async Task<PlanUpload?> FindAsync(Guid id, long personId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var rows = await connection.QueryMultipleAsync(new CommandDefinition(FindSql, new { id, personId, tooOld = time.GetUtcNow() - Kept }, cancellationToken: stop));
        var upload = await rows.ReadSingleOrDefaultAsync<PlanUpload>();
        return upload is null ? null : upload with { Files = [.. await rows.ReadAsync<PlanUploadFile>()] };
    }

    private const string RemoveSql = "DELETE FROM plan_uploads WHERE id = @id";

    public async Task RemoveAsync(Guid id, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(RemoveSql, new { id }, cancellationToken: stop));
    }
}

/// <summary>An upload that waits.</summary>
internal sealed record PlanUpload
{
    public Guid Id { get; init; }

    public string? Slug { get; init; }

    public IReadOnlyList<PlanUploadFile> Files { get; init; } = [];

    public PlanUploadFile Plan => Files.First(file => file.IsPlan);
}

/// <summary>One of its files; a picture's name is the one by which the plan asks for it.</summary>
internal sealed record PlanUploadFile
{
    public string Name { get; init; } = "";

    public bool IsPlan { get; init; }

    public byte[] Bytes { get; init; } = [];
}
