using System.Text.Json;
using Dapper;
using Npgsql;

namespace CoProWeek.Campaigns;

/// <summary>Which posts; null means any.</summary>
internal sealed record PostFilter(long? CampaignId, long[]? Ids = null, string? Ref = null, DateOnly? Day = null);

/// <summary>One statement, so that a post, its accounts, its pictures and its deliveries are of one moment.</summary>
internal static class PostReading
{
    internal static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private const string ReadSql = """
        SELECT p.id, p.campaign_id, p.ref, p.kind, p.slot_on, p.slot_time, p.slot_at, p.latest, p.latest_at,
               p.text, p.link, p.credit, p.permission, p.notes,
               p.edited_by, p.edited_at, p.approved_by, p.approved_at, p.approved_hash,
               (SELECT json_agg(json_build_object('account_id', a.id, 'network', a.network, 'handle', a.handle,
                                                  'own_text', pa.own_text) ORDER BY pa.position)
                  FROM post_accounts pa
                  JOIN accounts a ON a.id = pa.account_id
                 WHERE pa.post_id = p.id) AS accounts,
               (SELECT json_agg(json_build_object('file_name', m.file_name, 'hash', m.hash,
                                                  'alt_text', m.alt_text) ORDER BY m.position)
                  FROM post_media m
                 WHERE m.post_id = p.id) AS pictures,
               (SELECT json_agg(newest ORDER BY newest.handle)
                  FROM (SELECT DISTINCT ON (d.account_id)
                               a.network, a.handle, d.state, d.hold_reason, d.reason, d.parts_out, d.sent_at, part.url
                          FROM deliveries d
                          JOIN accounts a ON a.id = d.account_id
                          LEFT JOIN delivery_parts part ON part.delivery_id = d.id AND part.n = 1
                         WHERE d.post_id = p.id
                         ORDER BY d.account_id, d.id DESC) AS newest) AS deliveries
          FROM posts p
         WHERE (@CampaignId IS NULL OR p.campaign_id = @CampaignId)
           AND (@Ids::bigint[] IS NULL OR p.id = ANY (@Ids::bigint[]))
           AND (@Ref IS NULL OR p.ref = @Ref)
           AND (@Day::date IS NULL OR p.slot_on = @Day)
         ORDER BY p.slot_at, p.slot_time, p.ref
        """;

    public static async Task<IReadOnlyList<Post>> ReadAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, PostFilter filter, CancellationToken stop)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(ReadSql, filter, transaction, cancellationToken: stop));
        return [.. rows.Select(row => row.ToPost())];
    }

    private static List<T> Read<T>(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<T>>(json, Json)!;

    private sealed record Row
    {
        public long Id { get; init; }
        public long CampaignId { get; init; }
        public required string Ref { get; init; }
        public required string Kind { get; init; }
        public DateOnly? SlotOn { get; init; }
        public TimeOnly? SlotTime { get; init; }
        public DateTimeOffset? SlotAt { get; init; }
        public required string Latest { get; init; }
        public DateTimeOffset? LatestAt { get; init; }
        public required string Text { get; init; }
        public required string Link { get; init; }
        public required string Credit { get; init; }
        public required string Permission { get; init; }
        public required string Notes { get; init; }
        public required string EditedBy { get; init; }
        public DateTimeOffset EditedAt { get; init; }
        public string? ApprovedBy { get; init; }
        public DateTimeOffset? ApprovedAt { get; init; }
        public string? ApprovedHash { get; init; }
        public string? Accounts { get; init; }
        public string? Pictures { get; init; }
        public string? Deliveries { get; init; }

        public Post ToPost() => new()
        {
            Id = Id,
            CampaignId = CampaignId,
            SlotAt = SlotAt,
            LatestAt = LatestAt,
            EditedBy = EditedBy,
            EditedAt = EditedAt,
            ApprovedBy = ApprovedBy,
            ApprovedAt = ApprovedAt,
            ApprovedHash = ApprovedHash,
            Deliveries = Read<PostDelivery>(Deliveries),
            Content = ToContent(),
        };

        private PostContent ToContent() => new()
        {
            Ref = Ref,
            Kind = Kind,
            SlotOn = SlotOn,
            SlotTime = SlotTime,
            Latest = Latest,
            Text = Text,
            Link = Link,
            Credit = Credit,
            Permission = Permission,
            Notes = Notes,
            Accounts = Read<PostAccount>(Accounts),
            Pictures = Read<PostPicture>(Pictures),
        };
    }
}
