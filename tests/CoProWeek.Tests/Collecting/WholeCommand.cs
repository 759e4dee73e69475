using System.Globalization;

namespace CoProWeek.Tests.Collecting;

/// <summary><c>dotnet run --project tests/CoProWeek.Tests -- whole N [SEED]</c>: the long form of the proof. It fails when anything differs.</summary>
internal static class WholeCommand
{
    private const int WrongUsage = 2;

    public static async Task<int> RunAsync(string[] said)
    {
        if (said is not [var many, ..] || !int.TryParse(many, CultureInfo.InvariantCulture, out var posts) || posts < 100)
        {
            await Console.Error.WriteLineAsync("Say how many posts, 100 or more: whole 20000");
            return WrongUsage;
        }
        var report = await WholeRun.LiveAsync(posts, said is [_, var seed, ..] ? int.Parse(seed, CultureInfo.InvariantCulture) : 1);
        foreach (var line in report.Differences.Take(20))
            await Console.Out.WriteLineAsync(line);
        await Console.Out.WriteLineAsync(report.InWords);
        return report.IsWhole ? 0 : 1;
    }
}
