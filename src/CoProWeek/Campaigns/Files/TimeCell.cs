using System.Globalization;
using System.Text.RegularExpressions;

namespace CoProWeek.Campaigns.Files;

/// <summary>A wall time as people and spreadsheets write it: 9:00, 09:00:00, 9.00, 9am, or Excel's fraction of a day.</summary>
internal static partial class TimeCell
{
    public const string Expected = "a whole minute of the day such as 09:00 or 9am";

    public static TimeOnly? Read(string text)
    {
        text = text.Trim();
        if (FractionText().IsMatch(text))
            return FromFraction(decimal.Parse(text.Replace(',', '.'), CultureInfo.InvariantCulture));
        return TimeText().Match(text) is { Success: true } match ? FromClock(match) : null;
    }

    /// <summary>"0.375" is Excel's way to say 09:00; a person who means half past midnight writes 00.30.</summary>
    private static TimeOnly? FromFraction(decimal day)
    {
        var minutes = day * 1440;
        return Math.Abs(minutes - Math.Round(minutes)) < 0.01m && Math.Round(minutes) < 1440
            ? TimeOnly.MinValue.AddMinutes((int)Math.Round(minutes))
            : null;
    }

    private static TimeOnly? FromClock(Match match)
    {
        var (hour, minute, half) = (Number(match, "h"), Number(match, "m"), match.Groups["half"].Value.ToUpperInvariant());
        if (half == "" && !match.Groups["m"].Success)
            return null;
        if (half != "" && hour is < 1 or > 12)
            return null;
        if (half != "")
            hour = hour % 12 + (half == "P" ? 12 : 0);
        return hour < 24 && minute < 60 && Number(match, "s") == 0 ? new TimeOnly(hour, minute) : null;
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^0[.,]\d+$|^0$")]
    private static partial Regex FractionText();

    [GeneratedRegex(@"^(?<h>\d{1,2})(?:[:.](?<m>\d{2})(?:[:.](?<s>\d{2})(?:\.0+)?)?)?\s*(?:(?<half>[ap])\.?m\.?)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex TimeText();
}
