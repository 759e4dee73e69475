using System.Net;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web;

/// <summary>A post is written, checked and saved in the browser.</summary>
public sealed class ComposeTests
{
    [Fact]
    public async Task A_new_post_is_saved_as_a_draft_with_all_that_was_said_of_it()
    {
        await using var desk = await ComposeDesk.OpenAsync(others: ["Second"]);
        var form = ComposeDesk.Form(("link", "https://example.org/a"), ("latest", "11:30"), ("credit", "Sam"), ("notes", "Ask first"), ("own-ScotCoPro", "Ours. #CoProWeekScot"), ("ref", "tue-power"));

        var (answer, html) = await desk.SendAsync(ComposeDesk.New, form);

        Assert.True(answer.StatusCode is HttpStatusCode.Redirect, Html.Text(html));
        var post = await desk.PostAsync("tue-power");
        Assert.Equal($"/posts/{post.Id}", answer.Headers.Location!.OriginalString);
        Assert.Equal((ComposeDesk.Said, "https://example.org/a", "11:30", "Sam", "not needed", "Ask first"), (post.Content.Text, post.Content.Link, post.Content.Latest, post.Content.Credit, post.Content.Permission, post.Content.Notes));
        Assert.Equal((A.MondayMorning.AddDays(1), "Ailsa", false), (post.SlotAt, post.EditedBy, post.IsApproved));
        Assert.Equal("Ours. #CoProWeekScot", Assert.Single(post.Content.Accounts).OwnText);
        Assert.Contains("Saved. It is a draft", await desk.Dashboard.ReadAsync(answer.Headers.Location.OriginalString), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_from_the_week_fills_in_day_time_and_kind_and_an_id_is_proposed()
    {
        await using var desk = await ComposeDesk.OpenAsync();
        await A.Post(desk.Dashboard.Database.DataSource, desk.Campaign, "tue-blog");

        var html = await desk.Dashboard.GetAsync($"{ComposeDesk.New}?day=2027-11-16&time=09:00&kind=blog");

        Assert.Contains("type=\"date\" value=\"2027-11-16\"", html, StringComparison.Ordinal);
        Assert.Contains("type=\"time\" value=\"09:00\"", html, StringComparison.Ordinal);
        Assert.Matches("<option value=\"blog\" selected", html);
        Assert.Contains("placeholder=\"tue-blog-2\"", html, StringComparison.Ordinal);
        Assert.Contains("If late, not after 20:00 GMT, as for a blog.", Html.Text(html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mistake_is_named_at_once_and_what_was_typed_is_kept()
    {
        await using var desk = await ComposeDesk.OpenAsync();
        var text = new string('a', 300);
        var form = ComposeDesk.Form(("kind", "song"), ("date", "the 40th"), ("time", "late"), ("latest", "soon"), ("link", "not a link"), ("text", text), ("notes", "Mine"));
        form.Remove("post-to");

        var (answer, html) = await desk.SendAsync(ComposeDesk.New, form);
        var (_, withAccount) = await desk.SendAsync(ComposeDesk.New, ComposeDesk.Form(("text", text)));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = Html.Text(html);
        foreach (var mistake in new[] { "\"song\" is not a kind", "\"the 40th\" is not a day", "\"late\" is not a time", "\"soon\" is neither a time nor a span", "\"not a link\" is not a link", "no account is ticked" })
            Assert.Contains(mistake, page, StringComparison.Ordinal);
        Assert.Contains("Text: the text is 300 characters long as X counts them. Expected: at most 280: 20 fewer.", Html.Text(withAccount), StringComparison.Ordinal);
        Assert.All(new[] { text, "Mine", "value=\"not a link\"", "value=\"soon\"" }, typed => Assert.Contains(typed, html, StringComparison.Ordinal));
        Assert.Empty(await desk.PostsAsync());
    }

    [Fact]
    public async Task An_author_takes_no_approved_post_out_of_the_queue()
    {
        await using var desk = await ComposeDesk.OpenAsync();
        await desk.SendAsync(ComposeDesk.New, ComposeDesk.Form(("ref", "tue")), "Approve");
        var path = $"/posts/{(await desk.PostAsync("tue")).Id}/edit";

        var (answer, html) = await desk.SendAsync(
            path, ComposeDesk.Form(("version", await desk.VersionAsync(path)), ("text", "A comma, and all is gone. #CoProWeekScot")), by: await desk.Dashboard.SignInAsync("author"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("tue is approved, and changing it would end that: ask a manager.", Html.Text(html), StringComparison.Ordinal);
        var post = await desk.PostAsync("tue");
        Assert.Equal((true, ComposeDesk.Said, "queued"), (post.IsApproved, post.Content.Text, Assert.Single(post.Deliveries).State));
    }

    [Fact]
    public async Task A_change_makes_an_approved_post_a_draft_again()
    {
        await using var desk = await ComposeDesk.OpenAsync();
        await desk.SendAsync(ComposeDesk.New, ComposeDesk.Form(("ref", "tue")), "Approve");
        var path = $"/posts/{(await desk.PostAsync("tue")).Id}/edit";

        var (answer, _) = await desk.SendAsync(path, ComposeDesk.Form(("version", await desk.VersionAsync(path)), ("text", "Other words. #CoProWeekScot")));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var post = await desk.PostAsync("tue");
        Assert.Equal(("Other words. #CoProWeekScot", false, "cancelled"), (post.Content.Text, post.IsApproved, post.Deliveries[0].State));
    }

    [Fact]
    public async Task Other_words_leave_its_pictures_in_the_folders_that_the_plan_keeps_them_in()
    {
        await using var desk = await ComposeDesk.OpenAsync();
        var db = desk.Dashboard.Database.DataSource;
        var (post, hash) = (await A.Post(db, desk.Campaign, "tue", at: A.MondayMorning.AddDays(1)), await A.Media(db));
        await A.Picture(db, post, hash, fileName: "cards/tuesday/card.png");
        var path = $"/posts/{post}/edit";

        await desk.SendAsync(path, ComposeDesk.Form(("version", await desk.VersionAsync(path)), ("text", "Other words. #CoProWeekScot"), ("hash-0", hash), ("name-0", "cards/tuesday/card.png"), ("alt-0", "A card")));

        var content = (await desk.PostAsync("tue")).Content;
        Assert.Equal(("Other words. #CoProWeekScot", "cards/tuesday/card.png"), (content.Text, Assert.Single(content.Pictures).FileName));
    }

    [Fact]
    public async Task Save_and_approve_queues_it()
    {
        await using var desk = await ComposeDesk.OpenAsync();

        var (answer, html) = await desk.SendAsync(ComposeDesk.New, ComposeDesk.Form(("ref", "tue")), "Approve");

        Assert.True(answer.StatusCode is HttpStatusCode.Redirect, Html.Text(html));
        var post = await desk.PostAsync("tue");
        Assert.Equal(("Ailsa", "queued"), (post.ApprovedBy, Assert.Single(post.Deliveries).State));
        Assert.Contains("Saved and approved: it goes out Tue 16 Nov 09:00 GMT.", await desk.Dashboard.ReadAsync($"/posts/{post.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_keeps_it_from_being_approved_is_said_all_at_once_and_nothing_is_saved()
    {
        await using var desk = await ComposeDesk.OpenAsync(approval: "second-person");

        var (answer, html) = await desk.SendAsync(ComposeDesk.New, ComposeDesk.Form(("kind", "story"), ("date", "2027-11-14"), ("ref", "sun")), "Approve");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = Html.Text(html);
        Assert.Contains("asks for a second person", page, StringComparison.Ordinal);
        Assert.Contains("Its time has passed", page, StringComparison.Ordinal);
        Assert.Contains("A story is somebody's own words: say whose in the credit.", page, StringComparison.Ordinal);
        Assert.Empty(await desk.PostsAsync());
    }

    [Fact]
    public async Task An_author_writes_drafts_and_approves_none_and_a_reviewer_writes_nothing()
    {
        await using var desk = await ComposeDesk.OpenAsync();
        var (author, reviewer) = (await desk.Dashboard.SignInAsync("author"), await desk.Dashboard.SignInAsync("reviewer"));

        var (saved, _) = await desk.SendAsync(ComposeDesk.New, ComposeDesk.Form(("ref", "mine")), by: author);
        var (approved, _) = await desk.SendAsync(ComposeDesk.New, ComposeDesk.Form(("ref", "other")), "Approve", author);
        using var read = await reviewer.GetAsync(new Uri(ComposeDesk.New, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, approved.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
        Assert.Equal("mine", Assert.Single(await desk.PostsAsync()).Content.Ref);
    }

    [Fact]
    public async Task A_post_changed_by_somebody_else_is_not_overwritten()
    {
        await using var desk = await ComposeDesk.OpenAsync();
        var path = $"/posts/{await A.Post(desk.Dashboard.Database.DataSource, desk.Campaign, "mon")}/edit";
        var old = await desk.VersionAsync(path);
        await desk.SendAsync(path, ComposeDesk.Form(("version", old), ("text", "Theirs #CoProWeekScot"), ("notes", "theirs")), by: await desk.Dashboard.SignInAsync("author", "Bram"));

        var mine = ComposeDesk.Form(("version", old), ("text", "Mine #CoProWeekScot"));
        var (answer, html) = await desk.SendAsync(path, mine);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Bram changed this post while you were writing", Html.Text(html), StringComparison.Ordinal);
        Assert.Contains("Mon 15 Nov 07:00 GMT", Html.Text(html), StringComparison.Ordinal);
        Assert.Contains("Mine #CoProWeekScot</textarea>", html, StringComparison.Ordinal);
        Assert.Contains("Theirs Theirs #CoProWeekScot Yours Mine #CoProWeekScot", Html.Text(html), StringComparison.Ordinal);
        Assert.Equal("Theirs #CoProWeekScot", (await desk.PostAsync("mon")).Content.Text);

        var (over, _) = await desk.SendAsync(path, ComposeDesk.Form(("version", old), ("over", await desk.VersionAsync(path)), ("text", "Mine #CoProWeekScot")));
        Assert.Equal(HttpStatusCode.Redirect, over.StatusCode);
        Assert.Equal("Mine #CoProWeekScot", (await desk.PostAsync("mon")).Content.Text);
    }

    [Fact]
    public async Task A_post_that_is_out_says_so_instead_of_a_form()
    {
        await using var desk = await ComposeDesk.OpenAsync();
        var post = await A.Post(desk.Dashboard.Database.DataSource, desk.Campaign, approvedBy: "Ailsa");
        await A.Delivery(desk.Dashboard.Database.DataSource, post, "sent");

        var html = await desk.Dashboard.GetAsync($"/posts/{post}/edit");

        Assert.Contains("It is sent as @ScotCoPro, so its words can no longer be changed.", Html.Text(html), StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/posts/4711/edit")]
    [InlineData("/campaigns/no-such/posts/new")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await using var desk = await ComposeDesk.OpenAsync();

        using var answer = await desk.Dashboard.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
