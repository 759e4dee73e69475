using System.Diagnostics.CodeAnalysis;
using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using CoProWeek.Collecting.Rollups;
using CoProWeek.Tests.Collecting.Archives;
using CoProWeek.Tests.Reporting;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Collecting;

/// <summary>What is kept of a campaign's sums is always what its rows add up to, whoever wrote them and in whatever order.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The seed makes a sequence repeatable.")]
public sealed class RollupTests : IAsyncLifetime
{
    private const int Steps = 60;

    private static readonly string[] Handles = ["ScotCoPro", "Ailsa", "Bram", "Cara", "Dee"];
    private static readonly string[] Tags = ["CoProWeekScot", "COPROWEEKSCOT", "BigQuestions", "Housing"];
    private static readonly string[] Kinds = ["original", "original", "reply", "quote", "repost"];

    private ReportDesk desk = null!;

    public async Task InitializeAsync() => desk = await ReportDesk.OpenAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_written_changed_and_removed_what_is_kept_is_what_is_made_anew(int seed)
    {
        var chance = new Random(seed);
        var campaign = await A.Campaign(desk.Database, hashtags: ["CoProWeekScot", "BigQuestions"], team: ["Dee"]);
        var watch = await A.Watch(desk.Database, campaign);
        await A.Run(desk.Database, watch, A.MondayMorning.AddDays(-20), A.MondayMorning);
        List<long> authors = [];
        foreach (var handle in Handles)
            authors.Add(await A.Author(desk.Database, handle, followers: 10));
        List<long> mentions = [await A.Mention(desk.Database, authors[0])];
        for (var n = 0; n < Steps; n++)
            await SayAsync(chance, authors[chance.Next(authors.Count)], mentions, A.MondayMorning.AddMinutes(chance.Next(-20_000, 20_000)));
        await SettleAsync();

        for (var n = 0; n < Steps; n++)
        {
            await StepAsync(chance, authors, mentions, watch);
            if (chance.Next(4) == 0)
                await SettleAsync();
        }
        await SettleAsync();
        var kept = await KeptRollups.AllAsync(desk.Database);
        var rebuilt = await desk.Get<RollupStore>().RebuildAsync(await CampaignAsync(), CancellationToken.None);

        Assert.InRange(kept.Length, 100, 5_000);
        Store.Same(await KeptRollups.AllAsync(desk.Database), kept);
        Assert.Empty(rebuilt.Differed);
        Assert.Equal(0, await KeptRollups.MarkedAsync(desk.Database));
    }

    [Fact]
    public async Task What_a_fault_changed_is_found_and_mended()
    {
        await GoldenSet.FillAsync(desk.Database);
        await SettleAsync();
        var right = await KeptRollups.AllAsync(desk.Database);
        await RunAsync("UPDATE rollup_hours SET views = views + 1 WHERE posts = 1; DELETE FROM rollup_tops; UPDATE author_followers SET followers = 5", new { });

        var rebuilt = await desk.Get<RollupStore>().RebuildAsync(await CampaignAsync(), CancellationToken.None);

        Assert.Equal(["author_followers", "rollup_hours", "rollup_tops"], rebuilt.Differed.Order(StringComparer.Ordinal));
        Assert.Equal(right, await KeptRollups.AllAsync(desk.Database));
    }

    [Fact]
    public async Task Another_hashtag_another_member_of_the_team_and_another_zone_make_them_anew()
    {
        await GoldenSet.FillAsync(desk.Database);
        var before = await desk.MakeAsync(GoldenSet.From, GoldenSet.To);
        await RunAsync("UPDATE campaigns SET hashtags = '{CoProWeekScotland}', team = '{Lou}', time_zone = 'Asia/Tokyo'", new { });
        var after = await desk.MakeAsync("2027-11-15", "2027-11-16");

        // Of 25 posts with the old ones none carries the new hashtag; one of Lou's does, posted at midnight GMT, 16 November 09:00 in Tokyo.
        Assert.Equal((25, 1, 1), (before.Figures.Posts.Main.Value, after.Figures.Posts.All!.Value, after.Figures.Posts.Ours!.Value));
        Assert.Equal(9, after.Hours.Single(hour => hour.Ours == 1).Hour);
    }

    [Fact]
    public async Task What_is_collected_while_they_are_made_for_the_first_time_is_in_them()
    {
        await A.Campaign(desk.Database);
        var ailsa = await A.Author(desk.Database, "Ailsa");
        await using var connection = await desk.Database.OpenConnectionAsync();
        await using var writing = await connection.BeginTransactionAsync();
        // It begins before anybody asked for a report, and ends after.
        var mention = await connection.ExecuteScalarAsync<long>(
            "INSERT INTO mentions (network, first_id, remote_id, author_id, kind, posted_at, text, raw, found_at, looked_at) VALUES ('x', 5, 5, @ailsa, 'original', @at, '', '{}', @at, @at) RETURNING id",
            new { ailsa, at = A.MondayMorning }, writing);
        var making = desk.MakeAsync();
        await connection.ExecuteAsync("INSERT INTO mention_tags (mention_id, tag, written) VALUES (@mention, 'coproweekscot', 'CoProWeekScot')", new { mention }, writing);
        await writing.CommitAsync();

        Assert.Equal(1, (await making).Figures.Posts.Main.Value);
    }

    private Task StepAsync(Random chance, List<long> authors, List<long> mentions, long watch)
    {
        var (mention, author) = (mentions[chance.Next(mentions.Count)], authors[chance.Next(authors.Count)]);
        var later = A.MondayMorning.AddMinutes(chance.Next(-20_000, 20_000));
        return chance.Next(14) switch
        {
            0 => A.Observation(desk.Database, mention, Numbers(chance), A.Counting.AddMinutes(chance.Next(1_000_000))),
            1 => RunAsync("DELETE FROM observations WHERE mention_id = @mention", new { mention }),
            2 => RunAsync("UPDATE mentions SET hidden_at = CASE WHEN hidden_at IS NULL THEN posted_at END, hidden_why = CASE WHEN hidden_at IS NULL THEN 'deleted' END WHERE id = @mention", new { mention }),
            3 => RunAsync("UPDATE mentions SET remote_id = remote_id + 1000000000000 WHERE id = @mention", new { mention }),
            4 => RunAsync("DELETE FROM mention_tags WHERE mention_id = @mention", new { mention }),
            5 => A.Followers(desk.Database, author, chance.Next(5) == 0 ? null : chance.Next(1_000), later),
            6 => RunAsync("UPDATE authors SET handle = @handle WHERE id = @author", new { author, handle = Handles[chance.Next(Handles.Length)] + (chance.Next(2) == 0 ? "" : "_2") }),
            7 => RunAsync("DELETE FROM author_observations WHERE author_id = @author", new { author }),
            8 => RunAsync("UPDATE campaigns SET team = @team", new { team = Handles.Where(_ => chance.Next(4) == 0).ToArray() }),
            9 => RunAsync("UPDATE campaigns SET time_zone = @zone", new { zone = chance.Next(2) == 0 ? "Europe/London" : "Pacific/Auckland" }),
            10 => RunAsync("INSERT INTO mention_watches (mention_id, watch_id, run_id, found_at) SELECT @mention, @watch, min(id), now() FROM collect_runs ON CONFLICT DO NOTHING", new { mention, watch }),
            11 => RunAsync("DELETE FROM mention_links WHERE mention_id = @mention; UPDATE mentions SET author_id = @author WHERE id = @mention", new { mention, author }),
            _ => SayAsync(chance, author, mentions, later),
        };
    }

    private async Task SayAsync(Random chance, long author, List<long> mentions, DateTimeOffset at)
    {
        var id = await A.Mention(desk.Database, author, at, chance.Next(4) == 0 ? null : Numbers(chance), Kinds[chance.Next(Kinds.Length)], [.. Tags.Where(_ => chance.Next(2) == 0).DistinctBy(Fold.Tag)]);
        mentions.Add(id);
        await A.Link(desk.Database, id, $"https://example.org/{chance.Next(4)}");
        await A.Carried(desk.Database, id, named: [Handles[chance.Next(Handles.Length)]], shown: ["photo"], language: chance.Next(2) == 0 ? "en" : "gd");
    }

    private static int?[] Numbers(Random chance) => [.. Enumerable.Range(0, 6).Select(n => chance.Next(6) == 0 ? null : (int?)chance.Next(n == 0 ? 1_000 : 20))];

    private async Task RunAsync(string sql, object values)
    {
        await using var connection = await desk.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, values);
    }

    private Task<Campaign> CampaignAsync() => desk.Get<CampaignStore>().NamedOrOnlyAsync(slug: null);

    private async Task SettleAsync() => await desk.Get<RollupStore>().SettleAsync(await CampaignAsync(), CancellationToken.None);
}
