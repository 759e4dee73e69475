using CoProWeek.Campaigns;
using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting.Team;

/// <summary>Reads what people answered to the campaign's questions: how many, from how many accounts, and the first of them.</summary>
internal sealed class QuestionReader(KeptFigures kept, Answers answers, NetworkList networks)
{
    /// <summary>Of one question, so many are kept to be listed.</summary>
    public const int MostKept = 300;

    private const string SaidSql = """
        SELECT m.id, m.remote_id, m.posted_at, a.handle, m.text
          FROM mentions m
          JOIN authors a ON a.id = m.author_id
         WHERE m.id = ANY (@ids) AND m.hidden_at IS NULL
         ORDER BY m.posted_at, m.first_id
        """;

    /// <param name="transaction">The report's own.</param>
    /// <param name="campaign">Whose questions.</param>
    /// <param name="span">Those asked in these days.</param>
    /// <param name="words">With the team's summaries.</param>
    /// <param name="areWiped">What people said is wiped, for the campaign is long over: how many answered is not known any more.</param>
    /// <param name="most">So many answers are listed, by the plan's row of the question.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<IReadOnlyList<QuestionSaid>> ReadAsync(NpgsqlTransaction transaction, Campaign campaign, ReportSpan span, TeamWords words, bool areWiped, Func<long, int> most, CancellationToken stop)
    {
        // One that went out on two accounts is one question.
        var asked = (await Answers.AskedAsync(transaction.Connection!, transaction, campaign, stop))
            .Where(question => question.SentAt >= span.FromAt && question.SentAt < span.ToAt).GroupBy(question => question.PostId).ToList();
        if (asked.Count == 0)
            return [];
        var counted = areWiped ? [] : await CountedAsync(transaction, campaign, stop);
        var said = await SaidAsync(transaction, counted.SelectMany(one => one.Value.Ids.Take(most(one.Key))), stop);
        return [.. asked.Select(same => Said(same, counted.GetValueOrDefault(same.Key)))];

        QuestionSaid Said(IEnumerable<Question> same, KeptAnswers? found) => new()
        {
            Asked = same.First(),
            Answers = areWiped || same.All(question => question.UntilAt is null) && found is not { Answers: > 0 } ? null : found?.Answers ?? 0,
            Accounts = areWiped || same.All(question => question.UntilAt is null) && found is not { Answers: > 0 } ? null : found?.Accounts ?? 0,
            Said = [.. (found?.Ids ?? []).Take(most(same.First().PostId)).Select(id => said.GetValueOrDefault(id)).OfType<Answered>()],
            Summary = words.Summaries.GetValueOrDefault(same.First().PostId, ""),
        };
    }

    /// <summary>By the plan's row of the question; one without an answer is not among them.</summary>
    private async Task<Dictionary<long, KeptAnswers>> CountedAsync(NpgsqlTransaction transaction, Campaign campaign, CancellationToken stop)
    {
        var whole = ReportSpan.Of(campaign, null, null);
        var asked = await Answers.AskedAsync(transaction.Connection!, transaction, campaign, stop);
        var state = $"{await KeptFigures.StateAsync(transaction, [campaign.Id], stop)} asked {string.Join(' ', asked.Select(question => question.RemoteId).Order())}";
        return await kept.ReadAsync(transaction, campaign.Id, whole, "answers", state, async () =>
        {
            var all = await answers.OfAsync(campaign, stop);
            return (all.GroupBy(question => question.PostId).ToDictionary(same => same.Key, same => KeptAnswers.Of([.. same.SelectMany(question => question.Answers)])), true);
        }, stop);
    }

    private async Task<Dictionary<long, Answered>> SaidAsync(NpgsqlTransaction transaction, IEnumerable<long> ids, CancellationToken stop)
    {
        var network = networks.Find("x");
        var rows = await transaction.Connection!.QueryAsync<Answered>(new CommandDefinition(SaidSql, new { ids = ids.ToArray() }, transaction, cancellationToken: stop));
        return rows.Select(row => row with { Link = network.LinkTo(row.RemoteId).AbsoluteUri }).ToDictionary(row => row.Id);
    }

    /// <summary>Of one question.</summary>
    private sealed record KeptAnswers(int Answers, int Accounts, IReadOnlyList<long> Ids)
    {
        public static KeptAnswers Of(IReadOnlyList<Answer> all)
        {
            var each = all.DistinctBy(answer => answer.MentionId).ToList();
            return new(each.Count, each.Select(answer => answer.AuthorId).Distinct().Count(), [.. each.Take(MostKept).Select(answer => answer.MentionId)]);
        }
    }
}
