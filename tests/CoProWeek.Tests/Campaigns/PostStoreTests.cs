using CoProWeek.Campaigns;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Campaigns;

public sealed class PostStoreTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private PostStore posts = null!;
    private CampaignStore campaigns = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        (posts, campaigns) = (new PostStore(database.DataSource), new CampaignStore(database.DataSource, KindLatest.Default));
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task A_post_is_read_whole()
    {
        var campaign = await A.Campaign(database.DataSource);
        await A.Slot(database.DataSource, campaign, "blog", "09:00", latest: "4h");
        var id = await A.Post(database.DataSource, campaign, "mon-blog", link: "https://example.org", credit: "A group", notes: "ask");
        await A.Picture(database.DataSource, id, await A.Media(database.DataSource), "A card");

        var post = await posts.FindAsync(campaign: null, "mon-blog");

        Assert.Equal(("mon-blog", new DateOnly(2027, 11, 15), new TimeOnly(9, 0)), (post.Content.Ref, post.Content.SlotOn, post.Content.SlotTime));
        Assert.Equal(("x", "ScotCoPro"), (post.Content.Accounts[0].Network, post.Content.Accounts[0].Handle));
        Assert.NotEqual(0, post.Content.Accounts[0].AccountId);
        Assert.Equal(("card.png", "A card"), (post.Content.Pictures[0].FileName, post.Content.Pictures[0].AltText));
        Assert.Equal(A.MondayMorning, post.SlotAt);
        Assert.Equal("4h", (await campaigns.NamedOrOnlyAsync(null)).Slots[0].Latest);
    }

    [Fact]
    public async Task A_plans_own_number_comes_before_ours()
    {
        var campaign = await A.Campaign(database.DataSource);
        var first = await A.Post(database.DataSource, campaign, "x");
        var named = await A.Post(database.DataSource, campaign, $"{first}");

        Assert.Equal(named, (await posts.FindAsync(campaign: null, $"{first}")).Id);
        Assert.Equal(named, (await posts.FindAsync(campaign: null, $"{named}")).Id);
    }

    [Fact]
    public async Task A_post_that_is_not_there_is_refused_with_the_next_step()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => posts.FindAsync(campaign: null, "nope"));

        Assert.Equal("There is no post \"nope\". `coproweek post list` shows the ids.", refused.Message);
    }

    [Fact]
    public async Task A_day_lists_its_posts_in_order_and_a_campaign_its_spares_last()
    {
        var campaign = await A.Campaign(database.DataSource);
        await A.Post(database.DataSource, campaign, "spare", spare: true);
        await A.Post(database.DataSource, campaign, "noon", at: A.MondayMorning.AddHours(3));
        await A.Post(database.DataSource, campaign, "morning");
        await A.Post(database.DataSource, campaign, "tuesday", at: A.MondayMorning.AddDays(1));
        var one = await campaigns.NamedOrOnlyAsync(null);

        Assert.Equal(["morning", "noon", "tuesday", "spare"], (await posts.ListAsync(one)).Select(post => post.Content.Ref));
        Assert.Equal(["tuesday"], (await posts.ListAsync(one, new DateOnly(2027, 11, 16))).Select(post => post.Content.Ref));
    }

    [Theory]
    [InlineData("sent", null, "sent", "sent as @ScotCoPro")]
    [InlineData("sending", null, "sending", "being sent as @ScotCoPro")]
    [InlineData("unknown", null, "unknown", "perhaps sent as @ScotCoPro: X has not said yet")]
    [InlineData("held", "undecided", "held: undecided", "perhaps sent as @ScotCoPro: look there, then say on its page whether it went out")]
    [InlineData("removed", null, "removed", "sent as @ScotCoPro and taken down")]
    [InlineData("queued", null, "queued", null)]
    [InlineData("held", "person", "held: person", null)]
    [InlineData("missed", null, "missed", null)]
    [InlineData("cancelled", null, "draft", null)]
    public async Task What_is_out_or_may_be_is_locked(string state, string? holdReason, string status, string? locked)
    {
        var id = await A.Post(database.DataSource, await A.Campaign(database.DataSource));
        await A.Delivery(database.DataSource, id, state, holdReason);

        var post = await posts.FindAsync(campaign: null, $"{id}");

        Assert.Equal((status, locked), (PostStatus.Of(post), PostStatus.LockOf(post)));
    }

    [Fact]
    public async Task A_thread_whose_first_part_is_out_is_locked()
    {
        var id = await A.Post(database.DataSource, await A.Campaign(database.DataSource));
        await A.Delivery(database.DataSource, id, "queued", parts: ["One", "Two"], partsOut: 1);

        Assert.Equal("partly sent as @ScotCoPro", PostStatus.LockOf(await posts.FindAsync(campaign: null, $"{id}")));
    }
}
