using System.Globalization;

namespace CoProWeek.Reporting.Files;

/// <summary>A cell of a table that goes into a file: words, a number, a day, an instant or an id. It is never a formula.</summary>
internal readonly record struct FileCell
{
    public static readonly FileCell Nothing = new();

    /// <summary>Null where it holds something else.</summary>
    public string? Words { get; private init; }

    public decimal? Number { get; private init; }

    public DateOnly? Day { get; private init; }

    /// <summary>Printed in the campaign's zone.</summary>
    public DateTimeOffset? At { get; private init; }

    /// <summary>Digits that are a name and no number: a spreadsheet would round them.</summary>
    public bool IsId { get; private init; }

    /// <summary>Stands where a number or an instant would.</summary>
    public bool IsUnknown { get; private init; }

    public bool IsEmpty => string.IsNullOrEmpty(Words) && Number is null && Day is null && At is null;

    public static FileCell Of(string words) => new() { Words = words };

    /// <summary>What is not known is not 0.</summary>
    public static FileCell Of(decimal? number) => number is null ? Unknown : new() { Number = number };

    public static FileCell Of(DateOnly day) => new() { Day = day };

    public static FileCell Of(DateTimeOffset? at) => at is null ? Unknown : new() { At = at };

    public static FileCell Id(string digits) => new() { Words = digits, IsId = true };

    /// <summary>A cell of the page's own table, as what it is: its machine's half is trusted where we wrote it.</summary>
    public static FileCell Of(ReportCell cell) => cell switch
    {
        { IsNumber: true, Raw: "" } => new() { Words = cell.Said, IsUnknown = true },
        { IsNumber: true } when decimal.TryParse(cell.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Of(number),
        { IsTheirs: true } => Of(cell.Said),
        _ when DateOnly.TryParseExact(cell.Raw, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => Of(day),
        _ when DateTimeOffset.TryParseExact(cell.Raw, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => Of(at),
        _ => Of(cell.Said),
    };

    private static FileCell Unknown => new() { Words = Numbers.NotKnown, IsUnknown = true };
}
