using System.Diagnostics.CodeAnalysis;
using CoProWeek.Reporting;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Reporting;

/// <summary>Properties: figures depend on neither the order in which posts came, nor on how often they came, nor on how the span is cut.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The seed makes a crowd repeatable.")]
public sealed class SpanTests : IAsyncLifetime
{
    private const int Posts = 120;
    private static readonly string[] People = ["ScotCoPro", "Ailsa", "Bram", "Cara", "Dee", "Eve", "Gil"];
    private static readonly string[] Kinds = ["original", "reply", "quote", "repost"];

    private ReportDesk desk = null!;

    public async Task InitializeAsync() => desk = await ReportDesk.OpenAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_order_in_which_posts_came_and_how_often_their_numbers_were_read_change_nothing(int seed)
    {
        await using var other = await ReportDesk.OpenAsync();
        var crowd = Crowd(seed);
        await SayAsync(desk, crowd, reports: 0);
        // Backwards, with a report now and then, and every number read twice.
        await SayAsync(other, [.. crowd.Reverse()], reports: 10, again: true);

        Assert.Equal(ReachJson.Write(await desk.MakeAsync()), ReachJson.Write(await other.MakeAsync()));
        Assert.Equal(ReachTable.Write(await desk.MakeAsync()), ReachTable.Write(await other.MakeAsync()));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_way_the_span_is_cut_its_parts_add_up_but_for_accounts(int seed)
    {
        var chance = new Random(seed);
        await SayAsync(desk, Crowd(seed), reports: 0);
        var whole = await desk.MakeAsync("2027-11-08", "2027-11-28");

        for (var n = 0; n < 3; n++)
        {
            var parts = await CutAsync(chance, new(2027, 11, 8), new(2027, 11, 28));
            foreach (var (figure, index) in whole.Figures.All.Select((figure, index) => (figure, index)).Where(pair => pair.figure.Key is "timesSeen" or "posts" or "responses" or "possibleDeliveries"))
            {
                var all = parts.Select(part => part.Figures.All[index].All!).ToList();
                Assert.Equal((figure.Key, figure.All!.Value, figure.All.Known, figure.All.Total), (figure.Key, all.Sum(amount => amount.Value), all.Sum(amount => amount.Known), all.Sum(amount => amount.Total)));
            }
            Assert.Equal(whole.Timeline.Where(day => day.Posts > 0).Select(day => (day.Posts, day.Seen)),
                parts.SelectMany(part => part.Timeline).GroupBy(moment => moment.Day).Select(day => (day.Sum(moment => moment.Posts), Views(day))).Where(day => day.Item1 > 0));
            // Six besides ours, whoever of them posted on how many days.
            Assert.Equal(6, whole.Figures.Accounts.Main.Value);
            Assert.All(parts, part => Assert.InRange(part.Figures.Accounts.Main.Value!.Value, 0, 6));
            Assert.Equal(whole.Completeness.Removed, parts.Sum(part => part.Completeness.Removed));
        }
    }

    [Fact]
    public async Task A_span_that_was_looked_at_before_says_what_came_since()
    {
        await SayAsync(desk, Crowd(5), reports: 0);
        var before = await desk.MakeAsync("2027-11-10", "2027-11-20");
        await A.Mention(desk.Database, await A.Author(desk.Database, "New_Here"), numbers: [1_000]);
        var after = await desk.MakeAsync("2027-11-10", "2027-11-20");

        Assert.Equal((1, 1_000, 1), (after.Figures.Posts.All!.Value - before.Figures.Posts.All!.Value, after.Figures.TimesSeen.All!.Value - before.Figures.TimesSeen.All!.Value,
            after.Figures.Accounts.Main.Value - before.Figures.Accounts.Main.Value));
        Assert.Contains(after.Accounts, account => account.Handle == "New_Here");
    }

    private static long? Views(IEnumerable<Moment> hours)
    {
        List<Moment> all = [.. hours];
        return all.Exists(hour => hour.SeenKnown > 0) ? all.Sum(hour => hour.Seen ?? 0) : all.Sum(hour => hour.Posts) == 0 ? 0 : null;
    }

    private async Task<List<ReachReport>> CutAsync(Random chance, DateOnly from, DateOnly to)
    {
        List<ReachReport> parts = [];
        while (from <= to)
        {
            var last = from.AddDays(chance.Next(8));
            last = last > to ? to : last;
            parts.Add(await desk.MakeAsync($"{from:yyyy-MM-dd}", $"{last:yyyy-MM-dd}"));
            from = last.AddDays(1);
        }
        return parts;
    }

    private static Made[] Crowd(int seed)
    {
        var chance = new Random(seed);
        return
        [
            .. Enumerable.Range(0, Posts).Select(n => new Made(
                People[n % People.Length], new DateTimeOffset(2027, 11, 8, 0, 0, 0, TimeSpan.Zero).AddMinutes(chance.Next(21 * 24 * 60)), Kinds[chance.Next(Kinds.Length)],
                [.. Enumerable.Range(0, 6).Select(_ => chance.Next(7) == 0 ? null : (int?)chance.Next(100))], 5_000 + n, chance.Next(12) == 0, chance.Next(3) == 0 ? ["CoProWeekScot", "Housing"] : ["CoProWeekScot"])),
        ];
    }

    private static async Task SayAsync(ReportDesk desk, Made[] crowd, int reports, bool again = false)
    {
        await A.Campaign(desk.Database);
        var authors = new Dictionary<string, long>();
        foreach (var person in People)
            authors[person] = await A.Author(desk.Database, person, followers: person.Length * 10);
        foreach (var (post, n) in crowd.Select((post, n) => (post, n)))
        {
            var id = await A.Mention(desk.Database, authors[post.Handle], post.At, post.Numbers, post.Kind, post.Tags, hidden: post.IsGone, firstId: post.Id);
            await A.Link(desk.Database, id, $"https://example.org/{post.Id % 5}");
            if (again)
                await A.Observation(desk.Database, id, [1, 1, 1, 1, 1, 1], A.MondayMorning.AddDays(-30));
            if (reports > 0 && n % reports == 0)
                await desk.MakeAsync();
        }
    }

    private sealed record Made(string Handle, DateTimeOffset At, string Kind, int?[] Numbers, long Id, bool IsGone, string[] Tags);
}
