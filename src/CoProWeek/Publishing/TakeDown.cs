using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Networks;
using CoProWeek.Storage;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>
/// Takes a sent post down: its parts last first, so that no reply is left hanging under nothing. Each part that is gone is
/// written down at once, and deleting does no harm twice: stopped anywhere, it is run again and goes on.
/// </summary>
internal sealed class TakeDown(TakeDownStore rows, NetworkList networks, NpgsqlDataSource database, CampaignClock clock)
{
    /// <summary>Deletes it on every account where it is out, or on one.</summary>
    /// <returns>The accounts it is gone from.</returns>
    /// <exception cref="RefusedException">Nothing is out, or some of it is still going out, or the network did not delete it.</exception>
    public async Task<IReadOnlyList<Standing>> RemoveAsync(Post post, string? handle, string why, string actor, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(why))
            throw new RefusedException("Say why it is taken down: the history keeps it.");
        var standing = await rows.StandingAsync(post.Id, handle, stop);
        if (standing.Select(WhyNotYet).FirstOrDefault(reason => reason is not null) is { } going)
            throw new RefusedException($"\"{post.Content.Ref}\" {going}");
        // What a person posted, a person deletes: that is noted where they name the place, and never taken for done because X did its part.
        var sent = standing.Where(one => one.IsOut && (handle is not null || !one.IsByHand)).ToList();
        if (sent.Count == 0)
            throw new RefusedException(standing.FirstOrDefault(one => one is { State: "sent", IsByHand: true }) is { } byHand ? StandsByHand(post, byHand) : NothingOut(post, handle));
        await BeginAsync(post, sent, why.Trim(), actor, stop);
        foreach (var delivery in sent)
            await RemoveAsync(delivery, $"Taken down by {actor}: {why.Trim()}", actor, stop);
        return sent;
    }

    /// <summary>Before the first call, so that who began it stands even when the process ends half way.</summary>
    private async Task BeginAsync(Post post, IReadOnlyList<Standing> sent, string why, string actor, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var where = string.Join(", ", sent.Select(delivery => delivery.Name));
        await History.WriteAsync(connection, null, clock.GetUtcNow(), actor, "take-down begun", $"on {where}: {why}", post.Id, stop);
    }

    private async Task RemoveAsync(Standing delivery, string reason, string actor, CancellationToken stop)
    {
        var network = networks.Find(delivery.Network);
        foreach (var (n, remoteId) in delivery.Parts.Zip(delivery.RemoteIds))
        {
            var outcome = await network.RemoveAsync(delivery.Account, remoteId, stop);
            if (outcome is not Outcome.Sent)
                throw new RefusedException(Stopped(delivery, n, outcome));
            await rows.PartGoneAsync(delivery.Id, n, clock.GetUtcNow());
        }
        await rows.RemovedAsync(delivery.Id, delivery.IsByHand ? $"Deleted there by hand. {reason}" : reason, actor, clock.GetUtcNow());
    }

    /// <summary>Somebody may be sending under this very post: the sender goes first.</summary>
    private static string? WhyNotYet(Standing delivery) => delivery switch
    {
        { State: "sending" } => $"is being sent {delivery.At} at this moment. Wait until it is out, then take it down.",
        { State: "unknown" } => $"is perhaps out {delivery.At}: the timeline is being read to see. Wait for that, then take it down.",
        { HoldReason: "undecided" } => $"is perhaps out {delivery.At}: settle first whether it went out, then take it down.",
        { State: "queued", PartsOut: > 0 } =>
            $"is out in part {delivery.At}, and the rest is about to follow. Hold it, then take it down.",
        { State: "queued" } => $"still waits to go out {delivery.At}. Hold it there first, or name the one account where it is to be taken down.",
        _ => null,
    };

    private static string NothingOut(Post post, string? handle) => handle is null
        ? $"\"{post.Content.Ref}\" is {PostStatus.Of(post)}, so nothing of it is out to be taken down. Only what was sent can be."
        : $"\"{post.Content.Ref}\" is not out as @{handle.TrimStart('@')}, so there is nothing to take down there. It is {PostStatus.Of(post)}.";

    private static string StandsByHand(Post post, Standing delivery) =>
        $"\"{post.Content.Ref}\" was posted {delivery.At} by hand: delete it there yourself, then say so by naming that account (--account \"{delivery.Handle}\").";

    private static string Stopped(Standing delivery, int part, Outcome outcome)
    {
        var why = outcome switch
        {
            Outcome.Deferred o => o.Why,
            Outcome.Blocked o => o.Why,
            Outcome.Rejected o => o.Why,
            Outcome.Unknown o => o.Why,
            _ => outcome.ToString(),
        };
        var stands = delivery.Parts.Count(n => n <= part);
        return $"Not all of it is gone yet: {stands} of {delivery.Parts.Length} {(delivery.Parts.Length == 1 ? "part" : "parts")} still {(stands == 1 ? "stands" : "stand")} {delivery.At}. {why} Then take it down again: it goes on from there.";
    }
}
