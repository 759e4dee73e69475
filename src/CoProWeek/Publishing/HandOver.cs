using CoProWeek.Accounts;
using CoProWeek.Alerts;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>
/// At its slot, what a person posts by hand is mailed to the managers, and waits for somebody to say that it is out. The row and
/// the mail are one transaction, and nothing is called: there is no attempt, and nothing can be in doubt.
/// </summary>
internal sealed partial class HandOver(
    NpgsqlDataSource database, HandOverRows rows, MediaStore media, PeopleStore people, HandOverLetter letter, IOptions<MailOptions> mail,
    CampaignClock clock, ILogger<HandOver> log)
{
    /// <summary>Mail servers mostly refuse more than 25 MB, and on the wire a file grows by a third.</summary>
    private const int MostAttached = 15 * 1024 * 1024;

    /// <summary>Hands over all that is due on the account, if a person posts there; nothing on any other.</summary>
    public async Task RunAsync(long accountId, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested
            && await rows.NextAsync(accountId, clock.GetUtcNow(), stop) is { } due
            && await HandOverAsync(due, stop))
        {
        }
    }

    /// <returns>False when it is not to be handed over any more: another worker has, or a person was faster.</returns>
    private async Task<bool> HandOverAsync(DueByHand due, CancellationToken stop)
    {
        var managers = mail.Value.IsConfigured() ? await people.ManagersAsync(stop) : [];
        var files = managers.Count > 0 ? await FilesAsync(due, stop) : [];
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var now = clock.GetUtcNow();
        if (!await HandOverRows.TakeAsync(connection, transaction, due, Reason(due, managers, now), now, stop))
            return false;
        if (managers.Count > 0)
            await Outbox.AddAsync(connection, transaction, letter.Write(due, managers, files), TimeProvider.System.GetUtcNow(), stop);
        await transaction.CommitAsync(stop);
        Log.HandedOver(log, due.DeliveryId, due.Handle, managers.Count);
        return true;
    }

    private string Reason(DueByHand due, IReadOnlyList<Person> managers, DateTimeOffset now)
    {
        var told = managers.Count > 0 ? $"Mailed to {string.Join(" and ", managers.Select(manager => manager.Name))} at {new WallClock(due.TimeZone).Time(now)}"
            : mail.Value.IsConfigured() ? "There is no manager whom a mail could go to, so nobody was told"
            : "No mail is configured on this server (Mail:Host), so nobody was told by mail";
        return $"{told}: post it on {due.Handle}, then say so here.";
    }

    /// <summary>What does not fit into a mail, or cannot be read, is left out: the letter says where it is.</summary>
    private async Task<IReadOnlyList<MailFile>> FilesAsync(DueByHand due, CancellationToken stop)
    {
        var (files, left) = (new List<MailFile>(), MostAttached);
        foreach (var picture in due.Pictures.Where(picture => (left -= picture.SizeBytes) >= 0))
        {
            try
            {
                files.Add(new MailFile(picture.Name, picture.ContentType, await media.ReadAsync(picture.Hash, stop)));
            }
            catch (RefusedException e)
            {
                Log.NotAttached(log, due.DeliveryId, picture.Name, e.Message);
            }
        }
        return files;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {DeliveryId} is handed over to be posted on {Handle} by hand; {Managers} managers are mailed")]
        public static partial void HandedOver(ILogger log, long deliveryId, string handle, int managers);

        [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {DeliveryId}: {Picture} does not go with the mail: {Why}")]
        public static partial void NotAttached(ILogger log, long deliveryId, string picture, string why);
    }
}
