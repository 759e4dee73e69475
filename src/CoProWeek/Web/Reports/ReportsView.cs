using CoProWeek.Alerts;
using CoProWeek.Campaigns;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Sending;
using Microsoft.Extensions.Options;

namespace CoProWeek.Web;

/// <summary>A campaign's kept reports, who is sent new ones, and when.</summary>
internal sealed class ReportsView(KeptReports reports, ListStore lists, SentMails mails, IOptions<ReportingOptions> times, IOptions<MailOptions> mail)
{
    public const int PageSize = 40;

    /// <param name="campaign">Whose.</param>
    /// <param name="before">Older ones than this number; all where none is given.</param>
    /// <param name="now">Campaign time.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<ReportsStanding> ReadAsync(Campaign campaign, long? before, DateTimeOffset now, CancellationToken stop)
    {
        var list = await lists.FindAsync(campaign.Id, stop);
        var kept = await reports.ListAsync(campaign.Id, stop);
        var page = kept.Where(one => before is null || one.Id < before).Take(PageSize + 1).ToList();
        var week = new ListedWeek { CampaignId = campaign.Id, WeekFrom = campaign.WeekFrom, WeekTo = campaign.WeekTo, TimeZone = campaign.TimeZone, SinceAt = list.SinceAt };
        return new ReportsStanding
        {
            List = list,
            Kept = [.. page.Take(PageSize)],
            Older = page.Count > PageSize ? page[PageSize - 1].Id : null,
            Mails = await mails.OfCampaignAsync(campaign.Id, stop),
            HasMail = mail.Value.IsConfigured(),
            Planned = [.. ReportTimes.Of(week, times.Value).Select(due => new PlannedReport(due, kept.FirstOrDefault(one => one.Cause == due.Cause)))],
            Now = now,
        };
    }
}

/// <summary>A report that goes out by itself, and what was kept of it.</summary>
internal sealed record PlannedReport(DueReport Due, KeptReport? Kept);

internal sealed record ReportsStanding
{
    public required MailingList List { get; init; }

    /// <summary>A page of them, the newest first.</summary>
    public required IReadOnlyList<KeptReport> Kept { get; init; }

    /// <summary>The page of older ones is of those before this number; null on the last.</summary>
    public long? Older { get; init; }

    /// <summary>By report.</summary>
    public required ILookup<long, SentMail> Mails { get; init; }

    public required bool HasMail { get; init; }

    /// <summary>In the order in which they go out.</summary>
    public required IReadOnlyList<PlannedReport> Planned { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>What became of one that goes out by itself, or will.</summary>
    public string StateOf(PlannedReport report) => report switch
    {
        { Kept: { } kept } => $"sent to {InWords.Count(kept.Recipients.Length, "address", "addresses")}",
        _ when List.SinceAt is null => report.Due.At > Now ? "does not go out: nobody is on the list" : "was not sent: nobody was on the list",
        _ when report.Due.At < List.SinceAt => "was not sent: nobody was on the list then",
        _ when report.Due.Until <= Now => "was not sent: no worker was there to send it in time",
        _ when !HasMail => "waits: no mail server is configured",
        _ when report.Due.At > Now => "goes out then",
        _ => "is due: a worker sends it within moments",
    };

    /// <summary>"to 3 addresses, all sent", "to 3 addresses: 2 sent, 1 not sent"; empty for one that was only kept.</summary>
    public string DeliveryOf(KeptReport kept)
    {
        if (kept.Recipients.Length == 0)
            return "";
        var all = Mails[kept.Id].ToList();
        var (sent, never) = (all.Count(one => one.IsSent), all.Count(one => one.IsGivenUp));
        string[] states = [.. new[] { (sent, "sent"), (never, "not sent"), (all.Count - sent - never, "waiting") }.Where(state => state.Item1 > 0).Select(state => $"{state.Item1} {state.Item2}")];
        return $"to {InWords.Count(kept.Recipients.Length, "address", "addresses")}: {string.Join(", ", states)}";
    }
}
