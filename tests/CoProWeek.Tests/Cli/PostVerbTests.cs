using CoProWeek.Campaigns;
using Dapper;

namespace CoProWeek.Tests.Cli;

/// <summary><c>coproweek post …</c>, as it is typed.</summary>
public sealed class PostVerbTests : IAsyncLifetime
{
    private Terminal terminal = null!;

    public async Task InitializeAsync()
    {
        terminal = await Terminal.OpenAsync();
        await terminal.DoneAsync("plan", "import", TinyPlan.Two(terminal.Folder), "--as", "sam");
    }

    public async Task DisposeAsync() => await terminal.DisposeAsync();

    [Fact]
    public async Task All_drafts_are_approved_at_once_and_the_list_shows_them_queued()
    {
        var approved = (await terminal.RunAsync("post", "approve", "--all", "--as", "kim")).Is(0);
        var list = (await terminal.RunAsync("post", "list")).Is(0);
        var json = (await terminal.RunAsync("post", "list", "--json")).Is(0);

        Assert.Contains("2 approved by kim, 0 not.", approved.Talk, StringComparison.Ordinal);
        Assert.Contains("welcome", list.Output, StringComparison.Ordinal);
        Assert.Equal(["queued", "queued", "spare"], json.Json.EnumerateArray().Select(post => post.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task One_post_is_shown_with_its_words_its_picture_and_who_approved_it()
    {
        await terminal.DoneAsync("post", "approve", "card", "--as", "kim", "--json");

        var text = (await terminal.RunAsync("post", "show", "card")).Is(0);
        var json = (await terminal.RunAsync("post", "show", "card", "--json")).Is(0);
        var nobody = (await terminal.RunAsync("post", "show", "carnival")).Is(1);

        Assert.All(
            ["A card for the week #CoProWeekScot", "A yellow card", "Approved by kim", "@ScotCoPro: queued"],
            words => Assert.Contains(words, text.Output, StringComparison.Ordinal));
        Assert.Equal("kim", json.Json.GetProperty("post").GetProperty("approvedBy").GetString());
        Assert.Contains("There is no post \"carnival\"", nobody.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spare_is_not_approved_and_the_others_are_not_kept_from_it()
    {
        var answer = (await terminal.RunAsync("post", "approve", "welcome", "spare", "--json")).Is(1);

        Assert.Equal([true, false], answer.Json.EnumerateArray().Select(post => post.GetProperty("ok").GetBoolean()));
        Assert.Equal("queued", await StatusAsync("welcome"));
    }

    [Fact]
    public async Task A_queued_post_is_held_and_resumed_and_neither_twice()
    {
        await terminal.DoneAsync("post", "approve", "welcome");

        var held = (await terminal.RunAsync("post", "hold", "welcome", "--why", "the funder asked", "--as", "kim")).Is(0);
        Assert.Equal("welcome: held", held.Output);
        Assert.Equal("held: person", await StatusAsync("welcome"));
        var heldAgain = (await terminal.RunAsync("post", "hold", "welcome")).Is(1);
        Assert.Contains("Only a queued post can be held.", heldAgain.Talk, StringComparison.Ordinal);

        var resumed = (await terminal.RunAsync("post", "resume", "welcome", "--json")).Is(0);
        Assert.Equal("queued", resumed.Json.GetProperty("result").GetString());
        Assert.Equal("queued", await StatusAsync("welcome"));
        (await terminal.RunAsync("post", "resume", "welcome")).Is(1);
        Assert.Contains(("kim", "held"), await EventsAsync());
    }

    [Fact]
    public async Task A_cancelled_post_is_a_draft_again_and_a_sent_one_cannot_be_cancelled()
    {
        await terminal.DoneAsync("post", "approve", "--all");

        (await terminal.RunAsync("post", "cancel", "welcome")).Is(0);
        (await terminal.RunAsync("post", "settle", "card", "--went-out", "https://x.com/ScotCoPro/status/1900000000000000001")).Is(0);
        var refused = (await terminal.RunAsync("post", "cancel", "card")).Is(1);

        Assert.Equal("draft", await StatusAsync("welcome"));
        Assert.Equal("sent", await StatusAsync("card"));
        Assert.Contains("has gone out", refused.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_undecided_is_settled_and_never_resumed()
    {
        await terminal.DoneAsync("post", "approve", "welcome");
        await DoubtAsync();

        (await terminal.RunAsync("post", "resume", "welcome")).Is(1);
        (await terminal.RunAsync("post", "cancel", "welcome")).Is(1);
        var noLink = (await terminal.RunAsync("post", "settle", "welcome", "--went-out", "https://example.org/1")).Is(1);
        Assert.Contains("is not the address of a post on x", noLink.Talk, StringComparison.Ordinal);
        Assert.Equal("held: undecided", await StatusAsync("welcome"));

        var settled = (await terminal.RunAsync("post", "settle", "welcome", "--did-not", "--json")).Is(0);
        Assert.Equal("queued", settled.Json.GetProperty("status").GetString());
        var nothing = (await terminal.RunAsync("post", "settle", "welcome", "--did-not")).Is(1);
        Assert.Contains("nothing to settle", nothing.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_a_second_person_is_asked_for_the_editor_cannot_approve_and_another_can()
    {
        await terminal.DoneAsync("plan", "import", TinyPlan.Two(terminal.Folder, "second-person"), "--as", "sam");

        var editor = (await terminal.RunAsync("post", "approve", "--all", "--as", "Sam")).Is(1);
        Assert.Contains("asks for a second person", editor.Output, StringComparison.Ordinal);
        Assert.Equal("draft", await StatusAsync("welcome"));

        (await terminal.RunAsync("post", "approve", "--all", "--as", "kim")).Is(0);
        Assert.Equal("queued", await StatusAsync("welcome"));
    }

    private const string DoubtSql = """
        UPDATE deliveries
           SET state = 'held', hold_reason = 'undecided', reason = 'one much like it stands there'
         WHERE state = 'queued'
        """;

    private async Task DoubtAsync()
    {
        await using var connection = await terminal.Database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync(DoubtSql);
    }

    private async Task<string> StatusAsync(string post)
    {
        var store = new PostStore(terminal.Database.DataSource);
        return PostStatus.Of(await store.FindAsync(null, post));
    }

    private async Task<IEnumerable<(string Actor, string What)>> EventsAsync()
    {
        await using var connection = await terminal.Database.DataSource.OpenConnectionAsync();
        return await connection.QueryAsync<(string, string)>("SELECT actor, what FROM events");
    }
}
