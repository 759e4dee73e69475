using System.Net;
using CoProWeek.Campaigns;
using CoProWeek.Publishing;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Web;

/// <summary>From the mail to the approval, and every way in which a link opens nothing.</summary>
public sealed class ApproveTests
{
    [Fact]
    public async Task Who_is_asked_by_mail_approves_with_one_button_and_the_post_is_queued_in_their_name()
    {
        await using var desk = await ApprovalDesk.OpenAsync();
        var link = await desk.AskedAsync();

        var page = Html.Text(await desk.OpenAsync(link));
        using var pressed = await desk.Dashboard.PostFormAsync(link, [], desk.Dashboard.Stranger);
        var after = Html.Text(await desk.OpenAsync(link));

        Assert.Contains("Ailsa asks you, Bina.", page, StringComparison.Ordinal);
        Assert.Contains("Goes out Mon 15 Nov 2027 at 09:00 GMT", page, StringComparison.Ordinal);
        Assert.Contains("What does power mean to you?", page, StringComparison.Ordinal);
        Assert.Contains("Approve it as Bina", page, StringComparison.Ordinal);
        Assert.Equal(link, pressed.Headers.Location?.OriginalString);
        Assert.Contains("Approved. Thank you, Bina.", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Approve it as", after, StringComparison.Ordinal);
        Assert.Equal("Bina", await desk.ApprovedByAsync());
        var post = await desk.Get<PostStore>().FindAsync(null, $"{desk.Post}");
        Assert.Equal("queued", Assert.Single(post.Deliveries).State);
        var history = Html.Section(await desk.Dashboard.GetAsync($"/posts/{desk.Post}"), "history");
        Assert.Contains("asked by Ailsa: Bina was asked by mail to approve it", history, StringComparison.Ordinal);
        Assert.Contains("approved by Bina", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mail_says_what_the_post_says_when_it_goes_out_and_what_the_link_does()
    {
        await using var desk = await ApprovalDesk.OpenAsync(text: "What does power mean to you? #CoProWeekScot\n---\nTell us.\nÀ demain");

        await desk.AskedAsync();

        var mail = (await desk.MailsAsync(1))[0];
        Assert.Equal(["bina@example.org"], mail.To);
        Assert.StartsWith("Please approve for Mon 15 Nov 09:00 GMT: What does power mean to you?", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("It goes out Mon 15 Nov 2027 at 09:00 GMT as @ScotCoPro.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("does not go out after Mon 15 Nov 2027 at 20:00 GMT", mail.Text, StringComparison.Ordinal);
        Assert.Contains("> What does power mean to you? #CoProWeekScot\n>\n> [next part]\n>\n> Tell us.\n> À demain\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("works once", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_the_link_approves_nothing_however_often_a_mail_program_does_it()
    {
        await using var desk = await ApprovalDesk.OpenAsync();
        var link = await desk.AskedAsync();

        await desk.OpenAsync(link);
        using var head = await desk.Dashboard.Stranger.SendAsync(new(HttpMethod.Head, new Uri(link, UriKind.Relative)));
        using var forged = await desk.Dashboard.Stranger.PostAsync(new Uri(link, UriKind.Relative), new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal("no-referrer", Assert.Single(head.Headers.GetValues("Referrer-Policy")));
        Assert.True(head.Headers.CacheControl!.NoStore);
        Assert.Null(await desk.ApprovedByAsync());
    }

    [Fact]
    public async Task A_link_works_once_even_when_the_approval_was_taken_back()
    {
        await using var desk = await ApprovalDesk.OpenAsync();
        var link = await desk.AskedAsync();
        await desk.ApproveAsync(link);
        var post = await desk.Get<PostStore>().FindAsync(null, $"{desk.Post}");
        await desk.Get<Approvals>().CancelAsync(post, "not now", "Ailsa", CancellationToken.None);

        var page = Html.Text(await desk.OpenAsync(link));

        Assert.Contains("This link was used on Sat 13 Nov 2027", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Approve it as", page, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RefusedException>(() => desk.ApproveAsync(link));
        Assert.Null(await desk.ApprovedByAsync());
    }

    [Fact]
    public async Task Two_presses_at_once_approve_once()
    {
        await using var desk = await ApprovalDesk.OpenAsync();
        var link = await desk.AskedAsync();

        var presses = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ => await Record.ExceptionAsync(() => desk.ApproveAsync(link))));

        Assert.Single(presses, refused => refused is null);
        Assert.All(presses.OfType<Exception>(), refused => Assert.IsType<RefusedException>(refused));
        await using var connection = await desk.Dashboard.Database.DataSource.OpenConnectionAsync();
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM deliveries"));
    }

    [Theory]
    [InlineData("UPDATE posts SET text = 'Something else #CoProWeekScot' WHERE id = @Post", "The post was changed after you were asked")]
    [InlineData("UPDATE posts SET slot_time = '10:00', slot_at = slot_at + interval '1 hour' WHERE id = @Post", "The post was changed after you were asked")]
    [InlineData("UPDATE people SET left_at = created_at WHERE id = @Bina", "Bina has left")]
    [InlineData("UPDATE people SET role = 'author' WHERE name = 'Ailsa'", "Bina is no manager any more, nor is Ailsa, who asked")]
    [InlineData("UPDATE posts SET edited_by = 'Bina', notes = 'mine' WHERE id = @Post", "Bina edited it last, and this campaign asks for a second person")]
    public async Task What_has_changed_since_makes_the_link_void_and_the_page_says_so(string change, string words)
    {
        await using var desk = await ApprovalDesk.OpenAsync(approval: "second-person");
        var link = await desk.AskedAsync();
        await desk.ChangeAsync(change);

        var html = await desk.OpenAsync(link);

        Assert.Contains(words, Html.Text(html), StringComparison.Ordinal);
        Assert.DoesNotContain("<form", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Something else", html, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => desk.ApproveAsync(link));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Null(await desk.ApprovedByAsync());
    }

    [Theory]
    [InlineData(20, 7 * 24, "This link ran out on Sat 20 Nov 2027 at 09:00 GMT")]
    [InlineData(0, 3 * 24, "This link ran out on Mon 15 Nov 2027 at 20:00 GMT")]
    public async Task A_link_runs_out_after_a_week_or_with_its_post(int daysLater, int hoursOn, string words)
    {
        await using var desk = await ApprovalDesk.OpenAsync(at: A.MondayMorning.AddDays(daysLater));
        var link = await desk.AskedAsync();
        desk.Clock.StepTo(A.MondayMorning.AddDays(-2).AddHours(hoursOn).AddMinutes(10));

        var html = await desk.OpenAsync(link);

        Assert.Contains(words, Html.Text(html), StringComparison.Ordinal);
        Assert.DoesNotContain("<form", html, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RefusedException>(() => desk.ApproveAsync(link));
    }

    [Fact]
    public async Task After_its_slot_and_before_its_latest_it_can_still_be_approved_by_link()
    {
        await using var desk = await ApprovalDesk.OpenAsync();
        var link = await desk.AskedAsync();
        desk.Clock.StepTo(A.MondayMorning.AddHours(3));

        Assert.Contains(": its time has come", Html.Text(await desk.OpenAsync(link)), StringComparison.Ordinal);
        using var pressed = await desk.Dashboard.PostFormAsync(link, [], desk.Dashboard.Stranger);

        Assert.Equal("Bina", await desk.ApprovedByAsync());
    }

    [Fact]
    public async Task A_link_that_nobody_made_opens_nothing_and_says_what_to_do()
    {
        await using var desk = await ApprovalDesk.OpenAsync();

        using var answer = await desk.Dashboard.Stranger.GetAsync(new Uri("/approve/" + new string('a', 43), UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("This link opens nothing", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_guesses_links_is_soon_told_to_wait()
    {
        await using var desk = await ApprovalDesk.OpenAsync();
        var last = HttpStatusCode.OK;
        for (var n = 0; n < 40; n++)
        {
            using var answer = await desk.Dashboard.Stranger.GetAsync(new Uri($"/approve/{n}", UriKind.Relative));
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task The_token_stands_nowhere_in_the_database_once_the_mail_is_sent()
    {
        await using var desk = await ApprovalDesk.OpenAsync();
        var token = (await desk.AskedAsync())["/approve/".Length..];

        await using var connection = await desk.Dashboard.Database.DataSource.OpenConnectionAsync();
        var kept = await connection.ExecuteScalarAsync<string>("SELECT (SELECT string_agg(m::text, '') FROM mails m) || (SELECT string_agg(l::text, '') FROM approval_links l) || (SELECT string_agg(e::text, '') FROM events e)");

        Assert.DoesNotContain(token, kept, StringComparison.Ordinal);
    }
}
