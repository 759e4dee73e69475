using Dapper;
using Npgsql;

namespace CoProWeek.Reporting.Sending;

/// <summary>What became of the mails of kept reports.</summary>
internal sealed class SentMails(NpgsqlDataSource database)
{
    // The mailer waits a minute after its first try, and two after its second: by its third it is no passing trouble.
    private const string OfCampaignSql = """
        SELECT k.id AS report_id, r.address, m.problem, m.sent_at IS NOT NULL AS is_sent, m.failed_at IS NOT NULL AS is_given_up, m.tries >= 3 AS is_tried
          FROM kept_reports k
         CROSS JOIN unnest(k.recipients) WITH ORDINALITY AS r (address, n)
          JOIN mails m ON m.cause = 'report ' || k.id || ' ' || r.address
         WHERE k.campaign_id = @campaignId
         ORDER BY k.id, r.n
        """;

    public async Task<ILookup<long, SentMail>> OfCampaignAsync(long campaignId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return (await connection.QueryAsync<SentMail>(new CommandDefinition(OfCampaignSql, new { campaignId }, cancellationToken: stop))).ToLookup(one => one.ReportId);
    }

    private const string TroubledSql = """
        SELECT k.id, k.campaign_id, k.from_day, k.to_day, c.slug, c.name, c.time_zone,
               EXISTS (SELECT 1 FROM alerts a WHERE a.cause = 'report-waits ' || k.id) AS is_wait_told
          FROM kept_reports k
          JOIN campaigns c ON c.id = k.campaign_id
         WHERE k.made_at > @since
           AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.cause = 'report-not-sent ' || k.id)
           AND EXISTS (SELECT 1
                         FROM unnest(k.recipients) AS r (address)
                         JOIN mails m ON m.cause = 'report ' || k.id || ' ' || r.address
                        WHERE m.problem <> '')
         ORDER BY k.id
        """;

    /// <summary>Reports with a mail that went wrong at least once, and nobody was told that it is over.</summary>
    public async Task<IReadOnlyList<TroubledReport>> TroubledAsync(DateTimeOffset since, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<TroubledReport>(new CommandDefinition(TroubledSql, new { since }, cancellationToken: stop))];
    }
}

/// <summary>A report on its way to one address.</summary>
internal sealed record SentMail
{
    public required long ReportId { get; init; }

    public required string Address { get; init; }

    /// <summary>Why the last try failed; empty when it did not.</summary>
    public required string Problem { get; init; }

    public required bool IsSent { get; init; }

    public required bool IsGivenUp { get; init; }

    /// <summary>So often that it is no passing trouble.</summary>
    public required bool IsTried { get; init; }

    public bool IsOver => IsSent || IsGivenUp;
}

/// <summary>A report that somebody may not get.</summary>
internal sealed record TroubledReport
{
    public required long Id { get; init; }

    public required long CampaignId { get; init; }

    public required DateOnly FromDay { get; init; }

    public required DateOnly ToDay { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required string TimeZone { get; init; }

    public required bool IsWaitTold { get; init; }

    public string Days => Words.Days(FromDay, ToDay, "to");
}
