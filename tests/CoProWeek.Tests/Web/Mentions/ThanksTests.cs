using System.Net;
using System.Text.RegularExpressions;
using CoProWeek.Networks;
using CoProWeek.Tests.Support;
using CoProWeek.Web;
using Dapper;

namespace CoProWeek.Tests.Web.Mentions;

/// <summary>Names to thank: who took part, in lists that fit one post each.</summary>
public sealed partial class ThanksTests : IAsyncLifetime
{
    private const string Thanks = "/campaigns/questions-week/thanks";

    private DashboardHost dashboard = null!;

    public async Task InitializeAsync()
    {
        dashboard = await DashboardHost.StartAsync();
        await A.Campaign(dashboard.Database.DataSource, hashtags: ["#CoProWeekScot"], team: ["CoProTeam"]);
    }

    public async Task DisposeAsync() => await dashboard.DisposeAsync();

    [Fact]
    public async Task Whoever_took_part_is_there_once_but_not_ours_not_removed_not_hidden_and_no_name_that_is_none()
    {
        var db = dashboard.Database.DataSource;
        await SayAsync("Zoe", 0);
        await SayAsync("Ailsa", 1, 1, 2);
        await SayAsync("ScotCoPro", 0);
        await SayAsync("coproteam", 0);
        await SayAsync("<script>", 0);
        await SayAsync("", 0);
        await A.Hidden(db, (await SayAsync("Hidden_one", 0))[0]);
        var half = await SayAsync("Half_hidden", 2, 2);
        await A.Hidden(db, half[0]);
        await A.Mention(db, await A.Author(db, "Gone"), hidden: true);
        await A.Mention(db, await A.Author(db, "Other_tag"), tags: ["Elsewhere"]);
        await A.Mention(db, await A.Author(db, "Reposter"), kind: "repost");

        Assert.Equal(["Thank you for taking part in #CoProWeekScot: @Zoe @Ailsa @Half_hidden"], await ListsAsync(""));
        Assert.Equal(["@Ailsa @Zoe @Half_hidden"], await ListsAsync("?order=posts&begin="));
        Assert.Equal(["Thank you for taking part in #CoProWeekScot: @Ailsa"], await ListsAsync("?from=2027-11-16&to=2027-11-16"));
        Assert.Contains("nobody to thank was found", await dashboard.ReadAsync($"{Thanks}?from=2027-11-20&to=2027-11-21"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_list_is_as_long_as_one_post_may_be_and_together_they_hold_everybody()
    {
        foreach (var n in Enumerable.Range(0, 60))
            await SayAsync($"member_{n:00}", 0);

        var lists = await ListsAsync("?begin=Thank+you");

        // "Thank you" and " @member_00", eleven letters each, 24 of them: 9 + 24 * 11 = 273; a 25th would make 284 of 280.
        Assert.Equal([273, 273, 9 + (12 * 11)], lists.Select(list => list.Length));
        Assert.Equal(Enumerable.Range(0, 60).Select(n => $"@member_{n:00}"), lists.SelectMany(list => list["Thank you ".Length..].Split(' ')));
        Assert.Contains("273 of 280 letters, as X counts them", await dashboard.ReadAsync($"{Thanks}?begin=Thank+you"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_beginning_counts_as_X_counts_it_and_one_that_leaves_no_room_makes_no_list()
    {
        var x = dashboard.Get<NetworkList>().Find("x");

        // A flag counts 2, whatever letters it is made of; a link 23, however long it is.
        Assert.Equal(["🏴󠁧󠁢󠁳󠁣󠁴󠁿 @a @b"], ThanksLists.Of(["a", "b"], "🏴󠁧󠁢󠁳󠁣󠁴󠁿", x));
        Assert.Equal(2, ThanksLists.Of(["a", "b"], new string('y', 276), x).Count);
        Assert.Empty(ThanksLists.Of(["a", "b"], new string('y', 278), x));
        Assert.Empty(ThanksLists.Of([], "Thank you", x));
    }

    [Fact]
    public async Task A_thousand_names_are_a_page_and_the_next_goes_on()
    {
        await ManyAsync(1_001);

        var (first, next) = (await ListsAsync("?begin="), await ListsAsync("?begin=&nth=1"));

        Assert.Equal(1_000, first.Sum(list => list.Split(' ').Length));
        Assert.Equal(["@m1001"], next);
        Assert.Contains("The next 1,000", await dashboard.ReadAsync(Thanks), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_stands_as_text()
    {
        await SayAsync("Zoe", 0);

        var html = await dashboard.GetAsync($"{Thanks}?begin={Uri.EscapeDataString("</textarea><script>alert(1)</script>")}");

        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Equal(["</textarea><script>alert(1)</script> @Zoe"], Lists(html));
    }

    private async Task<IReadOnlyList<long>> SayAsync(string handle, params int[] days)
    {
        var db = dashboard.Database.DataSource;
        var author = await A.Author(db, handle);
        var said = new List<long>();
        foreach (var day in days)
            said.Add(await A.Mention(db, author, A.MondayMorning.AddDays(day)));
        return said;
    }

    private const string ManySql = """
        WITH people AS (
            INSERT INTO authors (network, remote_id, handle, name, first_seen_at, last_seen_at)
            SELECT 'x', 5000 + n, 'm' || to_char(n, 'FM0000'), '', @at, @at
              FROM generate_series(1, @count) AS n
            RETURNING id, remote_id
        ), said AS (
            INSERT INTO mentions (network, first_id, remote_id, author_id, kind, posted_at, text, raw, found_at, looked_at)
            SELECT 'x', remote_id, remote_id, id, 'original', @at, 'Hello', '{}', @at, @at
              FROM people
            RETURNING id
        )
        INSERT INTO mention_tags (mention_id, tag, written)
        SELECT id, 'coproweekscot', 'CoProWeekScot'
          FROM said
        """;

    private async Task ManyAsync(int count)
    {
        await using var connection = await dashboard.Database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync(ManySql, new { count, at = A.MondayMorning });
    }

    private async Task<IReadOnlyList<string>> ListsAsync(string query) => Lists(await dashboard.GetAsync($"{Thanks}{query}"));

    private static IReadOnlyList<string> Lists(string html) => [.. Boxes().Matches(html).Select(box => WebUtility.HtmlDecode(box.Groups["text"].Value).Trim())];

    [GeneratedRegex("<textarea id=\"list-[0-9]+\"[^>]*>(?<text>[^<]*)</textarea>", RegexOptions.ExplicitCapture)]
    private static partial Regex Boxes();
}
