using CoProWeek.Clock;
using CoProWeek.Networks;
using Microsoft.Extensions.Options;

namespace CoProWeek.Publishing;

/// <summary>
/// Finds out what became of an attempt whose end is unknown, by reading our own timeline. Found at any read, it is sent.
/// Absent is concluded only from two complete reads: the first begun after the deadline and the settle margin, when no
/// client can be right any more, the second some time later. A read that failed proves nothing.
/// </summary>
internal sealed partial class Settler(
    UnknownStore unknowns, OutcomeStore outcomes, NetworkList networks, CampaignClock clock,
    IOptions<PublishingOptions> settings, ILogger<Settler> log)
{
    /// <summary>How long after a post's latest a timeline that will not be read is waited for before a person is asked.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>How far the clocks of two machines may differ: a read by time begins this much before the fence.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>After a standstill the network gets its time anew.</summary>
    private readonly DateTimeOffset begunAt = clock.GetUtcNow();

    /// <summary>Accounts side by side: a timeline that is slow to answer keeps none but its own posts in doubt.</summary>
    public async Task SettleDueAsync(CancellationToken stop)
    {
        var due = await unknowns.DueAsync(clock.GetUtcNow(), stop);
        await Task.WhenAll(due.GroupBy(part => part.AccountId).Select(account => SettleAsync([.. account], stop)));
    }

    /// <summary>One read of a timeline serves all that is in doubt there: X charges for each.</summary>
    private async Task SettleAsync(List<UnknownPart> ofOneAccount, CancellationToken stop)
    {
        var begun = clock.GetUtcNow();
        var (posts, unread) = await ReadAsync(ofOneAccount, stop);
        foreach (var part in ofOneAccount)
        {
            try
            {
                await (unread is null ? SettleAsync(part, posts, begun, stop) : PutOffAsync(part, unread, stop));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One part's fault must not keep the others in doubt; the next sweep takes it up again.
                Log.Failed(log, part.DeliveryId, part.N, e);
            }
        }
    }

    private async Task<(IReadOnlyList<OwnPost> Posts, NetworkReadException? Unread)> ReadAsync(List<UnknownPart> ofOneAccount, CancellationToken stop)
    {
        var since = new OwnSince(ofOneAccount.TrueForAll(part => part.SinceId is not null) ? ofOneAccount.Min(part => part.SinceId) : null, ofOneAccount.Min(part => part.StartedAt) - Skew);
        try
        {
            return (await networks.Find(ofOneAccount[0].Network).FindOwnAsync(ofOneAccount[0].Account, since, stop), null);
        }
        catch (NetworkReadException e)
        {
            return ([], e);
        }
    }

    private async Task SettleAsync(UnknownPart part, IReadOnlyList<OwnPost> posts, DateTimeOffset begun, CancellationToken stop)
    {
        var sinceItsFence = posts.Where(post => part.SinceId is { } before ? post.RemoteId > before : post.CreatedAt >= part.StartedAt - Skew).ToList();
        var bound = await unknowns.BoundAsync(part.AccountId, [.. sinceItsFence.Select(post => post.RemoteId)], stop);
        var reading = ReadBack.Read(part.Sought, sinceItsFence, bound);
        Log.Read(log, part.DeliveryId, part.N, reading);
        if (reading is Reading.Found found)
            await FoundAsync(part, found.Post, stop);
        else
            await unknowns.MoveAsync(Conclude(part, reading, begun), stop);
    }

    private Task PutOffAsync(UnknownPart part, NetworkReadException unread, CancellationToken stop)
    {
        Log.NotRead(log, part.DeliveryId, part.N, unread.Message);
        return unknowns.MoveAsync(NotRead(part, unread), stop);
    }

    private Task<bool> FoundAsync(UnknownPart part, OwnPost post, CancellationToken stop)
    {
        return outcomes.SentAsync(
            new SentPart
            {
                DeliveryId = part.DeliveryId,
                AttemptId = part.AttemptId,
                N = part.N,
                RemoteId = post.RemoteId,
                Url = Link(part, post),
                SentAt = post.CreatedAt,
                Now = clock.GetUtcNow(),
                Detail = "found on the account's own timeline",
            },
            stop);
    }

    private UnknownMove Conclude(UnknownPart part, Reading reading, DateTimeOffset begun)
    {
        var now = clock.GetUtcNow();
        var settledAt = part.DeadlineAt + settings.Value.SettleMargin;
        var same = Same(part, now);
        if (begun < settledAt)
            return same with { DueAt = settledAt, Reason = $"not on @{part.Handle}'s timeline yet; reading again" };
        if (part.AbsentReads == 0)
            return same with { AbsentReads = 1, DueAt = now + settings.Value.ReadSpacing, Reason = $"not on @{part.Handle}'s timeline; reading once more to be sure" };
        if (reading is Reading.Undecided like)
            return Ask(same, part, $"{part.Network}: a post much like part {part.N} stands at {Link(part, like.Post)}, but it is not quite the same");
        if (part.WasCalledDuplicate)
            return Ask(same, part, $"{part.Network} says it holds this text already, but it is not on @{part.Handle}'s timeline");
        if (now > part.LatestAt && part.N == 1)
            return same with { State = "missed", Reason = "it did not go out, and its latest passed while that was being made sure" };
        return same with { State = "queued", DueAt = now, Reason = $"it did not go out (read twice on @{part.Handle}'s timeline); sending again" };
    }

    private UnknownMove NotRead(UnknownPart part, NetworkReadException e)
    {
        var now = clock.GetUtcNow();
        var same = Same(part, now);
        var giveUpAt = new[] { part.LatestAt, part.DeadlineAt, begunAt }.Max() + Patience;
        if (now > giveUpAt)
            return Ask(same, part, $"the timeline could not be read: {e.Message}");
        var again = now + settings.Value.ReadRetry;
        return same with { DueAt = e.Until > again ? e.Until.Value : again, Reason = $"whether it went out is not known yet. {e.Message}" };
    }

    private static UnknownMove Ask(UnknownMove same, UnknownPart part, string why) => same with
    {
        State = "held",
        HoldReason = HoldReason.Undecided.Text(),
        Reason = $"{why}. Look at @{part.Handle}, then say on the post's page whether it went out (or: coproweek post settle {part.Ref} --went-out LINK, or --did-not)",
    };

    private static UnknownMove Same(UnknownPart part, DateTimeOffset now) => new()
    {
        DeliveryId = part.DeliveryId,
        AttemptId = part.AttemptId,
        ReadsBefore = part.AbsentReads,
        AbsentReads = part.AbsentReads,
        State = "unknown",
        Reason = "",
        DueAt = now,
        Now = now,
    };

    private string Link(UnknownPart part, OwnPost post) =>
        networks.Find(part.Network).LinkTo(part.Account, post.RemoteId).AbsoluteUri;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {DeliveryId} part {Part} read back: {Reading}")]
        public static partial void Read(ILogger log, long deliveryId, int part, Reading reading);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {DeliveryId} part {Part} could not be read back: {Why}")]
        public static partial void NotRead(ILogger log, long deliveryId, int part, string why);

        [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {DeliveryId} part {Part} could not be settled; the next sweep tries again")]
        public static partial void Failed(ILogger log, long deliveryId, int part, Exception e);
    }
}
