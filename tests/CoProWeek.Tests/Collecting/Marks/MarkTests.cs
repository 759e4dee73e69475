using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using CoProWeek.Collecting.Marks;
using CoProWeek.Collecting.Rollups;
using CoProWeek.Reporting;
using CoProWeek.Tests.Reporting;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Collecting.Marks;

/// <summary>What the team makes of mentions: who did it is kept, it changes no count, and it goes with what it is of.</summary>
public sealed class MarkTests : IAsyncLifetime
{
    private ReportDesk desk = null!;
    private long loud;
    private long quiet;

    public async Task InitializeAsync()
    {
        desk = await ReportDesk.OpenAsync();
        var db = desk.Database;
        await A.Campaign(db);
        loud = await A.Mention(db, await A.Author(db, "Ailsa"), numbers: [900, 5, 4, 3, 2, 1], text: "Loud #CoProWeekScot");
        quiet = await A.Mention(db, await A.Author(db, "Bram"), numbers: [20, 1, 0, 0, 0, 0], text: "Quiet #CoProWeekScot");
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    private MarkStore Marks => desk.Get<MarkStore>();

    [Fact]
    public async Task Hidden_it_is_counted_and_in_no_list_of_posts_and_shown_again_it_is_back()
    {
        var before = await desk.MakeAsync();
        Assert.Equal(["Loud #CoProWeekScot", "Quiet #CoProWeekScot"], before.Posts.Select(post => post.Text));

        Assert.True(await Marks.HideAsync(loud, "Bina", CancellationToken.None));
        var hidden = await desk.MakeAsync();
        Assert.True(await Marks.ShowAsync(loud, "Bina", CancellationToken.None));
        var shown = await desk.MakeAsync();

        Assert.Equal(["Quiet #CoProWeekScot"], hidden.Posts.Select(post => post.Text));
        // Of those with most of another counter only Quiet is left, which was liked once.
        Assert.Equal([("likes", "Quiet #CoProWeekScot")], hidden.PostsBy.Select(post => (post.Counter, post.Text)));
        Assert.Equal(before.Figures.All.Select(Said), hidden.Figures.All.Select(Said));
        Assert.Equal((0, 1, 0), (before.Hidden, hidden.Hidden, shown.Hidden));
        Assert.Contains("1 post hidden by the team is counted, and not listed here.", await ReachHtml.FileAsync(hidden), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden by the team", await ReachHtml.FileAsync(shown), StringComparison.Ordinal);
        Assert.Equal(before.Posts.Select(post => post.Text), shown.Posts.Select(post => post.Text));
    }

    [Fact]
    public async Task A_day_of_more_than_ten_loud_posts_has_ten_in_its_list_when_one_is_hidden()
    {
        var author = await A.Author(desk.Database, "Cara");
        foreach (var n in Enumerable.Range(0, 12))
            await A.Mention(desk.Database, author, A.MondayMorning.AddMinutes(n), numbers: [1_000 + n], text: $"Post {n}");
        Assert.Equal(10, (await desk.MakeAsync()).Posts.Count);

        await Marks.HideAsync(loud, "Bina", CancellationToken.None);
        foreach (var one in await IdsAsync("text IN ('Post 11', 'Post 10')"))
            await Marks.HideAsync(one, "Bina", CancellationToken.None);

        // Of the twelve two are hidden; nothing is lost of what stood just below the ten.
        Assert.Equal(Enumerable.Range(0, 10).Select(n => $"Post {9 - n}"), (await desk.MakeAsync()).Posts.Select(post => post.Text));
    }

    [Fact]
    public async Task The_kept_rollups_are_those_that_are_made_anew()
    {
        await desk.MakeAsync();
        await Marks.HideAsync(loud, "Bina", CancellationToken.None);
        var kept = await TopsAsync();

        await desk.Get<RollupStore>().RebuildAsync(await desk.Get<CampaignStore>().NamedOrOnlyAsync(null), CancellationToken.None);

        Assert.Equal(kept, await TopsAsync());
        Assert.NotEmpty(kept);
    }

    [Fact]
    public async Task Each_change_is_in_the_history_once_by_number_and_never_by_name()
    {
        var post = await A.Post(desk.Database, 1);

        Assert.True(await Marks.HideAsync(loud, "Bina", CancellationToken.None));
        Assert.False(await Marks.HideAsync(loud, "Ann", CancellationToken.None));
        Assert.True(await Marks.ShowAsync(loud, "Ann", CancellationToken.None));
        Assert.False(await Marks.ShowAsync(loud, "Ann", CancellationToken.None));
        Assert.True(await Marks.AnswerAsync(loud, "@ScotCoPro", "Ann", CancellationToken.None));
        Assert.False(await Marks.AnswerAsync(loud, "@ScotCoPro", "Bina", CancellationToken.None));
        Assert.True(await Marks.AnswerAsync(loud, "Bina", "Bina", CancellationToken.None));
        Assert.True(await Marks.UnanswerAsync(loud, "Ann", CancellationToken.None));
        Assert.True(await Marks.FeatureAsync(loud, post, "Ann", CancellationToken.None));

        var remoteId = (await TextAsync("SELECT remote_id::text FROM mentions WHERE id = @loud"))!;
        Assert.Equal(
            $"Bina|mention hidden|post {remoteId}\nAnn|mention shown again|post {remoteId}\nAnn|mention answered|post {remoteId} by @ScotCoPro\nBina|mention answered|post {remoteId} by Bina\nAnn|mention not answered|post {remoteId}\nAnn|mention featured|post {remoteId} in a draft",
            await TextAsync("SELECT string_agg(actor || '|' || what || '|' || detail, E'\\n' ORDER BY id) FROM events WHERE what LIKE 'mention %'"));
        Assert.Equal("Ann", await TextAsync("SELECT featured_by FROM mention_marks WHERE mention_id = @loud AND featured_at = @at"));
    }

    [Fact]
    public async Task Removed_it_has_no_marks_takes_none_and_the_draft_made_of_it_is_named()
    {
        var post = await A.Post(desk.Database, 1, "share-1");
        await Marks.FeatureAsync(loud, post, "Ann", CancellationToken.None);
        await Marks.HideAsync(loud, "Ann", CancellationToken.None);

        var removed = await desk.Get<Remover>().RemoveAsync("@Ailsa", "She asked", "Bina", CancellationToken.None);

        Assert.Equal(["share-1"], removed!.Featured);
        Assert.Equal("0", await TextAsync("SELECT count(*)::text FROM mention_marks"));
        Assert.False(await Marks.HideAsync(loud, "Ann", CancellationToken.None));
        Assert.False(await Marks.AnswerAsync(loud, "@ScotCoPro", "Ann", CancellationToken.None));
        Assert.Equal("0", await TextAsync("SELECT count(*)::text FROM mention_marks"));
    }

    [Fact]
    public async Task Forgotten_it_has_no_marks()
    {
        await A.FoundAll(desk.Database, await A.Watch(desk.Database, 1));
        await Marks.HideAsync(quiet, "Ann", CancellationToken.None);
        await using var connection = await desk.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        await ForgottenRows.ForgetAsync(transaction, 1, (_, id) => [.. BitConverter.GetBytes(id), .. new byte[24]], A.Counting, CancellationToken.None);
        await RollupStore.SettleAsync(transaction, CancellationToken.None);
        await transaction.CommitAsync();

        Assert.Equal("0", await TextAsync("SELECT count(*)::text FROM mention_marks"));
        Assert.Equal("", await TextAsync("SELECT string_agg(text, '') FROM mentions"));
    }

    private static string Said(Figure figure) => $"{figure.Label}: {figure.All?.Value} {figure.Ours?.Value} {figure.Others?.Value}";

    private async Task<IEnumerable<long>> IdsAsync(string where)
    {
        await using var connection = await desk.Database.OpenConnectionAsync();
        return await connection.QueryAsync<long>($"SELECT id FROM mentions WHERE {where}");
    }

    private async Task<IEnumerable<string>> TopsAsync()
    {
        await using var connection = await desk.Database.OpenConnectionAsync();
        return await connection.QueryAsync<string>("SELECT day || ' ' || counter || ' ' || mention_id || ' ' || n FROM rollup_tops ORDER BY 1");
    }

    private async Task<string?> TextAsync(string sql)
    {
        await using var connection = await desk.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<string?>(sql, new { loud, at = A.Counting });
    }
}
