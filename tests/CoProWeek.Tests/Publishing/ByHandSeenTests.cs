using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CoProWeek.Accounts;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Publishing;
using CoProWeek.Publishing.Checks;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Publishing;

/// <summary>What a person posts in X's own app, or takes away there, is seen.</summary>
public sealed class ByHandSeenTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;

    private static readonly Dictionary<string, string?> Hourly = new() { ["Publishing:TimelineEvery"] = "01:00:00" };

    [Fact]
    public async Task What_we_did_not_send_is_adopted_once_as_posted_by_hand()
    {
        await using var week = await LiveWeek.StartAsync(settings: Hourly);
        await week.QueueAsync("Sent by us", Nine);
        await HandAsync(week, "Typed on a phone");
        await week.StartWorkerAsync();

        await week.LiveAsync(until: Nine.AddHours(3));

        Assert.Equal(["Typed on a phone"], await TextsAsync(week));
        Assert.Equal(1, await week.CountAsync("events WHERE what = 'posted by hand'"));
    }

    [Fact]
    public async Task A_late_post_that_was_posted_by_hand_is_held_with_the_link_and_marked_done()
    {
        await using var week = await ManagedAsync();
        var post = await week.QueueAsync("Good morning, everybody. #CoProWeekScot", Nine);
        week.Clock.StepTo(Nine.AddHours(2));
        var id = await HandAsync(week, "Good morning, everybody. #CoProWeekScot");
        await week.StartWorkerAsync();

        await week.UntilAsync(async () => (await ToldAsync(week)).Count > 0);

        Assert.Equal(["Posted already? blog Mon 15 Nov 09:00 GMT, @ScotCoPro"], await ToldAsync(week));
        var held = await week.DeliveryAsync(post);
        Assert.Equal(("held", "twin"), (held.State, held.HoldReason));
        Assert.EndsWith($"/status/{id}", held.Reason, StringComparison.Ordinal);
        Assert.Single(await week.ArrivedAsync());

        Assert.Equal(1, await week.Get<CheckActions>().MarkDoneAsync(post, null, "Ailsa", CancellationToken.None));
        var done = await week.DeliveryAsync(post);
        Assert.Equal("sent", done.State);
        Assert.EndsWith($"/status/{id}", done.Url);
        Assert.Empty(await TextsAsync(week));
    }

    [Fact]
    public async Task A_resumed_post_is_held_too_and_goes_out_when_a_person_says_anyway()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await week.QueueAsync("One two three four five six seven eight nine ten", Nine);
        await week.Get<Interventions>().HoldAsync(post, "Held by Ailsa", "Ailsa", CancellationToken.None);
        await HandAsync(week, "One two three four five six seven eight nine ten!");
        await week.Get<Interventions>().ResumeAsync(post, "Ailsa", CancellationToken.None);
        await week.StartWorkerAsync();
        await week.UntilAsync(async () => (await week.DeliveryAsync(post)).HoldReason is "twin");
        Assert.Equal(0, await week.Get<Interventions>().ResumeAsync(post, "Ailsa", CancellationToken.None));

        await week.Get<CheckActions>().SendAnywayAsync(post, null, "Ailsa", CancellationToken.None);
        await week.LiveAsync();

        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
        Assert.Equal(2, (await week.ArrivedAsync()).Count);
    }

    [Fact]
    public async Task Ten_minutes_before_its_slot_a_twin_holds_it()
    {
        await using var week = await ManagedAsync(new() { ["Publishing:CheckLast"] = "00:10:00" });
        var post = await week.QueueAsync("Good morning", Nine);
        await HandAsync(week, "Good morning");
        await week.StartWorkerAsync();

        await week.UntilAsync(async () => (await ToldAsync(week)).Count > 0);

        Assert.Equal("twin", (await week.DeliveryAsync(post)).HoldReason);
        Assert.Equal(["Posted already? blog Mon 15 Nov 09:00 GMT, @ScotCoPro"], await ToldAsync(week));
        Assert.InRange(week.Clock.GetUtcNow(), Nine.AddMinutes(-10), Nine.AddMinutes(-9));
    }

    [Fact]
    public async Task A_late_post_goes_out_when_nothing_like_it_stands_there_and_one_of_two_days_ago_is_no_twin()
    {
        await using var week = await LiveWeek.StartAsync();
        await HandAsync(week, "Good morning");
        var post = await week.QueueAsync("Good morning!", Nine.AddDays(2));
        week.Clock.StepTo(Nine.AddDays(2).AddHours(1));
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
    }

    [Fact]
    public async Task A_timeline_that_cannot_be_read_puts_a_late_post_off_for_minutes_and_not_for_ever()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await week.QueueAsync("Good morning", Nine);
        week.Clock.StepTo(Nine.AddHours(1));
        await week.FaultsAsync(new { kind = "status", status = 503, path = "/2/users/*/tweets", method = "GET" });
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
        var at = Assert.Single(await week.ArrivedAsync()).GetProperty("created_at").GetDateTimeOffset();
        Assert.InRange(at, Nine.AddMinutes(65), Nine.AddMinutes(67));
    }

    [Fact]
    public async Task What_vanished_from_X_is_removed_once_X_says_so_twice()
    {
        await using var week = await LiveWeek.StartAsync(settings: Hourly);
        var post = await week.QueueAsync("Gone soon", Nine);
        var kept = await week.QueueAsync("Here to stay", Nine.AddMinutes(1));
        await week.StartWorkerAsync();
        await week.LiveAsync(until: Nine.AddMinutes(30));
        using var us = Us(week);
        using var gone = await us.DeleteAsync($"/2/tweets/{(await week.DeliveryAsync(post)).Url!.Split('/')[^1]}");
        Assert.True(gone.IsSuccessStatusCode);

        await week.LiveAsync(until: Nine.AddMinutes(90));
        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
        await week.LiveAsync(until: Nine.AddHours(4));

        Assert.Equal("removed", (await week.DeliveryAsync(post)).State);
        Assert.Equal("sent", (await week.DeliveryAsync(kept)).State);
        Assert.Equal(0, await week.CountAsync("own_posts"));
    }

    [Fact]
    public async Task While_X_does_not_say_that_it_is_gone_it_is_not()
    {
        await using var week = await LiveWeek.StartAsync(settings: Hourly);
        var post = await week.QueueAsync("Gone, perhaps", Nine);
        await week.StartWorkerAsync();
        await week.LiveAsync(until: Nine.AddMinutes(30));
        using var us = Us(week);
        using var gone = await us.DeleteAsync($"/2/tweets/{(await week.DeliveryAsync(post)).Url!.Split('/')[^1]}");
        await week.FaultsAsync(new { kind = "status", status = 503, path = "/2/tweets", method = "GET" });

        await week.LiveAsync(until: Nine.AddHours(4));

        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
    }

    [Fact]
    public async Task A_reply_part_that_X_refuses_is_held_and_told_to_be_posted_by_hand()
    {
        await using var week = await ManagedAsync();
        await week.FaultsAsync(new { kind = "status", status = 403, path = "/2/tweets", method = "POST", skip = 1, count = 1 });
        var post = await week.QueueAsync("one\n---\ntwo\n---\nthree", Nine);
        await week.StartWorkerAsync();
        await week.LiveAsync();

        var held = await week.DeliveryAsync(post);
        Assert.Equal(("held", 1), (held.State, held.PartsOut));
        Assert.Contains("Part 1 is out; post part 2 by hand", held.Reason, StringComparison.Ordinal);
        Assert.Equal(["Stopped half-way: blog Mon 15 Nov 09:00 GMT, @ScotCoPro"], await ToldAsync(week));
    }

    /// <summary>With somebody who is told.</summary>
    private static async Task<LiveWeek> ManagedAsync(Dictionary<string, string?>? settings = null)
    {
        var week = await LiveWeek.StartAsync(settings: settings);
        await week.Get<PeopleStore>().AddAsync("Ailsa", "ailsa@example.org", Roles.Manager, "the test");
        return week;
    }

    private static async Task<IReadOnlyList<string>> ToldAsync(LiveWeek week)
    {
        await using var rows = await week.Database.DataSource.OpenConnectionAsync();
        return [.. await rows.QueryAsync<string>("SELECT subject FROM mails ORDER BY id")];
    }

    private static HttpClient Us(LiveWeek week)
    {
        var us = new HttpClient { BaseAddress = week.Sandbox.Address };
        us.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SandboxAccount.Practice("ScotCoPro").UserToken);
        return us;
    }

    /// <summary>As a person posts in X's own app.</summary>
    private static async Task<string> HandAsync(LiveWeek week, string text)
    {
        using var us = Us(week);
        using var answer = await us.PostAsJsonAsync("/2/tweets", new { text });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").GetProperty("id").GetString()!;
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(LiveWeek week)
    {
        await using var rows = await week.Database.DataSource.OpenConnectionAsync();
        return [.. await rows.QueryAsync<string>("SELECT text FROM own_posts ORDER BY remote_id")];
    }
}
