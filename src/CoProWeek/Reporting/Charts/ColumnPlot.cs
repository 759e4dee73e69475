using System.Globalization;

namespace CoProWeek.Reporting.Charts;

/// <summary>Where a column chart's parts stand, in the units of its drawing.</summary>
internal sealed class ColumnPlot(IReadOnlyList<(string Label, decimal? Value, decimal Part)> columns, int height, int firstNamed, int round)
{
    public const int Width = 700;

    private const int Left = 46;
    private const int Right = 6;
    private const int Above = 34;
    private const int Below = 20;
    private const int LettersAcross = 85;
    private const decimal HalfLetter = 3.4m;
    private const decimal Million = 1_000_000;
    private const decimal WidestColumn = 34;

    private readonly int longestLabel = columns.Count == 0 ? 0 : columns.Max(column => column.Label.Length);

    public Scale Scale { get; } = Scale.UpTo(columns.Max(column => column.Value) ?? 0);

    public static string EdgeLeft => Say(Left);

    public static string EdgeRight => Say(Width - Right);

    public static string StepLabelAt => Say(Left - 7);

    public int Base => height - Below;

    public string LabelsAt => Say(Base + 14);

    private decimal PlotHeight => Base - Above;

    private decimal Pitch => (decimal)(Width - Left - Right) / Math.Max(columns.Count, 1);

    private decimal ColumnWidth => Math.Min(WidestColumn, Pitch > 4 ? Pitch * 0.72m : Pitch * 0.9m);

    public string StepAt(decimal step) => Say(Base - Scale.Of(step, PlotHeight));

    public string StepLabelLine(decimal step) => Say(Base - Scale.Of(step, PlotHeight) + 4);

    /// <summary>The columns, but for their hatched parts.</summary>
    public string Wholes => Boxes.Of(columns.Index().Where(one => one.Item.Value > one.Item.Part).Select(one => Box(one.Index, one.Item.Value!.Value, one.Item.Value.Value - one.Item.Part)));

    /// <summary>Their hatched parts, which stand on the base.</summary>
    public string Parts => Boxes.Of(columns.Index().Where(one => one.Item is { Value: not null, Part: > 0 }).Select(one => Box(one.Index, one.Item.Part, one.Item.Part)));

    private (decimal X, decimal Y, decimal Width, decimal Height) Box(int n, decimal top, decimal high) =>
        (CentreOf(n) - (ColumnWidth / 2), Base - Scale.Of(top, PlotHeight), ColumnWidth, Scale.Of(high, PlotHeight));

    public string Centre(int n) => Say(CentreOf(n));

    /// <summary>The columns that are named below the axis: as many as there is room for, whole weeks or half days apart.</summary>
    public IEnumerable<int> Named => Enumerable.Range(0, columns.Count).Where(n => n >= firstNamed && (n - firstNamed) % Apart == 0);

    private int Apart
    {
        get
        {
            var least = (int)Math.Ceiling((double)columns.Count * longestLabel / LettersAcross);
            return least <= round / 2 ? Math.Max(1, least) : (least + round - 1) / round * round;
        }
    }

    /// <summary>A name below the axis stays inside the drawing.</summary>
    public string LabelCentre(int n) => Say(Math.Clamp(CentreOf(n), columns[n].Label.Length * HalfLetter, Width - (columns[n].Label.Length * HalfLetter)));

    public static string StepLabel(decimal step) => step >= Million ? $"{step / Million:0.#}m" : $"{step:N0}";

    /// <summary>The highest column; none where all is 0 or not known.</summary>
    public int? Peak => columns.Any(column => column.Value > 0) ? columns.Index().MaxBy(column => column.Item.Value ?? 0).Index : null;

    /// <summary>A label over a column stays inside the drawing.</summary>
    public string Anchor(int n) => CentreOf(n) < Left + 90 ? "start" : CentreOf(n) > Width - 90 ? "end" : "middle";

    public string PeakLabelAt(int n) => Say(Base - Scale.Of(columns[n].Value ?? 0, PlotHeight) - 6);

    public string BandAt(int from) => Say(Left + (Pitch * from));

    public string BandWidth(int from, int to) => Say(Pitch * (to - from + 1));

    private decimal CentreOf(int n) => Left + (Pitch * (n + 0.5m));

    private static string Say(decimal n) => Math.Round(n, 1).ToString(CultureInfo.InvariantCulture);
}
