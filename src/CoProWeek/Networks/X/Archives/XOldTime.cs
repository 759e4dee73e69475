using System.Globalization;

namespace CoProWeek.Networks.X.Archives;

/// <summary>Instants as older tools wrote them: "Wed Oct 10 20:19:24 +0000 2018", "2018-10-10 20:19:24", with or without a zone.</summary>
internal static class XOldTime
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParseExact(text, "ddd MMM dd HH:mm:ss zzz yyyy", CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var old) ? old.ToUniversalTime()
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var at) ? at
        : null;
}
