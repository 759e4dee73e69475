using Dapper;
using Npgsql;

namespace CoProWeek.Storage;

/// <summary>Where every connection to Postgres begins.</summary>
internal static class Database
{
    private const string ApplicationName = "coproweek";
    private const int IdleSeconds = 3_600;
    private const int PreparedStatements = 200;

    static Database() => DapperSetup.Apply();

    /// <summary>Opens nothing yet: connections are made as they are needed and kept in a pool.</summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.ApplicationName ??= ApplicationName;
        settings.Timezone = "UTC";
        settings.IncludeErrorDetail = true;
        // Compiling a statement costs half a second and more, and saves far less than that on any of ours.
        settings.Options ??= "-c jit=off";
        // After this time the pool closes half of what is idle at once, and whatever is due just then waits for new ones: some seconds, where much is due.
        if (!settings.ShouldSerialize("Connection Idle Lifetime"))
            settings.ConnectionIdleLifetime = IdleSeconds;
        // What a connection asks a second time it has prepared: to parse and plan a small statement takes longer than to run it.
        if (!settings.ShouldSerialize("Max Auto Prepare"))
            (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (PreparedStatements, 2);
        return NpgsqlDataSource.Create(settings);
    }

    /// <summary>
    /// For statements whose best plan hangs on what is asked for, as of a list with filters: what was prepared for any question is planned for
    /// this one. Postgres itself takes a plan for all of them where that looks no dearer, and a LIMIT makes it look so.
    /// </summary>
    public static async Task<NpgsqlTransaction> BeginPlannedAnewAsync(this NpgsqlConnection connection, CancellationToken stop)
    {
        var transaction = await connection.BeginTransactionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition("SET LOCAL plan_cache_mode = force_custom_plan", transaction: transaction, cancellationToken: stop));
        return transaction;
    }
}
