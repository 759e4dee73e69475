using CoProWeek.Campaigns.Files;
using CoProWeek.Storage;
using Npgsql;

namespace CoProWeek.Campaigns;

/// <summary>Writes what an import, or a copy, found to change: all of it inside the caller's transaction, or nothing.</summary>
internal static class PlanWriter
{
    /// <summary>
    /// The caller, Publishing, cancels the waiting deliveries of <see cref="ImportDiff.ChangedPostIds"/> in the same transaction.
    /// Never approves; what it changes is a draft again.
    /// </summary>
    /// <returns>The ids of the posts whose approval this took away.</returns>
    /// <exception cref="RefusedException">Something moved since the difference was shown; nothing may be kept of this transaction.</exception>
    public static async Task<IReadOnlyList<long>> WriteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, ImportDiff diff, string actor, DateTimeOffset now, CancellationToken stop = default)
    {
        if (diff.IsEmpty)
            return [];
        var campaigns = new CampaignRows(connection, transaction, now);
        var campaignId = diff.Before is null ? await campaigns.AddAsync(diff.Campaign, stop) : await campaigns.LockAsync(diff.Before, stop);
        if (diff.Before is null || diff.CampaignChanges.Count > 0)
        {
            await campaigns.ReplaceAsync(campaignId, diff.Campaign, stop);
            var detail = diff.Before is null ? diff.Campaign.Name : $"{diff.Campaign.Name}: {string.Join(", ", diff.CampaignChanges.Select(change => change.Field))}";
            await History.WriteAsync(connection, transaction, now, actor, diff.Before is null ? "week set up" : "settings changed", detail, postId: null, stop);
        }

        var changed = diff.Rows.Where(row => row.State is RowState.Changed).ToList();
        var added = diff.Rows.Where(row => row.State is RowState.New).ToList();
        var voided = await CheckUnmovedAsync(connection, transaction, changed, stop);
        await MediaStore.PutAsync(connection, transaction, Pictures(diff, [.. added, .. changed]), now, stop);
        var posts = new PostRows(connection, transaction, campaignId, actor, now);
        await posts.AddAsync(added, stop);
        await posts.ChangeAsync(changed, stop);
        return voided;
    }

    private static IEnumerable<PictureFile> Pictures(ImportDiff diff, IEnumerable<DiffRow> rows) =>
        rows.SelectMany(row => row.Content.Pictures)
            .Select(picture => picture.Hash)
            .Distinct()
            .Where(diff.Pictures.ContainsKey)
            .Select(hash => diff.Pictures[hash]);

    /// <summary>The rows are locked first, so that what is compared here is what is overwritten.</summary>
    private static async Task<IReadOnlyList<long>> CheckUnmovedAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, List<DiffRow> changed, CancellationToken stop)
    {
        var ids = changed.Select(row => row.Before!.Id).ToArray();
        await PostRows.LockAsync(connection, transaction, ids, stop);
        var stored = (await PostStore.ReadAsync(connection, transaction, ids, stop)).ToDictionary(post => post.Id);
        foreach (var row in changed)
        {
            var post = stored.GetValueOrDefault(row.Before!.Id);
            if (post is null || Differ.Compare(PlanRowCells.Of(post.Content), PlanRowCells.Of(row.Before.Content)).Count > 0)
                throw new RefusedException($"{row.Content.Ref} was changed by somebody else meanwhile. Nothing was imported: import again to see the difference.");
            if (PostStatus.LockOf(post) is { } why)
                throw new RefusedException($"{row.Content.Ref} is {why} by now. Nothing was imported: import again to see what still changes.");
        }
        return [.. changed.Where(row => row.SaysOtherwise && stored[row.Before!.Id].IsApproved).Select(row => row.Before!.Id)];
    }
}
