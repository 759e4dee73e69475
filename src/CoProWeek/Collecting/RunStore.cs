using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>The ledger: what each run covered. A run that a kill or a failure cut short is gone on with.</summary>
internal sealed class RunStore(NpgsqlDataSource database)
{
    private const string UnfinishedSql = """
        SELECT id, started_at, from_at, to_at, since_id, page_token, pages, posts, new_posts, fills_gap, false AS is_whole
          FROM collect_runs
         WHERE watch_id = @watchId AND ended_at IS NULL
        """;

    public async Task<Run?> UnfinishedAsync(long watchId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleOrDefaultAsync<Run>(new CommandDefinition(UnfinishedSql, new { watchId }, cancellationToken: stop));
    }

    private const string BeginSql = """
        INSERT INTO collect_runs (watch_id, started_at, from_at, to_at, since_id, fills_gap)
        VALUES (@watchId, @StartedAt, @FromAt, @ToAt, @SinceId, @FillsGap)
        RETURNING id
        """;

    public async Task<Run> BeginAsync(long watchId, Run run, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var id = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            BeginSql, new { watchId, run.StartedAt, run.FromAt, run.ToAt, run.SinceId, run.FillsGap }, cancellationToken: stop));
        return run with { Id = id };
    }

    // Where the next run begins is said by the first page alone.
    private const string AdvanceSql = """
        UPDATE collect_runs
           SET pages = pages + 1, posts = posts + @posts, new_posts = new_posts + @newPosts, page_token = @nextPage,
               newest_id = CASE WHEN pages = 0 THEN @newestId ELSE newest_id END,
               newest_at = CASE WHEN pages = 0 THEN @newestAt ELSE newest_at END,
               ended_at = CASE WHEN @nextPage::text IS NULL THEN @at END,
               outcome = CASE WHEN @nextPage::text IS NULL THEN 'whole' END,
               detail = CASE WHEN @unreadable > 0 THEN @unreadable || ' posts of page ' || pages + 1 || ' could not be kept. ' ELSE '' END || detail
         WHERE id = @Id AND pages = @Pages AND ended_at IS NULL
        RETURNING id, started_at, from_at, to_at, since_id, page_token, pages, posts, new_posts, fills_gap, outcome IS NOT NULL AS is_whole
        """;

    /// <summary>A page is kept: where the run stands now.</summary>
    /// <exception cref="InvalidOperationException">The run is another process's by now: its hold on the watch was lost with its connection.</exception>
    public static async Task<Run> AdvanceAsync(NpgsqlTransaction transaction, Run run, FoundPage page, int newPosts, DateTimeOffset at, CancellationToken stop)
    {
        var newest = page.Posts.FirstOrDefault(post => post.Id == page.NewestId) ?? page.Posts.FirstOrDefault();
        return await transaction.Connection!.QuerySingleOrDefaultAsync<Run>(new CommandDefinition(AdvanceSql, new
        {
            run.Id,
            run.Pages,
            posts = page.Posts.Count,
            newPosts,
            page.NextPage,
            newestId = newest is null ? null : (long?)(page.NewestId ?? newest.Id),
            newestAt = newest?.PostedAt,
            at,
            page.Unreadable,
        }, transaction, cancellationToken: stop)) ?? throw new InvalidOperationException($"Run {run.Id} went on elsewhere.");
    }

    private const string WholeSql = """
        UPDATE watches w
           SET newest_id = CASE WHEN r.newest_id > coalesce(w.newest_id, 0) AND NOT r.fills_gap THEN r.newest_id ELSE w.newest_id END,
               newest_at = CASE WHEN r.newest_id > coalesce(w.newest_id, 0) AND NOT r.fills_gap THEN r.newest_at ELSE w.newest_at END,
               problem = ''
          FROM collect_runs r
         WHERE r.id = @runId AND w.id = r.watch_id
        """;

    /// <summary>The last page is kept: the watch goes on from here.</summary>
    public static Task WholeAsync(NpgsqlTransaction transaction, long runId, CancellationToken stop) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(WholeSql, new { runId }, transaction, cancellationToken: stop));

    private const string AbandonSql = """
        WITH given_up AS (
            UPDATE collect_runs
               SET ended_at = @now, outcome = 'abandoned', detail = detail || @why
             WHERE id = @id AND ended_at IS NULL
            RETURNING watch_id
        )
        UPDATE watches w
           SET newest_id = NULL, newest_at = NULL
          FROM given_up g
         WHERE w.id = g.watch_id
        """;

    /// <summary>It cannot be gone on with. Its span stays uncovered, and the next run asks for it by time.</summary>
    public async Task AbandonAsync(long id, string why, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(AbandonSql, new { id, why, now }, cancellationToken: stop));
    }
}
