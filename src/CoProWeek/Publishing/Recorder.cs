using System.Diagnostics;
using CoProWeek.Clock;
using CoProWeek.Networks;
using Npgsql;
using Polly;
using Polly.Retry;
using Outcome = CoProWeek.Networks.Outcome;

namespace CoProWeek.Publishing;

/// <summary>
/// Where an outcome leaves a delivery. A record is tried until it stands: the post may be out, and only this process
/// knows. Should the process end first, the fence is on record and the sweep reads back.
/// </summary>
internal sealed partial class Recorder(OutcomeStore outcomes, NetworkList networks, CampaignClock clock, ILogger<Recorder> log)
{
    /// <summary>Long enough before a post's latest for a claim and a call.</summary>
    private static readonly TimeSpan BeforeLatest = TimeSpan.FromSeconds(30);

    private readonly ResiliencePipeline untilItStands = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>().Handle<TimeoutException>(),
            Delay = TimeSpan.FromSeconds(1),
            MaxRetryAttempts = 120,
        })
        .Build();

    public async Task RecordAsync(Claim claim, Outcome outcome) =>
        await untilItStands.ExecuteAsync(async _ => await WriteAsync(claim, outcome));

    private async Task WriteAsync(Claim claim, Outcome outcome)
    {
        if (outcome is Outcome.Sent sent)
        {
            if (await outcomes.SentAsync(Out(claim, sent), CancellationToken.None))
                return;
            // Either the row has moved on, and then this changes nothing, or the id is not this part's.
            outcome = new Outcome.Unknown($"{claim.Network}: answered with the id {sent.RemoteId}, which is another post's. Reading back.")
            {
                HttpStatus = sent.HttpStatus,
                Detail = sent.Detail,
            };
        }
        if (!await outcomes.NotSentAsync(NotOut(claim, outcome), CancellationToken.None))
            Log.TooLate(log, claim.DeliveryId, claim.N, claim.AttemptId, outcome);
    }

    private SentPart Out(Claim claim, Outcome.Sent sent)
    {
        var now = clock.GetUtcNow();
        return new SentPart
        {
            DeliveryId = claim.DeliveryId,
            AttemptId = claim.AttemptId,
            N = claim.N,
            RemoteId = sent.RemoteId,
            Url = networks.Find(claim.Network).LinkTo(claim.Account, sent.RemoteId).AbsoluteUri,
            SentAt = now,
            Now = now,
            HttpStatus = sent.HttpStatus,
        };
    }

    private NotSentPart NotOut(Claim claim, Outcome outcome)
    {
        var now = clock.GetUtcNow();
        return outcome switch
        {
            Outcome.Deferred o => End("deferred", "queued", $"{o.Why}{TooLong(claim, o.Until, now)}") with { DueAt = LastTry(claim, o.Until, now) ?? Later(o.Until, now) },
            Outcome.Blocked { Reason: HoldReason.Person } o when claim.N > 1 => End("blocked", "held", ByHand(claim, o.Why)) with { HoldReason = o.Reason.Text() },
            Outcome.Blocked o => End("blocked", "held", o.Why) with { HoldReason = o.Reason.Text() },
            Outcome.Rejected o when claim.N > 1 => End("rejected", "held", ByHand(claim, o.Why)) with { HoldReason = HoldReason.Person.Text() },
            Outcome.Rejected o => End("rejected", "failed", o.Why),
            Outcome.Unknown o => End("unknown", "unknown", o.Why) with { DueAt = now, Duplicate = o.IsDuplicate },
            _ => throw new UnreachableException($"No rule for {outcome}"),
        };

        NotSentPart End(string ended, string state, string why) => new()
        {
            DeliveryId = claim.DeliveryId,
            AttemptId = claim.AttemptId,
            Now = now,
            HttpStatus = outcome.HttpStatus,
            Outcome = ended,
            State = state,
            Detail = why,
            Answer = outcome.Detail is { Length: > 0 } words ? $"{why} Answered: {words}" : why,
        };
    }

    /// <summary>A network's "not before" never outlasts the post: one more try just before its latest, and then it is missed with this as its reason.</summary>
    private static DateTimeOffset? LastTry(Claim claim, DateTimeOffset until, DateTimeOffset now) =>
        claim.N == 1 && until > claim.LatestAt && claim.LatestAt - BeforeLatest is var last && last > now ? last : null;

    private static string TooLong(Claim claim, DateTimeOffset until, DateTimeOffset now) =>
        claim.N > 1 || until <= claim.LatestAt ? ""
        : LastTry(claim, until, now) is { } last ? $" That is after its latest: it is tried once more at {last:HH:mm:ss} UTC, and missed if it is too early still. Give it a later latest, or post it by hand."
        : " That is after its latest, so it is missed.";

    private static string ByHand(Claim claim, string why) =>
        $"Part {claim.N - 1} is out; post part {claim.N} by hand and give its link. {why}";

    /// <summary>A network's "try again" that lies in the past is answered a second from now, not at once and for ever.</summary>
    private static DateTimeOffset Later(DateTimeOffset until, DateTimeOffset now) =>
        until > now ? until : now + TimeSpan.FromSeconds(1);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {DeliveryId} part {Part}, attempt {AttemptId} ended after its row had moved on, so this is not on it: {Outcome}")]
        public static partial void TooLate(ILogger log, long deliveryId, int part, long attemptId, Outcome outcome);
    }
}
