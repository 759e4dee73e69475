using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>What a check found, beside the post it is of.</summary>
internal sealed record CheckRow
{
    public required long PostId { get; init; }

    public required string Network { get; init; }

    public required string Handle { get; init; }

    /// <summary>"@ScotCoPro", "Facebook".</summary>
    public string Name => AccountName.Of(Network, Handle);

    public required string Kind { get; init; }

    public required string Text { get; init; }

    public required string TimeZone { get; init; }

    public required DateTimeOffset SlotAt { get; init; }

    public required string What { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Result { get; init; }

    public required string Short { get; init; }

    public required string Words { get; init; }

    public string Label => What switch
    {
        "link" => "Link",
        "media" => "Pictures",
        "alt" => "Alt text",
        "length" => "Length",
        "token" => "Keys",
        "budget" => "Money",
        _ => "Not posted already",
    };
}

/// <summary>Reads what the checks before a slot found.</summary>
internal sealed class ChecksView(NpgsqlDataSource database)
{
    // Of the newest delivery on each account: an earlier approval's are of other words.
    private const string Sql = """
        SELECT d.post_id, a.network, a.handle, p.kind, p.text, camp.time_zone, d.slot_at, c.name AS what, c.at, c.result, c.short, c.words
          FROM delivery_checks c
          JOIN deliveries d  ON d.id = c.delivery_id
          JOIN accounts a    ON a.id = d.account_id
          JOIN posts p       ON p.id = d.post_id
          JOIN campaigns camp ON camp.id = p.campaign_id
         WHERE (@postId::bigint IS NULL OR d.post_id = @postId)
           AND (@campaignId::bigint IS NULL OR p.campaign_id = @campaignId)
           AND (@postId::bigint IS NOT NULL OR d.state = 'queued' AND d.parts_out = 0 AND c.result <> 'ok')
           AND NOT EXISTS (SELECT 1 FROM deliveries n WHERE n.post_id = d.post_id AND n.account_id = d.account_id AND n.id > d.id)
         ORDER BY d.slot_at, d.id, array_position(ARRAY['link', 'media', 'alt', 'length', 'token', 'budget', 'twin'], c.name)
        """;

    /// <summary>All that was found of a post.</summary>
    public Task<IReadOnlyList<CheckRow>> OfPostAsync(long postId, CancellationToken stop) => ReadAsync(postId, null, stop);

    /// <summary>What is not in order of posts that still wait, in one campaign or in all.</summary>
    public Task<IReadOnlyList<CheckRow>> OpenAsync(long? campaignId, CancellationToken stop) => ReadAsync(null, campaignId, stop);

    private async Task<IReadOnlyList<CheckRow>> ReadAsync(long? postId, long? campaignId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<CheckRow>(new CommandDefinition(Sql, new { postId, campaignId }, cancellationToken: stop))];
    }
}
