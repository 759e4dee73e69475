using CoProWeek.Accounts;
using CoProWeek.Publishing;
using CoProWeek.Tests.Alerts;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Publishing;

/// <summary>What a person posts by hand is mailed to them at its slot, once, and waits for their word.</summary>
public sealed class HandOverTests
{
    private static readonly DateTimeOffset Nine = HandWeek.Nine;

    [Fact]
    public async Task At_its_slot_it_is_mailed_whole_with_its_pictures_while_X_gets_its_own()
    {
        await using var hand = await HandWeek.StartAsync();
        var week = hand.Week;
        await week.Get<PeopleStore>().AddAsync("Calum", "calum@example.org", Roles.Manager, "the test");
        await week.Get<PeopleStore>().AddAsync("Bina", "bina@example.org", Roles.Author, "the test");
        var post = await hand.QueueAsync("Who decides?\n---\nAnd who <b>asks</b>?", alsoOnX: true, picture: A.Png);
        await week.StartWorkerAsync();

        await hand.StepAsync(Nine);

        Assert.Equal(["Who decides?", "And who <b>asks</b>?"], await week.ArrivedTextsAsync());
        var delivery = await hand.OnFacebookAsync(post);
        Assert.Equal(("held", "hand", 0), (delivery.State, delivery.HoldReason, delivery.PartsOut));
        Assert.Equal("Mailed to Ailsa and Calum at 09:00 GMT: post it on Facebook, then say so here.", delivery.Reason);
        await using var office = PostOffice.Over(week.Database);
        var mail = Assert.Single(await office.DeliverAsync(1));
        Assert.Equal(["ailsa@example.org", "calum@example.org"], mail.To);
        Assert.Equal("Post on Facebook now: Who decides?", mail.Subject);
        var id = await hand.AskAsync<long>("SELECT id FROM deliveries WHERE hold_reason = 'hand'");
        Assert.Contains($"\nhttps://week.example/by-hand/{id}\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("===== Part 1 of 2 =====\nWho decides?\n===== ends =====", mail.Text, StringComparison.Ordinal);
        Assert.Contains("===== Part 2 of 2 =====\nAnd who <b>asks</b>?\n===== ends =====", mail.Text, StringComparison.Ordinal);
        Assert.Contains("The picture: monday.png (attached); its alt text =====\nA yellow card\n", mail.Text, StringComparison.Ordinal);
        var (name, bytes) = Assert.Single(mail.Files);
        Assert.Equal("monday.png", name);
        Assert.Equal(A.Png, bytes);
    }

    [Fact]
    public async Task Nothing_is_called_for_it_and_it_does_not_hold_the_clock()
    {
        await using var hand = await HandWeek.StartAsync();
        var (post, delivery) = await hand.HandedOverAsync();

        await hand.StepAsync(Nine.AddHours(2));

        Assert.Empty(await hand.Week.ArrivedAsync());
        Assert.Equal(0, await hand.AskAsync<long>("SELECT count(*) FROM attempts"));
        Assert.Equal("held", (await hand.OnFacebookAsync(post)).State);
        Assert.Equal("queued held", await hand.AskAsync<string>($"SELECT string_agg(what, ' ' ORDER BY id) FROM events WHERE delivery_id = {delivery}"));
    }

    [Fact]
    public async Task When_nobody_says_anything_it_is_missed_and_may_still_be_said_to_be_out()
    {
        await using var hand = await HandWeek.StartAsync();
        var (post, delivery) = await hand.HandedOverAsync();

        await hand.Week.LiveAsync();

        var missed = await hand.OnFacebookAsync(post);
        Assert.Equal(("missed", "nobody said that it was posted on Facebook"), (missed.State, missed.Reason));
        await hand.Week.Get<HandedOver>().PostedAsync(delivery, "https://www.facebook.com/scotcopro/posts/1", early: false, "Ailsa", CancellationToken.None);
        Assert.Equal("sent", (await hand.OnFacebookAsync(post)).State);
    }

    [Fact]
    public async Task While_everything_is_stopped_nothing_is_handed_over_and_lifted_it_is()
    {
        await using var hand = await HandWeek.StartAsync();
        var post = await hand.QueueAsync();
        await hand.Week.Get<StopAll>().SetAsync("National mourning.", "Ailsa", CancellationToken.None);
        await hand.Week.StartWorkerAsync();
        await hand.StepAsync(Nine.AddHours(1));
        await hand.Week.Get<HandOver>().RunAsync(hand.Facebook, CancellationToken.None);
        Assert.Equal("queued", (await hand.OnFacebookAsync(post)).State);
        Assert.Equal(0, await hand.AskAsync<long>("SELECT count(*) FROM mails WHERE cause LIKE 'by-hand %'"));

        await hand.Week.Get<StopAll>().LiftAsync("Ailsa", CancellationToken.None);
        await hand.StepAsync(Nine.AddHours(2));

        Assert.Equal("hand", (await hand.OnFacebookAsync(post)).HoldReason);
        Assert.Equal(1, await hand.AskAsync<long>("SELECT count(*) FROM mails WHERE cause LIKE 'by-hand %'"));
    }

    [Fact]
    public async Task A_place_that_is_paused_is_handed_nothing()
    {
        await using var hand = await HandWeek.StartAsync(pausedWhy: "The page is closed");
        var post = await hand.QueueAsync();
        await hand.Week.StartWorkerAsync();

        await hand.StepAsync(Nine.AddHours(1));
        await hand.Week.Get<HandOver>().RunAsync(hand.Facebook, CancellationToken.None);

        Assert.Equal("queued", (await hand.OnFacebookAsync(post)).State);
        Assert.Equal(0, await hand.AskAsync<long>("SELECT count(*) FROM mails"));
    }

    [Fact]
    public async Task Workers_that_wake_at_once_hand_it_over_once()
    {
        await using var hand = await HandWeek.StartAsync();
        await hand.QueueAsync("One");
        await hand.QueueAsync("Two", at: Nine.AddMinutes(-5));
        hand.Week.Clock.StepTo(Nine.AddMinutes(1));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => hand.Week.Get<HandOver>().RunAsync(hand.Facebook, CancellationToken.None))));

        Assert.Equal(2, await hand.AskAsync<long>("SELECT count(*) FROM mails"));
        Assert.Equal(2, await hand.AskAsync<long>("SELECT count(*) FROM events WHERE what = 'held'"));
    }

    [Theory]
    [InlineData(false, true, "No mail is configured on this server (Mail:Host), so nobody was told by mail: post it on Facebook, then say so here.")]
    [InlineData(true, false, "There is no manager whom a mail could go to, so nobody was told: post it on Facebook, then say so here.")]
    public async Task Where_nobody_can_be_mailed_it_waits_all_the_same_and_says_why(bool mail, bool people, string reason)
    {
        await using var hand = await HandWeek.StartAsync(mail, people);

        var (post, _) = await hand.HandedOverAsync();

        Assert.Equal(reason, (await hand.OnFacebookAsync(post)).Reason);
        Assert.Equal(0, await hand.AskAsync<long>("SELECT count(*) FROM mails"));
    }

    [Fact]
    public async Task A_picture_too_large_for_a_mail_is_fetched_from_the_page()
    {
        await using var hand = await HandWeek.StartAsync();
        await hand.QueueAsync(picture: new byte[16 * 1024 * 1024]);
        await hand.Week.StartWorkerAsync();

        await hand.StepAsync(Nine.AddMinutes(1));

        Assert.Contains("monday.png (too large to attach: fetch it from the page)", await hand.AskAsync<string>("SELECT body FROM mails"), StringComparison.Ordinal);
        Assert.Equal(0, await hand.AskAsync<long>("SELECT count(*) FROM mail_files"));
    }

    [Fact]
    public async Task After_a_restore_a_place_does_not_wait_for_a_timeline_that_nobody_can_read()
    {
        await using var hand = await HandWeek.StartAsync();

        Assert.Equal(1, await hand.Week.Get<CatchUpStore>().BeginAsync(CancellationToken.None));

        Assert.Equal("ScotCoPro", await hand.AskAsync<string>("SELECT string_agg(handle, ',') FROM accounts WHERE paused_at IS NOT NULL"));
    }
}
