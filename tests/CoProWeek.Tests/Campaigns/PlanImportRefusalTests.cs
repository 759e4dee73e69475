using CoProWeek.Campaigns;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Campaigns;

public sealed class PlanImportRefusalTests : IAsyncLifetime
{
    private PlanDesk desk = null!;

    public async Task InitializeAsync()
    {
        desk = await PlanDesk.CreateAsync();
        desk.WritePicture("card.png");
        desk.WritePlan(Plans.Three);
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Theory]
    [InlineData("sent", null)]
    [InlineData("sending", null)]
    [InlineData("unknown", null)]
    [InlineData("held", "undecided")]
    [InlineData("removed", null)]
    public async Task What_is_out_or_may_be_is_never_touched(string state, string? holdReason)
    {
        await desk.ImportAsync();
        await desk.ApproveAsync("blog");
        await A.Delivery(desk.DataSource, (await desk.PostAsync("blog")).Id, state, holdReason);
        desk.WritePlan(Plans.Three.Replace("Our first blog", "Another text", StringComparison.Ordinal).Replace("ask Ann", "", StringComparison.Ordinal));

        var (diff, voided) = await desk.ImportAsync();

        Assert.Equal(RowState.Locked, diff.Rows[0].State);
        Assert.Contains("as @ScotCoPro", diff.Rows[0].LockedBecause, StringComparison.Ordinal);
        Assert.Empty(diff.ChangedPostIds);
        Assert.Empty(voided);
        var blog = await desk.PostAsync("blog");
        Assert.Equal(("Our first blog #CoProWeekScot", "ask Ann", true), (blog.Content.Text, blog.Content.Notes, blog.IsApproved));
    }

    [Fact]
    public async Task A_locked_row_that_is_unchanged_is_the_same()
    {
        await desk.ImportAsync();
        await A.Delivery(desk.DataSource, (await desk.PostAsync("blog")).Id, "sent");

        Assert.Equal(RowState.Same, (await desk.DiffAsync()).Rows[0].State);
    }

    [Fact]
    public async Task Anything_wrong_and_nothing_is_imported()
    {
        desk.WritePlan(Plans.Three.Replace("spare,,,question", "spare,,,poem", StringComparison.Ordinal).Replace("card.png", "../card.png", StringComparison.Ordinal));
        desk.WriteCampaign(Plans.Week with { Slug = "No Slug" });

        var prepared = await desk.PrepareAsync();

        Assert.Null(prepared.Diff);
        Assert.Equal([("campaign.json", "slug"), ("plan.csv", "kind"), ("plan.csv", "media")], prepared.Problems.Select(problem => (problem.File, problem.Column)));
        Assert.Empty(await desk.Campaigns.ListAsync());
    }

    [Fact]
    public async Task An_account_that_posts_go_to_cannot_be_left_out()
    {
        await desk.ImportAsync();
        File.Delete(Path.Combine(desk.Folder, "plan.csv"));
        desk.WriteCampaign(Plans.Week with { Accounts = [.. Plans.Week.Accounts.Take(1)] });

        var problem = Assert.Single((await desk.PrepareAsync()).Problems);

        Assert.Equal("campaign.json, accounts: CoProNews is left out, but posts go there: question. Expected: CoProNews among the accounts.", problem.ToString());
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_not_overwritten()
    {
        await desk.ImportAsync();
        desk.WritePlan(Plans.Three.Replace("Our first blog", "Mine", StringComparison.Ordinal));
        var mine = await desk.DiffAsync();
        desk.WritePlan(Plans.Three.Replace("Our first blog", "Theirs", StringComparison.Ordinal));
        await desk.ImportAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => desk.WriteAsync(mine));

        Assert.Equal("blog was changed by somebody else meanwhile. Nothing was imported: import again to see the difference.", refused.Message);
        Assert.StartsWith("Theirs", (await desk.PostAsync("blog")).Content.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_began_to_be_sent_meanwhile_is_not_overwritten()
    {
        await desk.ImportAsync();
        desk.WritePlan(Plans.Three.Replace("Our first blog", "Mine", StringComparison.Ordinal));
        var diff = await desk.DiffAsync();
        await A.Delivery(desk.DataSource, (await desk.PostAsync("blog")).Id, "sending");

        await Assert.ThrowsAsync<RefusedException>(() => desk.WriteAsync(diff));
    }
}
