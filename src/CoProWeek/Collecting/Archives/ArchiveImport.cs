using System.Threading.Channels;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Collecting.Rollups;
using Dapper;
using Npgsql;

namespace CoProWeek.Collecting.Archives;

/// <summary>
/// Brings an archive in: one end reads and parses, the other writes, and between them wait never more than a batch or two, so that no
/// file is too large. Everything may be read again at any time, and changes nothing then: that is all it takes to go on after a kill.
/// </summary>
internal sealed class ArchiveImport(NpgsqlDataSource database, WatchStore watches, RollupStore rollups, CampaignClock clock)
{
    private const int ClearEvery = 3;

    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(500);

    /// <exception cref="RefusedException">The campaign looks for nothing.</exception>
    public async Task<ImportTotals> RunAsync(ImportOrder order, Action<ImportProgress>? tell, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await watches.SyncAsync(now, stop);
        var known = await watches.OfCampaignAsync(order.Campaign.Id, stop);
        if (known.Count == 0)
            throw new RefusedException($"{order.Campaign.Slug} names no hashtag and no account of X, so nothing of an archive belongs to it. Name them in the plan first.");
        using var rejects = new RejectFile(order.Rejects);
        var tally = new ImportTally(rejects);
        var reader = new ArchiveReader(order, new ArchiveWatches(known), tally, now);
        await RunAsync(order, reader, tally, now, tell, stop);
        // All at once: a day is added up once, and not with each batch that holds something of it. Whoever reads before waits for it.
        await rollups.SettleAsync(order.Campaign, stop);
        tell?.Invoke(reader.Progress());
        return tally.Now();
    }

    private async Task RunAsync(ImportOrder order, ArchiveReader reader, ImportTally tally, DateTimeOffset now, Action<ImportProgress>? tell, CancellationToken stop)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using var connection = await OpenAsync(stop);
        var origin = new ArchiveOrigin(order.Campaign.Slug, string.Join(", ", order.Files.Select(file => file == "-" ? "standard input" : Path.GetFileName(file))), order.Actor, now);
        var writer = new ArchiveWriter(connection, tally, origin);
        var batches = Channel.CreateBounded<ArchiveBatch>(1);
        await using var telling = TimeProvider.System.CreateTimer(_ => tell?.Invoke(reader.Progress()), null, TellEvery, TellEvery);
        var reading = Task.Run(() => ReadAsync(reader, batches.Writer, both.Token), CancellationToken.None);
        try
        {
            await Task.Run(() => WriteAsync(writer, batches.Reader, both.Token), CancellationToken.None);
        }
        finally
        {
            await both.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await SettleAsync(connection, stop);
    }

    private static async Task ReadAsync(ArchiveReader reader, ChannelWriter<ArchiveBatch> batches, CancellationToken stop)
    {
        try
        {
            await reader.ReadAsync(batches, stop);
            batches.Complete();
        }
        catch (Exception e)
        {
            batches.Complete(e);
        }
    }

    private static async Task WriteAsync(ArchiveWriter writer, ChannelReader<ArchiveBatch> batches, CancellationToken stop)
    {
        var written = 0;
        await foreach (var batch in batches.ReadAllAsync(stop))
        {
            using (batch)
                await writer.WriteAsync(batch, stop);
            // On a machine with much memory .NET would let what is written already pile up: it lived too long to be cleared by the way.
            if (++written % ClearEvery == 0)
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        }
    }

    // A machine that loses power may lose the last batches, whole: the same import brings them again. And what is asked for by ids is
    // looked up by its index, also while the planner knows nothing yet of how the tables grow.
    private const string SettingsSql = "SET synchronous_commit = off; SET enable_seqscan = off";

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken stop)
    {
        var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(SettingsSql, cancellationToken: stop));
        return connection;
    }

    // Whoever is told that it is done can rely on it: a commit that is waited for takes all before it along.
    private const string SettleSql = """
        SET synchronous_commit = on;
        SELECT pg_current_xact_id()
        """;

    private static Task SettleAsync(NpgsqlConnection connection, CancellationToken stop) =>
        connection.ExecuteAsync(new CommandDefinition(SettleSql, cancellationToken: stop));
}
