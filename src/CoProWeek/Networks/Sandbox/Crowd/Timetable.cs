namespace CoProWeek.Networks.Sandbox.Crowd;

/// <summary>When people do something: a little before the week, much in its days, less and less after it.</summary>
internal static class Timetable
{
    private const int FirstHour = 8;
    private const int QuestionHour = 12;

    /// <summary>How the hours from eight to nine in the evening share a day of the week; the question of the day comes at noon.</summary>
    private static readonly int[] Hours = [3, 6, 5, 4, 11, 9, 6, 5, 5, 4, 3, 3, 2];

    /// <summary>Every instant, in order, each in a millisecond of its own.</summary>
    public static IReadOnlyCollection<DateTimeOffset> Of(CrowdOptions options, Dice dice)
    {
        var hours = new Deck<int>(Hours.SelectMany((weight, n) => Enumerable.Repeat(FirstHour + n, weight)), dice);
        var instants = new SortedSet<DateTimeOffset>();
        for (var day = Day(options, options.From); options.WeekFrom.AddDays(day) < options.QuietFrom; day++)
        {
            for (var left = Acts(options, day, dice); left > 0; left--)
                instants.Add(options.WeekFrom.AddDays(day) + Time(hours.Deal(), dice));
        }
        return [.. instants.Where(at => at >= options.From && at < options.QuietFrom)];
    }

    /// <summary>Whether it is the time in which the day's question is answered.</summary>
    public static bool IsQuestionTime(CrowdOptions options, DateTimeOffset at) =>
        at >= options.WeekFrom && at < options.WeekTo && (at - options.WeekFrom).Hours is >= QuestionHour and < QuestionHour + 3;

    /// <summary>Counted from the week's first day, for the campaign need not begin at midnight.</summary>
    private static int Day(CrowdOptions options, DateTimeOffset at) => (int)Math.Floor((at - options.WeekFrom).TotalDays);

    private static int Acts(CrowdOptions options, int day, Dice dice)
    {
        var last = Day(options, options.WeekTo) - 1;
        if (day < 0)
            return 12 / -day + dice.Below(2);
        return day <= last ? 52 + dice.Below(16) : 12 / (day - last) + dice.Below(3);
    }

    /// <summary>The first minutes after noon are spent reading the question.</summary>
    private static TimeSpan Time(int hour, Dice dice) =>
        TimeSpan.FromHours(hour) + dice.Between(TimeSpan.FromMinutes(hour == QuestionHour ? 3 : 0), TimeSpan.FromHours(1));
}
