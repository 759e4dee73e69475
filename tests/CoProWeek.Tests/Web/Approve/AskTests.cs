using System.Net;
using CoProWeek.Accounts;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web;

/// <summary>Who may ask whom, and what is refused before a mail is written.</summary>
public sealed class AskTests
{
    [Fact]
    public async Task A_manager_chooses_among_everybody_else_and_says_who_was_asked()
    {
        await using var desk = await ApprovalDesk.OpenAsync();

        var page = await desk.Dashboard.ReadAsync($"/posts/{desk.Post}/ask");
        await desk.AskedAsync();

        Assert.Contains("Bina reviewer, bina@example.org", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Ailsa manager", page, StringComparison.Ordinal);
        Assert.Contains("Bina is being asked by mail", await desk.Dashboard.ReadAsync($"/posts/{desk.Post}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_posts_page_leads_there_while_it_is_a_draft()
    {
        await using var desk = await ApprovalDesk.OpenAsync();

        Assert.Contains($"href=\"/posts/{desk.Post}/ask\"", await desk.Dashboard.GetAsync($"/posts/{desk.Post}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_author_may_ask_a_manager_and_nobody_else()
    {
        await using var desk = await ApprovalDesk.OpenAsync();
        var author = await desk.Dashboard.SignInAsync("author");
        var ailsa = (await desk.Get<PeopleStore>().FindAsync("Ailsa"))!.Id;

        Assert.Contains("Choose whom to ask.", await desk.AskAsync(desk.Bina, author), StringComparison.Ordinal);
        Assert.Equal("", await desk.AskAsync(ailsa, author));

        Assert.Equal(["Ailsa@example.org"], Assert.Single(await desk.MailsAsync(1)).To);
    }

    [Fact]
    public async Task A_reviewer_asks_nobody()
    {
        await using var desk = await ApprovalDesk.OpenAsync();
        var reviewer = await desk.Dashboard.SignInAsync("reviewer");

        using var answer = await reviewer.GetAsync(new Uri($"/posts/{desk.Post}/ask", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Asked_twice_in_a_row_the_person_gets_one_mail()
    {
        await using var desk = await ApprovalDesk.OpenAsync();
        await desk.AskAsync();

        Assert.Contains("Bina was asked a moment ago", await desk.AskAsync(), StringComparison.Ordinal);

        await desk.MailsAsync(1);
    }

    [Fact]
    public async Task Who_could_not_approve_it_is_not_asked_and_every_reason_is_said()
    {
        await using var desk = await ApprovalDesk.OpenAsync(approval: "second-person");
        await desk.ChangeAsync("UPDATE posts SET edited_by = 'Bina' WHERE id = @Post");
        await A.Picture(desk.Dashboard.Database.DataSource, desk.Post, await A.Media(desk.Dashboard.Database.DataSource), altText: "");

        var answer = await desk.AskAsync();

        Assert.Contains("Bina edited it last", answer, StringComparison.Ordinal);
        Assert.Contains("has no alt text", answer, StringComparison.Ordinal);
        await desk.MailsAsync(0);
    }

    [Fact]
    public async Task Without_a_mail_server_the_page_says_so_and_nobody_is_asked()
    {
        await using var desk = await ApprovalDesk.OpenAsync(mailHost: "");

        Assert.Contains("No mail is configured on this server", await desk.Dashboard.ReadAsync($"/posts/{desk.Post}/ask"), StringComparison.Ordinal);
        Assert.Contains("so nobody can be asked by mail. A manager can approve it on its page.", await desk.AskAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_words_become_neither_markup_nor_a_header()
    {
        await using var desk = await ApprovalDesk.OpenAsync(text: "<script>alert(1)</script>\r\nBcc: everybody@example.org\r\n#CoProWeekScot \u202Egnp.exe");

        var link = await desk.AskedAsync();

        var mail = (await desk.MailsAsync(1))[0];
        Assert.DoesNotContain("Bcc", mail.HeaderNames);
        Assert.StartsWith("Please approve for Mon 15 Nov 09:00 GMT: <script>alert(1)</script> Bcc: everybody@example.org", mail.Subject, StringComparison.Ordinal);
        var html = await desk.OpenAsync(link);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }
}
