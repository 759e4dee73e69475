using System.Globalization;

namespace CoProWeek.Campaigns.Files;

/// <summary>A cell of a workbook: its text, and its number where it holds one, for a workbook's days and times are numbers.</summary>
/// <param name="Text">As a person would type it; a number with a day's or a time's format as that day or time.</param>
/// <param name="Serial">Days since the workbook's day zero.</param>
/// <param name="Wrong">Why the cell has no value, or empty.</param>
internal sealed record SheetCell(string Text, decimal? Serial = null, string Wrong = "")
{
    public static readonly SheetCell Empty = new("");

    private static readonly DateOnly DayZero = new(1899, 12, 30);

    private const int Year2000 = 36_526; // a smaller number is a count, not a day
    private const int Year2100 = 73_051;

    /// <summary>As a day, whatever format the cell has.</summary>
    public string Day => IsDay ? DayAndTime(Serial!.Value) : Text;

    public string DayOfWeek => IsDay ? DayZero.AddDays((int)Serial!.Value).ToString("ddd", CultureInfo.InvariantCulture) : Text;

    private bool IsDay => Serial >= Year2000 && Serial < Year2100;

    /// <summary>As a time of day: the part after the point, where there is one.</summary>
    public string Time => Serial is >= 0 and < 1 || IsDay && Serial % 1 != 0 ? TimeOf(Serial!.Value) : Text;

    /// <summary>"2027-11-15", "09:00", or both.</summary>
    public static string DayAndTime(decimal serial)
    {
        var seconds = Seconds(serial);
        if (serial < 1)
            return TimeOf(serial);
        var day = DayZero.AddDays((int)(seconds / 86_400)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return seconds % 86_400 == 0 ? day : $"{day} {TimeOf(serial)}";
    }

    public static decimal Of(DateOnly day) => day.DayNumber - DayZero.DayNumber;

    public static decimal Of(TimeOnly time) => (decimal)time.Ticks / TimeSpan.TicksPerDay;

    private static string TimeOf(decimal serial)
    {
        var time = TimeOnly.MinValue.Add(TimeSpan.FromSeconds(Seconds(serial) % 86_400));
        return time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>Rounded: what a spreadsheet keeps of 09:00 is 0.37499999999999994 as often as 0.375.</summary>
    private static long Seconds(decimal serial) => (long)Math.Round(serial * 86_400);
}

/// <summary>One row of a sheet as the spreadsheet counts it, from its first column on.</summary>
internal sealed record SheetRow(int Row, IReadOnlyList<SheetCell> Cells)
{
    public SheetCell this[int column] => Cells.ElementAtOrDefault(column) ?? SheetCell.Empty;

    public string Text(int column) => PlanCell.Read(this[column].Text);
}
