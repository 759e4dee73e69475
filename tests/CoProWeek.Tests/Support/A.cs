using Dapper;
using Npgsql;

namespace CoProWeek.Tests.Support;

/// <summary>
/// Rows for tests: only what the test is about need be named, the rest is a plain week in November in
/// Europe/London, posted by @ScotCoPro.
/// </summary>
internal static partial class A
{
    /// <summary>Monday 15 November 2027, 09:00 GMT: the first morning of the week.</summary>
    public static readonly DateTimeOffset MondayMorning = new(2027, 11, 15, 9, 0, 0, TimeSpan.Zero);

    private const string InsertAccount = """
        INSERT INTO accounts (network, handle, paused_at, paused_why, created_at)
             VALUES ('x', @handle, @pausedAt, @pausedWhy, @at)
          RETURNING id
        """;

    public static async Task<long> Account(NpgsqlDataSource db, string handle = "ScotCoPro", string? pausedWhy = null) =>
        await One(db, InsertAccount, new { handle, pausedAt = pausedWhy is null ? null : (DateTimeOffset?)MondayMorning, pausedWhy, at = MondayMorning });

    private const string InsertCampaign = """
        INSERT INTO campaigns (slug, name, theme, week_from, week_to, runs_from, runs_to, time_zone, hashtags, team, approval, created_at, updated_at)
             VALUES (@slug, @name, @theme, @from, @to, @runsFrom, @runsTo, @zone, @hashtags, @team, @approval, @at, @at)
          RETURNING id
        """;

    private const string InsertCampaignAccount = """
        INSERT INTO campaign_accounts (campaign_id, account_id, position)
             VALUES (@campaign, @account, (SELECT count(*) FROM campaign_accounts WHERE campaign_id = @campaign))
          RETURNING campaign_id
        """;

    /// <summary>A week from Monday to Friday, which runs a fortnight before and after; with an account unless some are given.</summary>
    public static async Task<long> Campaign(
        NpgsqlDataSource db, string slug = "questions-week", string name = "Big Questions Week", string theme = "",
        DateOnly? from = null, int days = 5, string zone = "Europe/London", string approval = "self",
        string[]? hashtags = null, long[]? accounts = null, string[]? team = null)
    {
        var start = from ?? DateOnly.FromDateTime(MondayMorning.UtcDateTime);
        var end = start.AddDays(days - 1);
        var id = await One(db, InsertCampaign, new
        {
            slug,
            name,
            theme,
            from = start,
            to = end,
            runsFrom = start.AddDays(-14),
            runsTo = end.AddDays(14),
            zone,
            hashtags = hashtags ?? ["CoProWeekScot"],
            team = team ?? [],
            approval,
            at = MondayMorning,
        });
        foreach (var account in accounts ?? [await Account(db)])
            await One(db, InsertCampaignAccount, new { campaign = id, account });
        return id;
    }

    private const string InsertSlot = """
        INSERT INTO slots (campaign_id, position, name, kind, wall_time, required, latest)
             VALUES (@campaign, (SELECT count(*) FROM slots WHERE campaign_id = @campaign), @name, @kind, @time, @required, @latest)
          RETURNING campaign_id
        """;

    public static async Task Slot(
        NpgsqlDataSource db, long campaign, string kind = "blog", string time = "09:00", string? name = null, bool required = true, string latest = "") =>
        await One(db, InsertSlot, new { campaign, name = name ?? kind, kind, time = TimeOnly.Parse(time), required, latest });

    private const string InsertPost = """
        WITH post AS (
            INSERT INTO posts (campaign_id, ref, kind, slot_on, slot_time, slot_at, latest, latest_at, text, link, credit, permission, notes,
                               edited_by, edited_at, approved_by, approved_at, approved_hash, created_at)
                 SELECT c.id, @reference, @kind, (@at AT TIME ZONE c.time_zone)::date, (@at AT TIME ZONE c.time_zone)::time, @at, @latest, @latestAt,
                        @text, @link, @credit, @permission, @notes,
                        @editedBy, @created, @approvedBy, @approvedAt, @approvedHash, @created
                   FROM campaigns c
                  WHERE c.id = @campaign
              RETURNING id
        ), goes AS (
            INSERT INTO post_accounts (post_id, account_id, position)
                 SELECT p.id, a.id, row_number() OVER (ORDER BY a.id)
                   FROM post p
             CROSS JOIN (SELECT account_id AS id FROM campaign_accounts WHERE campaign_id = @campaign AND (@accounts::bigint[] IS NULL AND position = 0 OR account_id = ANY (@accounts::bigint[]))) a
        )
        SELECT id FROM post
        """;

    private static int posts;

    /// <summary>A draft for Monday morning, unless it is approved by someone; a spare has no date.</summary>
    public static async Task<long> Post(
        NpgsqlDataSource db, long campaign, string? reference = null, string kind = "blog", DateTimeOffset? at = null, bool spare = false,
        string text = "What does power mean to you? #CoProWeekScot", string latest = "", DateTimeOffset? latestAt = null, string link = "",
        string credit = "", string permission = "not needed", string notes = "", string editedBy = "sam", string? approvedBy = null, long[]? accounts = null)
    {
        DateTimeOffset? slot = spare ? null : at ?? MondayMorning;
        return await One(db, InsertPost, new
        {
            campaign,
            reference = reference ?? $"post-{Interlocked.Increment(ref posts)}",
            kind,
            at = slot,
            text,
            link,
            credit,
            permission,
            notes,
            latest,
            latestAt = spare ? null : latestAt ?? slot + TimeSpan.FromHours(11),
            editedBy,
            approvedBy,
            created = MondayMorning.AddDays(-30),
            accounts,
            approvedAt = approvedBy is null ? null : (DateTimeOffset?)MondayMorning.AddDays(-3),
            approvedHash = approvedBy is null ? null : "0",
        });
    }

    private static async Task<long> One(NpgsqlDataSource db, string sql, object values)
    {
        await using var connection = await db.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(sql, values);
    }
}
