using System.Net;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web.Mentions;

/// <summary>What a manager does about a post of somebody's, and what nobody else can.</summary>
public sealed class MarkPageTests
{
    private const string Stream = StreamDesk.Stream;

    [Fact]
    public async Task Hidden_from_the_stream_it_is_gone_from_the_list_it_was_in_and_shown_again_from_there()
    {
        await using var desk = await StreamDesk.OpenAsync();
        var soup = desk.Posts["Soup"];

        using var hidden = await desk.Dashboard.PostFormAsync($"{Stream}?q=soup", new() { ["hide"] = $"{soup}" });
        Assert.Equal((HttpStatusCode.Redirect, $"{Stream}?q=soup#m-{soup}"), (hidden.StatusCode, hidden.Headers.Location!.OriginalString));
        var after = await desk.Dashboard.ReadAsync($"{Stream}?q=soup");
        Assert.Contains("Hidden: out of this list", after, StringComparison.Ordinal);
        Assert.Contains("1 post is hidden by the team", after, StringComparison.Ordinal);
        Assert.Empty(await desk.ListAsync("?q=soup"));
        Assert.DoesNotContain("Soup", await desk.Dashboard.ReadAsync("/"), StringComparison.Ordinal);

        using var shown = await desk.Dashboard.PostFormAsync($"{Stream}?hidden=only", new() { ["show"] = $"{soup}" });
        Assert.Equal(["Soup"], await desk.ListAsync("?q=soup"));
        Assert.Equal("Ailsa mention hidden, Ailsa mention shown again", await HistoryAsync(desk));
    }

    [Fact]
    public async Task Answered_is_ticked_in_the_stream_for_the_first_account_and_on_its_page_for_whoever_it_was()
    {
        await using var desk = await StreamDesk.OpenAsync();
        var page = $"{Stream}/{desk.Posts["Powerful"]}";

        using var ticked = await desk.Dashboard.PostFormAsync(Stream, new() { ["answer"] = $"{desk.Posts["Powerful"]}" });
        Assert.Contains("Answered by @ScotCoPro , noted Mon 15 Nov 09:00 GMT", await desk.Dashboard.ReadAsync(page), StringComparison.Ordinal);
        using var changed = await desk.Dashboard.PostFormAsync(page, new() { ["who"] = "@CoProTeam" }, to: $"{page}?handler=Answered");
        Assert.Contains("Answered by @CoProTeam", await desk.Dashboard.ReadAsync(page), StringComparison.Ordinal);
        using var person = await desk.Dashboard.PostFormAsync(page, new() { ["who"] = "Ailsa" }, to: $"{page}?handler=Answered");
        Assert.Contains("Answered by Ailsa", await desk.Dashboard.ReadAsync(page), StringComparison.Ordinal);
        using var nobody = await desk.Dashboard.PostFormAsync(page, new() { ["who"] = "somebody else" }, to: $"{page}?handler=Answered");
        Assert.Contains("Choose who answered from the list", await nobody.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var undone = await desk.Dashboard.PostFormAsync(page, [], to: $"{page}?handler=Unanswered");

        Assert.Empty(await desk.ListAsync("?answered=yes"));
        Assert.Equal("Ailsa mention answered, Ailsa mention answered, Ailsa mention answered, Ailsa mention not answered", await HistoryAsync(desk));
    }

    [Fact]
    public async Task Featured_it_is_a_draft_with_its_words_its_author_and_its_link_which_nobody_approved()
    {
        await using var desk = await StreamDesk.OpenAsync();
        var db = desk.Dashboard.Database;
        var (soup, page) = (desk.Posts["Soup"], $"{Stream}/{desk.Posts["Soup"]}");

        using var made = await desk.Dashboard.PostFormAsync(page, [], to: $"{page}?handler=Feature");
        using var again = await desk.Dashboard.PostFormAsync(page, [], to: $"{page}?handler=Feature");

        var id = await db.TextAsync("SELECT featured_id::text FROM mention_marks WHERE mention_id = @soup", new { soup });
        var remoteId = await db.TextAsync("SELECT remote_id::text FROM mentions WHERE id = @soup", new { soup });
        Assert.Equal(($"/posts/{id}/edit", $"/posts/{id}/edit"), (made.Headers.Location!.OriginalString, again.Headers.Location!.OriginalString));
        Assert.Equal(
            $"share|“Soup and ÒRAIN for everybody, 100% #CoProWeekScot” @kelp_kitchen|https://x.com/kelp_kitchen/status/{remoteId}|Kelp Kitchen (@kelp_kitchen)|Ailsa|spare|not approved",
            await db.TextAsync("SELECT string_agg(concat_ws('|', kind, text, link, credit, edited_by, CASE WHEN slot_on IS NULL THEN 'spare' END, coalesce(approved_by, 'not approved')), '; ') FROM posts"));
        Assert.Equal("0", await db.TextAsync("SELECT count(*)::text FROM deliveries"));
        Assert.Equal("Ailsa mention featured", await HistoryAsync(desk));
        Assert.Contains("Featured in the plan", await desk.Dashboard.ReadAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_somebody_wrote_can_be_featured_and_is_one_part_that_fits()
    {
        await using var desk = await StreamDesk.OpenAsync();
        var db = desk.Dashboard.Database.DataSource;
        var author = await A.Author(db, "<img/src=x>", name: Hostile.Script);

        foreach (var text in Hostile.All.Append("---\n{link}\n---\n{LINK}").Append(""))
        {
            var page = $"{Stream}/{await A.Mention(db, author, text: text)}";
            using var made = await desk.Dashboard.PostFormAsync(page, [], to: $"{page}?handler=Feature");

            Assert.True(made.StatusCode is HttpStatusCode.Redirect, $"{text[..Math.Min(40, text.Length)]}: {Html.Text(await made.Content.ReadAsStringAsync())}");
            var edit = await desk.Dashboard.ReadAsync(made.Headers.Location!.OriginalString);
            Assert.DoesNotContain("too many", edit, StringComparison.Ordinal);
            Assert.DoesNotContain("Part 2:", edit, StringComparison.Ordinal);
        }
        Assert.Equal("0", await desk.Dashboard.Database.TextAsync("SELECT count(*)::text FROM posts WHERE approved_by IS NOT NULL"));
    }

    [Fact]
    public async Task Removed_with_a_reason_it_is_wiped_and_the_history_says_who_and_why()
    {
        await using var desk = await StreamDesk.OpenAsync();
        var (soup, page) = (desk.Posts["Soup"], $"{Stream}/{desk.Posts["Soup"]}");
        using var featured = await desk.Dashboard.PostFormAsync(page, [], to: $"{page}?handler=Feature");

        foreach (var (why, sure, said) in new[] { ("", "true", "Say why it is removed"), ("Asked by mail", "false", "Tick that you are sure") })
        {
            using var refused = await desk.Dashboard.PostFormAsync(page, new() { ["what"] = "post", ["why"] = why, ["sure"] = sure }, to: $"{page}?handler=Remove");
            Assert.Contains(said, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        using var removed = await desk.Dashboard.PostFormAsync(page, new() { ["what"] = "post", ["why"] = "Asked by mail", ["sure"] = "true" }, to: $"{page}?handler=Remove");

        Assert.Equal(Stream, removed.Headers.Location!.OriginalString);
        Assert.Contains("Removed for good: 1 post. Their words still stand in the plan, in spare-share: take them out there.", await desk.Dashboard.ReadAsync(Stream), StringComparison.Ordinal);
        Assert.Equal(["Ours", "Without", "Quoting", "Powerful", "Power"], await desk.ListAsync(""));
        Assert.Equal("|0", await desk.Dashboard.Database.TextAsync("SELECT text || '|' || (SELECT count(*) FROM mention_marks) FROM mentions WHERE id = @soup", new { soup }));
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Dashboard.Client.GetAsync(new Uri(page, UriKind.Relative))).StatusCode);
        Assert.StartsWith("Ailsa mention featured, Ailsa mention removed", await HistoryAsync(desk), StringComparison.Ordinal);
        Assert.EndsWith(": Asked by mail", await desk.Dashboard.Database.TextAsync("SELECT detail FROM events WHERE what = 'mention removed'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_author_is_left_out_with_all_that_is_held_of_them()
    {
        await using var desk = await StreamDesk.OpenAsync();
        var page = $"{Stream}/{desk.Posts["Soup"]}";

        using var removed = await desk.Dashboard.PostFormAsync(page, new() { ["what"] = "author", ["why"] = "Asked by mail", ["sure"] = "true" }, to: $"{page}?handler=Remove");

        Assert.Contains("Removed for good: 2 posts. What they post later is not kept either.", await desk.Dashboard.ReadAsync(Stream), StringComparison.Ordinal);
        Assert.Equal(["Ours", "Without", "Quoting", "Powerful"], await desk.ListAsync(""));
        Assert.Equal("0", await desk.Dashboard.Database.TextAsync("SELECT count(*)::text FROM authors WHERE handle = 'kelp_kitchen'"));
    }

    [Theory]
    [InlineData("author")]
    [InlineData("reviewer")]
    public async Task Only_a_manager_acts_and_others_see_no_button(string role)
    {
        await using var desk = await StreamDesk.OpenAsync();
        var other = await desk.Dashboard.SignInAsync(role);
        var page = $"{Stream}/{desk.Posts["Soup"]}";
        string[] handlers = ["Hide", "Show", "Answered", "Unanswered", "Feature", "Remove"];

        foreach (var to in handlers.Select(handler => $"{page}?handler={handler}").Append(Stream))
        {
            using var answer = await desk.Dashboard.PostFormAsync("/me", new() { ["hide"] = $"{desk.Posts["Soup"]}", ["who"] = "@ScotCoPro", ["what"] = "post", ["why"] = "x", ["sure"] = "true" }, other, to);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Equal(6, (await desk.ListAsync("")).Count);
        Assert.Equal("0", await desk.Dashboard.Database.TextAsync("SELECT count(*)::text FROM mention_marks"));
        foreach (var path in new[] { Stream, page })
        {
            var html = await other.GetStringAsync(new Uri(path, UriKind.Relative));
            Assert.Contains("Soup", html, StringComparison.Ordinal);
            Assert.DoesNotContain("form=\"acts\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain("handler=", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_form_that_our_page_did_not_make_does_nothing_and_a_stranger_is_sent_to_the_door()
    {
        await using var desk = await StreamDesk.OpenAsync();
        using var body = new FormUrlEncodedContent([new("hide", $"{desk.Posts["Soup"]}")]);

        using var forged = await desk.Dashboard.Client.PostAsync(new Uri(Stream, UriKind.Relative), body);
        using var stranger = await desk.Dashboard.Stranger.GetAsync(new Uri(Stream, UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, stranger.StatusCode);
        Assert.Equal("0", await desk.Dashboard.Database.TextAsync("SELECT count(*)::text FROM mention_marks"));
    }

    [Fact]
    public async Task A_post_that_is_not_there_is_not_found()
    {
        await using var desk = await StreamDesk.OpenAsync();

        using var page = await desk.Dashboard.Client.GetAsync(new Uri($"{Stream}/999999", UriKind.Relative));
        using var pressed = await desk.Dashboard.PostFormAsync(Stream, new() { ["hide"] = "999999" });

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, pressed.StatusCode));
    }

    private static Task<string> HistoryAsync(StreamDesk desk) =>
        desk.Dashboard.Database.TextAsync("SELECT string_agg(actor || ' ' || what, ', ' ORDER BY id) FROM events WHERE what LIKE 'mention %'");
}
