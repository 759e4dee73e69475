using System.Threading.Channels;
using CoProWeek.Networks;

namespace CoProWeek.Collecting.Archives;

/// <summary>Reads the files of an import one after the other, and makes batches of what a watch of the campaign looks for.</summary>
internal sealed class ArchiveReader(ImportOrder order, ArchiveWatches watches, ImportTally tally, DateTimeOffset now)
{
    private readonly long[] lengths = [.. order.Files.Select(Length)];
    private ArchiveBatch batch = new();
    private ArchiveSource? reading;
    private int file;

    public async Task ReadAsync(ChannelWriter<ArchiveBatch> batches, CancellationToken stop)
    {
        for (file = 0; file < order.Files.Count; file++)
        {
            try
            {
                using var source = reading = ArchiveSource.Open(order.Files[file], order.Mapping);
                await ReadAsync(source, batches, stop);
            }
            catch (ArchiveException e)
            {
                tally.Unread(order.Files[file], e.Message);
            }
        }
        if (!batch.IsEmpty)
            await batches.WriteAsync(batch, stop);
    }

    public ImportProgress Progress()
    {
        var (source, at) = (reading, Math.Min(file, lengths.Length - 1));
        var known = Array.TrueForAll(lengths, length => length > 0);
        var done = lengths.Take(at).Sum() + (source?.Position ?? 0);
        return new ImportProgress(tally.Now(), source?.Name ?? "", known ? Math.Min(1, done / (double)lengths.Sum()) : null);
    }

    private async Task ReadAsync(ArchiveSource source, ChannelWriter<ArchiveBatch> batches, CancellationToken stop)
    {
        // What an archive says of its numbers was true when it was written, and surely no later than now.
        var asOf = Earliest(order.AsOf ?? source.WrittenAt ?? now);
        foreach (var record in source.Read())
        {
            Take(source, record, asOf);
            if (!batch.IsFull)
                continue;
            await batches.WriteAsync(batch, stop);
            batch = new ArchiveBatch();
        }
        if (source.Problem != "")
            tally.Unread(source.Name, $"it could not be read to its end: {source.Problem} What was read until then is kept");
    }

    private void Take(ArchiveSource source, ArchiveRecord record, DateTimeOffset asOf)
    {
        tally.Read(record.Holds.Count, record.Bytes.Length);
        foreach (var one in record.Holds)
        {
            switch (one)
            {
                case Archived.Broken broken:
                    tally.Broken(source, record.Number, broken.Why, broken.Text is { } text ? System.Text.Encoding.UTF8.GetBytes(text) : record.Bytes.Span);
                    break;
                case Archived.Post post:
                    Take(source, record, post, asOf);
                    break;
            }
        }
    }

    private void Take(ArchiveSource source, ArchiveRecord record, Archived.Post post, DateTimeOffset asOf)
    {
        var found = watches.Of(post);
        if (found.Count == 0)
            tally.Elsewhere(source, record.Number, $"nothing of {watches.Sought} in it", System.Text.Encoding.UTF8.GetBytes(post.Found.Raw));
        else
            batch.Add(new ArchivedSighting(post.Found, Earliest(post.ReadAt ?? asOf), post.ReadAt is not null || order.AsOf is not null, found), source, record.Number);
    }

    /// <summary>To the microsecond, as the database keeps it.</summary>
    private DateTimeOffset Earliest(DateTimeOffset at)
    {
        var known = (at < now ? at : now).ToUniversalTime();
        return known.AddTicks(-(known.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private static long Length(string path) => path != "-" && File.Exists(path) ? new FileInfo(path).Length : 0;
}
