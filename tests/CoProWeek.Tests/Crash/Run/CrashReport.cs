using System.Globalization;
using System.Text.Json;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>A run as it is printed: a table, and a line for machines.</summary>
internal sealed record CrashReport
{
    public required CrashPlan Plan { get; init; }
    public required Verdict Verdict { get; init; }
    public required Tally Tally { get; init; }

    /// <summary>In seconds, shortest first.</summary>
    public required IReadOnlyList<double> Settled { get; init; }

    public required IReadOnlyList<(string Outcome, int Times)> Attempts { get; init; }
    public required DefaultSettle? AtDefaults { get; init; }
    public required TimeSpan Took { get; init; }
    public required bool WasStopped { get; init; }

    public double Median => Settled.Count == 0 ? 0 : Settled[Settled.Count / 2];

    public double Worst => Settled.Count == 0 ? 0 : Settled[^1];

    public IEnumerable<string> Lines() =>
    [
        $"{Verdict.Sends:N0} sends{(WasStopped ? " (stopped before the end)" : "")}, seed {Plan.Seed}, {Plan.Accounts} accounts, {Plan.Workers} workers, {Took.TotalMinutes:0.0} minutes",
        "",
        .. Table("what became of them", [("sends", Verdict.Sends), ("posts, with the parts of threads", Verdict.Parts), .. Verdict.Ends.OrderByDescending(end => end.Value).Select(end => ($"ended: {end.Key}", end.Value)), ("**doubled**", Verdict.Doubled.Count), ("**lost**", Verdict.Lost.Count)]),
        "",
        .. Table("kills, by place", [.. Enum.GetValues<KillPlace>().Select(place => (place.Words(), Tally.Kills.GetValueOrDefault(place))), ("in all", Tally.KillsInAll)]),
        "",
        .. Table("what else the network did", [.. Tally.Faults.Where(fault => fault.Value > 0).OrderByDescending(fault => fault.Value).Select(fault => (fault.Key, fault.Value))]),
        "",
        .. Table("what we made of it", [.. Attempts.Select(attempt => ($"attempts that ended: {attempt.Outcome}", attempt.Times)), ("accounts that a person had to connect again", Tally.Reconnected), ("starts of a worker that failed while the database was away, and were tried again", Tally.NotStarted), ("workers that fell by themselves", Tally.Fallen.Count)]),
        "",
        .. Table("seconds from the fence until an attempt in doubt was settled", [("attempts in doubt", Settled.Count)]),
        $"| median, at this run's short spans | {Seconds(Median)} |",
        $"| worst, at this run's short spans | {Seconds(Worst)} |",
        .. DefaultLines(),
        "",
        .. Verdict.Doubled.Select(what => $"DOUBLED: {what}"),
        .. Verdict.Lost.Select(what => $"LOST: {what}"),
        .. Tally.Fallen.Select(words => $"FELL: {words}"),
        Json(),
    ];

    private IEnumerable<string> DefaultLines() => AtDefaults is null ? [] :
    [
        $"| at default settings: the network had it, and it was found | {Seconds(AtDefaults.Found)} |",
        $"| at default settings: the network did not have it, its absence was proved, and it was sent | {Seconds(AtDefaults.SentAgain)} |",
    ];

    private static IEnumerable<string> Table(string heading, IEnumerable<(string What, int Times)> rows) =>
        [$"| {heading} | |", "|---|---:|", .. rows.Select(row => $"| {row.What} | {row.Times:N0} |")];

    private static string Seconds(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture);

    private string Json() => JsonSerializer.Serialize(new
    {
        sends = Verdict.Sends,
        kills = Tally.KillsInAll,
        doubled = Verdict.Doubled.Count,
        lost = Verdict.Lost.Count,
        settle_p50_s = Math.Round(Median, 1),
        settle_max_s = Math.Round(Worst, 1),
    });
}
