using CoProWeek.Campaigns;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Campaigns;

public sealed class PlanImportTests : IAsyncLifetime
{
    private PlanDesk desk = null!;

    public async Task InitializeAsync()
    {
        desk = await PlanDesk.CreateAsync();
        desk.WritePicture("card.png");
        desk.WritePlan(Plans.Three);
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task A_first_import_makes_the_campaign_and_drafts()
    {
        var (diff, voided) = await desk.ImportAsync();

        Assert.Equal([RowState.New, RowState.New, RowState.New], diff.Rows.Select(row => row.State));
        Assert.Equal((2, 0), (diff.Drafts, voided.Count));
        var blog = await desk.PostAsync("blog");
        Assert.Equal(("draft", "sam", A.MondayMorning), (PostStatus.Of(blog), blog.EditedBy, blog.SlotAt));
        Assert.Equal(A.MondayMorning.AddHours(11), blog.LatestAt);
        Assert.Equal(A.Png, await desk.Media.ReadAsync(blog.Content.Pictures[0].Hash));
        Assert.Equal(["ScotCoPro", "CoProNews"], (await desk.PostAsync("question")).Content.Accounts.Select(account => account.Handle));
        Assert.Equal(["added by sam"], (await desk.QueryAsync<string>("SELECT DISTINCT what || ' by ' || actor FROM events WHERE post_id IS NOT NULL")));
    }

    [Fact]
    public async Task Importing_the_same_again_changes_nothing()
    {
        await desk.ImportAsync();

        var (diff, _) = await desk.ImportAsync("kim");

        Assert.True(diff.IsEmpty);
        Assert.All(diff.Rows, row => Assert.Equal(RowState.Same, row.State));
        Assert.Equal("sam", (await desk.PostAsync("blog")).EditedBy);
        Assert.Equal(3, (await desk.QueryAsync<long>("SELECT id FROM events WHERE post_id IS NOT NULL")).Count);
    }

    [Fact]
    public async Task A_changed_row_is_shown_column_by_column_and_becomes_a_draft_again()
    {
        await desk.ImportAsync();
        await desk.ApproveAsync("blog");
        await desk.ApproveAsync("question");
        desk.WritePlan(Plans.Three.Replace("Our first blog", "Our very first blog", StringComparison.Ordinal).Replace("blog,15/11/2027,,", "blog,16/11/2027,9:30,", StringComparison.Ordinal));

        var (diff, voided) = await desk.ImportAsync("ann");

        var blog = await desk.PostAsync("blog");
        Assert.Equal([blog.Id], diff.ChangedPostIds);
        Assert.Equal([blog.Id], voided);
        Assert.Equal(["date: 2027-11-15 -> 2027-11-16", "time: 09:00 -> 09:30", "text: Our first blog #CoProWeekScot -> Our very first blog #CoProWeekScot"], diff.Rows[0].Changes.Select(change => $"{change.Field}: {change.Before} -> {change.After}"));
        Assert.Equal((false, "ann"), (blog.IsApproved, blog.EditedBy));
        Assert.True((await desk.PostAsync("question")).IsApproved);
        Assert.Equal(["date, time, text"], await desk.QueryAsync<string>("SELECT detail FROM events WHERE what = 'changed'"));
    }

    [Fact]
    public async Task Notes_never_void_an_approval()
    {
        await desk.ImportAsync();
        await desk.ApproveAsync("blog");
        desk.WritePlan(Plans.Three.Replace("ask Ann", "Ann said yes", StringComparison.Ordinal));

        var (diff, voided) = await desk.ImportAsync("ann");

        var blog = await desk.PostAsync("blog");
        Assert.Equal(("Ann said yes", true, "sam"), (blog.Content.Notes, blog.IsApproved, blog.EditedBy));
        Assert.Empty(diff.ChangedPostIds);
        Assert.Empty(voided);
    }

    [Fact]
    public async Task A_picture_changed_under_its_name_is_a_change()
    {
        await desk.ImportAsync();
        await desk.ApproveAsync("blog");
        desk.WritePicture("card.png", A.OtherPng);

        var (diff, voided) = await desk.ImportAsync();

        Assert.Equal("media", Assert.Single(diff.Rows[0].Changes).Field);
        Assert.Single(voided);
        Assert.Equal(A.OtherPng, await desk.Media.ReadAsync((await desk.PostAsync("blog")).Content.Pictures[0].Hash));
    }

    [Fact]
    public async Task A_picture_renamed_voids_nothing()
    {
        await desk.ImportAsync();
        await desk.ApproveAsync("blog");
        desk.WritePicture("cards/monday.png");
        desk.WritePlan(Plans.Three.Replace("card.png", "cards/monday.png", StringComparison.Ordinal));

        var (_, voided) = await desk.ImportAsync();

        Assert.Empty(voided);
        var blog = await desk.PostAsync("blog");
        Assert.Equal((true, "cards/monday.png"), (blog.IsApproved, blog.Content.Pictures[0].FileName));
    }

    [Fact]
    public async Task A_row_that_is_gone_is_named_and_left_alone()
    {
        await desk.ImportAsync();
        await desk.ApproveAsync("blog");
        desk.WritePlan(string.Join('\n', Plans.Three.Split('\n').Where(line => !line.StartsWith("blog", StringComparison.Ordinal))));

        var (diff, _) = await desk.ImportAsync();

        Assert.Equal(("blog", RowState.NotInFile), (diff.Rows[^1].Content.Ref, diff.Rows[^1].State));
        Assert.True((await desk.PostAsync("blog")).IsApproved);
    }

    [Fact]
    public async Task A_row_whose_time_has_passed_is_imported_and_says_so()
    {
        desk.WritePlan(Plans.Three.Replace("blog,15/11/2027", "blog,15/10/2027", StringComparison.Ordinal));

        var (diff, _) = await desk.ImportAsync();

        Assert.Equal([true, false, false], diff.Rows.Select(row => row.HasPassed));
        Assert.Contains("its time has passed: it will not be sent", ImportDiffText.Of(diff), StringComparison.Ordinal);
        Assert.Equal("draft", PostStatus.Of(await desk.PostAsync("blog")));
    }

    [Fact]
    public async Task A_campaign_in_another_zone_moves_every_post_that_may_still_move()
    {
        await desk.ImportAsync();
        await desk.ApproveAsync("blog");
        await A.Delivery(desk.DataSource, (await desk.PostAsync("question")).Id, "sent");
        File.Delete(Path.Combine(desk.Folder, "plan.csv"));
        desk.WriteCampaign(Plans.Week with { TimeZone = "Europe/Paris" });

        var (diff, voided) = await desk.ImportAsync();

        Assert.Equal("timeZone", Assert.Single(diff.CampaignChanges).Field);
        Assert.Equal([("blog", RowState.Changed), ("question", RowState.NotInFile), ("spare", RowState.NotInFile)], diff.Rows.Select(row => (row.Content.Ref, row.State)));
        Assert.Equal([(await desk.PostAsync("blog")).Id], voided);
        Assert.Equal(A.MondayMorning.AddHours(-1), (await desk.PostAsync("blog")).SlotAt);
        Assert.Equal(A.MondayMorning.AddHours(3), (await desk.PostAsync("question")).SlotAt);
    }

    [Fact]
    public async Task A_plan_alone_goes_into_the_only_campaign()
    {
        await desk.ImportAsync();
        File.Delete(Path.Combine(desk.Folder, "campaign.json"));

        Assert.True((await desk.DiffAsync()).IsEmpty);
        Assert.True((await desk.DiffAsync(Path.Combine(desk.Folder, "plan.csv"))).IsEmpty);
    }

    [Fact]
    public async Task The_difference_reads_row_by_row()
    {
        await desk.ImportAsync();
        await desk.ApproveAsync("blog");
        desk.WritePlan(Plans.Three.Replace("Our first blog", "Our second blog", StringComparison.Ordinal) + "new,16/11/2027,,blog,\"A new one\n#CoProWeekScot\",,,,,,,,\n");

        Assert.Equal(
            """
            Questions week (questions)
              ~ blog: text; it was approved and is a draft again
                  text: "Our first blog #CoProWeekScot" -> "Our second blog #CoProWeekScot"
              + new: blog, Tue 16 Nov 2027 09:00: "A new one ⏎ #CoProWeekScot"
              1 new, 1 changed, 2 the same

            """,
            ImportDiffText.Of(await desk.DiffAsync()));
    }
}
