using CoProWeek.Campaigns;
using CoProWeek.Collecting;

namespace CoProWeek.Cli;

/// <summary>The ledger as people read it.</summary>
internal sealed class CollectStatusWords(Campaign plan, DateTimeOffset now)
{
    public IEnumerable<string> Of(WatchLedger one)
    {
        yield return $"{one.Watch.Sought}: {State(one.Watch)}";
        foreach (var span in one.Spans)
            yield return $"  collected whole from {Wall(span.FromAt)} to {Wall(span.ToAt)}";
        foreach (var gap in one.Gaps.Where(gap => !one.IsLost(gap)))
            yield return $"  nothing was collected from {Wall(gap.FromAt)} to {Wall(gap.ToAt)}; it is looked for again by itself";
        foreach (var known in one.Known)
            yield return $"  {InWords(known)}";
        if (one.Open is { } open)
            yield return $"  a look begun {Wall(open.StartedAt)} goes on after page {open.Pages}";
        if (one.Watch.NewestId is { } newest)
            yield return $"  newest post: {newest}, of {Wall(one.Watch.NewestAt!.Value)}";
        if (one.Audit is { } audit)
            yield return $"  {InWords(audit)}";
        if (one.Watch.Problem != "")
            yield return $"  {one.Watch.Problem}";
    }

    public IEnumerable<string> Of(Care care)
    {
        if (care.LookedAt is { } at)
            yield return $"Numbers last read again {Wall(at)}; swept {care.Swept ?? 0} on {care.SweptOn:ddd d MMM yyyy}.";
        yield return $"Removed since: {care.Hidden} hidden until they are looked for on another day, {care.Wiped} wiped.";
        if (care.Problem is { Length: > 0 } problem)
            yield return problem;
    }

    public string Forgetting(int months) => months == 0
        ? "Names and words are kept: Collecting:ForgetAfterMonths is 0."
        : $"Names and words are wiped {months} months after the campaign's last day, on {plan.RunsTo.AddMonths(months):ddd d MMM yyyy}; numbers stay (Collecting:ForgetAfterMonths).";

    private string State(Watch watch) => watch switch
    {
        { CoveredTo: { } to } when watch.UntilAt <= now => $"collected up to {Wall(to)}; looked for no longer since {Wall(watch.UntilAt)}",
        { CoveredTo: { } to } => $"collected up to {Wall(to)}; looked for again at {Wall(watch.NextAt)}, until {Wall(watch.UntilAt)}",
        _ when watch.UntilAt <= now => $"never collected; it was to be looked for until {Wall(watch.UntilAt)}",
        _ => $"not collected yet; looked for from {Wall(watch.NextAt)} to {Wall(watch.UntilAt)}",
    };

    private string InWords(KnownGap gap) => gap switch
    {
        { Counted: { } counted, Outcome: "filled" } => $"{Wall(gap.FromAt)}: X counted {counted} and fewer were held; looked through again, and all are held",
        { Counted: { } counted, Outcome: "unserved" } => $"{Wall(gap.FromAt)}: X counted {counted} and {gap.Held} are held; looked through again, and its search gives no more",
        { Counted: { } counted, Outcome: null } => $"{Wall(gap.FromAt)}: X counted {counted} and {gap.Held} are held; it is looked through again by itself",
        { Counted: { } counted } => $"lost from {Wall(gap.FromAt)} to {Wall(gap.ToAt)}: X counted {counted} and {gap.Held} are held",
        _ => $"lost from {Wall(gap.FromAt)} to {Wall(gap.ToAt)}: {gap.Why}",
    };

    private string InWords(Audit audit) =>
        $"compared {Wall(audit.At)}: {audit.Held} held of {audit.Counted} that X counted, in {audit.Hours} hours{(audit.Short == 0 ? "" : $"; {audit.Short} of them looked through again")}";

    private string Wall(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, plan.Zone).ToString("ddd d MMM yyyy HH:mm");
}
