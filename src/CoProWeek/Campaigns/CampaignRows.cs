using System.Text.Json;
using Dapper;
using Npgsql;

namespace CoProWeek.Campaigns;

/// <summary>Writes a campaign's row, its accounts and its slots.</summary>
internal sealed class CampaignRows(NpgsqlConnection connection, NpgsqlTransaction transaction, DateTimeOffset now)
{
    private const string AddSql = """
        INSERT INTO campaigns (slug, name, theme, week_from, week_to, runs_from, runs_to, time_zone, hashtags, team, approval, created_at, updated_at)
        VALUES (@Slug, @Name, @Theme, @WeekFrom, @WeekTo, @RunsFrom, @RunsTo, @TimeZone, @Hashtags, @Team, @Approval, @now, @now)
            ON CONFLICT (slug) DO NOTHING
        RETURNING id
        """;

    /// <exception cref="RefusedException">Somebody else has just made one of this slug.</exception>
    public async Task<long> AddAsync(Campaign campaign, CancellationToken stop) =>
        await connection.ExecuteScalarAsync<long?>(new CommandDefinition(AddSql, Values(campaign), transaction, cancellationToken: stop))
        ?? throw new RefusedException($"There is a campaign \"{campaign.Slug}\" by now. Import again to see the difference.");

    private const string LockSql = """
        SELECT id
          FROM campaigns
         WHERE id = @id
           FOR NO KEY UPDATE
        """;

    /// <summary>No approval is given while an import is written: it may change when a post goes out.</summary>
    public async Task<long> LockAsync(Campaign campaign, CancellationToken stop) =>
        await connection.ExecuteScalarAsync<long?>(new CommandDefinition(LockSql, new { campaign.Id }, transaction, cancellationToken: stop))
        ?? throw new RefusedException($"The campaign \"{campaign.Slug}\" is gone. Import again.");

    private const string ReplaceSql = """
        UPDATE campaigns
           SET name = @Name, theme = @Theme, week_from = @WeekFrom, week_to = @WeekTo, runs_from = @RunsFrom, runs_to = @RunsTo,
               time_zone = @TimeZone, hashtags = @Hashtags, team = @Team, approval = @Approval, updated_at = @now
         WHERE slug = @Slug;

        INSERT INTO accounts (network, handle, created_at)
        SELECT a.network, a.handle, @now
          FROM jsonb_to_recordset(@accounts::jsonb) AS a (network text, handle text)
            ON CONFLICT (network, lower(handle)) DO NOTHING;

        DELETE FROM campaign_accounts WHERE campaign_id = @campaignId;
        INSERT INTO campaign_accounts (campaign_id, account_id, position)
        SELECT @campaignId, account.id, a.position
          FROM jsonb_to_recordset(@accounts::jsonb) AS a (position int, network text, handle text)
          JOIN accounts account ON account.network = a.network AND lower(account.handle) = lower(a.handle);

        DELETE FROM slots WHERE campaign_id = @campaignId;
        INSERT INTO slots (campaign_id, position, name, kind, wall_time, required, latest)
        SELECT @campaignId, s.position, s.name, s.kind, s.wall_time, s.required, s.latest
          FROM jsonb_to_recordset(@slots::jsonb) AS s (position int, name text, kind text, wall_time time, required boolean, latest text);
        """;

    public async Task ReplaceAsync(long campaignId, Campaign campaign, CancellationToken stop)
    {
        var values = Values(campaign);
        values.Add("campaignId", campaignId);
        values.Add("accounts", Json(campaign.Accounts.Select((account, position) => new { position, account.Network, account.Handle })));
        values.Add("slots", Json(campaign.Slots.Select((slot, position) => new { position, slot.Name, slot.Kind, slot.WallTime, slot.Required, slot.Latest })));
        await connection.ExecuteAsync(new CommandDefinition(ReplaceSql, values, transaction, cancellationToken: stop));
    }

    private DynamicParameters Values(Campaign campaign)
    {
        var values = new DynamicParameters(new
        {
            campaign.Slug,
            campaign.Name,
            campaign.Theme,
            campaign.WeekFrom,
            campaign.WeekTo,
            campaign.RunsFrom,
            campaign.RunsTo,
            campaign.TimeZone,
            campaign.Hashtags,
            campaign.Team,
            campaign.Approval,
            now,
        });
        return values;
    }

    private static string Json<T>(IEnumerable<T> rows) => JsonSerializer.Serialize(rows, PostReading.Json);
}
