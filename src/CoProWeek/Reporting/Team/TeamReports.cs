using System.Data;
using CoProWeek.Campaigns;
using CoProWeek.Collecting.Rollups;
using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting.Team;

/// <summary>Makes the team's part of a report: their words and picks, shares, the plan's results, answers, who is new, and an earlier week beside it.</summary>
internal sealed class TeamReports(NpgsqlDataSource database, CampaignStore campaigns, RollupStore rollups, KeptFigures kept, QuestionReader questions, NetworkList networks)
{
    /// <summary>Of each question, so many answers stand in the report.</summary>
    private const int AnswersListed = 10;

    /// <summary>Brings up to date what other campaigns bring to it, before the report's snapshot is taken.</summary>
    /// <returns>The campaigns before this one.</returns>
    public async Task<IReadOnlyList<Campaign>> SettleAsync(Campaign campaign, CancellationToken stop)
    {
        IReadOnlyList<Campaign> earlier = [.. (await campaigns.ListAsync(stop)).Where(one => one.WeekFrom < campaign.WeekFrom)];
        foreach (var one in earlier)
            await rollups.SettleAsync(one, stop);
        return earlier;
    }

    /// <param name="transaction">The report's own: all is read at one instant.</param>
    /// <param name="campaign">Whose report it is.</param>
    /// <param name="span">Its days.</param>
    /// <param name="earlier">The campaigns before it; see <see cref="SettleAsync"/>.</param>
    /// <param name="against">The one beside it, if any.</param>
    /// <param name="now">When it is made.</param>
    /// <param name="figures">Of the same days.</param>
    /// <param name="areNamesWiped">Other people's names and words are gone, for the campaign is long over.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<TeamReport> ReadAsync(
        NpgsqlTransaction transaction, Campaign campaign, ReportSpan span, IReadOnlyList<Campaign> earlier, Campaign? against, DateTimeOffset now, FigureSet figures, bool areNamesWiped, CancellationToken stop)
    {
        var words = await WordsStore.ReadAsync(transaction.Connection!, transaction, campaign.Id, stop);
        return new TeamReport
        {
            Words = words,
            Picks = await PickReader.ReadAsync(transaction.Connection!, transaction, campaign, words, networks, stop),
            Shares = await new ShareReader(transaction, campaign.Id, span, stop).ReadAsync(words.Members, figures, areNamesWiped),
            Plan = await new PlanResults(transaction, campaign, span, stop).ReadAsync(),
            Questions = await questions.ReadAsync(transaction, campaign, span, words, areNamesWiped, _ => AnswersListed, stop),
            Returning = await new EarlierAccounts(kept).ReadAsync(transaction, campaign, span, earlier, stop),
            SameAge = against is null ? null : await new AgedFigures(kept).ReadAsync(transaction, campaign, span, against, now, stop),
        };
    }

    /// <summary>Those who took part in these days and are "new", "back" from an earlier campaign, or of whom it is not known yet ("open").</summary>
    public async Task<long[]> AccountsAsync(Campaign campaign, ReportSpan span, string which, CancellationToken stop)
    {
        await rollups.SettleAsync(campaign, stop);
        var earlier = await SettleAsync(campaign, stop);
        await using var connection = await database.OpenConnectionAsync(stop);
        return await EarlierAccounts.WhoAsync(connection, campaign, span, earlier, which, stop);
    }

    private const string WipedSql = "SELECT EXISTS (SELECT 1 FROM campaign_cares WHERE campaign_id = @Id AND forgotten_at IS NOT NULL)";

    /// <summary>Every question of the campaign that went out, and the answers to one of them.</summary>
    /// <param name="campaign">Whose questions.</param>
    /// <param name="listed">The plan's row of the question whose answers are listed, as many as are kept.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<IReadOnlyList<QuestionSaid>> QuestionsAsync(Campaign campaign, long? listed, CancellationToken stop)
    {
        await rollups.SettleAsync(campaign, stop);
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        var words = await WordsStore.ReadAsync(connection, transaction, campaign.Id, stop);
        var areWiped = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(WipedSql, campaign, transaction, cancellationToken: stop));
        return await questions.ReadAsync(transaction, campaign, ReportSpan.Of(campaign, null, null), words, areWiped, id => id == listed ? QuestionReader.MostKept : 0, stop);
    }
}
