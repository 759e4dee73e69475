using System.Globalization;
using System.Text.RegularExpressions;

namespace CoProWeek.Campaigns.Files;

/// <summary>A day as people and spreadsheets write it: day first, ISO, a month's name, or Excel's serial number.</summary>
internal static partial class DateCell
{
    public const string Expected = "a day such as 23/11/2026 (day first), 23-Nov-26 or 2026-11-23";

    private static readonly DateOnly ExcelDayZero = new(1899, 12, 30);

    private static readonly string[] Forms =
    [
        "yyyy-M-d", "yyyy/M/d", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy",
        "d-MMM-yyyy", "d MMM yyyy", "d MMMM yyyy", "d-MMMM-yyyy",
        "ddd d MMM yyyy", "dddd d MMMM yyyy", "ddd d MMMM yyyy", "ddd, d MMM yyyy", "dddd, d MMMM yyyy",
    ];

    // Tried last and without "yyyy" beside them: "26" is 2026 here, whatever the machine's window of years.
    private static readonly string[] ShortForms = ["d/M/yy", "d.M.yy", "d-M-yy", "d-MMM-yy", "d MMM yy"];

    public static DateOnly? Read(string text)
    {
        text = Midnight().Replace(text.Trim(), "");
        if (Serial().IsMatch(text))
            return FromSerial(text);
        if (Parse(text, Forms) is { } day)
            return Sensible(day);
        return Parse(text, ShortForms) is { } shortDay ? Sensible(new DateOnly(2000 + shortDay.Year % 100, shortDay.Month, shortDay.Day)) : null;
    }

    private static DateOnly? FromSerial(string text) =>
        Sensible(ExcelDayZero.AddDays(int.Parse(text.Split('.', ',')[0], CultureInfo.InvariantCulture)));

    private static DateOnly? Parse(string text, string[] forms) =>
        DateOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day) ? day : null;

    private static DateOnly? Sensible(DateOnly day) => day.Year is >= 2000 and < 2100 ? day : null;

    [GeneratedRegex(@"[ T]+(?:0?0:00(?::00(?:\.0+)?)?)Z?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Midnight();

    [GeneratedRegex(@"^\d{5}(?:[.,]0+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Serial();
}
