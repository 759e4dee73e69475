using System.Net;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Web;

public sealed class PostPageTests
{
    [Fact]
    public async Task A_draft_is_shown_as_it_will_look_part_by_part_with_its_link_in_place()
    {
        await using var dashboard = await DashboardHost.StartAsync(A.MondayMorning.AddHours(-2));
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db), "mon-blog", text: "Read on: {link}\n---\nAnd thank you.", link: "https://example.org/blog", latestAt: A.MondayMorning.AddHours(8));

        var html = await dashboard.GetAsync($"/posts/{post}");
        var page = Html.Text(html);

        Assert.Contains("""Read on: <a href="https://example.org/blog" rel="noreferrer nofollow">https://example.org/blog</a></p>""", html, StringComparison.Ordinal);
        Assert.Contains("@ScotCoPro And thank you.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("---", page, StringComparison.Ordinal);
        Assert.Contains("Mon 15 Nov 09:00 GMT Draft blog Due in 2 h. If late, not after 17:00 GMT.", page, StringComparison.Ordinal);
        Assert.Contains("Approve it as it stands", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_stands_with_its_alt_text_and_one_without_is_called_out()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db));
        var hash = await A.Media(db);
        await A.Picture(db, post, hash, "Thirty people around a table");
        await A.Picture(db, post, hash, "");

        var html = await dashboard.GetAsync($"/posts/{post}");

        Assert.Contains($"<img src=\"/media/{hash}\" alt=\"Thirty people around a table\"", html, StringComparison.Ordinal);
        Assert.Contains("Alt text Thirty people around a table", Html.Text(html), StringComparison.Ordinal);
        Assert.Contains("No alt text yet: it cannot be approved without.", Html.Text(html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accounts_with_words_of_their_own_are_shown_apart()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        long[] both = [await A.Account(db), await A.Account(db, "Second")];
        var campaign = await A.Campaign(db, accounts: both);
        var same = await A.Post(db, campaign, text: "Said by all", accounts: both);
        var apart = await A.Post(db, campaign, text: "Said by one", accounts: both);
        await using (var connection = await db.OpenConnectionAsync())
            await connection.ExecuteAsync("UPDATE post_accounts SET own_text = 'Said by the other' WHERE post_id = @apart AND account_id = @second", new { apart, second = both[1] });

        Assert.Contains("@ScotCoPro, @Second Said by all", await dashboard.ReadAsync($"/posts/{same}"), StringComparison.Ordinal);
        var page = await dashboard.ReadAsync($"/posts/{apart}");
        Assert.Contains("@ScotCoPro Said by one", page, StringComparison.Ordinal);
        Assert.Contains("@Second Said by the other", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thread_that_stopped_half_way_shows_the_parts_that_are_out()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db), approvedBy: "ann");
        await A.Delivery(db, post, "held", "token", "X: the key was refused.", parts: ["One of two", "Two of two"], partsOut: 1);

        var page = Html.Section(await dashboard.GetAsync($"/posts/{post}"), "deliveries");

        Assert.Contains("1 of 2 parts are out.", page, StringComparison.Ordinal);
        Assert.Contains("X: the key was refused.", page, StringComparison.Ordinal);
        Assert.Contains("See part 1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("See part 2", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approval_attempts_and_history_are_all_there()
    {
        await using var dashboard = await DashboardHost.StartAsync(A.MondayMorning.AddHours(1));
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db), approvedBy: "ann");
        var delivery = await A.Delivery(db, post, "sent", sentAt: A.MondayMorning.AddMinutes(15));
        await A.Attempt(db, delivery, "deferred", 429, "X: too many posts.", startedAt: A.MondayMorning.AddMilliseconds(14));
        await A.Attempt(db, delivery, startedAt: A.MondayMorning.AddMinutes(15));
        await A.Event(db, post, "approved", "ann", "looks right");

        var html = await dashboard.GetAsync($"/posts/{post}");
        var attempts = Html.Section(html, "attempts");

        Assert.Contains("Approved by ann, Fri 12 Nov 09:00 GMT", Html.Text(html), StringComparison.Ordinal);
        Assert.Contains("Went out 09:15 GMT, 15 min after its slot.", Html.Text(html), StringComparison.Ordinal);
        Assert.Contains("Mon 15 Nov 09:00:00.014 GMT @ScotCoPro 1 Deferred 429 240 ms X: too many posts.", attempts, StringComparison.Ordinal);
        Assert.Contains("Mon 15 Nov 09:15:00.000 GMT @ScotCoPro 1 Sending none still open", attempts, StringComparison.Ordinal);
        Assert.Contains("approved by ann: looks right", Html.Section(html, "history"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_is_shown_and_does_nothing()
    {
        const string Evil = "<script>alert('x')</script> \"><img src=x onerror=alert(1)> javascript:alert(2) https://a.example/\"onmouseover=alert(3)";
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db, name: Evil, theme: Evil, hashtags: [Evil]);
        await A.Slot(db, campaign, "vision", "16:00", Evil);
        var post = await A.Post(db, campaign, "<i>id</i>", text: Evil, link: "javascript:alert(4)", credit: Evil, permission: Evil, notes: Evil, editedBy: Evil, approvedBy: Evil);
        await A.Picture(db, post, await A.Media(db), Evil);
        var delivery = await A.Delivery(db, post, "held", "check", Evil, parts: [Evil]);
        await A.Attempt(db, delivery, "unknown", 500, Evil);
        await A.Event(db, post, Evil, Evil, Evil);

        foreach (var path in new[] { "/", "/week", $"/posts/{post}" })
        {
            var html = await dashboard.GetAsync(path);
            Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
            Assert.DoesNotMatch("(?i)<script(?! type=\"module\" src=\"/[a-z]+\\.[0-9a-f]+\\.js\"></script>)", html);
            Assert.DoesNotContain("<i>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"javascript", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch("<[^>]*\\son[a-z]+=", Html.WithoutValues(html));
        }
    }

    [Fact]
    public async Task A_post_that_is_not_there_is_not_found()
    {
        await using var dashboard = await DashboardHost.StartAsync();

        using var response = await dashboard.Client.GetAsync(new Uri("/posts/4711", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
