using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Benchmarks;

/// <summary>One cluster, and empty databases with a campaign and its watches, as every import finds them.</summary>
internal sealed class ArchiveBench : IAsyncDisposable
{
    private readonly EmbeddedPostgres postgres;

    private ArchiveBench(EmbeddedPostgres postgres, string folder) => (this.postgres, Folder) = (postgres, folder);

    public string Folder { get; }

    public static async Task<ArchiveBench> StartAsync(string folder) => new(await EmbeddedPostgres.StartAsync(new() { Folder = folder, Durable = true }), folder);

    private const string CampaignSql = """
        WITH us AS (
            INSERT INTO accounts (network, handle, created_at) VALUES ('x', 'ScotCoPro', @now) RETURNING id
        ), campaign AS (
            INSERT INTO campaigns (slug, name, theme, week_from, week_to, runs_from, runs_to, time_zone, hashtags, team, approval, created_at, updated_at)
            VALUES ('bench', 'Bench', '', '2024-11-04', '2024-11-08', '2024-10-20', '2024-11-22', 'Europe/London', ARRAY['CoProWeekScot'], '{}', 'self', @now, @now)
            RETURNING id
        )
        INSERT INTO campaign_accounts (campaign_id, account_id, position) SELECT campaign.id, us.id, 0 FROM campaign, us
        """;

    /// <summary>How to reach it.</summary>
    public async Task<string> DatabaseAsync(string name)
    {
        await RunAsync(postgres.ConnectionString, $"CREATE DATABASE {name}");
        var address = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = name, CommandTimeout = 0 }.ConnectionString;
        await using (var database = Database.Open(address))
            await new Migrator(database, TimeProvider.System).MigrateAsync();
        await RunAsync(address, CampaignSql);
        await RunAsync(address, "CHECKPOINT");
        return address;
    }

    /// <summary>In MB.</summary>
    public async Task<double> SizeAsync(string address)
    {
        await using var connection = new NpgsqlConnection(address);
        return await connection.ExecuteScalarAsync<long>("SELECT pg_database_size(current_database())") / 1e6;
    }

    public async Task DropAsync(string address)
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync(postgres.ConnectionString, $"DROP DATABASE {new NpgsqlConnectionStringBuilder(address).Database} WITH (FORCE)");
    }

    public ValueTask DisposeAsync() => postgres.DisposeAsync();

    private static async Task RunAsync(string address, string sql)
    {
        await using var connection = new NpgsqlConnection(address);
        await connection.ExecuteAsync(sql, new { now = TimeProvider.System.GetUtcNow() }, commandTimeout: 0, commandType: System.Data.CommandType.Text);
    }
}
