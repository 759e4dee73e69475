using System.Globalization;

namespace CoProWeek.Benchmarks;

/// <summary>How long processes have computed, which is fairer than a stopwatch on a machine that others use too.</summary>
internal static class ProcessorTime
{
    // Linux counts in hundredths of a second, whatever the machine.
    private const double TickMs = 10;

    /// <summary>One process, in ms.</summary>
    public static double Of(int id) => Read(id) is { } stat ? (stat[11] + stat[12]) * TickMs : 0;

    /// <summary>A process that makes others, with all that it made and has seen end.</summary>
    public static double OfFamily(int id) =>
        (Read(id) is { } stat ? (stat[11] + stat[12] + stat[13] + stat[14]) * TickMs : 0)
        + Ids().Where(other => Read(other) is { } child && child[1] == id).Sum(Of);

    private static IEnumerable<int> Ids() =>
        Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => name!.All(char.IsAsciiDigit)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture));

    /// <summary>The numbers behind the program's name: parent first among those that matter, times from the twelfth on.</summary>
    private static long[]? Read(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            return [.. text[(text.LastIndexOf(')') + 2)..].Split(' ').Select(field => long.TryParse(field, CultureInfo.InvariantCulture, out var n) ? n : 0)];
        }
        catch (IOException)
        {
            return null; // it has just ended
        }
    }
}
