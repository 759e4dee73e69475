namespace CoProWeek.Reporting.Charts;

/// <summary>An axis from 0 to a round number, with a few round steps.</summary>
internal sealed record Scale(decimal Top, IReadOnlyList<decimal> Steps)
{
    private const int MostSteps = 4;

    public static Scale UpTo(decimal most)
    {
        var step = StepFor(Math.Max(most, 1));
        var steps = (int)Math.Ceiling(Math.Max(most, 1) / step);
        return new(steps * step, [.. Enumerable.Range(0, steps + 1).Select(n => n * step)]);
    }

    /// <summary>How far up a height a value comes.</summary>
    public decimal Of(decimal value, decimal height) => Math.Round(value / Top * height, 1);

    /// <summary>The smallest of 1, 2, 5, 10, 20 ... that needs few steps.</summary>
    private static decimal StepFor(decimal most)
    {
        for (var power = 1m; ; power *= 10)
        {
            foreach (var step in new[] { power, 2 * power, 5 * power })
            {
                if (most / step <= MostSteps)
                    return step;
            }
        }
    }
}
