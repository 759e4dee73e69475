using CoProWeek.Clock;
using CoProWeek.Collecting.Rollups;
using CoProWeek.Storage;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>
/// Some months after a campaign's last day the names and words of other people's posts are wiped. What is counted stays, and stays
/// countable: posts with their numbers, hashtags and days, and people as hashes.
/// </summary>
internal sealed class Forgetting(NpgsqlDataSource database, AuthorHashes hashes, CampaignClock clock, IOptions<CollectingOptions> options)
{
    private static readonly TimeSpan Notice = TimeSpan.FromDays(30);

    // A year that is only now brought in from an archive is kept for a month at least, so that people are told before.
    private const string DueSql = """
        WITH ends AS (
            SELECT c.id, c.name, c.time_zone,
                   greatest((c.runs_to + make_interval(months => @months))::date, (min(w.created_at) AT TIME ZONE c.time_zone)::date + 30) AS on_day
              FROM campaigns c
              JOIN watches w             ON w.campaign_id = c.id
              LEFT JOIN campaign_cares k ON k.campaign_id = c.id
             WHERE @months > 0 AND k.forgotten_at IS NULL
               AND EXISTS (SELECT 1 FROM mention_watches mw WHERE mw.watch_id = w.id)
             GROUP BY c.id
        )
        SELECT id, name, on_day
          FROM ends
         WHERE on_day <= (@by AT TIME ZONE time_zone)::date
         ORDER BY on_day, id
        """;

    /// <summary>Whose turn it is within the next month, so that people are told before.</summary>
    public Task<IReadOnlyList<ToForget>> SoonAsync(CancellationToken stop) => ReadAsync(clock.GetUtcNow() + Notice, stop);

    /// <summary>Those whose day has come, now.</summary>
    public async Task ForgetDueAsync(CancellationToken stop)
    {
        foreach (var campaign in await ReadAsync(clock.GetUtcNow(), stop))
            await ForgetAsync(campaign, stop);
        await hashes.HashAsync(stop);
    }

    private async Task<IReadOnlyList<ToForget>> ReadAsync(DateTimeOffset by, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<ToForget>(new CommandDefinition(DueSql, new { months = options.Value.ForgetAfterMonths, by }, cancellationToken: stop))];
    }

    private const string DoneSql = """
        INSERT INTO campaign_cares (campaign_id, next_at, forgotten_at)
        VALUES (@campaignId, @now, @now)
        ON CONFLICT (campaign_id) DO UPDATE SET forgotten_at = excluded.forgotten_at
        """;

    private async Task ForgetAsync(ToForget campaign, CancellationToken stop)
    {
        var (hash, now) = (await hashes.OpenAsync(stop), clock.GetUtcNow());
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var forgotten = await ForgottenRows.ForgetAsync(transaction, campaign.Id, hash, now, stop);
        await connection.ExecuteAsync(new CommandDefinition(DoneSql, new { campaignId = campaign.Id, now }, transaction, cancellationToken: stop));
        await History.WriteAsync(connection, transaction, now, "coproweek", "names and words wiped", $"{campaign.Name}: {forgotten:N0} posts of other people, {options.Value.ForgetAfterMonths} months after its last day. Numbers stay.", stop: stop);
        await RollupStore.SettleAsync(transaction, stop);
        await transaction.CommitAsync(stop);
    }
}

/// <summary>A campaign whose names and words are wiped on a day.</summary>
internal sealed record ToForget
{
    public required long Id { get; init; }
    public required string Name { get; init; }
    public required DateOnly OnDay { get; init; }
}
