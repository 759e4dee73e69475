using CoProWeek.Accounts;
using CoProWeek.Alerts;
using CoProWeek.Clock;
using Npgsql;

namespace CoProWeek.Publishing.Checks;

/// <summary>
/// Looks each post over before its slot, twice. What is wrong is written down and told to the managers, once; only where
/// the post says so does it hold it.
/// </summary>
internal sealed partial class Checker(
    CheckStore store, PostChecks ofPost, AccountChecks ofAccount, CheckLetter letter, PeopleStore people, NpgsqlDataSource database,
    CampaignClock clock, ILogger<Checker> log)
{
    public async Task RunDueAsync(CancellationToken stop)
    {
        if ((await store.DueAsync(clock.GetUtcNow(), stop)).Count == 0)
            return;
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var turn = await connection.BeginTransactionAsync(stop);
        if (!await CheckStore.TakeTurnAsync(turn, stop))
            return;
        foreach (var due in await store.DueAsync(clock.GetUtcNow(), stop))
            await CheckAsync(due, stop);
    }

    private async Task CheckAsync(DueCheck due, CancellationToken stop)
    {
        List<CheckResult> found = [.. await ofPost.RunAsync(due, stop), .. await ofAccount.RunAsync(due, stop)];
        var failed = found.Where(check => check.Result is "failed").ToList();
        string[] managers = failed.Count > 0 ? [.. (await people.ManagersAsync(stop)).Select(manager => manager.Email)] : [];
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await CheckStore.RecordAsync(transaction, due, found, HoldWhy(due, failed), clock.GetUtcNow(), stop);
        foreach (var check in failed)
            await Outbox.TellAsync(connection, transaction, letter.Write(due, check, managers), TimeProvider.System.GetUtcNow(), stop);
        await transaction.CommitAsync(stop);
        Log.Checked(log, due.DeliveryId, due.IsLast, string.Join(", ", failed.Select(check => check.Short)));
    }

    /// <summary>A page that is not there holds nothing: its post waits for it by itself.</summary>
    private static string? HoldWhy(DueCheck due, List<CheckResult> failed)
    {
        var holds = failed.Where(check => check.Name is not "twin" && !(check.Name is "link" && due.WaitsForPage)).ToList();
        return due is { IsLast: true, HoldIfCheckFails: true } && holds.Count > 0 ? string.Join(" ", holds.Select(check => check.Words)) : null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {DeliveryId} was checked (last time: {IsLast}); failed: {Failed}")]
        public static partial void Checked(ILogger log, long deliveryId, bool isLast, string failed);
    }
}
