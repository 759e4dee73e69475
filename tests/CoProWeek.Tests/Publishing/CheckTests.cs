using CoProWeek.Accounts;
using CoProWeek.Publishing.Checks;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Publishing;

/// <summary>What is looked over an hour and ten minutes before a slot.</summary>
public sealed class CheckTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;

    private static readonly Dictionary<string, string?> Checked = new()
    {
        ["Publishing:AskPrivateLinks"] = "true",
        ["Publishing:CheckFirst"] = "01:00:00",
        ["Publishing:CheckLast"] = "00:10:00",
        ["Web:PublicUrl"] = "https://week.example",
    };

    [Fact]
    public async Task A_post_that_is_in_order_passes_every_check_and_nobody_is_told()
    {
        await using var site = await PageServer.StartAsync();
        await using var week = await WeekAsync();
        site.Status = _ => 200;
        var post = await week.QueueAsync("All is well: {link}", Nine, link: site.Link(), picture: A.Png, altText: "A card");
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Equal(["alt ok", "budget ok", "length ok", "link ok", "media ok", "token ok", "twin ok"], await FoundAsync(week));
        Assert.Empty(await SubjectsAsync(week));
        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
        Assert.Equal(3, site.Asked.Count);
    }

    [Fact]
    public async Task A_blogs_page_that_is_not_there_is_noted_an_hour_before_and_told_ten_minutes_before()
    {
        await using var site = await PageServer.StartAsync();
        await using var week = await WeekAsync();
        var post = await week.QueueAsync("Read on: {link}", Nine, latestAt: Nine.AddMinutes(2), link: site.Link());
        await week.StartWorkerAsync();

        await week.UntilAsync(async () => (await FoundAsync(week)).Contains("link noted"));
        Assert.Empty(await SubjectsAsync(week));

        await week.LiveAsync();
        Assert.Contains("link failed", await FoundAsync(week));
        Assert.Equal(["Page: 404: the blog of 09:00 GMT as @ScotCoPro"], await SubjectsAsync(week));
        Assert.Equal("missed", (await week.DeliveryAsync(post)).State);
    }

    [Fact]
    public async Task A_failed_check_is_told_once_with_its_next_step_and_the_post_goes_out_all_the_same()
    {
        await using var site = await PageServer.StartAsync();
        await using var week = await WeekAsync();
        var post = await week.QueueAsync("Come: {link}", Nine, link: site.Link(), kind: "resource");
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
        Assert.Equal(["Link: 404: the resource of 09:00 GMT as @ScotCoPro"], await SubjectsAsync(week));
        var body = Assert.Single(await AllAsync<string>(week, "SELECT body FROM mails"));
        Assert.Contains($"Its link does not answer: 404 at 08:00. Open {site.Link()}, and correct the link or mend the page.", body, StringComparison.Ordinal);
        Assert.Contains($"https://week.example/posts/{post}", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_held_only_where_the_post_says_so_and_only_ten_minutes_before()
    {
        await using var site = await PageServer.StartAsync();
        await using var week = await WeekAsync();
        var post = await week.QueueAsync("Come: {link}", Nine, latestAt: Nine.AddMinutes(5), link: site.Link(), kind: "resource");
        await week.Get<CheckActions>().HoldIfFailsAsync(post, hold: true, "Ailsa", CancellationToken.None);
        await week.StartWorkerAsync();

        await week.UntilAsync(async () => (await FoundAsync(week)).Contains("link failed"));
        Assert.Equal("queued", (await week.DeliveryAsync(post)).State);
        Assert.Contains("If it is not put right by 08:50 GMT, it is held.", Assert.Single(await AllAsync<string>(week, "SELECT body FROM mails")), StringComparison.Ordinal);

        await week.LiveAsync();

        Assert.Empty(await week.ArrivedAsync());
        Assert.Contains("held until its latest had passed: Its link does not answer: 404 at 08:50", (await week.DeliveryAsync(post)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_are_dead_are_told_once_for_all_posts_of_the_day()
    {
        await using var week = await WeekAsync();
        await week.QueueAsync("One", Nine);
        await week.QueueAsync("Two", Nine.AddMinutes(5));
        await week.FaultsAsync(new { kind = "status", status = 401, path = "/2/users/me", count = 9 });
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Equal(["Keys: the blog of 09:00 GMT as @ScotCoPro"], await SubjectsAsync(week));
    }

    [Fact]
    public async Task An_X_that_does_not_answer_is_noted_and_is_no_trouble_of_the_keys_which_are_still_told_when_they_die()
    {
        await using var week = await WeekAsync();
        var first = await week.QueueAsync("One", Nine);
        await week.QueueAsync("Two", Nine.AddHours(3));
        await week.Get<CheckActions>().HoldIfFailsAsync(first, hold: true, "Ailsa", CancellationToken.None);
        await week.FaultsAsync(new { kind = "status", status = 503, path = "/2/users/*", method = "GET" });
        await week.StartWorkerAsync();

        await week.UntilAsync(async () => (await week.DeliveryAsync(first)).State is "sent" or "held");
        Assert.Contains("token noted", await FoundAsync(week));
        await week.FaultsAsync(new { kind = "status", status = 401, path = "/2/users/me" });
        await week.LiveAsync();

        Assert.Equal("sent", (await week.DeliveryAsync(first)).State);
        Assert.Equal(["Keys: the blog of 12:00 GMT as @ScotCoPro"], await SubjectsAsync(week));
    }

    [Fact]
    public async Task Two_posts_that_say_the_same_within_a_day_are_told_before_X_refuses_the_second()
    {
        await using var week = await WeekAsync();
        await week.QueueAsync("Good morning", Nine);
        await week.QueueAsync("Good  morning", Nine.AddHours(2));
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Equal(["Said already: the blog of 11:00 GMT as @ScotCoPro"], await SubjectsAsync(week));
    }

    private static async Task<LiveWeek> WeekAsync()
    {
        var week = await LiveWeek.StartAsync(settings: Checked);
        await week.Get<PeopleStore>().AddAsync("Ailsa", "ailsa@example.org", Roles.Manager, "the test");
        return week;
    }

    private static Task<IReadOnlyList<string>> FoundAsync(LiveWeek week) => AllAsync<string>(week, "SELECT name || ' ' || result FROM delivery_checks ORDER BY 1");

    private static Task<IReadOnlyList<string>> SubjectsAsync(LiveWeek week) => AllAsync<string>(week, "SELECT subject FROM mails WHERE cause LIKE 'check-%' ORDER BY id");

    private static async Task<IReadOnlyList<T>> AllAsync<T>(LiveWeek week, string sql)
    {
        await using var rows = await week.Database.DataSource.OpenConnectionAsync();
        return [.. await rows.QueryAsync<T>(sql)];
    }
}
