using Polly;
using Polly.Retry;

namespace CoProWeek.Networks.X;

/// <summary>
/// The seconds of retrying, for what may be repeated: reads and uploads. Creates never come here; minutes and more are the
/// row's. Three tries of 15 s at most, so a read ends within a minute. A 429 is not waited for: its reset goes back as "until".
/// </summary>
internal sealed class XPipelines(TimeProvider real)
{
    public ResiliencePipeline<XReply> Repeatable { get; } = new ResiliencePipelineBuilder<XReply> { TimeProvider = real }
        .AddRetry(new RetryStrategyOptions<XReply>
        {
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { } reply && MayPass(reply)),
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(250),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    /// <summary>Trouble of the kind that is often gone a moment later.</summary>
    private static bool MayPass(XReply reply) => reply is not XReply.Answer { Status: < 500 and not 408 };
}
