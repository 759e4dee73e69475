using CoProWeek.Collecting;

namespace CoProWeek.Cli;

/// <summary>The ledger as machines read it: ids as strings.</summary>
internal static class CollectStatusJson
{
    public static object Of(LedgerView ledger) => ledger.Watches.Select(one => new
    {
        sought = one.Watch.Sought,
        one.Watch.Kind,
        one.Watch.FromAt,
        one.Watch.UntilAt,
        one.Watch.CoveredTo,
        one.Watch.NextAt,
        newestId = one.Watch.NewestId?.ToString(),
        one.Watch.Problem,
        spans = one.Spans.Select(span => new { span.FromAt, span.ToAt }),
        gaps = one.Gaps.Where(gap => !one.IsLost(gap)).Select(gap => new { gap.FromAt, gap.ToAt }),
        known = one.Known.Select(known => new { known.FromAt, known.ToAt, known.Counted, known.Held, known.Outcome, known.Why }),
        audit = one.Audit is { } audit ? new { audit.At, audit.Hours, audit.Counted, audit.Held, audit.Short } : null,
    });
}
