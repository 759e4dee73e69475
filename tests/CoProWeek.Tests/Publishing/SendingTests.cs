using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Publishing;

public sealed class SendingTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;

    [Fact]
    public async Task A_post_goes_out_once_in_its_own_minute_and_its_link_is_kept()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await week.QueueAsync("Good morning. #CoProWeekScot", Nine);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        var arrived = Assert.Single(await week.ArrivedAsync());
        var delivery = await week.DeliveryAsync(post);
        Assert.Equal("Good morning. #CoProWeekScot", arrived.GetProperty("text").GetString());
        Assert.InRange(arrived.GetProperty("created_at").GetDateTimeOffset(), Nine, Nine.AddMinutes(1));
        Assert.Equal("sent", delivery.State);
        Assert.EndsWith($"/ScotCoPro/status/{arrived.GetProperty("id").GetString()}", delivery.Url);
    }

    [Fact]
    public async Task Posts_of_a_day_go_out_in_the_order_of_their_slots()
    {
        await using var week = await LiveWeek.StartAsync();
        await week.QueueAsync("third", Nine.AddHours(8));
        await week.QueueAsync("first", Nine);
        await week.QueueAsync("second", Nine.AddMinutes(1));
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Equal(["first", "second", "third"], await week.ArrivedTextsAsync());
    }

    [Fact]
    public async Task Nothing_goes_out_that_nobody_approved()
    {
        await using var week = await LiveWeek.StartAsync();
        await A.Post(week.Database.DataSource, week.Campaign, at: Nine);
        var approved = await week.QueueAsync("approved", Nine.AddMinutes(5));
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Equal(["approved"], await week.ArrivedTextsAsync());
        Assert.Equal("sent", (await week.DeliveryAsync(approved)).State);
    }

    [Fact]
    public async Task A_thread_goes_out_part_by_part_each_in_answer_to_the_one_before()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await week.QueueAsync("one\n---\ntwo\n---\nthree", Nine);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        var arrived = await week.ArrivedAsync();
        Assert.Equal(["one", "two", "three"], arrived.Select(one => one.GetProperty("text").GetString()));
        Assert.Equal(
            [null, arrived[0].GetProperty("id").GetString(), arrived[1].GetProperty("id").GetString()],
            arrived.Select(one => one.TryGetProperty("reply_to", out var to) ? to.GetString() : null));
        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
    }

    [Fact]
    public async Task A_picture_goes_up_before_its_post_and_with_its_alt_text()
    {
        await using var week = await LiveWeek.StartAsync();
        await week.QueueAsync("Today's question", Nine, picture: A.Png, altText: "A card that asks: who decides?");
        await week.StartWorkerAsync();

        await week.LiveAsync();

        var arrived = Assert.Single(await week.ArrivedAsync());
        var picture = Assert.Single(arrived.GetProperty("media").EnumerateArray());
        Assert.Equal("A card that asks: who decides?", picture.GetProperty("alt_text").GetString());
    }

    [Fact]
    public async Task A_picture_that_will_not_go_up_puts_the_post_off_and_does_not_lose_it()
    {
        await using var week = await LiveWeek.StartAsync();
        await week.FaultsAsync(new { kind = "status", status = 503, path = "/2/media/*", count = 12 });
        var post = await week.QueueAsync("Today's question", Nine, picture: A.Png);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Single(await week.ArrivedAsync());
        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
    }
}
