using CoProWeek.Clock;
using CoProWeek.Collecting.Rollups;
using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Collecting.Marks;

/// <summary>
/// What the team makes of a post that was found. Each change is written to the history in the same transaction, by the post's number and
/// never by a name or a word, for the history is never changed. What is gone, wiped or asked for twice changes nothing.
/// </summary>
internal sealed class MarkStore(NpgsqlDataSource database, CampaignClock clock)
{
    private const string HideSql = """
        INSERT INTO mention_marks AS k (mention_id, hidden_at, hidden_by)
        VALUES (@id, @now, @actor)
            ON CONFLICT (mention_id) DO UPDATE SET hidden_at = excluded.hidden_at, hidden_by = excluded.hidden_by
         WHERE k.hidden_at IS NULL
        """;

    /// <summary>Out of the stream and of lists of posts in reports. It is counted all the same.</summary>
    /// <returns>Whether anything changed, as each of these says.</returns>
    public Task<bool> HideAsync(long id, string actor, CancellationToken stop) => ChangeAsync(HideSql, new MarkChange(id, actor), "mention hidden", stop);

    private const string ShowSql = "UPDATE mention_marks SET hidden_at = NULL, hidden_by = NULL WHERE mention_id = @id AND hidden_at IS NOT NULL";

    public Task<bool> ShowAsync(long id, string actor, CancellationToken stop) => ChangeAsync(ShowSql, new MarkChange(id, actor), "mention shown again", stop);

    private const string AnswerSql = """
        INSERT INTO mention_marks AS k (mention_id, answered_at, answered_by, noted_by)
        VALUES (@id, @now, @by, @actor)
            ON CONFLICT (mention_id) DO UPDATE SET answered_at = excluded.answered_at, answered_by = excluded.answered_by, noted_by = excluded.noted_by
         WHERE k.answered_by IS DISTINCT FROM excluded.answered_by
        """;

    /// <param name="id">Our row.</param>
    /// <param name="by">Which of us answered: "@ScotCoPro", or a person's name.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="stop">Gives up.</param>
    public Task<bool> AnswerAsync(long id, string by, string actor, CancellationToken stop) =>
        ChangeAsync(AnswerSql, new MarkChange(id, actor) { By = by, Detail = $" by {by}" }, "mention answered", stop);

    private const string UnanswerSql = "UPDATE mention_marks SET answered_at = NULL, answered_by = NULL, noted_by = NULL WHERE mention_id = @id AND answered_at IS NOT NULL";

    public Task<bool> UnanswerAsync(long id, string actor, CancellationToken stop) => ChangeAsync(UnanswerSql, new MarkChange(id, actor), "mention not answered", stop);

    private const string FeatureSql = """
        INSERT INTO mention_marks AS k (mention_id, featured_at, featured_by, featured_id)
        VALUES (@id, @now, @actor, @post)
            ON CONFLICT (mention_id) DO UPDATE SET featured_at = excluded.featured_at, featured_by = excluded.featured_by, featured_id = excluded.featured_id
        """;

    /// <param name="id">Our row.</param>
    /// <param name="post">The draft that was made of it.</param>
    /// <param name="actor">Who made it.</param>
    /// <param name="stop">Gives up.</param>
    public Task<bool> FeatureAsync(long id, long post, string actor, CancellationToken stop) =>
        ChangeAsync(FeatureSql, new MarkChange(id, actor) { Post = post, Detail = " in a draft" }, "mention featured", stop);

    // Whoever wipes it is waited for; then there is nothing left to mark.
    private const string StandingSql = "SELECT remote_id FROM mentions WHERE id = @id AND hidden_at IS NULL AND wiped_at IS NULL FOR SHARE";

    private async Task<bool> ChangeAsync(string sql, MarkChange change, string what, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var (id, now) = (change.Id, clock.GetUtcNow());
        if (await connection.ExecuteScalarAsync<long?>(new CommandDefinition(StandingSql, new { id }, transaction, cancellationToken: stop)) is not { } remoteId)
            return false;
        var values = new { id, now, actor = change.Actor, by = change.By, post = change.Post };
        if (await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: stop)) == 0)
            return false;
        await History.WriteAsync(connection, transaction, now, change.Actor, what, $"post {remoteId}{change.Detail}", change.Post, stop);
        await RollupStore.SettleAsync(transaction, stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    private sealed record MarkChange(long Id, string Actor)
    {
        public string? By { get; init; }

        public long? Post { get; init; }

        public string Detail { get; init; } = "";
    }
}
