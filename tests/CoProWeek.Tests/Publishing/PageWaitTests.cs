using CoProWeek.Publishing.Checks;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Publishing;

/// <summary>A blog waits for its page.</summary>
public sealed class PageWaitTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;

    private static readonly Dictionary<string, string?> Rehearsal = new() { ["Publishing:AskPrivateLinks"] = "true" };

    [Fact]
    public async Task It_is_asked_every_minute_from_its_slot_on_and_goes_out_as_soon_as_it_answers_200()
    {
        await using var site = await PageServer.StartAsync();
        await using var week = await LiveWeek.StartAsync(settings: Rehearsal);
        site.Status = before => before < 3 ? 404 : 200;
        var post = await week.QueueAsync("Read on: {link}", Nine, link: site.Link());
        await week.StartWorkerAsync();

        await week.LiveAsync();

        var arrived = Assert.Single(await week.ArrivedAsync());
        Assert.InRange(arrived.GetProperty("created_at").GetDateTimeOffset(), Nine.AddMinutes(3), Nine.AddMinutes(4));
        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
        Assert.Equal(4, site.Asked.Count);
        Assert.Equal(1, await week.CountAsync("attempts"));
        Assert.All(site.Asked, asked => Assert.Matches(@"^CoProWeek/1\.0 [^|]*\|\|$", asked));
    }

    [Fact]
    public async Task While_it_waits_it_says_so_and_others_of_its_account_go_out()
    {
        await using var site = await PageServer.StartAsync();
        await using var week = await LiveWeek.StartAsync(settings: Rehearsal);
        var blog = await week.QueueAsync("Read on: {link}", Nine, link: site.Link());
        var other = await week.QueueAsync("Who decides?", Nine.AddMinutes(2));
        await week.StartWorkerAsync();

        await week.UntilAsync(async () => (await week.DeliveryAsync(other)).State is "sent");

        Assert.Equal(["Who decides?"], await week.ArrivedTextsAsync());
        var waiting = await week.DeliveryAsync(blog);
        Assert.Equal("queued", waiting.State);
        Assert.StartsWith("Waits for its page: 404 at 09:0", waiting.Reason, StringComparison.Ordinal);
        Assert.Equal(1, await week.CountAsync("attempts"));
    }

    [Fact]
    public async Task After_its_latest_it_is_missed_with_the_last_answer()
    {
        await using var site = await PageServer.StartAsync();
        await using var week = await LiveWeek.StartAsync(settings: Rehearsal);
        site.Status = _ => 503;
        var post = await week.QueueAsync("Read on: {link}", Nine, latestAt: Nine.AddMinutes(5), link: site.Link());
        await week.StartWorkerAsync();

        await week.LiveAsync();

        var delivery = await week.DeliveryAsync(post);
        Assert.Equal("missed", delivery.State);
        Assert.Matches("^its page was not there in time: 503 at 09:0[45]$", delivery.Reason);
        Assert.Empty(await week.ArrivedAsync());
    }

    [Theory]
    [InlineData("Publishing:BlogsWait")]
    [InlineData("Publishing:AskLinks")]
    public async Task A_setting_turns_it_off(string setting)
    {
        await using var site = await PageServer.StartAsync();
        await using var week = await LiveWeek.StartAsync(settings: new(Rehearsal) { [setting] = "false" });
        await week.QueueAsync("Read on: {link}", Nine, link: site.Link());
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Single(await week.ArrivedAsync());
        Assert.Empty(site.Asked);
    }

    [Fact]
    public async Task Other_kinds_and_blogs_without_a_link_wait_for_nothing()
    {
        await using var site = await PageServer.StartAsync();
        await using var week = await LiveWeek.StartAsync(settings: Rehearsal);
        await week.QueueAsync("A story: {link}", Nine, link: site.Link(), kind: "resource");
        await week.QueueAsync("A blog", Nine.AddMinutes(1));
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Equal(2, (await week.ArrivedAsync()).Count);
        Assert.Empty(site.Asked);
    }

    [Fact]
    public async Task A_person_may_send_it_without_its_page()
    {
        await using var site = await PageServer.StartAsync();
        await using var week = await LiveWeek.StartAsync(settings: Rehearsal);
        var post = await week.QueueAsync("Read on: {link}", Nine, link: site.Link());
        await week.Get<CheckActions>().DoNotWaitAsync(post, null, "Ailsa", CancellationToken.None);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
        Assert.Empty(site.Asked);
    }
}
