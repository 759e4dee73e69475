using Npgsql;

namespace CoProWeek.Tests.Support;

internal static partial class A
{
    private const string InsertList = """
        INSERT INTO report_lists (campaign_id, recipients, since_at, edited_by, edited_at)
             VALUES (@campaign, @recipients, @since, 'Ailsa', @since)
                 ON CONFLICT (campaign_id) DO UPDATE SET recipients = excluded.recipients
          RETURNING campaign_id
        """;

    /// <summary>Who is sent a campaign's reports, since long before the week unless an instant is given.</summary>
    public static Task ReportList(NpgsqlDataSource db, long campaign, string[] recipients, DateTimeOffset? since = null) =>
        One(db, InsertList, new { campaign, recipients, since = since ?? MondayMorning.AddYears(-1) });
}
