using CoProWeek.Campaigns;

namespace CoProWeek.Tests.Campaigns;

public sealed class SampleTests : IAsyncLifetime
{
    private PlanDesk desk = null!;

    public async Task InitializeAsync() => desk = await PlanDesk.CreateAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task The_sample_week_has_nothing_wrong_and_nothing_to_look_at_again()
    {
        var prepared = await desk.PrepareAsync(Folder());

        Assert.Empty(prepared.Problems);
        Assert.Empty(prepared.Diff!.Warnings);
        Assert.Equal(26, prepared.Diff.Rows.Count);
    }

    [Fact]
    public async Task All_of_it_but_the_spare_can_be_approved_at_once()
    {
        await desk.ImportAsync(path: Folder());

        var campaign = await desk.Campaigns.NamedOrOnlyAsync(null);
        var posts = await desk.Posts.ListAsync(campaign);
        var before = new DateTimeOffset(2027, 10, 1, 9, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            [("spare-question", "It is a spare: give it a date first.")],
            posts.SelectMany(post => ApprovalRules.ProblemsOf(campaign, post, PaperNetwork.List, "kim", before).Select(why => (post.Content.Ref, why))));
        Assert.Empty(PlanView.EmptySlots(campaign, posts));
    }

    [Fact]
    public async Task It_shows_what_a_week_can_hold()
    {
        await desk.ImportAsync(path: Folder());

        var posts = await desk.Posts.ListAsync(await desk.Campaigns.NamedOrOnlyAsync(null));
        var october = posts.First(post => post.Content.Ref == "call-questions");
        var live = posts.First(post => post.Content.Ref == "wed-live");
        Assert.Equal(new DateTimeOffset(2027, 10, 4, 9, 0, 0, TimeSpan.Zero), october.SlotAt); // 10:00 summer time
        Assert.Equal(TimeSpan.FromMinutes(30), live.LatestAt - live.SlotAt);
        Assert.Equal(3, PlanView.Of(posts, PaperNetwork.List).First(row => row.Ref == "fri-thanks").Parts);
        Assert.All(PlanView.Of(posts, PaperNetwork.List), row => Assert.InRange(row.Length.Length, 1, row.Length.Limit));
        Assert.All(posts, post => Assert.Contains("#CoProWeekScot", Wording.Of(post.Content)[0].Parts[0], StringComparison.Ordinal));
        Assert.All(Directory.EnumerateFiles(Path.Combine(Folder(), "cards")), card => Assert.InRange(new FileInfo(card).Length, 1, 60_000));
    }

    [Fact]
    public async Task It_comes_out_as_it_went_in()
    {
        await desk.ImportAsync(path: Folder());

        Assert.True((await desk.DiffAsync(await desk.ExportAsync())).IsEmpty);
    }

    private static string Folder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "CoProWeek.sln")))
            at = at.Parent!;
        return Path.Combine(at.FullName, "samples", "big-questions-week");
    }
}
