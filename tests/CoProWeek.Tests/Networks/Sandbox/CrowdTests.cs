using System.Text.Json.Nodes;

namespace CoProWeek.Tests.Networks.Sandbox;

public sealed class CrowdTests
{
    public static TheoryData<int> Seeds => [1, 17, 2027, -5];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_sort_of_thing_happens(int seed)
    {
        await using var week = await CrowdWeek.StartAsync(CrowdWeek.Options with { Seed = seed });
        await week.LiveAsync(_ => Task.CompletedTask);
        var state = await week.X.StateAsync();
        var posts = CrowdWeek.Posts(state);
        var byId = posts.ToDictionary(post => (string)post["id"]!);
        var followers = Followers(state);
        bool Ours(JsonNode? id) => id is not null && (string?)byId[(string)id!]["account"] == "ScotCoPro";
        bool Own(JsonObject post) => post["quote_of"] is { } id && byId[(string)id!]["account"]!.ToString() == post["account"]!.ToString();
        TimeSpan? Stood(JsonObject post) => post["deleted_at"] is { } at ? (DateTimeOffset)at - (DateTimeOffset)post["created_at"]! : null;
        JsonObject First(JsonObject post) => byId[(string)post["versions"]![0]!];

        Assert.All(new Func<JsonObject, bool>[]
        {
            post => followers[(string)post["account"]!] == 0,
            post => Ours(post["reply_to"]) && CrowdWeek.HasTag(post),
            post => Ours(post["reply_to"]) && !CrowdWeek.HasTag(post),
            post => post["reply_to"] is { } to && !Ours(to),
            post => (string?)post["conversation_id"] != (string?)post["id"] && !Ours(post["reply_to"]) && Ours(post["conversation_id"]),
            post => Ours(post["quote_of"]),
            post => post["quote_of"] is { } of && !Ours(of) && !Own(post),
            Own,
            post => Ours(post["repost_of"]),
            post => post["repost_of"] is { } of && !Ours(of),
            post => First(post) != post && CrowdWeek.HasTag(First(post)) && CrowdWeek.HasTag(post),
            post => First(post) != post && CrowdWeek.HasTag(First(post)) && !CrowdWeek.HasTag(post),
            post => First(post) != post && !CrowdWeek.HasTag(First(post)) && CrowdWeek.HasTag(post),
            post => ((JsonArray)post["versions"]!).Count == 3,
            post => Stood(post) <= TimeSpan.FromSeconds(20),
            post => Stood(post) >= TimeSpan.FromHours(22),
            post => Says(post, "#coproweekscot") && !Says(post, CrowdWeek.Tag),
            post => Says(post, "@ScotCoPro") && !CrowdWeek.HasTag(post),
            post => Says(post, "#CoProduction"),
            post => Says(post, "https://"),
            post => Says(post, " & "),
            post => Says(post, "🎉"),
            post => Says(post, "\n"),
            post => ((string)post["text"]!).Length > 300,
            post => ((JsonArray)post["media"]!).Count == 1,
        }, sort => Assert.Contains(posts, post => sort(post)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task There_is_enough_to_collect_and_not_too_much(int seed)
    {
        await using var week = await CrowdWeek.StartAsync(CrowdWeek.Options with { Seed = seed }, at: CrowdWeek.Options.Until);
        var state = await week.X.StateAsync();
        var (posts, followers) = (CrowdWeek.Posts(state), Followers(state));

        Assert.InRange(posts.Count, 350, 520);
        Assert.InRange(posts.Count(CrowdWeek.StandsWithTag), 220, 380);
        Assert.InRange(followers.Count, 40, 62);
        Assert.InRange(followers.Values.Max(), 15_000, 20_000);
        Assert.Equal(2_140, followers["ScotCoPro"]);
    }

    [Fact]
    public async Task Most_texts_are_said_once()
    {
        await using var week = await CrowdWeek.StartAsync(at: CrowdWeek.Options.Until);

        var texts = (await week.PostsAsync()).Select(post => (string)post["text"]!).Where(text => text != "").ToList();

        Assert.InRange(texts.Distinct(StringComparer.Ordinal).Count(), texts.Count * 0.97, texts.Count);
    }

    [Fact]
    public async Task Most_of_it_happens_in_the_week_and_after_noon_and_in_the_end_all_is_quiet()
    {
        await using var week = await CrowdWeek.StartAsync(at: CrowdWeek.Options.Until);
        var times = (await week.PostsAsync()).Select(post => (DateTimeOffset)post["created_at"]!).ToList();
        var inWeek = times.Where(at => at >= CrowdWeek.WeekFrom && at < CrowdWeek.Options.WeekTo).ToList();

        Assert.InRange(inWeek.Count, times.Count * 2 / 3, times.Count - 40);
        Assert.Contains(inWeek.CountBy(at => at.Hour).MaxBy(hour => hour.Value).Key, new[] { 12, 13 });
        Assert.All(times, at => Assert.InRange(at, CrowdWeek.Options.From, CrowdWeek.Options.Until.AddDays(-3)));
    }

    [Fact]
    public async Task Without_anything_of_ours_nobody_speaks_about_us()
    {
        await using var week = await CrowdWeek.StartAsync(at: CrowdWeek.Options.Until);
        var posts = await week.PostsAsync();
        var ids = posts.Select(post => (string)post["id"]!).ToHashSet();

        Assert.All(posts.SelectMany(post => new[] { post["reply_to"], post["quote_of"], post["repost_of"] }).Where(id => id is not null), id => Assert.Contains((string)id!, ids));
    }

    /// <summary>An id of ours may be wanted in the very millisecond in which a member posts.</summary>
    [Fact]
    public async Task Our_ids_grow_and_keep_their_own_millisecond()
    {
        DateTimeOffset[] instants;
        await using (var seen = await CrowdWeek.StartAsync(at: CrowdWeek.WeekFrom.AddDays(2)))
            instants = [.. (await seen.PostsAsync()).Select(post => (DateTimeOffset)post["created_at"]!).Where(at => at >= CrowdWeek.WeekFrom).Take(40)];
        await using var week = await CrowdWeek.StartAsync();
        long last = 0;

        foreach (var at in instants)
        {
            week.GoTo(at);
            for (var i = 0; i < 2; i++)
            {
                var id = long.Parse(await week.X.PostAsync($"Ours {i} {at:O}"));
                Assert.True(id > last);
                last = id;
                var made = await week.PostsAsync();
                Assert.Equal(at, (DateTimeOffset)made.Single(post => (string?)post["id"] == id.ToString())["created_at"]!);
                Assert.Equal(id.ToString(), (string?)made[^1]["id"]);
            }
        }
    }

    private static Dictionary<string, int> Followers(JsonObject state) =>
        ((JsonArray)state["accounts"]!).ToDictionary(account => (string)account!["handle"]!, account => (int)account!["followers"]!);

    private static bool Says(JsonObject post, string what) => ((string)post["text"]!).Contains(what, StringComparison.Ordinal);
}
