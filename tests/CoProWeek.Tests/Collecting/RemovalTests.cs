using CoProWeek.Collecting;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Collecting;

/// <summary>What is gone at the network, or is asked to be removed: hidden, then wiped, and never back.</summary>
public sealed class RemovalTests
{
    private static readonly DateTimeOffset Eight = LiveWeek.Eight;

    [Fact]
    public async Task What_is_missed_is_hidden_at_once_and_wiped_when_it_is_missed_on_another_day()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        var gone = await people.SayAsync("A mistake by @kelp_kitchen #CoProWeekScot #Oops https://example.org/1", at: Eight.AddHours(-2));
        await people.SayAsync("It stands #CoProWeekScot", "tide_table", at: Eight.AddHours(-1));
        await CollectAsync(week);
        await people.DeleteAsync(gone);

        await RefreshAsync(week);
        await RefreshAsync(week);
        var sameDay = await Tombstone.OfAsync(week, gone);
        await week.StopWorkerAsync();
        week.Clock.StepTo(Eight.AddDays(1));
        await RefreshAsync(week);

        Assert.Equal(("A mistake by @kelp_kitchen #CoProWeekScot #Oops https://example.org/1", "deleted", false), (sameDay.Text, sameDay.HiddenWhy, sameDay.IsWiped));
        var tombstone = await Tombstone.OfAsync(week, gone);
        Assert.Equal(new Tombstone { Text = "", Raw = "", HiddenWhy = "deleted", IsWiped = true, Tags = "coproweekscot/coproweekscot", Carried = 0, Observations = 0 }, tombstone);
        Assert.Equal(["tide_table"], await NamesAsync(week));
        // It is looked for no more: that would cost, and nothing could come of it.
        Assert.Equal(new Refreshed { LookedUp = 1, Missing = 0 }, await NextHourAsync(week));
    }

    [Fact]
    public async Task By_itself_it_is_missed_by_the_daily_sweep_and_wiped_by_the_next_days()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: new() { ["Collecting:Every"] = "01:00:00" });
        using var people = new People(week.Sandbox.Address);
        var gone = await people.SayAsync("A mistake #CoProWeekScot", at: Eight.AddHours(-2));
        await CollectAsync(week);
        await people.DeleteAsync(gone);

        await week.LiveAsync(Eight.AddHours(13));
        var before = await Tombstone.OfAsync(week, gone);
        await week.LiveAsync(Eight.AddHours(19));
        var hidden = await Tombstone.OfAsync(week, gone);
        await week.LiveAsync(Eight.AddDays(2));

        Assert.Equal((null, "deleted", false), (before.HiddenWhy, hidden.HiddenWhy, hidden.IsWiped));
        Assert.True((await Tombstone.OfAsync(week, gone)).IsWiped);
    }

    [Fact]
    public async Task A_removed_post_comes_back_by_no_later_page_no_other_watch_and_no_edit()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        var post = await people.SayAsync("Please forget this #CoProWeekScot", at: Eight.AddMinutes(-30));
        await CollectAsync(week);

        var removed = await week.Get<Remover>().RemoveAsync($"https://x.com/kelp_kitchen/status/{post}", "Asked by its author by mail", "Ailsa", CancellationToken.None);
        await people.EditAsync(post, "Please forget this @ScotCoPro #CoProWeekScot");
        await week.LiveAsync(Eight.AddHours(2));

        Assert.Equal((1, false), (removed!.Posts, removed.Already));
        var tombstone = await Tombstone.OfAsync(week, post);
        Assert.Equal(("", "", true, 0), (tombstone.Text, tombstone.Raw, tombstone.IsWiped, tombstone.Observations));
        Assert.Empty(await NamesAsync(week));
        Assert.Equal($"Ailsa|mention removed|post {post}: Asked by its author by mail", await HistoryAsync(week));
    }

    [Fact]
    public async Task Removing_again_is_harmless_and_what_is_not_held_is_said()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        var post = await people.SayAsync("Please forget this #CoProWeekScot", at: Eight.AddMinutes(-30));
        await CollectAsync(week);
        var remover = week.Get<Remover>();
        await remover.RemoveAsync(post, "Asked", "Ailsa", CancellationToken.None);

        var again = await remover.RemoveAsync(post, "Asked", "Ailsa", CancellationToken.None);

        Assert.True(again!.Already);
        Assert.Null(await remover.RemoveAsync("17", "Asked", "Ailsa", CancellationToken.None));
        Assert.Null(await remover.RemoveAsync("@nobody", "Asked", "Ailsa", CancellationToken.None));
        Assert.Equal(1, await week.CountAsync("events WHERE what = 'mention removed'"));
    }

    [Fact]
    public async Task Who_asked_to_be_left_out_is_wiped_and_what_they_post_later_is_not_kept_but_counted()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        await people.SayAsync("One #CoProWeekScot", at: Eight.AddMinutes(-30));
        await people.SayAsync("Two #CoProWeekScot", at: Eight.AddMinutes(-20));
        await CollectAsync(week);

        var removed = await week.Get<Remover>().RemoveAsync("@Kelp_Kitchen", "Asked by telephone", "Ailsa", CancellationToken.None);
        var later = await people.SayAsync("Three #CoProWeekScot", at: Eight.AddMinutes(2));
        await week.LiveAsync(Eight.AddHours(1));

        Assert.Equal((2, true), (removed!.Posts, removed.IsAuthor));
        Assert.Equal("removed on request", (await Tombstone.OfAsync(week, later)).HiddenWhy);
        Assert.Equal((3, 0), (await week.CountAsync("mentions WHERE wiped_at IS NOT NULL AND author_id IS NULL AND text = ''"), await week.CountAsync("observations")));
        Assert.Equal(1, await week.CountAsync("authors WHERE handle = '' AND name = '' AND removed_at IS NOT NULL"));
        Assert.Equal(0, await week.CountAsync("author_observations"));
        Assert.DoesNotContain("kelp", await HistoryAsync(week), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_database_itself_refuses_words_on_what_was_wiped()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        var post = await people.SayAsync("Please forget this #CoProWeekScot", at: Eight.AddMinutes(-30));
        await CollectAsync(week);
        await week.Get<Remover>().RemoveAsync(post, "Asked", "Ailsa", CancellationToken.None);
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => connection.ExecuteAsync("UPDATE mentions SET text = 'back'"));
    }

    private static async Task CollectAsync(LiveWeek week)
    {
        await week.StartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(3));
    }

    private static Task<Refreshed?> RefreshAsync(LiveWeek week) => week.Get<Refresher>().RefreshAsync(week.Campaign, null, CancellationToken.None);

    private static Task<Refreshed?> NextHourAsync(LiveWeek week)
    {
        week.Clock.StepTo(Eight.AddDays(1).AddHours(2));
        return RefreshAsync(week);
    }

    private static async Task<IEnumerable<string>> NamesAsync(LiveWeek week)
    {
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        return await connection.QueryAsync<string>("SELECT handle FROM authors ORDER BY handle");
    }

    private static Task<string> HistoryAsync(LiveWeek week) =>
        week.Database.TextAsync("SELECT actor || '|' || what || '|' || detail FROM events WHERE what IN ('mention removed', 'account left out') ORDER BY id DESC LIMIT 1");

    /// <summary>What is left of a post.</summary>
    private sealed record Tombstone
    {
        public required string Text { get; init; }
        public required string Raw { get; init; }
        public string? HiddenWhy { get; init; }
        public required bool IsWiped { get; init; }
        public string? Tags { get; init; }
        public required int Carried { get; init; }
        public required int Observations { get; init; }

        private const string OfSql = """
            SELECT m.text, m.raw, m.hidden_why, m.wiped_at IS NOT NULL AND m.author_id IS NULL AS is_wiped,
                   (SELECT string_agg(tag || '/' || written, ' ' ORDER BY tag) FROM mention_tags WHERE mention_id = m.id) AS tags,
                   ((SELECT count(*) FROM mention_links WHERE mention_id = m.id) + (SELECT count(*) FROM mention_handles WHERE mention_id = m.id)
                    + (SELECT count(*) FROM mention_media WHERE mention_id = m.id))::int AS carried,
                   (SELECT count(*)::int FROM observations WHERE mention_id = m.id) AS observations
              FROM mentions m
             WHERE m.first_id = @id
            """;

        public static async Task<Tombstone> OfAsync(LiveWeek week, string id)
        {
            await using var connection = await week.Database.DataSource.OpenConnectionAsync();
            return await connection.QuerySingleAsync<Tombstone>(OfSql, new { id = long.Parse(id) });
        }
    }
}
