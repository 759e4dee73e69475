using System.Net;
using System.Text;
using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;
using CoProWeek.Tests.Campaigns;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Web.Plan;

/// <summary>A plan in through the browser, and out.</summary>
public sealed class UploadTests : IAsyncLifetime
{
    private DashboardHost host = null!;

    public async Task InitializeAsync() => host = await DashboardHost.StartAsync(PlanDesk.Now);

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_new_week_in_a_workbook_is_shown_first_then_applied_and_the_upload_is_gone()
    {
        var check = await host.UploadAsync("/campaigns/new", Book(Post("a", "Who decides? #CoProWeekScot")), handler: "Workbook");
        var page = await host.ReadAsync(check);
        Assert.Contains("a new week", page, StringComparison.Ordinal);
        Assert.Contains("Who decides? #CoProWeekScot", page, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("posts"));

        using var done = await host.ApplyAsync(check);

        Assert.Equal("/campaigns/questions", done.Headers.Location!.ToString());
        Assert.Contains("1 new, 0 changed", await host.ReadAsync("/campaigns/questions"), StringComparison.Ordinal);
        Assert.Equal((1, 0), (await CountAsync("posts"), await CountAsync("plan_uploads")));
        Assert.Equal("Ailsa", (await PostAsync("a")).EditedBy);
    }

    [Theory]
    [InlineData("xlsx")]
    [InlineData("zip")]
    [InlineData("csv")]
    public async Task What_is_taken_away_and_brought_back_changes_nothing(string form)
    {
        await BringAsync(Post("a", "Who decides?\n---\nAnd who pays?"), Post("b", "'Twas =1+1"));
        var bytes = await host.Client.GetByteArrayAsync(new Uri($"/campaigns/questions/plan/files/questions.{form}", UriKind.Relative));

        var check = await host.UploadAsync("/campaigns/questions/plan", bytes, $"questions.{form}");

        Assert.Contains("Nothing changes", await host.ReadAsync(check), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_listed_with_row_and_column_and_nothing_is_changed()
    {
        await BringAsync(Post("a", "Who decides?"));

        var check = await host.UploadAsync("/campaigns/questions/plan", Encoding.UTF8.GetBytes("id,date,time,kind,text\nx,32/11/2027,9:00,blog,Words\ny,15/11/2027,9:00,anthem,<script>Words\n"), "plan.csv");

        var page = await host.ReadAsync(check);
        Assert.Contains("2 things to put right first", page, StringComparison.Ordinal);
        Assert.Contains("Row 2, date \"32/11/2027\" is not a day", page, StringComparison.Ordinal);
        Assert.Contains("Row 3, kind \"anthem\" is not a kind", page, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync("posts"));
    }

    [Fact]
    public async Task A_picture_that_is_missing_is_asked_for_and_then_comes_along()
    {
        await BringAsync(Post("a", "Who decides?"));
        var with = Post("a", "Who decides?") with { Pictures = [new PostPicture { FileName = "cards/a.png", AltText = "A card" }] };
        var check = await host.UploadAsync("/campaigns/questions/plan", Book(with));
        Assert.Contains("cards/a.png", Html.Section(await host.GetAsync(check), "pictures"), StringComparison.Ordinal);

        using var film = await host.SendFileAsync(check, [0, 0, 0, 1], "a.png", "picture-0", "Pictures");
        Assert.Contains("not a picture", await film.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await host.UploadAsync(check, A.Png, "anything.png", "picture-0", "Pictures");
        using var done = await host.ApplyAsync(check);

        Assert.Equal("cards/a.png", Assert.Single((await PostAsync("a")).Content.Pictures).FileName);
    }

    [Fact]
    public async Task What_changed_between_looking_and_saying_yes_is_shown_again()
    {
        await BringAsync(Post("a", "Who decides?"));
        var check = await host.UploadAsync("/campaigns/questions/plan", Book(Post("a", "Who pays?")));
        var seen = await host.SeenAsync(check);
        await BringAsync(Post("a", "Who asks?"));

        using var answer = await host.PostFormAsync(check, new() { ["seen"] = seen }, to: $"{check}?handler=Apply");

        Assert.Contains("Somebody changed the plan meanwhile", Html.Text(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal("Who asks?", (await PostAsync("a")).Content.Text);
    }

    [Fact]
    public async Task An_upload_is_its_uploaders_alone_a_reviewer_uploads_nothing_and_an_author_changes_no_settings()
    {
        await BringAsync(Post("a", "Who decides?"));
        var check = await host.UploadAsync("/campaigns/questions/plan", Book(Post("a", "Who pays?")));
        var (author, reviewer) = (await host.SignInAsync("author"), await host.SignInAsync("reviewer"));

        using var theirs = await author.GetAsync(new Uri(check, UriKind.Relative));
        using var refused = await host.SendFileAsync("/campaigns/questions/plan", Book(), by: reviewer);
        var own = await host.UploadAsync("/campaigns/questions/plan", WorkbookWriter.Write(Plans.Week with { Approval = "second-person" }, [(Post("a", "Who pays?"), "")]), by: author);
        using var settings = await host.PostFormAsync(own, new() { ["seen"] = "" }, author, $"{own}?handler=Apply");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (theirs.StatusCode, refused.StatusCode, settings.StatusCode));
    }

    [Fact]
    public async Task A_file_of_another_kind_is_refused_by_its_bytes()
    {
        await BringAsync(Post("a", "Who decides?"));

        using var answer = await host.SendFileAsync("/campaigns/questions/plan", A.Png, "week.xlsx");

        Assert.Contains("none of the kinds that are read", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("plan_uploads"));
    }

    [Fact]
    public async Task An_empty_workbook_to_begin_with_is_a_week_without_posts()
    {
        var bytes = await host.Client.GetByteArrayAsync(new Uri("/campaigns/template.xlsx", UriKind.Relative));

        using var done = await host.ApplyAsync(await host.UploadAsync("/campaigns/new", bytes, handler: "Workbook"));

        Assert.Equal((1, 0), (await CountAsync("campaigns"), await CountAsync("posts")));
    }

    private static PostContent Post(string reference, string text) => new()
    {
        Ref = reference,
        Kind = "blog",
        SlotOn = new(2027, 11, 15),
        SlotTime = new(9, 0),
        Text = text,
        Accounts = [new PostAccount { Network = "x", Handle = "ScotCoPro" }],
    };

    private static byte[] Book(params PostContent[] posts) => WorkbookWriter.Write(Plans.Week, [.. posts.Select(post => (post, ""))]);

    private async Task BringAsync(params PostContent[] posts)
    {
        using var done = await host.ApplyAsync(await host.UploadAsync("/campaigns/new", Book(posts), handler: "Workbook"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
    }

    private Task<Post> PostAsync(string reference) => host.Get<PostStore>().FindAsync(campaign: null, reference);

    private async Task<long> CountAsync(string table)
    {
        await using var connection = await host.Database.DataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM {table}");
    }
}
