using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting.Sending;

/// <summary>Keeps who is sent a campaign's reports.</summary>
internal sealed class ListStore(NpgsqlDataSource database, CampaignClock clock)
{
    private const string FindSql = "SELECT recipients, since_at, edited_at, edited_by FROM report_lists WHERE campaign_id = @campaignId";

    public async Task<MailingList> FindAsync(long campaignId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleOrDefaultAsync<MailingList>(new CommandDefinition(FindSql, new { campaignId }, cancellationToken: stop)) ?? MailingList.Empty;
    }

    private const string StandingSql = "SELECT recipients, since_at, edited_at, edited_by FROM report_lists WHERE campaign_id = @campaignId FOR SHARE";

    /// <summary>Nobody changes it before the transaction ends.</summary>
    public static async Task<string[]> StandingAsync(NpgsqlTransaction transaction, long campaignId, CancellationToken stop) =>
        (await transaction.Connection!.QuerySingleOrDefaultAsync<MailingList>(new CommandDefinition(StandingSql, new { campaignId }, transaction, cancellationToken: stop)))?.Recipients ?? [];

    // Whoever was on it before keeps its beginning: taking one address off sends nobody an old report.
    private const string SaveSql = """
        INSERT INTO report_lists (campaign_id, recipients, since_at, edited_by, edited_at)
        VALUES (@campaignId, @recipients, CASE WHEN cardinality(@recipients) > 0 THEN @now END, @actor, @now)
            ON CONFLICT (campaign_id) DO UPDATE
           SET recipients = excluded.recipients,
               since_at   = CASE WHEN cardinality(excluded.recipients) > 0 THEN coalesce(report_lists.since_at, excluded.since_at) END,
               edited_by  = excluded.edited_by,
               edited_at  = excluded.edited_at
         WHERE report_lists.recipients = @was
        """;

    /// <param name="campaign">Whose.</param>
    /// <param name="was">The addresses as they stood when somebody began to change them.</param>
    /// <param name="recipients">As <see cref="MailingList.Read"/> gives them.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RefusedException">Somebody else changed it meanwhile.</exception>
    public async Task SaveAsync(Campaign campaign, string[] was, string[] recipients, string actor, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (await connection.ExecuteAsync(new CommandDefinition(SaveSql, new { campaignId = campaign.Id, was, recipients, actor, now }, transaction, cancellationToken: stop)) == 0)
            throw new RefusedException("Somebody else changed the list while you did. Nothing was changed: look at it as it is now, and change it again.");
        // Everybody who is signed in reads the history: the addresses are for managers.
        await History.WriteAsync(connection, transaction, now, actor, "report list", $"{campaign.Name}: {Numbers.Count(recipients.Length, "address", "addresses")}", stop: stop);
        await transaction.CommitAsync(stop);
    }
}
