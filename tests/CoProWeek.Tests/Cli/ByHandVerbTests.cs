using Dapper;

namespace CoProWeek.Tests.Cli;

/// <summary>A plan that goes to X and to Facebook, as it is typed.</summary>
public sealed class ByHandVerbTests : IAsyncLifetime
{
    private Terminal terminal = null!;

    public async Task InitializeAsync()
    {
        terminal = await Terminal.OpenAsync();
        await terminal.DoneAsync("plan", "import", TinyPlan.Write(terminal.Folder, ["ScotCoPro", "by-hand Our Facebook page"], "self",
            $"both,{TinyPlan.Later},blog,A card for the week #CoProWeekScot,card.png,A yellow card,ScotCoPro|Our Facebook page,2h,not needed",
            $"place,{TinyPlan.Later},blog,{new string('a', 400)} #CoProWeekScot,,,Our Facebook page,2h,"), "--as", "sam");
    }

    public async Task DisposeAsync() => await terminal.DisposeAsync();

    [Fact]
    public async Task Exported_and_imported_again_it_changes_nothing()
    {
        var folder = Path.Combine(terminal.Folder, "out");
        await terminal.DoneAsync("plan", "export", folder);

        var again = (await terminal.RunAsync("plan", "import", folder)).Is(0);

        Assert.Contains("0 new, 0 changed, 2 the same", again.Output, StringComparison.Ordinal);
        Assert.Contains("\"network\": \"by-hand\"", await File.ReadAllTextAsync(Path.Combine(folder, "campaign.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_a_workbook_too()
    {
        var file = Path.Combine(terminal.Folder, "out.xlsx");
        await terminal.DoneAsync("plan", "export", file);

        Assert.Contains("0 new, 0 changed, 2 the same", (await terminal.RunAsync("plan", "import", file)).Is(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_listed_shown_and_settled()
    {
        await terminal.DoneAsync("post", "approve", "--all", "--as", "kim");
        await using (var rows = await terminal.Database.DataSource.OpenConnectionAsync())
            await rows.ExecuteAsync("UPDATE deliveries SET state = 'held', hold_reason = 'hand', reason = 'Mailed' WHERE account_id = (SELECT id FROM accounts WHERE network = 'by-hand')");

        Assert.Contains("queued (ScotCoPro)", (await terminal.RunAsync("post", "list")).Is(0).Output, StringComparison.Ordinal);
        Assert.Contains("post by hand (Our Facebook page)", (await terminal.RunAsync("post", "list")).Is(0).Output, StringComparison.Ordinal);
        Assert.Contains("\nOur Facebook page: post by hand  Mailed", (await terminal.RunAsync("post", "show", "both")).Is(0).Output, StringComparison.Ordinal);
        var sent = (await terminal.RunAsync("post", "settle", "both", "--account", "Our Facebook page", "--went-out", "https://www.facebook.com/1")).Is(0);
        Assert.Contains("sent (Our Facebook page)", sent.Output, StringComparison.Ordinal);
        Assert.Contains("place: skipped", (await terminal.RunAsync("post", "settle", "place", "--did-not")).Is(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_check_asks_it_for_no_keys()
    {
        var answer = await terminal.RunAsync("check");

        Assert.Contains("ok   Our Facebook page, by hand: a person posts there", answer.Output, StringComparison.Ordinal);
    }
}
