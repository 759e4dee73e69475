using Dapper;
using Npgsql;

namespace CoProWeek.Clock;

/// <summary>Keeps a step clock's instant, so that a week killed in the middle goes on where it was.</summary>
internal sealed class StepMarks(NpgsqlDataSource database)
{
    private const string KeptSql = "SELECT at, finished FROM step_clock";

    /// <summary>Where a rehearsal was when it was last looked at; null when this database has never had one.</summary>
    public async Task<StepMark?> KeptAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleOrDefaultAsync<StepMark>(new CommandDefinition(KeptSql, cancellationToken: stop));
    }

    private const string KeepSql = """
        INSERT INTO step_clock (at, finished)
        VALUES (@At, @Finished)
        ON CONFLICT (only_row) DO UPDATE SET at = excluded.at, finished = excluded.finished
        """;

    public async Task KeepAsync(StepMark mark, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(KeepSql, mark, cancellationToken: stop));
    }
}

/// <summary>How far a rehearsal has come.</summary>
internal sealed record StepMark
{
    public required DateTimeOffset At { get; init; }
    public bool Finished { get; init; }
}
