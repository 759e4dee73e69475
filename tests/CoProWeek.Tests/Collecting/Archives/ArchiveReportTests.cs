using CoProWeek.Reporting;

namespace CoProWeek.Tests.Collecting.Archives;

/// <summary>Every number of a report over an archive that was imported, against <see cref="PlainReading"/> of the same file.</summary>
public sealed class ArchiveReportTests : IAsyncLifetime
{
    private ImportDesk desk = null!;
    private ReachReport report = null!;
    private PlainReading plain = null!;

    public async Task InitializeAsync()
    {
        desk = await ImportDesk.OpenAsync();
        // Four weeks and more, so that some are after the campaign's last day.
        var crowd = new MadePosts(11, ImportDesk.Began, TimeSpan.FromMinutes(10));
        var file = desk.File("2024.jsonl", to => new MadeJson(crowd).WriteFlattened(to, 0, 4_000));
        await desk.ImportAsync(file);
        report = await desk.ReportAsync();
        // Winter: midnight in Scotland is midnight in UTC, but for the first days before the clocks go back, when nobody posted.
        plain = new PlainReading(file, new(2024, 10, 20, 23, 0, 0, TimeSpan.Zero), new(2024, 11, 23, 0, 0, 0, TimeSpan.Zero));
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public void Posts_times_seen_responses_and_each_of_them()
    {
        Assert.InRange(plain.Posts.Count, 1_500, 3_000);
        Assert.InRange(plain.Ours.Count(), 20, 500);
        Same(report.Figures.Posts, posts => posts.Count());
        Same(report.Figures.TimesSeen, posts => posts.Sum(post => post.Views));
        Same(report.Figures.Responses, posts => posts.Sum(post => post.Responses));
        foreach (var (part, counter) in report.Figures.Responses.Parts.Zip(PlainLine.Responded))
            Same(part, posts => posts.Sum(post => post.Count(counter)));
    }

    [Fact]
    public void Accounts_followers_deliveries_and_responses_per_100_views()
    {
        var accounts = plain.Others.Select(post => post.Author).Distinct().ToList();
        Assert.Equal(accounts.Count, report.Figures.Accounts.Others!.Value);
        Assert.Equal(accounts.Sum(plain.FollowersNow), report.Figures.Followers.Others!.Value);
        Assert.NotEqual(accounts.Sum(plain.FollowersNow), plain.Others.DistinctBy(post => post.Author).Sum(plain.FollowersThen));
        Same(report.Figures.Deliveries, posts => posts.Sum(plain.FollowersThen));
        Same(report.Figures.Rate, posts => Math.Round(100m * posts.Sum(post => post.Responses) / posts.Sum(post => post.Views), 1, MidpointRounding.AwayFromZero));
    }

    [Fact]
    public void When_it_was_measured_and_how_complete_it_is()
    {
        Assert.Equal((plain.Posts.Min(post => post.ReadAt), plain.Posts.Max(post => post.ReadAt)), (report.Measured.Oldest, report.Measured.Newest));
        Assert.Equal(0, report.Completeness.Removed);
        // An archive claims no coverage.
        Assert.All(report.Completeness.Watches, watch => Assert.Equal((null, null), (watch.CoveredTo, watch.Counted)));
    }

    [Fact]
    public void Every_day()
    {
        var days = plain.Posts.ToLookup(post => DateOnly.FromDateTime(post.PostedAt.UtcDateTime));
        Assert.All(report.Timeline, day => Assert.Equal(
            (days[day.Day].Count(post => post.IsOurs), days[day.Day].Count(post => !post.IsOurs), days[day.Day].Sum(post => post.Views)), (day.Ours, day.Others, day.Seen)));
        Assert.Equal(plain.Posts.Count, report.Timeline.Sum(day => day.Posts));
    }

    [Fact]
    public void Kinds_and_the_accounts_and_posts_that_stand_out()
    {
        var kinds = new Dictionary<string, string> { ["original"] = "", ["reply"] = "replied_to", ["quote"] = "quoted" };
        Assert.Equal(3, report.Kinds.Count);
        Assert.All(report.Kinds, kind =>
        {
            var posts = plain.Posts.Where(post => post.Kind == kinds[kind.Name]).ToList();
            Assert.Equal((posts.Count, posts.Count(post => post.IsOurs), posts.Sum(post => post.Views), posts.Sum(post => post.Responses)), (kind.Posts, kind.Ours, kind.Seen, kind.Responses));
        });
        Assert.Equal(plain.Others.GroupBy(post => post.Handle)
            .OrderByDescending(same => same.Count()).ThenByDescending(same => same.Sum(post => post.Views)).ThenBy(same => same.Key.ToLowerInvariant(), StringComparer.Ordinal)
            .Take(15).Select(same => (same.Key, same.Count(), (long?)same.Sum(post => post.Views), (long?)same.Sum(post => post.Responses), (int?)plain.FollowersNow(same.First().Author))),
            report.Accounts.Select(account => (account.Handle, account.Posts, account.Seen, account.Responses, account.Followers)));
        Assert.Equal(plain.Posts.OrderByDescending(post => post.Views).ThenBy(post => post.FirstId).Take(10).Select(post => (post.Id, (long?)post.Views, (long?)post.Responses)),
            report.Posts.Select(post => (post.RemoteId, post.Views, post.Responses)));
    }

    [Fact]
    public void Tags_and_links_beside_ours()
    {
        var tags = plain.Posts.SelectMany(post => post.Tags.Where(tag => !PlainReading.IsOurs(tag)).Select(tag => (Tag: tag.ToLowerInvariant(), post.Author)));
        Assert.Equal(tags.GroupBy(tag => tag.Tag).OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.Ordinal).Take(15)
            .Select(same => (same.Key, same.Count(), same.Select(tag => tag.Author).Distinct().Count())),
            report.Tags.Select(tag => (tag.Written.ToLowerInvariant(), tag.Posts, tag.Accounts)));
        var links = plain.Posts.SelectMany(post => post.Links.Select(link => (Link: link, post.Author)));
        Assert.Equal(links.GroupBy(link => link.Link).OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.Ordinal).Take(15)
            .Select(same => (same.Key, same.Count(), same.Select(link => link.Author).Distinct().Count())),
            report.Links.Select(link => (link.Url, link.Posts, link.Accounts)));
    }

    private void Same(Figure figure, Func<IEnumerable<PlainLine>, decimal> count) => Assert.Equal(
        (figure.Key, count(plain.Posts), count(plain.Ours), count(plain.Others)), (figure.Key, figure.All!.Value, figure.Ours!.Value, figure.Others!.Value));
}
