using CoProWeek.Alerts;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Collecting;
using CoProWeek.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Reporting.Sending;

/// <summary>
/// Makes a report, keeps it and puts its mails into the outbox, in one transaction: it is sent once or not yet, however many workers
/// look and wherever one dies. Aggregates only, for nobody here looks at it before it leaves the house.
/// </summary>
internal sealed class Dispatch(
    NpgsqlDataSource database, FreshNumbers numbers, CampaignStore campaigns, ReachReports reports, SendingStore sending, ReportLetter letter, IOptions<MailOptions> mail, CampaignClock clock)
{
    /// <summary>Real time: a worker waits for X, and a person at a page not so long.</summary>
    private static readonly TimeSpan WorkersPatience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PersonsPatience = TimeSpan.FromSeconds(60);

    /// <summary>Campaign time: so long after it was due it waits for another process that reads the numbers.</summary>
    private static readonly TimeSpan BusyFor = TimeSpan.FromMinutes(10);

    /// <summary>Whether it is on its way now by this call; not while another process is at it.</summary>
    public async Task<bool> SendDueAsync(DueReport due, CancellationToken stop)
    {
        await using var hold = await Hold.OfReportsAsync(database, due.CampaignId, stop);
        if (hold is null || await sending.IsSentAsync(due, stop))
            return false;
        var asked = await numbers.AskAsync(due.CampaignId, WorkersPatience, stop);
        if (asked.IsBusy && clock.GetUtcNow() < due.At + BusyFor)
            return false;
        var campaign = (await campaigns.ListAsync(stop)).Single(one => one.Id == due.CampaignId);
        var report = (await reports.MakeAsync(campaign, due.From, due.To, stop)).WithoutNames();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var to = await ListStore.StandingAsync(transaction, campaign.Id, stop);
        if (to.Length == 0 || await PutAsync(transaction, report, new Errand { Actor = "coproweek", Due = due, To = to, Note = asked.Note }, stop) is null)
            return false;
        await transaction.CommitAsync(stop);
        return true;
    }

    /// <summary>Now, because a person says so; it is kept as well.</summary>
    /// <param name="campaign">Whose.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last, inclusive.</param>
    /// <param name="recipients">Addresses.</param>
    /// <param name="actor">Who.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RefusedException">There is no mail server, no address, or there are no such days.</exception>
    public async Task<KeptReport> SendNowAsync(Campaign campaign, DateOnly? from, DateOnly? to, string[] recipients, string actor, CancellationToken stop)
    {
        if (!mail.Value.IsConfigured())
            throw new RefusedException("Nothing was sent: no mail server is configured. Set Mail:Host and Mail:From on the server, then restart it.");
        if (recipients.Length == 0)
            throw new RefusedException("Nothing was sent: nobody is on the list. Put an address on it first.");
        if (ReportSpan.Problem(campaign, from, to) is { } problem)
            throw new RefusedException(problem);
        var asked = await numbers.AskAsync(campaign.Id, PersonsPatience, stop);
        var report = (await reports.MakeAsync(campaign, from, to, stop)).WithoutNames();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var kept = await PutAsync(transaction, report, new Errand { Actor = actor, To = recipients, Note = asked.Note }, stop);
        await transaction.CommitAsync(stop);
        return kept!;
    }

    /// <summary>A mail each: nobody learns who else is on the list. Null: it was sent before.</summary>
    private async Task<KeptReport?> PutAsync(NpgsqlTransaction transaction, ReachReport report, Errand errand, CancellationToken stop)
    {
        if (await KeptReports.AddAsync(transaction, report, errand, stop) is not var (kept, html))
            return null;
        var file = new MailFile($"{kept.FileName}.html", "text/html", html);
        var (subject, text) = (letter.Subject(kept, report), letter.Text(kept, report));
        foreach (var address in kept.Recipients)
        {
            var one = new Mail { Cause = MailCause(kept.Id, address), To = [address], Subject = subject, Text = text, Files = [file] };
            await Outbox.AddAsync(transaction.Connection!, transaction, one, TimeProvider.System.GetUtcNow(), stop);
        }
        await History.WriteAsync(
            transaction.Connection!, transaction, clock.GetUtcNow(), errand.Actor, "report sent", $"{report.Campaign.Name}, {kept.Days}: number {kept.Id}, to {Numbers.Count(kept.Recipients.Length, "address", "addresses")}", stop: stop);
        return kept;
    }

    /// <summary>One mail of each; <see cref="SentMails"/> finds them by it.</summary>
    private static string MailCause(long id, string address) => $"report {id} {address}";
}
