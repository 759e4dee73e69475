using System.Net;
using System.Text.RegularExpressions;
using CoProWeek.Tests.Support;
using CoProWeek.Web;
using Dapper;

namespace CoProWeek.Tests.Web.Mentions;

/// <summary>The stream of what people say: newest first, searched, filtered, and a page at a time.</summary>
public sealed partial class StreamTests
{
    [Theory]
    [InlineData("", "Ours Without Quoting Powerful Soup Power")]
    [InlineData("?q=power", "Ours Powerful Power")]
    [InlineData("?q=POWER+shared", "Power")]
    [InlineData("?q=%C3%B2rain", "Soup")] // òrain: case is told apart by no letter, whatever the database's locale
    [InlineData("?q=100%25", "Soup")]
    [InlineData("?q=1.0", "")] // a point is a point
    [InlineData("?q=nothing+like+it", "")]
    [InlineData("?by=@kelp_kitchen", "Soup Power")]
    [InlineData("?by=TIDE_table&q=question", "Powerful")]
    [InlineData("?by=nobody", "")]
    [InlineData("?kind=reply", "Powerful")]
    [InlineData("?kind=quote", "Quoting")]
    [InlineData("?tag=%23soup", "Soup")]
    [InlineData("?tagged=yes", "Ours Quoting Powerful Soup Power")]
    [InlineData("?who=others&tagged=yes", "Quoting Powerful Soup Power")]
    [InlineData("?who=ours", "Ours")]
    [InlineData("?from=2027-11-15&to=2027-11-15", "Ours Without Quoting Powerful Soup Power")]
    [InlineData("?from=2027-11-16", "")]
    [InlineData("?kind=nonsense&who=nonsense&answered=nonsense&hidden=nonsense&from=nonsense&before=nonsense", "Ours Without Quoting Powerful Soup Power")]
    public async Task It_lists_what_is_asked_for_newest_first(string query, string words)
    {
        await using var desk = await StreamDesk.OpenAsync();

        Assert.Equal(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), await desk.ListAsync(query));
    }

    [Fact]
    public async Task Hidden_and_answered_are_told_apart_and_what_is_left_out_is_said()
    {
        await using var desk = await StreamDesk.OpenAsync();
        var db = desk.Dashboard.Database.DataSource;
        await A.Hidden(db, desk.Posts["Soup"]);
        await A.Answered(db, desk.Posts["Powerful"]);

        Assert.Equal(["Ours", "Without", "Quoting", "Powerful", "Power"], await desk.ListAsync(""));
        Assert.Equal(["Soup"], await desk.ListAsync("?hidden=only"));
        Assert.Equal(6, (await desk.ListAsync("?hidden=all")).Count);
        Assert.Equal(["Powerful"], await desk.ListAsync("?answered=yes"));
        Assert.Equal(["Without", "Quoting", "Power"], await desk.ListAsync("?who=others&answered=no"));
        Assert.Contains("1 post is hidden by the team and not in this list; the report counts it.", await desk.Dashboard.ReadAsync($"{StreamDesk.Stream}?tagged=yes"), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden by the team and", await desk.Dashboard.ReadAsync($"{StreamDesk.Stream}?q=power"), StringComparison.Ordinal);
        Assert.Contains("Answered by @ScotCoPro , noted Mon 15 Nov 09:00 GMT", await desk.Dashboard.ReadAsync(StreamDesk.Stream), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("a)b")]
    [InlineData("(?i)x")]
    [InlineData("***=")]
    [InlineData("\\")]
    [InlineData("';DROP TABLE mentions;--")]
    [InlineData("{1,99999}")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("👩🏽‍🤝‍👨🏻")]
    [InlineData("\u202Eabc\u0001")]
    public async Task What_is_typed_is_looked_for_letter_by_letter(string typed)
    {
        await using var desk = await StreamDesk.OpenAsync();
        var said = await A.Mention(desk.Dashboard.Database.DataSource, await A.Author(desk.Dashboard.Database.DataSource, "odd"), text: $"Odd {typed} #CoProWeekScot");

        var html = await desk.Dashboard.GetAsync($"{StreamDesk.Stream}?tagged=yes&q={Uri.EscapeDataString(typed)}");

        Assert.Contains($"id=\"m-{said}\"", html, StringComparison.Ordinal);
        Assert.Equal(["Odd"], StreamDesk.Words(html));
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_without_end_is_cut_and_looked_for()
    {
        await using var desk = await StreamDesk.OpenAsync();

        Assert.Equal([], await desk.ListAsync($"?q={new string('x', 5_000)}"));
        // The pair of the emoji is not cut in two.
        Assert.Equal([], await desk.ListAsync($"?q={new string('x', 119)}{Uri.EscapeDataString("🏴")}"));
    }

    [Fact]
    public async Task Pages_hold_every_post_once_also_where_many_were_posted_at_one_instant()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        await A.Campaign(db);
        var author = await A.Author(db, "kelp_kitchen");
        // 130 posts at two instants: a page of fifty ends in the midst of those of one.
        for (var n = 0; n < 130; n++)
            await A.Mention(db, author, A.MondayMorning.AddMinutes(n < 70 ? -5 : -4), text: $"{n} #CoProWeekScot");
        var (seen, pages, next) = (new List<string>(), 0, $"{StreamDesk.Stream}?tagged=yes&by=kelp_kitchen");

        while (next is not null)
        {
            var html = await dashboard.GetAsync(next);
            seen.AddRange(StreamDesk.Words(html));
            next = Older().Match(html) is { Success: true } link ? WebUtility.HtmlDecode(link.Groups["to"].Value) : null;
            pages++;
        }

        Assert.Equal(3, pages);
        Assert.Equal(Enumerable.Range(0, 130).Select(n => $"{129 - n}"), seen);
    }

    [Fact]
    public async Task A_search_that_finds_little_says_how_far_it_looked_and_goes_on_from_there()
    {
        await using var desk = await StreamDesk.OpenAsync();
        await ManyAsync(desk, MentionsView.MostLookedThrough);

        var first = await desk.Dashboard.GetAsync($"{StreamDesk.Stream}?q=shared");
        var next = WebUtility.HtmlDecode(Older().Match(first).Groups["to"].Value);

        Assert.Equal([], StreamDesk.Words(first));
        Assert.Contains("50,000 posts were looked through, back to ", Html.Text(first), StringComparison.Ordinal);
        Assert.Contains("Look further back", first, StringComparison.Ordinal);
        Assert.Equal(["Power"], StreamDesk.Words(await desk.Dashboard.GetAsync(next)));
        // By its author it is found at once, however long ago it was.
        Assert.Equal(["Power"], await desk.ListAsync("?q=shared&by=kelp_kitchen"));
    }

    [Fact]
    public async Task Only_the_newest_of_all_come_by_themselves()
    {
        await using var desk = await StreamDesk.OpenAsync();

        Assert.Contains("Looks again every minute", await desk.Dashboard.ReadAsync(StreamDesk.Stream), StringComparison.Ordinal);
        Assert.DoesNotContain("Looks again", await desk.Dashboard.ReadAsync($"{StreamDesk.Stream}?q=power"), StringComparison.Ordinal);
    }

    private const string ManySql = """
        WITH author AS (
            SELECT id FROM authors WHERE handle = 'Tide_Table'
        ), added AS (
            INSERT INTO mentions (network, first_id, remote_id, author_id, kind, posted_at, text, raw, found_at, looked_at)
            SELECT 'x', n, n, author.id, 'original', @at + n * interval '1 millisecond', 'Much is said', '{}', @at, @at
              FROM author
             CROSS JOIN generate_series(1, @count) AS n
            RETURNING id
        )
        INSERT INTO mention_watches (mention_id, watch_id, found_at)
        SELECT id, 1, @at
          FROM added
        """;

    /// <summary>That many newer posts.</summary>
    private static async Task ManyAsync(StreamDesk desk, int count)
    {
        await using var connection = await desk.Dashboard.Database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync(ManySql, new { count, at = A.MondayMorning });
    }

    [GeneratedRegex("<a class=\"more\" href=\"(?<to>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Older();
}
