using CoProWeek.Storage;
using Npgsql;

namespace CoProWeek.Collecting.Archives;

/// <summary>
/// Writes batches: what is held already is asked for once by its ids, and all else is copied in, whatever belongs to a post only with
/// the post itself. A batch is one transaction. Where somebody else writes the same posts at the same time the batch is done over: then
/// they are held; and where that does not help, post by post, as a page that was collected is.
/// </summary>
internal sealed class ArchiveWriter(NpgsqlConnection connection, ImportTally tally, ArchiveOrigin origin)
{
    private const int Tries = 3;

    private bool isTold;

    public async Task WriteAsync(ArchiveBatch batch, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await CopyAsync(batch, stop);
                return;
            }
            catch (PostgresException e) when (IsCollision(e) && tries < Tries)
            {
                // What the other one wrote stands by now.
            }
            catch (PostgresException e) when (IsCollision(e) || IsOdd(e))
            {
                await OneByOneAsync(batch, stop);
                return;
            }
        }
    }

    private async Task CopyAsync(ArchiveBatch batch, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var held = await HeldPosts.FindAsync(transaction, batch.Entries, stop);
        var fresh = batch.Entries.Where(entry => held.Of(entry) is null).OrderBy(entry => entry.Post.FirstId).ToList();
        var known = batch.Entries.Where(entry => held.Of(entry) is { IsHidden: false }).OrderBy(entry => held.Of(entry)!.Id).ToList();
        var authors = await BulkAuthors.KeepAsync(transaction, fresh.SelectMany(entry => entry.Sightings).Concat(known.SelectMany(entry => entry.Sightings.Where(seen => seen.IsStated))), stop);
        await BulkPosts.CopyAsync(transaction, fresh.FindAll(entry => !authors.Removed.Contains(entry.Post.Author.Id)), authors.ByRemoteId, stop);
        // Of people who asked to be left out there is kept what collecting keeps: that there was a post.
        foreach (var entry in fresh.Where(entry => authors.Removed.Contains(entry.Post.Author.Id)))
            await HeldPosts.KeepOneAsync(transaction, entry, stop);
        await HeldPosts.SeeAsync(transaction, known, held, stop);
        await TellAsync(transaction, fresh.Count, stop);
        await transaction.CommitAsync(stop);
        var posts = batch.Entries.Sum(entry => entry.Sightings.Count);
        tally.Written(fresh.Count, posts - fresh.Count);
    }

    private async Task OneByOneAsync(ArchiveBatch batch, CancellationToken stop)
    {
        foreach (var entry in batch.Entries)
        {
            await using var transaction = await connection.BeginTransactionAsync(stop);
            var kept = await HeldPosts.KeepOneAsync(transaction, entry, stop);
            await TellAsync(transaction, kept.New, stop);
            await transaction.CommitAsync(stop);
            if (kept.Odd > 0)
                tally.Broken(entry.Source, entry.Number, "the database cannot hold it", entry.Json.Span, entry.Sightings.Count);
            else
                tally.Written(kept.New, entry.Sightings.Count - kept.New);
        }
    }

    /// <summary>Who brought in what, from the first row on: an import that is killed has its line in the history, too.</summary>
    private async Task TellAsync(NpgsqlTransaction transaction, int fresh, CancellationToken stop)
    {
        if (fresh == 0 || isTold)
            return;
        await History.WriteAsync(connection, transaction, origin.At, origin.Actor, "archive import", $"{origin.Campaign}: {origin.Files}", stop: stop);
        isTold = true;
    }

    private static bool IsCollision(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    /// <summary>Data exceptions, broken constraints, limits: one post of the batch is such that no row can hold it.</summary>
    private static bool IsOdd(PostgresException e) => e.SqlState[..2] is "22" or "23" or "54";
}

/// <summary>Who imports what, for the history.</summary>
internal sealed record ArchiveOrigin(string Campaign, string Files, string Actor, DateTimeOffset At);
