using CoProWeek.Tests.Web;

namespace CoProWeek.Benchmarks;

/// <summary>What was measured of one page.</summary>
internal sealed class PageFigures(SitePage page)
{
    public SitePage Page => page;

    /// <summary>Each opening while everybody was there, in ms.</summary>
    public List<double> Times { get; } = [];

    /// <summary>For one opening, alone: of the app and of Postgres, in ms.</summary>
    public double AppMs { get; set; }

    public double DatabaseMs { get; set; }

    public required PageWeight Weight { get; init; }

    public double P50 => Figures.Percentile(Times, 0.50);

    public double P95 => Figures.Percentile(Times, 0.95);
}
