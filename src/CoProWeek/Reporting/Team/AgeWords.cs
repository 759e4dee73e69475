namespace CoProWeek.Reporting.Team;

/// <summary>How two weeks of the same age are set side by side, in words.</summary>
internal static class AgeWords
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>What the reader must know to compare them fairly.</summary>
    public static string Note(ReachReport report, SameAge beside) =>
        $"{Reporting.Words.Days(beside.Span.From, beside.Span.To, "to")} as it stood {Age(beside.Age)}, beside {report.Days} as it stands now, {Age(beside.Age)}: to the hour, by the numbers that X told until then, of the posts that stand today. {Measured(report, beside.Then)}";

    /// <summary>"2 days and 9 hours after its week began", "3 days and 0 hours before its week began".</summary>
    public static string Age(TimeSpan age) =>
        $"{Numbers.Count((int)(age.Duration() / Day), "day")} and {Numbers.Count(age.Duration().Hours, "hour")} {(age < TimeSpan.Zero ? "before" : "after")} its week began";

    /// <summary>"+120 (+25%)"; without a percentage of nothing.</summary>
    public static ReportCell Change(decimal present, decimal then)
    {
        var more = present - then;
        var percent = then == 0 ? "" : $" ({Signed(Math.Round(100 * more / then, MidpointRounding.AwayFromZero))}%)";
        return new ReportCell($"{Signed(more)}{percent}", more.ToString("0")) { IsNumber = true };
    }

    private static string Signed(decimal n) => n switch
    {
        > 0 => $"+{n:N0}",
        < 0 => $"−{-n:N0}",
        _ => "0",
    };

    private static string Measured(ReachReport report, AgedSums? then) => then is { MeasuredFirst: { } first, MeasuredLast: { } last }
        ? $"Then as measured {(Reporting.Measured.AreApart(first, last) ? $"between {report.Clock.Whole(first)} and {report.Clock.Whole(last)}" : $"on {report.Clock.Whole(last)}")}; now: {report.AsMeasured}"
        : "Views and responses of that week are not available: X had not been asked for them by then.";
}
