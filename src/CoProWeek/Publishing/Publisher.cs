using CoProWeek.Clock;
using CoProWeek.Networks;
using CoProWeek.Publishing.Checks;
using CoProWeek.Publishing.Timeline;
using Microsoft.Extensions.Options;

namespace CoProWeek.Publishing;

/// <summary>
/// The story of a post going out: pictures up, claim, fence, send, record; then the account's next one.
/// It may be called at any time, by anyone, any number of times: what is not due, or another's, is not touched.
/// </summary>
internal sealed partial class Publisher(
    HandOver handOver, PageWait pages, TwinLook twins, Pictures pictures, ClaimStore claims, Recorder recorder, Purse purse, Worker worker, NetworkList networks,
    CampaignClock clock, IOptions<PublishingOptions> settings, ILogger<Publisher> log)
{
    /// <summary>
    /// Sends everything the account has due, one after the other; first what waits for nothing, then what had to be looked
    /// at: a blog's page, our own timeline, its pictures. Ends when nothing is left, or when told to stop between two
    /// posts. What a person posts by hand is handed over.
    /// </summary>
    public async Task RunAsync(long accountId, CancellationToken stop)
    {
        await SendDueAsync(accountId, stop);
        // The page first: while it is not there, nothing is late by our doing, and no timeline need be read.
        if (await pages.AskDueAsync(accountId, stop) | await twins.LookDueAsync(accountId, stop))
            await SendDueAsync(accountId, stop);
        if (await pictures.UploadDueAsync(accountId, stop))
            await SendDueAsync(accountId, stop);
        await handOver.RunAsync(accountId, stop);
    }

    private async Task SendDueAsync(long accountId, CancellationToken stop)
    {
        while (worker.Id is { } me && !stop.IsCancellationRequested && await claims.ClaimNextAsync(accountId, me, stop) is { } claim)
            await SendAsync(claim);
    }

    /// <summary>The fence is committed: from here on nothing but the end of the process keeps this attempt from being recorded.</summary>
    private async Task SendAsync(Claim claim)
    {
        var end = Judge(claim, await CallAsync(claim));
        Log.Ended(log, claim.DeliveryId, claim.N, claim.AttemptId, end);
        await recorder.RecordAsync(claim, end);
        await purse.SpentAsync(claim, end);
    }

    /// <summary>
    /// Others look for this post once the deadline has passed: no call goes on beyond it, and none begins so late that it
    /// could, as after a machine was asleep.
    /// </summary>
    private async Task<Outcome> CallAsync(Claim claim)
    {
        var now = clock.GetUtcNow();
        var left = claim.DeadlineAt - now;
        if (left < settings.Value.Deadline / 2)
            return new Outcome.Deferred(now, "coproweek: it was held up before it could send, and nothing was sent; trying again");
        using var deadline = new CancellationTokenSource(left);
        if (await purse.WhyNotAsync(claim, deadline.Token) is { } no)
            return no;
        return await networks.Find(claim.Network).PublishAsync(claim.Account, claim.Part, deadline.Token);
    }

    /// <summary>
    /// "Duplicate" after an earlier try of ours may be that try, accepted after all: the timeline decides.
    /// </summary>
    private static Outcome Judge(Claim claim, Outcome outcome) => outcome switch
    {
        Outcome.Rejected { IsDuplicate: true } said when claim.EarlierAttempts > 0 =>
            new Outcome.Unknown($"{said.Why} An earlier try may have gone out: reading back.") { HttpStatus = said.HttpStatus, Detail = said.Detail, IsDuplicate = true },
        _ => outcome,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {DeliveryId} part {Part}, attempt {AttemptId}: {Outcome}")]
        public static partial void Ended(ILogger log, long deliveryId, int part, long attemptId, Outcome outcome);
    }
}
