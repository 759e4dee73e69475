using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Reporting.Sending;

/// <summary>Which reports are still to go out by themselves.</summary>
internal sealed class SendingStore(NpgsqlDataSource database, IOptions<ReportingOptions> times)
{
    /// <summary>What was due longer ago is not even told of any more.</summary>
    private const int DaysBack = 30;

    private const string ListedSql = """
        SELECT l.campaign_id, c.week_from, c.week_to, c.time_zone, l.since_at
          FROM report_lists l
          JOIN campaigns c ON c.id = l.campaign_id
         WHERE l.since_at IS NOT NULL AND c.week_to >= @since
        """;

    /// <summary>Those that are not sent, whether due, to come or too late; not what was due before anybody was on the list.</summary>
    public async Task<IReadOnlyList<DueReport>> UnsentAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var weeks = await connection.QueryAsync<ListedWeek>(new CommandDefinition(
            ListedSql, new { since = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-DaysBack) }, cancellationToken: stop));
        var all = weeks.SelectMany(week => ReportTimes.Of(week, times.Value).Where(report => report.At >= week.SinceAt)).OrderBy(report => report.At).ToList();
        var sent = await SentAsync(connection, all, stop);
        return [.. all.Where(report => !sent.Contains(report.Cause))];
    }

    private const string SentSql = "SELECT cause FROM kept_reports WHERE cause = ANY (@causes)";

    /// <summary>The causes of those that are.</summary>
    private static async Task<IReadOnlySet<string>> SentAsync(NpgsqlConnection connection, IReadOnlyCollection<DueReport> reports, CancellationToken stop) =>
        (await connection.QueryAsync<string>(new CommandDefinition(SentSql, new { causes = reports.Select(report => report.Cause).ToArray() }, cancellationToken: stop))).ToHashSet(StringComparer.Ordinal);

    public async Task<bool> IsSentAsync(DueReport report, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return (await SentAsync(connection, [report], stop)).Count > 0;
    }
}
