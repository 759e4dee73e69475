using CoProWeek.Campaigns;

namespace CoProWeek.Tests.Campaigns;

public sealed class CampaignCopyTests : IAsyncLifetime
{
    private PlanDesk desk = null!;

    public async Task InitializeAsync()
    {
        desk = await PlanDesk.CreateAsync();
        desk.WriteCampaign(Plans.Week with { Slug = "questions-2027", Name = "Questions 2027" });
        desk.WritePicture("card.png");
        desk.WritePlan($"{Plans.Header}\ncall,18/10/2027,10:00,call,Join us on 15 November #CoProWeekScot,https://example.org,card.png,A card,,,,not needed,\nblog,15/11/2027,,blog,Blog #CoProWeekScot,,,,,,,,\nspare,,,question,Spare #CoProWeekScot,,,,,,,,\n");
        await desk.ImportAsync();
        await desk.ApproveAsync("blog");
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task Every_date_moves_with_the_week_and_all_are_drafts()
    {
        await desk.WriteAsync(await CopyAsync(new DateOnly(2028, 11, 13)));

        var copy = (await desk.Campaigns.FindAsync("questions-2028"))!;
        var posts = await desk.Posts.ListAsync(copy);
        Assert.Equal(("Questions 2028", new DateOnly(2028, 11, 13), new DateOnly(2028, 11, 17), new DateOnly(2028, 9, 29), new DateOnly(2028, 11, 28)), (copy.Name, copy.WeekFrom, copy.WeekTo, copy.RunsFrom, copy.RunsTo));
        Assert.Equal(Plans.Week.Slots, copy.Slots);
        Assert.Equal([("call", new DateOnly(2028, 10, 16), "draft"), ("blog", new(2028, 11, 13), "draft"), ("spare", null, "spare")], posts.Select(post => (post.Content.Ref, post.Content.SlotOn, PostStatus.Of(post))));
        Assert.Equal(new DateTimeOffset(2028, 10, 16, 9, 0, 0, TimeSpan.Zero), posts[0].SlotAt); // summer time
        Assert.Equal("card.png", posts[0].Content.Pictures[0].FileName);
        Assert.Equal("https://example.org", posts[0].Content.Link);
    }

    [Fact]
    public async Task Another_weekday_and_a_text_with_a_date_are_pointed_out()
    {
        var diff = await CopyAsync(new DateOnly(2028, 11, 14));

        Assert.Equal(
            [
                "campaign.json, week: 14 November 2028 is a Tuesday, and the week copied begins on a Monday: every post moves to another day of the week.",
                "plan.csv, call: its text names a date or a year; read it again.",
            ],
            diff.Warnings.Select(warning => warning.ToString()));
    }

    [Fact]
    public async Task A_slug_that_is_taken_is_refused()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => CopyAsync(new DateOnly(2027, 12, 6)));

        Assert.Equal("There is a campaign \"questions-2027\" already. Give the copy a slug of its own with --slug.", refused.Message);
        Assert.Equal("another", (await CopyAsync(new DateOnly(2027, 12, 6), "another")).Campaign.Slug);
    }

    private async Task<ImportDiff> CopyAsync(DateOnly start, string? slug = null) =>
        await new CampaignCopy(desk.Campaigns, desk.Posts, desk.Clock).PrepareAsync((await desk.Campaigns.FindAsync("questions-2027"))!, start, slug);
}
