using CoProWeek.Alerts;
using CoProWeek.Clock;
using Microsoft.Extensions.Options;

namespace CoProWeek.Reporting.Sending;

/// <summary>What a step clock needs to know of reports that go out by themselves. They follow: a rehearsal does not go on for their sake.</summary>
internal sealed class SendingSteps(SendingStore store, IOptions<MailOptions> mail) : IStepSource
{
    public bool Leads => false;

    public async Task<bool> IsSettledAsync(DateTimeOffset now, CancellationToken stop) =>
        !(await PendingAsync(now, stop)).Any(report => report.At <= now);

    public async Task<DateTimeOffset?> NextAsync(DateTimeOffset now, CancellationToken stop) =>
        (await PendingAsync(now, stop)).FirstOrDefault(report => report.At > now)?.At;

    private async Task<IEnumerable<DueReport>> PendingAsync(DateTimeOffset now, CancellationToken stop) =>
        mail.Value.IsConfigured() ? (await store.UnsentAsync(now, stop)).Where(report => now < report.Until) : [];
}
