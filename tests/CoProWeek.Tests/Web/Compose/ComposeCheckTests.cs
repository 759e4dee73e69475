using System.Net;
using CoProWeek.Campaigns;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web;

/// <summary>What the page says of a post before it is saved, and what becomes of its pictures.</summary>
public sealed class ComposeCheckTests
{
    [Fact]
    public async Task A_check_counts_each_part_as_X_does_shows_it_and_saves_nothing()
    {
        await using var desk = await ComposeDesk.OpenAsync();

        var (answer, html) = await desk.SendAsync(ComposeDesk.New, ComposeDesk.Form(("text", "Read on: {link} #CoProWeekScot\n---\nThank you."), ("link", "https://example.org/a-rather-long-address-that-counts-as-twenty-three")), "Check");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = Html.Text(html);
        Assert.Contains("Part 1: 47 of 280", page, StringComparison.Ordinal);
        Assert.Contains("Part 2: 10 of 280", page, StringComparison.Ordinal);
        Assert.Matches(@"It costs \$\d", page);
        Assert.Contains("rel=\"noreferrer nofollow\">https://example.org/a-rather-long", html, StringComparison.Ordinal);
        Assert.Empty(await desk.PostsAsync());
    }

    [Fact]
    public async Task The_script_is_told_the_same_and_a_request_without_our_form_is_refused()
    {
        await using var desk = await ComposeDesk.OpenAsync();

        var answer = await desk.Dashboard.PostFormAsync(ComposeDesk.New, ComposeDesk.Form(("campaign", "questions-week"), ("text", "Thank you.")), to: "/compose/measure");
        using var bare = await desk.Dashboard.Client.PostAsync(new Uri("/compose/measure", UriKind.Relative), new FormUrlEncodedContent(ComposeDesk.Form(("campaign", "questions-week"))));

        Assert.Contains("10 of 280", Html.Text(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
    }

    [Fact]
    public async Task A_hashtag_in_another_case_a_clash_and_a_twin_are_pointed_out()
    {
        await using var desk = await ComposeDesk.OpenAsync();
        var db = desk.Dashboard.Database.DataSource;
        await A.Post(db, desk.Campaign, "same-minute", at: A.MondayMorning.AddDays(1), text: "Another #CoProWeekScot");
        await A.Post(db, desk.Campaign, "same-words", at: A.MondayMorning.AddHours(8), text: "Are  we ready? #coproweekscot");

        var (_, html) = await desk.SendAsync(ComposeDesk.New, ComposeDesk.Form(("text", "Are we ready? #coproweekscot")), "Check");

        var page = Html.Text(html);
        Assert.Contains("#coproweekscot is written #CoProWeekScot in this campaign", page, StringComparison.Ordinal);
        Assert.Contains("same-minute goes out at the same minute as @ScotCoPro", page, StringComparison.Ordinal);
        Assert.Contains("same-words says the same as @ScotCoPro on Mon 15 Nov 17:00 GMT", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_begins_as_another_of_the_day_does_is_pointed_out()
    {
        await using var desk = await ComposeDesk.OpenAsync();
        await A.Post(desk.Dashboard.Database.DataSource, desk.Campaign, "much-like-it", at: A.MondayMorning.AddHours(8), text: "What would you change first where you live, if you could? #CoProWeekScot");

        var (_, html) = await desk.SendAsync(ComposeDesk.New, ComposeDesk.Form(("text", "What would you change  first where you LIVE, and with whom? #CoProWeekScot")), "Check");

        Assert.Contains("much-like-it begins the same as @ScotCoPro on Mon 15 Nov 17:00 GMT", Html.Text(html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_is_kept_at_once_though_something_else_is_wrong_and_goes_with_its_alt_text()
    {
        await using var desk = await ComposeDesk.OpenAsync();
        var (first, html) = await desk.SendFilesAsync(ComposeDesk.New, ComposeDesk.Form(("ref", "tue"), ("kind", "song")), "", ("file-0", "cards/card.png", A.Png));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Contains("Picture 1, card.png, has no alt text", Html.Text(html), StringComparison.Ordinal);
        var hash = await A.Media(desk.Dashboard.Database.DataSource);
        Assert.Contains($"name=\"hash-0\" value=\"{hash}\"", html, StringComparison.Ordinal);

        var (second, said) = await desk.SendFilesAsync(ComposeDesk.New, ComposeDesk.Form(("ref", "tue"), ("hash-0", hash), ("name-0", "card.png"), ("alt-0", "A card | with a\nquestion")), "");

        Assert.True(second.StatusCode is HttpStatusCode.Redirect, Html.Text(said));
        Assert.Equal(new PostPicture { Hash = hash, FileName = "card.png", AltText = "A card / with a question" }, Assert.Single((await desk.PostAsync("tue")).Content.Pictures));
        Assert.Equal(A.Png, await desk.Dashboard.Get<MediaStore>().ReadAsync(hash));
    }

    [Fact]
    public async Task A_file_that_is_no_picture_or_too_large_is_named_and_the_good_one_beside_it_is_kept()
    {
        await using var desk = await ComposeDesk.OpenAsync();
        var large = new byte[6 * 1024 * 1024];

        var (answer, html) = await desk.SendFilesAsync(ComposeDesk.New, ComposeDesk.Form(("alt-1", "Good")), "", ("file-0", "letter.png", "Dear all"u8.ToArray()), ("file-1", "good.png", A.Png), ("file-2", "large.png", large));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("letter.png: it is not a picture, or a damaged one.", Html.Text(html), StringComparison.Ordinal);
        Assert.Contains("large.png has 6,144 KB and X takes 5,120", Html.Text(html), StringComparison.Ordinal);
        Assert.Contains("name=\"name-1\" value=\"good.png\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_we_do_not_hold_is_refused()
    {
        await using var desk = await ComposeDesk.OpenAsync();

        var (_, html) = await desk.SendAsync(ComposeDesk.New, ComposeDesk.Form(("hash-0", new string('a', 64)), ("name-0", "gone.png"), ("alt-0", "Gone")));

        Assert.Contains("gone.png is not kept here. Choose its file again.", Html.Text(html), StringComparison.Ordinal);
        Assert.Empty(await desk.PostsAsync());
    }

    [Fact]
    public async Task Hostile_text_is_shown_and_does_nothing()
    {
        await using var desk = await ComposeDesk.OpenAsync();
        var evil = "</textarea><script>alert('x')</script> \"><img src=x onerror=alert(1)> \u202eabc Z\u0351\u0367 " + new string('ä', 10_000);
        string[] fields = ["kind", "date", "time", "latest", "text", "link", "credit", "permission", "notes", "ref", "own-ScotCoPro", "alt-0"];

        var (answer, html) = await desk.SendAsync(ComposeDesk.New, ComposeDesk.Form([.. fields.Select(field => (field, evil))]));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<[^>]*\\son[a-z]+=", Html.WithoutValues(html));
    }

    [Fact]
    public async Task Odd_but_allowed_text_is_saved_as_it_was_typed()
    {
        await using var desk = await ComposeDesk.OpenAsync();
        const string Odd = "<b>'Tis \u202eabc Z\u0351</b> #CoProWeekScot";

        await desk.SendAsync(ComposeDesk.New, ComposeDesk.Form(("ref", "odd"), ("text", Odd)));

        var post = await desk.PostAsync("odd");
        Assert.Equal(Odd, post.Content.Text);
        Assert.Contains("&lt;b&gt;", await desk.Dashboard.GetAsync($"/posts/{post.Id}/edit"), StringComparison.Ordinal);
    }
}
