using CoProWeek.Campaigns;
using CoProWeek.Collecting.Rollups;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting;

/// <summary>Reads what people answered to the questions of a campaign: also those who left the hashtag out.</summary>
internal sealed class Answers(NpgsqlDataSource database)
{
    private const string QuestionsSql = """
        SELECT p.id AS post_id, p.ref, p.kind, dp.remote_id, dp.text, dp.url, d.sent_at, w.until_at, a.handle
          FROM posts p
          JOIN deliveries d      ON d.post_id = p.id AND d.state = 'sent'
          JOIN accounts a        ON a.id = d.account_id AND a.network = 'x'
          JOIN delivery_parts dp ON dp.delivery_id = d.id AND dp.n = 1 AND dp.remote_id IS NOT NULL
          LEFT JOIN watches w    ON w.campaign_id = p.campaign_id AND w.network = a.network AND w.kind = 'conversation' AND w.subject = dp.remote_id::text
         WHERE p.campaign_id = @campaignId AND p.kind IN ('question', 'chat')
         ORDER BY d.sent_at, dp.remote_id
        """;

    // Of the campaign's own posts, for an answer is found by a watch of it: by its conversation, by the hashtag or by our handle. What we say
    // in answer is not an answer to us, and what the team hid is in no list of posts.
    private const string AnswersSql = """
        SELECT q.id AS question, m.id AS mention_id, m.author_id, m.remote_id, m.posted_at, m.text, m.kind, a.handle, n.views, n.likes,
               EXISTS (SELECT 1 FROM mention_tags t WHERE t.mention_id = m.id AND t.tag = ANY (@tags)) AS has_hashtag
          FROM mentions m
          JOIN authors a                 ON a.id = m.author_id
          JOIN unnest(@questions) AS q (id) ON (m.conversation_id = q.id OR m.quote_of_id = q.id) AND m.first_id <> q.id
          LEFT JOIN LATERAL (SELECT views, likes FROM observations WHERE mention_id = m.id ORDER BY at DESC LIMIT 1) n ON true
         WHERE m.network = 'x' AND m.hidden_at IS NULL AND m.kind <> 'repost' AND lower(a.handle) <> ALL (@ours)
           AND NOT EXISTS (SELECT 1 FROM mention_marks k WHERE k.mention_id = m.id AND k.hidden_at IS NOT NULL)
           AND EXISTS (SELECT 1 FROM mention_watches mw JOIN watches w ON w.id = mw.watch_id WHERE mw.mention_id = m.id AND w.campaign_id = @campaignId)
         ORDER BY m.posted_at, m.first_id
        """;

    public async Task<IReadOnlyList<Question>> OfAsync(Campaign campaign, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var questions = await AskedAsync(connection, null, campaign, stop);
        var basis = RollupBasis.Of(campaign);
        var values = new
        {
            campaignId = campaign.Id,
            questions = questions.Select(question => question.RemoteId).ToArray(),
            tags = basis.Tags,
            ours = basis.Ours,
        };
        var answers = (await connection.QueryAsync<Answer>(new CommandDefinition(AnswersSql, values, cancellationToken: stop))).ToLookup(answer => answer.Question);
        return [.. questions.Select(question => question with { Answers = [.. answers[question.RemoteId]] })];
    }

    /// <summary>The questions that went out, without their answers.</summary>
    public static async Task<IReadOnlyList<Question>> AskedAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, Campaign campaign, CancellationToken stop) =>
        [.. await connection.QueryAsync<Question>(new CommandDefinition(QuestionsSql, new { campaignId = campaign.Id }, transaction, cancellationToken: stop))];
}

/// <summary>A question or a chat of ours that went out.</summary>
internal sealed record Question
{
    /// <summary>Its row in the plan.</summary>
    public required long PostId { get; init; }

    /// <summary>The plan's own name of it.</summary>
    public required string Ref { get; init; }

    public required string Kind { get; init; }
    public required long RemoteId { get; init; }
    public required string Handle { get; init; }
    public required string Text { get; init; }
    public required string Url { get; init; }
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Answers are looked for until then; null where nobody has looked yet.</summary>
    public DateTimeOffset? UntilAt { get; init; }

    public IReadOnlyList<Answer> Answers { get; init; } = [];
}

/// <summary>What somebody answered, or said quoting it.</summary>
internal sealed record Answer
{
    public required long Question { get; init; }
    public required long MentionId { get; init; }
    public required long AuthorId { get; init; }
    public required long RemoteId { get; init; }
    public required DateTimeOffset PostedAt { get; init; }
    public required string Text { get; init; }
    public required string Kind { get; init; }
    public required string Handle { get; init; }
    public long? Views { get; init; }
    public int? Likes { get; init; }

    /// <summary>Without it, it is an answer, and in no figure of the reach report.</summary>
    public required bool HasHashtag { get; init; }
}
