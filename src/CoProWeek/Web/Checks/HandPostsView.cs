using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>A post of ours that a person posted by hand.</summary>
internal sealed record HandPost
{
    public required string Handle { get; init; }

    public required string Url { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset PostedAt { get; init; }
}

/// <summary>Reads what was posted by hand while a campaign ran. Answers to people are ours too, and no part of its plan.</summary>
internal sealed class HandPostsView(NpgsqlDataSource database)
{
    private const string Sql = """
        SELECT a.handle, o.url, o.text, o.posted_at
          FROM own_posts o
          JOIN accounts a           ON a.id = o.account_id
          JOIN campaign_accounts ca ON ca.account_id = a.id
          JOIN campaigns c          ON c.id = ca.campaign_id
         WHERE c.id = @campaignId
           AND o.reply_to IS NULL
           AND (o.posted_at AT TIME ZONE c.time_zone)::date BETWEEN c.runs_from AND c.runs_to
         ORDER BY o.posted_at, o.remote_id
         LIMIT 500
        """;

    public async Task<IReadOnlyList<HandPost>> OfCampaignAsync(long campaignId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<HandPost>(new CommandDefinition(Sql, new { campaignId }, cancellationToken: stop))];
    }
}
