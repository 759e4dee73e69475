using System.Globalization;
using CoProWeek.Alerts;
using CoProWeek.Clock;
using CoProWeek.Networks;
using Microsoft.Extensions.Options;

namespace CoProWeek.Publishing.Checks;

/// <summary>The alert that tells of a check that failed: post, account, cause, next step.</summary>
internal sealed class CheckLetter(PublicLinks links, IOptions<PublishingOptions> settings)
{
    public Alert Write(DueCheck due, CheckResult check, string[] to)
    {
        var wall = new WallClock(due.TimeZone);
        var at = AccountName.At(due.Network, due.Handle);
        var link = links.To($"/posts/{due.PostId}");
        return new Alert
        {
            Cause = CauseOf(due, check),
            To = to,
            Subject = $"{Upper(check.Short)}: the {due.Kind} of {wall.Time(due.SlotAt)} {at}",
            Text = $"""
                The {due.Kind} that goes out {at} on {wall.Whole(due.SlotAt)} was looked over, and something is wrong.

                {check.Words}

                > {PostWords.Opening(due.Parts[0], 200)}

                {(due is { HoldIfCheckFails: true } ? $"If it is not put right by {wall.Time(due.SlotAt - settings.Value.CheckLast)}, it is held." : "It is not held for this.")} See it, with all its checks:
                {link.AbsoluteUri}

                This is told once.
                """,
            Link = link,
        };
    }

    private static string CauseOf(DueCheck due, CheckResult check) => check.IsOfAccount
        ? $"check-{check.Name} {due.AccountId} {due.SlotAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"
        : $"check-{check.Name} {due.DeliveryId}";

    private static string Upper(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}";
}
