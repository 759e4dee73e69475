using CoProWeek.Tests.Web;

namespace CoProWeek.Benchmarks;

/// <summary>What was measured of one page.</summary>
internal sealed class PageFigures(SitePage page)
{
    public SitePage Page => page;

    /// <summary>Each opening while everybody was there and read what they opened, in ms.</summary>
    public List<double> Times { get; } = [];

    /// <summary>The same while nobody waited for anything: as many requests were always under way as there are people.</summary>
    public List<double> Pressed { get; } = [];

    /// <summary>For one opening, alone: of the app and of Postgres, in ms.</summary>
    public double AppMs { get; set; }

    public double DatabaseMs { get; set; }

    public required PageWeight Weight { get; init; }

    public double P50 => Figures.Percentile(Times, 0.50);

    public double P95 => Figures.Percentile(Times, 0.95);

    public double PressedP95 => Figures.Percentile(Pressed, 0.95);
}
