using CoProWeek.Accounts;
using CoProWeek.Alerts;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using Npgsql;

namespace CoProWeek.Reporting.Sending;

/// <summary>Tells whoever manages, as of a post that does not go out, when a report is not made or does not arrive: each cause once.</summary>
internal sealed class SendingAlerts(NpgsqlDataSource database, SentMails mails, PeopleStore people, CampaignStore campaigns, PublicLinks links)
{
    /// <summary>A mail is given up after a day; what is older is settled.</summary>
    private static readonly TimeSpan Back = TimeSpan.FromDays(8);

    /// <summary>What the mail server did not take, as soon as that is no passing trouble, and once more when it is over.</summary>
    public async Task LookAsync(DateTimeOffset now, CancellationToken stop)
    {
        foreach (var report in await mails.TroubledAsync(now - Back, stop))
        {
            var all = (await mails.OfCampaignAsync(report.CampaignId, stop))[report.Id].ToList();
            var wrong = all.FindAll(mail => mail.Problem != "" && (mail.IsOver || mail.IsTried));
            var isOver = all.TrueForAll(mail => mail.IsOver);
            if (wrong.Count > 0 && (isOver || !report.IsWaitTold && all.TrueForAll(mail => mail.IsOver || mail.IsTried)))
                await TellAsync(NotDelivered(report, all.Count, wrong, isOver), stop);
        }
    }

    /// <summary>Nobody was there to make it, for so long that it would be old news now.</summary>
    public Task OverlookedAsync(DueReport report, CancellationToken stop) => OfAsync(
        report, "report-overlooked", "was not sent",
        "No worker ran from then until it was too late for it, or none could make it.", "See that coproweek serve runs all the time (coproweek check). If the report is still wanted, send it now:", stop);

    /// <summary>There is no mail server to hand it to.</summary>
    public Task NoMailAsync(DueReport report, CancellationToken stop) => OfAsync(
        report, "report-no-mail", "waits for a mail server",
        "There are addresses on the list, and no mail server is configured.", "Set Mail:Host and Mail:From on the server and restart it; it goes out then, if that is not too late. The list is here:", stop);

    /// <summary>A fault of ours.</summary>
    public Task FaultAsync(DueReport report, CancellationToken stop) => OfAsync(
        report, "report-fault", "could not be made",
        "CoProWeek failed at it through a fault of its own; its log says which. It tries again every few minutes.", "Look into the log, and tell whoever looks after the server. What is kept already is here:", stop);

    private async Task OfAsync(DueReport report, string cause, string what, string why, string next, CancellationToken stop)
    {
        var campaign = (await campaigns.ListAsync(stop)).Single(one => one.Id == report.CampaignId);
        var (days, link) = (Words.Days(report.From, report.To, "to"), links.To($"/campaigns/{campaign.Slug}/reports"));
        await TellAsync(
            new Alert
            {
                Cause = $"{cause} {report.Cause}",
                To = [],
                Subject = $"The report of {days} {what}",
                Text = $"""
                    The report of {days}, {Words.First(campaign.Name, 80)}, was due {new WallClock(campaign.TimeZone).DayAndTime(report.At)}, and {what}.
                    Why: {why}

                    What to do: {next}
                    {link.AbsoluteUri}
                    """,
                Link = link,
            },
            stop);
    }

    private Alert NotDelivered(TroubledReport report, int all, IReadOnlyCollection<SentMail> wrong, bool isOver)
    {
        var link = links.To($"/campaigns/{report.Slug}/reports");
        var what = $"{(isOver ? "was not delivered to" : "waits for")} {wrong.Count} of {Numbers.Count(all, "address", "addresses")}";
        return new Alert
        {
            Cause = $"{(isOver ? "report-not-sent" : "report-waits")} {report.Id}",
            To = [],
            Subject = $"The report of {report.Days} {what}",
            Text = $"""
                The report of {report.Days}, {Words.First(report.Name, 80)}, {what}.

                {string.Join('\n', wrong.Select(mail => $"{mail.Address}: {mail.Problem}"))}

                What to do: {(isOver ? "Correct the address on the list, or put the mail server right (coproweek check says how it stands), then send the report once more from here:" : "Put the mail server right (coproweek check says how it stands): until a day is over it is tried again by itself. The list is here:")}
                {link.AbsoluteUri}
                """,
            Link = link,
        };
    }

    private async Task TellAsync(Alert alert, CancellationToken stop)
    {
        string[] to = [.. (await people.ManagersAsync(stop)).Select(manager => manager.Email)];
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (await Outbox.TellAsync(connection, transaction, alert with { To = to }, TimeProvider.System.GetUtcNow(), stop))
            await transaction.CommitAsync(stop);
    }
}
