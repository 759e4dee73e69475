using System.Net;
using CoProWeek.Tests.Alerts;
using CoProWeek.Tests.Support;
using CoProWeek.Web;

namespace CoProWeek.Tests.Web;

/// <summary>All there is to copy, and a place to say what became of it.</summary>
public sealed class ByHandPageTests
{
    private const string Link = "https://www.facebook.com/scotcopro/posts/1";

    [Fact]
    public async Task From_the_mail_to_the_post_that_is_kept_as_sent_with_its_link()
    {
        await using var desk = await HandDesk.OpenAsync(["Who decides?", "And who asks?"]);
        await using var office = PostOffice.Over(desk.Dashboard.Database);
        var mail = Assert.Single(await office.DeliverAsync(1));
        var address = new Uri(mail.Text.Split('\n').First(line => line.Contains("/by-hand/", StringComparison.Ordinal)));

        var page = WebUtility.HtmlDecode(await desk.Dashboard.GetAsync(address.AbsolutePath));
        Assert.Contains(">\nWho decides?</textarea>", page, StringComparison.Ordinal);
        Assert.Contains(">\nAnd who asks?</textarea>", page, StringComparison.Ordinal);
        Assert.Contains(">\nThirty people around a table</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("download=\"monday.png\"", page, StringComparison.Ordinal);
        using var answer = await desk.PostedAsync(Link);

        Assert.Equal((HttpStatusCode.Redirect, $"/posts/{desk.Post}"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        var post = await desk.Dashboard.GetAsync($"/posts/{desk.Post}");
        Assert.Contains("Kept as posted on Facebook, with its link.", Html.Text(post), StringComparison.Ordinal);
        Assert.Contains("Facebook Sent", Html.Section(post, "deliveries"), StringComparison.Ordinal);
        Assert.Contains($"Ailsa posted it by hand: {Link}", Html.Section(post, "deliveries"), StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{Link}\"", post, StringComparison.Ordinal);
        Assert.Contains("sent on Facebook by Ailsa", Html.Text(post), StringComparison.Ordinal);
        Assert.DoesNotContain("@Facebook", post, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skipped_with_a_reason_it_comes_off_the_list()
    {
        await using var desk = await HandDesk.OpenAsync();

        using var without = await desk.SkippedAsync(" ");
        Assert.Contains("Say why it is skipped", await without.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("held", await desk.StateAsync());
        using var answer = await desk.SkippedAsync("The page is closed");

        Assert.Equal("cancelled", await desk.StateAsync());
        Assert.Contains("Ailsa skipped it: The page is closed", await desk.Dashboard.ReadAsync(desk.Page), StringComparison.Ordinal);
        Assert.DoesNotContain("To post by hand", await desk.Dashboard.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_second_reads_what_the_first_one_said()
    {
        await using var desk = await HandDesk.OpenAsync();
        using var first = await desk.PostedAsync(Link, await desk.Dashboard.SignInAsync("author", "Calum"));

        using var posted = await desk.PostedAsync("https://www.facebook.com/2", formOf: "/me");
        using var skipped = await desk.SkippedAsync("Too late", formOf: "/me");

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        foreach (var answer in new[] { posted, skipped })
            Assert.Contains($"It is kept as posted already. Calum posted it by hand: {Link}", Html.Text(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_link_is_refused_and_stays_in_its_field()
    {
        await using var desk = await HandDesk.OpenAsync();

        using var answer = await desk.PostedAsync("facebook.com/1");

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("is not the address of a post", page, StringComparison.Ordinal);
        Assert.Contains("value=\"facebook.com/1\"", page, StringComparison.Ordinal);
        Assert.Equal("held", await desk.StateAsync());
    }

    [Fact]
    public async Task A_reviewer_reads_it_and_says_nothing()
    {
        await using var desk = await HandDesk.OpenAsync();
        var reviewer = await desk.Dashboard.SignInAsync("reviewer");

        var page = await reviewer.GetStringAsync(new Uri(desk.Page, UriKind.Relative));
        using var answer = await desk.PostedAsync(Link, reviewer, formOf: "/me");

        Assert.Contains("Who decides?", page, StringComparison.Ordinal);
        Assert.DoesNotContain("I have posted it", page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, "held"), (answer.StatusCode, await desk.StateAsync()));
    }

    [Fact]
    public async Task Before_its_time_a_manager_may_say_that_it_is_out_and_an_author_may_not()
    {
        await using var desk = await HandDesk.OpenAsync(handedOver: false);
        var author = await desk.Dashboard.SignInAsync("author");

        using var refused = await desk.PostedAsync(Link, author, formOf: "/me");
        Assert.Contains("its time has not come", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains($"href=\"{desk.Page}\"", await desk.Dashboard.GetAsync($"/posts/{desk.Post}"), StringComparison.Ordinal);
        using var answer = await desk.PostedAsync(Link);

        Assert.Equal("sent", await desk.StateAsync());
    }

    [Fact]
    public async Task Today_and_the_week_show_it_as_a_task_and_not_as_a_trouble()
    {
        await using var desk = await HandDesk.OpenAsync();

        var today = await desk.Dashboard.GetAsync("/");
        Assert.Contains("Who decides?", Html.Section(today, "by-hand"), StringComparison.Ordinal);
        Assert.Contains("Mailed to Ailsa at 09:00 GMT: post it on Facebook, then say so here.", Html.Section(today, "by-hand"), StringComparison.Ordinal);
        Assert.Contains($"<a class=\"button\" href=\"{desk.Page}\"", today, StringComparison.Ordinal);
        Assert.Contains("Nothing is held, failed, missed or in doubt.", today, StringComparison.Ordinal);
        Assert.DoesNotContain("Needs a look", today, StringComparison.Ordinal);
        Assert.Contains("Post by hand", await desk.Dashboard.ReadAsync("/week"), StringComparison.Ordinal);
        Assert.Contains("It is time to post it there.", await desk.Dashboard.ReadAsync($"/posts/{desk.Post}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_on_X_that_is_called_like_the_place_is_not_ours()
    {
        await using var desk = await HandDesk.OpenAsync();
        var db = desk.Dashboard.Database.DataSource;
        await A.Mention(db, await A.Author(db, "Facebook"));

        var campaign = (await desk.Dashboard.Get<CampaignsView>().AllAsync(CancellationToken.None))[0];
        var found = await desk.Dashboard.Get<MentionsView>().FindAsync(campaign, new MentionFilter { Who = "others", Tagged = true }, CancellationToken.None, 10);

        Assert.Single(found);
    }

    [Fact]
    public async Task The_form_counts_each_account_by_its_own_measure()
    {
        await using var desk = await HandDesk.OpenAsync();

        var page = await desk.Dashboard.GetAsync($"/posts/{desk.Post}/edit");

        Assert.Contains("> Facebook</label>", page, StringComparison.Ordinal);
        Assert.Contains("> @ScotCoPro</label>", page, StringComparison.Ordinal);
        Assert.Contains("12 of 63206", Html.Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_words_stay_words()
    {
        const string Hostile = "</textarea><script>alert(1)</script> \u202Eabc";
        await using var desk = await HandDesk.OpenAsync([Hostile], alt: Hostile);

        foreach (var path in new[] { desk.Page, "/" })
            Assert.DoesNotContain("<script>alert", await desk.Dashboard.GetAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_such_delivery_is_not_found()
    {
        await using var desk = await HandDesk.OpenAsync();
        var db = desk.Dashboard.Database.DataSource;
        var onX = await A.Delivery(db, await A.Post(db, await A.Campaign(db, "other", accounts: [await A.Account(db, "Second")]), approvedBy: "ann"));

        foreach (var path in new[] { "/by-hand/999999", $"/by-hand/{onX}" })
        {
            using var answer = await desk.Dashboard.Client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }
}
