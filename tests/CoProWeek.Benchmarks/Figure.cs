using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoProWeek.Benchmarks;

/// <summary>One thing measured, and the plain thing of the same run that it is measured against.</summary>
internal sealed record Figure(
    [property: JsonPropertyName("figure")] string Name,
    [property: JsonPropertyName("value")] double Value,
    [property: JsonPropertyName("unit")] string Unit,
    [property: JsonPropertyName("baseline")] string Baseline,
    [property: JsonPropertyName("baseline_value")] double BaselineValue)
{
    [JsonPropertyName("ratio")]
    public double Ratio => Math.Round(Value / BaselineValue, 2);
}

internal static class Figures
{
    /// <summary>A table, or one JSON object a line.</summary>
    public static void Print(IEnumerable<Figure> figures, bool json)
    {
        foreach (var figure in figures)
            Console.WriteLine(json
                ? JsonSerializer.Serialize(figure)
                : $"{figure.Name,-26} {figure.Value,10:0.0} {figure.Unit,-4} {figure.Ratio,6:0.00} x  {figure.Baseline}: {figure.BaselineValue:0.0} {figure.Unit}");
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var (below, above) = (sorted[(sorted.Length - 1) / 2], sorted[sorted.Length / 2]);
        return Math.Round((below + above) / 2, 1);
    }

    /// <summary>The smallest that so many are not above.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return Math.Round(sorted[(int)Math.Ceiling(share * sorted.Length) - 1], 1);
    }
}
