using System.Globalization;

namespace CoProWeek.Reporting.Charts;

/// <summary>All bars of a chart as one path: a shape for each would weigh more than the rest of the chart.</summary>
internal static class Boxes
{
    public static string Of(IEnumerable<(decimal X, decimal Y, decimal Width, decimal Height)> boxes) =>
        string.Concat(boxes.Select(box => string.Create(CultureInfo.InvariantCulture, $"M{box.X:0.#} {box.Y:0.#}h{box.Width:0.#}v{box.Height:0.#}H{box.X:0.#}z")));
}
