using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Web.Mentions;

/// <summary>What the pages say of collecting: what it ends, what it asks, and what it forgets.</summary>
public sealed class CollectedPageTests
{
    private static readonly DateTimeOffset Eight = LiveWeek.Eight;

    [Fact]
    public async Task A_watch_that_has_ended_is_said_and_answers_are_one_line()
    {
        await using var dashboard = await DashboardHost.StartAsync(Eight.AddHours(4));
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db);
        await A.Watch(db, campaign, until: Eight);
        await QuestionAsync(dashboard, campaign, problem: "");

        var health = Html.Text(Html.Section(await dashboard.GetAsync("/"), "health"));

        Assert.Contains("#CoProWeekScot is looked for no longer; that ended on Mon 15 Nov 08:00 GMT.", health, StringComparison.Ordinal);
        Assert.Contains("Answers to 1 question are looked for, also those without the hashtag, until Mon 22 Nov 08:00 GMT.", health, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_X_does_not_give_say_why()
    {
        await using var dashboard = await DashboardHost.StartAsync(Eight.AddHours(4));
        await QuestionAsync(dashboard, await A.Campaign(dashboard.Database.DataSource), problem: "X: not today. It is tried again.");

        Assert.Contains("X: not today. It is tried again. Next try at 08:00 GMT.", Html.Text(Html.Section(await dashboard.GetAsync("/"), "health")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_and_words_that_are_wiped_within_the_month_are_said_before()
    {
        await using var dashboard = await DashboardHost.StartAsync(new DateTimeOffset(2029, 12, 1, 0, 0, 0, TimeSpan.Zero));
        await FoundAsync(dashboard);

        var health = Html.Text(Html.Section(await dashboard.GetAsync("/"), "health"));

        Assert.Contains("Names and words of other people’s posts in Big Questions Week are wiped on ", health, StringComparison.Ordinal);
        Assert.Contains("the numbers stay. To keep them longer, raise Collecting:ForgetAfterMonths", health, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_forgotten_is_listed_without_name_or_words_and_the_report_says_when()
    {
        await using var dashboard = await DashboardHost.StartAsync(A.Counting);
        await FoundAsync(dashboard);
        await using (var connection = await dashboard.Database.DataSource.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("""
                UPDATE mentions SET text = '', raw = '', forgotten_at = @at;
                INSERT INTO campaign_cares (campaign_id, next_at, forgotten_at) SELECT id, @at, @at FROM campaigns;
                """, new { at = A.Counting });
        }

        var list = Html.Text(await dashboard.GetAsync("/campaigns/questions-week/mentions"));
        var report = Html.Text(await dashboard.GetAsync("/campaigns/questions-week/report"));

        Assert.Contains("Somebody", list, StringComparison.Ordinal);
        Assert.Contains("Names and words are no longer kept.", list, StringComparison.Ordinal);
        Assert.Contains("The names and words of other people’s posts were wiped on Wed 1 Dec 2027 at 00:05 GMT; the numbers are as they were.", report, StringComparison.Ordinal);
    }

    private static async Task FoundAsync(DashboardHost dashboard)
    {
        var db = dashboard.Database.DataSource;
        var watch = await A.Watch(db, await A.Campaign(db));
        await A.Run(db, watch, Eight.AddDays(-1), Eight.AddDays(1));
        await A.Found(db, await A.Mention(db, await A.Author(db, "kelp_kitchen"), Eight.AddHours(-1), [58]), watch);
    }

    private static async Task QuestionAsync(DashboardHost dashboard, long campaign, string problem)
    {
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, campaign, kind: "question");
        await using var connection = await db.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            INSERT INTO watches (campaign_id, network, account_id, kind, subject, from_at, until_at, post_id, next_at, problem, created_at)
            SELECT @campaign, 'x', ca.account_id, 'conversation', '17', @at, @at + interval '7 days', @post, @at, @problem, @at
              FROM campaign_accounts ca
             WHERE ca.campaign_id = @campaign AND ca.position = 0
            """, new { campaign, post, at = Eight, problem });
    }
}
