using Dapper;
using Npgsql;

namespace CoProWeek.Storage;

/// <summary>Gets a cluster to answer: one that runs already is adopted, else it is started.</summary>
internal sealed class ClusterStart(ClusterFolder folder, Cluster cluster, EmbeddedPostgresOptions options)
{
    private const string DatabaseName = "coproweek";
    private const string AlwaysThere = "postgres";
    private const int StartTries = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromMinutes(10);

    private readonly string password = cluster.ReadPassword();

    public async Task<string> ConnectionStringAsync(CancellationToken stop)
    {
        var port = await AdoptAsync(stop) ?? await StartAsync(stop);
        return Describe(port, DatabaseName);
    }

    /// <summary>The port of a server that runs and knows our password, or null when none runs. One that is starting or stopping is waited for.</summary>
    private async Task<int?> AdoptAsync(CancellationToken stop)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (Postmaster.Find(folder.Cluster) is { } found)
        {
            if (found.Port is { } port && await AnswersAsync(port, stop))
                return port;
            if (TimeProvider.System.GetElapsedTime(since) > LongestRecovery)
                throw new EmbeddedPostgresException(
                    $"The database in {folder.Path} runs (process {found.ProcessId}) but does not answer. Look into {folder.Log}, stop that process, then try again.");
            await Task.Delay(Patience, TimeProvider.System, stop);
        }
        return null;
    }

    private async Task<int> StartAsync(CancellationToken stop)
    {
        ServerLog.ForgetIfLong(folder.Log);
        for (var tries = 1; ; tries++)
        {
            stop.ThrowIfCancellationRequested();
            var port = options.NextPort();
            var logged = ServerLog.Length(folder.Log);
            if ((await cluster.StartAsync(port)).Succeeded && await AnswersAsync(port, stop))
                return port;
            if (tries == StartTries || LoopbackPort.IsFree(port))
                throw new EmbeddedPostgresException(
                    $"The database in {folder.Path} did not start: {ServerLog.ReadFrom(folder.Log, logged)} The whole story is in {folder.Log}.");
        }
    }

    private const string HasDatabaseSql = "SELECT EXISTS (SELECT FROM pg_database WHERE datname = 'coproweek')";

    private const string MakeDatabaseSql = "CREATE DATABASE coproweek";

    /// <summary>Logging in proves both ways that it is our cluster: by scram the server, too, must know the password.</summary>
    private async Task<bool> AnswersAsync(int port, CancellationToken stop)
    {
        try
        {
            await using var connection = new NpgsqlConnection(Describe(port, AlwaysThere) + ";Pooling=false");
            await connection.OpenAsync(stop);
            if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(HasDatabaseSql, cancellationToken: stop)))
                await connection.ExecuteAsync(new CommandDefinition(MakeDatabaseSql, cancellationToken: stop));
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new EmbeddedPostgresException(
                $"The database in {folder.Path} does not take the password in {folder.PasswordFile}. Put back the file that was made with it.", e);
        }
        catch (NpgsqlException e) when (e is not PostgresException || e.SqlState == PostgresErrorCodes.CannotConnectNow)
        {
            return false;
        }
    }

    private string Describe(int port, string databaseName) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Database = databaseName,
        Username = Cluster.Role,
        Password = password,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;
}
