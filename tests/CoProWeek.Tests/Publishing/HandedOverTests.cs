using CoProWeek.Campaigns;
using CoProWeek.Publishing;

namespace CoProWeek.Tests.Publishing;

/// <summary>A person says what became of what they were handed: the first word counts.</summary>
public sealed class HandedOverTests
{
    private const string Link = "https://www.facebook.com/scotcopro/posts/pfbid02";

    [Fact]
    public async Task Posted_it_is_sent_with_its_link_and_who_and_when()
    {
        await using var hand = await HandWeek.StartAsync();
        var (post, delivery) = await hand.HandedOverAsync("One\n---\nTwo");

        await hand.Week.Get<HandedOver>().PostedAsync(delivery, $" {Link} ", early: false, "Calum", CancellationToken.None);

        var sent = await hand.OnFacebookAsync(post);
        Assert.Equal(("sent", 2, Link), (sent.State, sent.PartsOut, sent.Url));
        Assert.Equal($"Calum posted it by hand: {Link}", sent.Reason);
        Assert.Equal("Calum", await hand.AskAsync<string>("SELECT actor FROM events WHERE what = 'sent'"));
        Assert.Equal(2, await hand.AskAsync<long>("SELECT count(*) FROM delivery_parts WHERE sent_at IS NOT NULL AND remote_id IS NULL"));
        Assert.Equal("sent", PostStatus.Of(await hand.Week.PostAsync(post)));
    }

    [Fact]
    public async Task Without_a_link_it_is_sent_as_well()
    {
        await using var hand = await HandWeek.StartAsync();
        var (post, delivery) = await hand.HandedOverAsync();

        await hand.Week.Get<HandedOver>().PostedAsync(delivery, "", early: false, "Calum", CancellationToken.None);

        var sent = await hand.OnFacebookAsync(post);
        Assert.Equal(("sent", null, "Calum posted it by hand, and gave no link"), (sent.State, sent.Url, sent.Reason));
    }

    [Fact]
    public async Task Skipped_it_is_cancelled_with_the_reason()
    {
        await using var hand = await HandWeek.StartAsync();
        var (post, delivery) = await hand.HandedOverAsync();
        var said = hand.Week.Get<HandedOver>();

        await Assert.ThrowsAsync<RefusedException>(() => said.SkippedAsync(delivery, " ", "Calum", CancellationToken.None));
        await said.SkippedAsync(delivery, "The page is closed", "Calum", CancellationToken.None);

        var skipped = await hand.OnFacebookAsync(post);
        Assert.Equal(("cancelled", "Calum skipped it: The page is closed"), (skipped.State, skipped.Reason));
        Assert.Equal("skipped", PostStatus.Of(await hand.Week.PostAsync(post)));
        Assert.Equal("Calum", await hand.AskAsync<string>("SELECT actor FROM events WHERE what = 'cancelled'"));
    }

    [Fact]
    public async Task Who_comes_second_is_told_what_was_said()
    {
        await using var hand = await HandWeek.StartAsync();
        var (_, delivery) = await hand.HandedOverAsync();
        var said = hand.Week.Get<HandedOver>();
        await said.PostedAsync(delivery, Link, early: false, "Calum", CancellationToken.None);

        var posted = await Assert.ThrowsAsync<RefusedException>(() => said.PostedAsync(delivery, "", early: true, "Ailsa", CancellationToken.None));
        var skipped = await Assert.ThrowsAsync<RefusedException>(() => said.SkippedAsync(delivery, "Too late", "Ailsa", CancellationToken.None));

        Assert.All([posted, skipped], refusal => Assert.Equal($"It is kept as posted already. Calum posted it by hand: {Link}", refusal.Message));
    }

    [Theory]
    [InlineData("http://www.facebook.com/1")]
    [InlineData("www.facebook.com/1")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://facebook.com/a b")]
    [InlineData("https://somebody@facebook.com/1")]
    [InlineData("https://localhost/1")]
    public async Task What_is_no_https_address_is_refused(string link)
    {
        await using var hand = await HandWeek.StartAsync();
        var (post, delivery) = await hand.HandedOverAsync();

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => hand.Week.Get<HandedOver>().PostedAsync(delivery, link, early: false, "Calum", CancellationToken.None));

        Assert.Contains("it begins with https://", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("held", (await hand.OnFacebookAsync(post)).State);
    }

    [Fact]
    public async Task A_link_that_stands_at_another_post_is_refused()
    {
        await using var hand = await HandWeek.StartAsync();
        var first = await hand.QueueAsync("First");
        var (second, delivery) = await hand.HandedOverAsync("Second", alsoOnX: true);
        var said = hand.Week.Get<HandedOver>();
        await said.PostedAsync(await hand.AskAsync<long>($"SELECT id FROM deliveries WHERE post_id = {first}"), Link, early: false, "Calum", CancellationToken.None);
        var onX = await hand.AskAsync<string>("SELECT url FROM delivery_parts WHERE remote_id IS NOT NULL");

        foreach (var taken in new[] { Link, onX! })
            Assert.Contains("stands at \"", (await Assert.ThrowsAsync<RefusedException>(() => said.PostedAsync(delivery, taken, early: false, "Calum", CancellationToken.None))).Message, StringComparison.Ordinal);

        Assert.Equal("held", (await hand.OnFacebookAsync(second)).State);
    }

    [Fact]
    public async Task It_is_not_resumed_nor_sent_now_but_settled()
    {
        await using var hand = await HandWeek.StartAsync();
        var (post, _) = await hand.HandedOverAsync();
        var (other, _) = (await hand.QueueAsync("Later", at: HandWeek.Nine.AddHours(3)), 0);
        var desk = hand.Week.Get<Interventions>();

        Assert.Equal(0, await desk.ResumeAsync(post, "Ailsa", CancellationToken.None));
        Assert.Equal(0, await desk.SendNowAsync(post, "Ailsa", CancellationToken.None));
        Assert.Equal(1, await desk.DidNotGoOutAsync(post, null, "Ailsa", CancellationToken.None));
        Assert.Equal("cancelled", (await hand.OnFacebookAsync(post)).State);
        Assert.Equal(1, await desk.WentOutAsync(other, null, Link, "Ailsa", CancellationToken.None));
        Assert.Equal("sent", (await hand.OnFacebookAsync(other)).State);
    }

    [Fact]
    public async Task Before_its_time_only_who_may_take_it_out_of_the_queue_says_that_it_is_out()
    {
        await using var hand = await HandWeek.StartAsync();
        var post = await hand.QueueAsync();
        var delivery = await hand.AskAsync<long>("SELECT id FROM deliveries");
        var said = hand.Week.Get<HandedOver>();

        Assert.Contains("its time has not come", (await Assert.ThrowsAsync<RefusedException>(() => said.PostedAsync(delivery, Link, early: false, "An author", CancellationToken.None))).Message, StringComparison.Ordinal);
        await said.PostedAsync(delivery, Link, early: true, "Ailsa", CancellationToken.None);

        Assert.Equal("sent", (await hand.OnFacebookAsync(post)).State);
    }

    [Fact]
    public async Task What_was_missed_and_approved_anew_is_answered_for_at_the_newer_one()
    {
        await using var hand = await HandWeek.StartAsync();
        var (post, missed) = await hand.HandedOverAsync();
        await hand.AskAsync<int>($"UPDATE deliveries SET state = 'missed', hold_reason = NULL WHERE id = {missed}");
        await hand.AskAsync<int>("UPDATE posts SET approved_by = NULL, approved_at = NULL, approved_hash = NULL");
        await hand.Week.ApproveAsync(post, "Ailsa");

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => hand.Week.Get<HandedOver>().PostedAsync(missed, Link, early: false, "Calum", CancellationToken.None));

        Assert.Contains("It was approved anew since", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_down_on_X_leaves_what_a_person_posted_until_they_say_that_they_deleted_it()
    {
        await using var hand = await HandWeek.StartAsync();
        var (post, delivery) = await hand.HandedOverAsync(alsoOnX: true);
        await hand.Week.Get<HandedOver>().PostedAsync(delivery, Link, early: false, "Calum", CancellationToken.None);
        var takeDown = hand.Week.Get<TakeDown>();

        Assert.Equal(["ScotCoPro"], (await takeDown.RemoveAsync(await hand.Week.PostAsync(post), null, "wrong photo", "Ailsa", CancellationToken.None)).Select(gone => gone.Handle));
        Assert.Equal("sent", (await hand.OnFacebookAsync(post)).State);
        var refusal = await Assert.ThrowsAsync<RefusedException>(async () => await takeDown.RemoveAsync(await hand.Week.PostAsync(post), null, "wrong photo", "Ailsa", CancellationToken.None));
        Assert.Contains("was posted on Facebook by hand: delete it there yourself", refusal.Message, StringComparison.Ordinal);

        await takeDown.RemoveAsync(await hand.Week.PostAsync(post), "Facebook", "wrong photo", "Ailsa", CancellationToken.None);
        var gone = await hand.OnFacebookAsync(post);
        Assert.Equal(("removed", "Deleted there by hand. Taken down by Ailsa: wrong photo"), (gone.State, gone.Reason));
    }
}
