using CoProWeek.Campaigns;
using CoProWeek.Networks.X.Archives;

namespace CoProWeek.Collecting.Archives;

/// <summary>What is to be imported, and for whom.</summary>
internal sealed record ImportOrder
{
    public required Campaign Campaign { get; init; }

    /// <summary>"-" is standard input.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Which column of a table holds what, where its headings do not say it.</summary>
    public XTableMapping? Mapping { get; init; }

    /// <summary>Where what cannot be imported is kept.</summary>
    public required string Rejects { get; init; }

    /// <summary>When the numbers were read, for archives that do not say so. Null: when the file was written.</summary>
    public DateTimeOffset? AsOf { get; init; }

    public required string Actor { get; init; }
}

/// <summary>How far an import has come.</summary>
/// <param name="Totals">So far.</param>
/// <param name="File">Which one is read.</param>
/// <param name="Share">How much of all files, from 0 to 1; null where a pipe does not say how long it is.</param>
internal sealed record ImportProgress(ImportTotals Totals, string File, double? Share)
{
    /// <summary>Null while it cannot be known.</summary>
    public TimeSpan? Left => Share is > 0.001 and <= 1 && Totals.Took.TotalSeconds > 1 ? Totals.Took * ((1 - Share.Value) / Share.Value) : null;

    /// <summary>"2022.jsonl: 312,000 read, 17,800 a second, 41 %, 25 s left".</summary>
    public string InWords => $"{File}: {Totals.Read:N0} read, {Totals.PerSecond:N0} a second"
        + (Share is { } share ? $", {share * 100:0} %" : "")
        + (Left is { } left ? $", {InWordsOf(left)} left" : "");

    private static string InWordsOf(TimeSpan left) => left switch
    {
        { TotalHours: >= 1 } => $"{left.TotalHours:0.#} h",
        { TotalMinutes: >= 2 } => $"{left.TotalMinutes:0} min",
        _ => $"{Math.Ceiling(left.TotalSeconds):0} s",
    };
}
