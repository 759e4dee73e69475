using System.Text.RegularExpressions;
using CoProWeek.Alerts;
using CoProWeek.Campaigns;

namespace CoProWeek.Reporting.Sending;

/// <summary>Who is sent a campaign's reports.</summary>
internal sealed partial record MailingList
{
    /// <summary>Each gets a mail of its own, with the report in it.</summary>
    public const int Most = 20;

    private const int LongestAddress = 254;

    private static readonly char[] Between = [' ', '\t', '\r', '\n', ',', ';'];

    /// <summary>Addresses, in the order in which they were written.</summary>
    public required string[] Recipients { get; init; }

    /// <summary>Since when somebody is on it, campaign time; null while nobody is.</summary>
    public DateTimeOffset? SinceAt { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    public string? EditedBy { get; init; }

    public static MailingList Empty { get; } = new() { Recipients = [] };

    /// <summary>Reads addresses as people write them: one a line, or with commas between.</summary>
    /// <exception cref="RefusedException">One of them is none, or there are too many.</exception>
    public static string[] Read(string text)
    {
        string[] all = [.. text.Split(Between, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
        string[] wrong = [.. all.Where(address => address.Length > LongestAddress || !Letter.IsPlain(address) || !Shape().IsMatch(address)).Select(address => $"\"{Words.First(address, 60)}\"")];
        if (wrong.Length > 0)
            throw new RefusedException($"{string.Join(", ", wrong.Take(3))}{(wrong.Length > 3 ? $" and {wrong.Length - 3} more" : "")} {(wrong.Length == 1 ? "is no mail address" : "are no mail addresses")}. Write addresses alone, like ailsa@example.org, one a line. Nothing was changed.");
        return all.Length <= Most ? all
            : throw new RefusedException($"There are {all.Length} addresses, and {Most} is the most. For more people, use the address of a mailing list of your own. Nothing was changed.");
    }

    /// <summary>Narrower than the standards: no quotes, no brackets, and a host as it is looked up.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9.!#$&'*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
