using Dapper;
using Npgsql;

namespace CoProWeek.Campaigns;

/// <summary>Reads campaigns with their accounts and slots.</summary>
internal sealed class CampaignStore(NpgsqlDataSource database, KindLatest kinds)
{
    public KindLatest Kinds => kinds;

    public async Task<Campaign?> FindAsync(string slug, CancellationToken stop = default)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return (await ReadAsync(connection, null, slug, null, kinds, stop)).SingleOrDefault();
    }

    /// <summary>Every campaign, the newest week first.</summary>
    public async Task<IReadOnlyList<Campaign>> ListAsync(CancellationToken stop = default)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await ReadAsync(connection, null, null, null, kinds, stop);
    }

    /// <summary>The campaign of this slug; without one, the only campaign there is.</summary>
    /// <exception cref="RefusedException">There is none, or more than one.</exception>
    public async Task<Campaign> NamedOrOnlyAsync(string? slug, CancellationToken stop = default)
    {
        var all = await ListAsync(stop);
        var known = all.Count == 0 ? "There is no campaign yet: import one first." : $"There are: {string.Join(", ", all.Select(one => one.Slug))}.";
        if (slug is not null)
            return all.FirstOrDefault(one => one.Slug == slug) ?? throw new RefusedException($"There is no campaign \"{slug}\". {known}");
        return all is [var only] ? only : throw new RefusedException($"Say which campaign with --campaign SLUG. {known}");
    }

    private const string ReadSql = """
        SELECT id, slug, name, theme, week_from, week_to, runs_from, runs_to, time_zone, hashtags, team, approval
          FROM campaigns
         WHERE (@slug IS NULL OR slug = @slug)
           AND (@id IS NULL OR id = @id)
         ORDER BY week_from DESC, slug;

        SELECT c.campaign_id, a.id, a.network, a.handle
          FROM campaign_accounts c
          JOIN accounts a ON a.id = c.account_id
         ORDER BY c.campaign_id, c.position;

        SELECT campaign_id, name, kind, wall_time, required, latest
          FROM slots
         ORDER BY campaign_id, position;
        """;

    internal static async Task<IReadOnlyList<Campaign>> ReadAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string? slug, long? id, KindLatest kinds, CancellationToken stop)
    {
        await using var rows = await connection.QueryMultipleAsync(
            new CommandDefinition(ReadSql, new { slug, id }, transaction, cancellationToken: stop));
        var campaigns = (await rows.ReadAsync<Campaign>()).ToList();
        var accounts = rows.Read<long, CampaignAccount, (long Of, CampaignAccount Account)>((of, account) => (of, account), "id").ToLookup(row => row.Of, row => row.Account);
        var slots = rows.Read<long, Slot, (long Of, Slot Slot)>((of, slot) => (of, slot), "name").ToLookup(row => row.Of, row => row.Slot);
        return [.. campaigns.Select(one => one with { Kinds = kinds, Accounts = [.. accounts[one.Id]], Slots = [.. slots[one.Id]] })];
    }
}
