using CoProWeek.Reporting;
using CoProWeek.Tests.Reporting.Files;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Reporting.Team;

/// <summary>What people answered to the Big Questions, in the report.</summary>
public sealed class QuestionTests : IAsyncLifetime
{
    private ReportDesk desk = null!;
    private long campaign;

    public async Task InitializeAsync()
    {
        desk = await ReportDesk.OpenAsync();
        campaign = await A.Campaign(desk.Database);
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task Under_each_question_stand_its_answers_how_many_from_how_many_accounts_and_the_teams_summary()
    {
        var (post, question) = await AskAsync("Who decides? #CoProWeekScot");
        var kelp = await A.Author(desk.Database, "kelp_kitchen");
        await AnswerAsync(question, kelp, "We do", 1);
        await AnswerAsync(question, kelp, "And the cook", 2);
        await AnswerAsync(question, await A.Author(desk.Database, "tide_table"), "Nobody yet", 3);
        // Ours is no answer; what its author removed is none either.
        await AnswerAsync(question, await A.Author(desk.Database, "ScotCoPro"), "Thank you", 4);
        await AnswerAsync(question, kelp, "Never mind", 5, hidden: true);
        await desk.WriteAsync(words => words with { Summaries = new Dictionary<long, string> { [post] = "Most said: together." } });

        var report = await desk.MakeAsync();
        var said = Assert.Single(report.Team.Questions);

        Assert.Equal((3, 2, "Most said: together."), (said.Answers, said.Accounts, said.Summary));
        Assert.Equal(["@kelp_kitchen: We do", "@kelp_kitchen: And the cook", "@tide_table: Nobody yet"], said.Said.Select(answer => answer.Line));
        Assert.All(await FormatsAsync(report.WithoutNames()), written =>
        {
            Assert.DoesNotContain("kelp_kitchen", written, StringComparison.Ordinal);
            Assert.DoesNotContain("And the cook", written, StringComparison.Ordinal);
            Assert.Contains("Most said: together.", written, StringComparison.Ordinal);
        });
        Assert.Contains("@kelp_kitchen: And the cook", await ReachHtml.FileAsync(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kept_counts_follow_an_answer_that_comes_later_and_one_that_goes()
    {
        var (_, question) = await AskAsync("Who decides? #CoProWeekScot");
        var kelp = await A.Author(desk.Database, "kelp_kitchen");
        await AnswerAsync(question, kelp, "We do", 1);
        var one = (await desk.MakeAsync()).Team.Questions.Single();
        await AnswerAsync(question, kelp, "And the cook", 2);
        var two = (await desk.MakeAsync()).Team.Questions.Single();
        await DoAsync("UPDATE mentions SET hidden_at = @at, hidden_why = 'deleted' WHERE text = 'We do'", new { at = A.Counting });
        var gone = (await desk.MakeAsync()).Team.Questions.Single();

        Assert.Equal([1, 2, 1], new[] { one, two, gone }.Select(said => said.Answers!.Value));
        Assert.Equal(["@kelp_kitchen: And the cook"], gone.Said.Select(answer => answer.Line));
    }

    [Fact]
    public async Task Where_nobody_has_looked_or_words_are_wiped_how_many_is_not_known_and_not_nought()
    {
        var (_, question) = await AskAsync("Who decides? #CoProWeekScot");
        var nobody = (await desk.MakeAsync()).Team.Questions.Single();
        await AnswerAsync(question, await A.Author(desk.Database, "kelp_kitchen"), "We do", 1);
        await DoAsync("INSERT INTO campaign_cares (campaign_id, next_at, forgotten_at) VALUES (@campaign, @at, @at)", new { campaign, at = A.Counting });
        var wiped = await desk.MakeAsync();

        Assert.Null(nobody.Answers);
        Assert.Null(wiped.Team.Questions.Single().Answers);
        Assert.Contains("not known", string.Join(' ', ReachTables.Of(wiped).Single(table => table.Key == "questions").Rows[0].Cells.Select(cell => cell.Said)), StringComparison.Ordinal);
    }

    private async Task<(long Post, long RemoteId)> AskAsync(string text)
    {
        var post = await A.Post(desk.Database, campaign, kind: "question", text: text, approvedBy: "Ailsa");
        return (post, await A.SentId(desk.Database, await A.Delivery(desk.Database, post, "sent", parts: [text])));
    }

    /// <summary>Without the hashtag, as answers often are; found by a watch of the campaign.</summary>
    private async Task AnswerAsync(long question, long author, string text, int minutes, bool hidden = false)
    {
        var mention = await A.Mention(desk.Database, author, A.MondayMorning.AddMinutes(minutes), kind: "reply", tags: [], text: text, hidden: hidden);
        await DoAsync("UPDATE mentions SET conversation_id = @question WHERE id = @mention", new { question, mention });
        await DoAsync("INSERT INTO watches (campaign_id, network, account_id, kind, subject, from_at, until_at, next_at, created_at) SELECT @campaign, 'x', a.id, 'handle', 'ScotCoPro', @at, @at + interval '30 days', @at, @at FROM accounts a ON CONFLICT DO NOTHING", new { campaign, at = A.MondayMorning });
        await DoAsync("INSERT INTO mention_watches (mention_id, watch_id, found_at) SELECT @mention, id, @at FROM watches WHERE kind = 'handle'", new { mention, at = A.MondayMorning });
    }

    private async Task DoAsync(string sql, object values)
    {
        await using var connection = await desk.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, values);
    }

    private static async Task<string[]> FormatsAsync(ReachReport report) =>
        [ReachJson.Write(report), await Written.CsvAsync(report), await ReachHtml.FileAsync(report)];
}
