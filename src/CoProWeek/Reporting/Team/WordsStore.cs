using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting.Team;

/// <summary>Keeps the team's words, so that nobody writes over what somebody else wrote meanwhile.</summary>
internal sealed class WordsStore(NpgsqlDataSource database, CampaignClock clock)
{
    private const string ReadSql = """
        SELECT version, expected, did, difference, challenges, learning, members, edited_by, edited_at FROM report_words WHERE campaign_id = @campaignId;
        SELECT mention_id FROM report_picks WHERE campaign_id = @campaignId ORDER BY position;
        SELECT post_id, summary FROM report_summaries WHERE campaign_id = @campaignId
        """;

    public async Task<TeamWords> ReadAsync(long campaignId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await ReadAsync(connection, null, campaignId, stop);
    }

    public static async Task<TeamWords> ReadAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, long campaignId, CancellationToken stop)
    {
        await using var rows = await connection.QueryMultipleAsync(new CommandDefinition(ReadSql, new { campaignId }, transaction, cancellationToken: stop));
        var words = await rows.ReadSingleOrDefaultAsync<WordsRow>();
        var picks = (await rows.ReadAsync<long>()).AsList();
        var summaries = (await rows.ReadAsync<(long PostId, string Summary)>()).ToDictionary(row => row.PostId, row => row.Summary);
        return (words?.Words ?? new TeamWords()) with { Picks = picks, Summaries = summaries };
    }

    private const string HeldSql = """
        SELECT id
          FROM unnest(@ids) WITH ORDINALITY AS asked (remote_id, n)
          JOIN mentions m ON m.network = 'x' AND (m.first_id = asked.remote_id OR m.remote_id = asked.remote_id)
         WHERE m.hidden_at IS NULL AND m.kind <> 'repost'
         ORDER BY asked.n
        """;

    /// <summary>Rows of posts by X's ids, in their order; those that are not held, or are gone from X, are left out.</summary>
    public async Task<IReadOnlyList<long>> HeldAsync(IEnumerable<long> remoteIds, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. (await connection.QueryAsync<long>(new CommandDefinition(HeldSql, new { ids = remoteIds.ToArray() }, cancellationToken: stop))).Distinct()];
    }

    private const string BeginSql = """
        INSERT INTO report_words (campaign_id, version, edited_by, edited_at)
        VALUES (@campaignId, 0, @actor, @now)
            ON CONFLICT (campaign_id) DO NOTHING
        """;

    private const string SaveSql = """
        UPDATE report_words
           SET version = version + 1, expected = @Expected, did = @Did, difference = @Difference, challenges = @Challenges, learning = @Learning,
               members = @members, edited_by = @actor, edited_at = @now
         WHERE campaign_id = @campaignId AND version = @Version
        """;

    private const string RestSql = """
        DELETE FROM report_picks WHERE campaign_id = @campaignId;
        INSERT INTO report_picks (campaign_id, position, mention_id)
        SELECT @campaignId, n, mention_id FROM unnest(@picks) WITH ORDINALITY AS p (mention_id, n);

        DELETE FROM report_summaries WHERE campaign_id = @campaignId;
        INSERT INTO report_summaries (post_id, campaign_id, summary)
        SELECT p.id, p.campaign_id, s.summary
          FROM unnest(@posts, @summaries) AS s (post_id, summary)
          JOIN posts p ON p.id = s.post_id AND p.campaign_id = @campaignId
        """;

    /// <summary>Writes them in place of the version that they were typed over.</summary>
    /// <returns>What changed, by the names that people see; null where somebody else changed them meanwhile, and nothing was written.</returns>
    public async Task<IReadOnlyList<string>?> SaveAsync(Campaign campaign, TeamWords words, string actor, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var values = new
        {
            campaignId = campaign.Id,
            words.Version,
            words.Expected,
            words.Did,
            words.Difference,
            words.Challenges,
            words.Learning,
            members = words.Members.ToArray(),
            picks = words.Picks.ToArray(),
            posts = words.Summaries.Keys.ToArray(),
            summaries = words.Summaries.Values.ToArray(),
            actor,
            now,
        };
        await connection.ExecuteAsync(new CommandDefinition(BeginSql, values, transaction, cancellationToken: stop));
        var before = await ReadAsync(connection, transaction, campaign.Id, stop);
        var changes = before.ChangesTo(words);
        if (before.Version == words.Version && changes.Count == 0)
            return changes;
        if (await connection.ExecuteAsync(new CommandDefinition(SaveSql, values, transaction, cancellationToken: stop)) == 0)
            return null;
        await connection.ExecuteAsync(new CommandDefinition(RestSql, values, transaction, cancellationToken: stop));
        await History.WriteAsync(connection, transaction, now, actor, "report words changed", $"{campaign.Name}: {string.Join(", ", changes)}", stop: stop);
        await transaction.CommitAsync(stop);
        return changes;
    }

    private sealed record WordsRow
    {
        public required int Version { get; init; }
        public required string Expected { get; init; }
        public required string Did { get; init; }
        public required string Difference { get; init; }
        public required string Challenges { get; init; }
        public required string Learning { get; init; }
        public required string[] Members { get; init; }
        public required string EditedBy { get; init; }
        public required DateTimeOffset EditedAt { get; init; }

        public TeamWords Words => new()
        {
            Version = Version,
            Expected = Expected,
            Did = Did,
            Difference = Difference,
            Challenges = Challenges,
            Learning = Learning,
            Members = Members,
            EditedBy = EditedBy,
            EditedAt = EditedAt,
        };
    }
}
