using System.Text.Json.Nodes;

namespace CoProWeek.Tests.Networks.Sandbox;

public sealed class TextTests
{
    [Theory]
    [InlineData("a", 280)]
    [InlineData("é", 280)]
    [InlineData("e\u0301", 280)]
    [InlineData("’", 280)]
    [InlineData("世", 140)]
    [InlineData("…", 140)]
    [InlineData("🎉", 140)]
    [InlineData("👩🏽‍🚀", 140)]
    [InlineData("👨‍👩‍👧‍👦", 140)]
    [InlineData("🏴󠁧󠁢󠁳󠁣󠁴󠁿", 140)]
    [InlineData("❤️", 140)]
    [InlineData("1️⃣", 140)]
    [InlineData("https://example.org/a-very-long-address-that-goes-on-and-on ", 280 / 24)]
    [InlineData("example.org ", 280 / 24)]
    public async Task A_text_is_weighed_as_X_weighs_it(string piece, int fits)
    {
        await using var x = await Practice.StartAsync();

        Assert.Equal(201, (await x.PostRawAsync(new { text = string.Concat(Enumerable.Repeat(piece, fits)) })).Status);
        var refused = await x.PostRawAsync(new { text = string.Concat(Enumerable.Repeat(piece, fits + 1)) });
        Assert.Equal(400, refused.Status);
        Assert.StartsWith("Your Tweet text is too long.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_comes_back_escaped_with_its_links_shortened()
    {
        await using var x = await Practice.StartAsync();
        await x.PostAsync("Tea & <cake> 🎉 #CoProWeekScot with @TeamTwo: https://www.example.org/stories?a=1&b=2.");

        var post = (await x.TimelineAsync("tweet.fields=entities")).Body!["data"]![0]!;

        var link = post["entities"]!["urls"]![0]!;
        Assert.Equal($"Tea &amp; &lt;cake&gt; 🎉 #CoProWeekScot with @TeamTwo: {link["url"]}.", (string?)post["text"]);
        Assert.Matches("^https://t.co/[0-9A-Za-z]{10}$", (string?)link["url"]);
        Assert.Equal("https://www.example.org/stories?a=1&b=2", (string?)link["expanded_url"]);
        Assert.Equal("example.org/stories?a=1&b=2"[..26] + "…", (string?)link["display_url"]);
        Assert.Equal("CoProWeekScot", (string?)post["entities"]!["hashtags"]![0]!["tag"]);
        Assert.Equal("TeamTwo", (string?)post["entities"]!["mentions"]![0]!["username"]);
        Assert.Equal($"{Practice.Other.Id}", (string?)post["entities"]!["mentions"]![0]!["id"]);
    }

    [Fact]
    public async Task Entity_offsets_count_the_code_points_of_the_text_as_given()
    {
        await using var x = await Practice.StartAsync();
        await x.PostAsync("🎉 & #tag https://example.org/a");

        var post = (await x.TimelineAsync("tweet.fields=entities")).Body!["data"]![0]!;

        var runes = ((string)post["text"]!).EnumerateRunes().ToArray();
        foreach (var (kind, shown) in new[] { ("hashtags", "#tag"), ("urls", (string)post["entities"]!["urls"]![0]!["url"]!) })
        {
            var entity = post["entities"]![kind]![0]!;
            Assert.Equal(shown, string.Concat(runes[(int)entity["start"]!..(int)entity["end"]!]));
        }
    }

    [Theory]
    [InlineData("See example.org/path)", "http://example.org/path")]
    [InlineData("(https://example.org/a_(b))", "https://example.org/a_(b)")]
    [InlineData("Write to me@example.org", null)]
    [InlineData("It ended.Then it began", null)]
    [InlineData("“https://example.scot/x”", "https://example.scot/x")]
    public async Task Links_are_found_where_X_finds_them(string text, string? expected)
    {
        await using var x = await Practice.StartAsync();
        await x.PostAsync(text);

        var post = (await x.TimelineAsync("tweet.fields=entities")).Body!["data"]![0]!;

        Assert.Equal(expected, (string?)post["entities"]?["urls"]?[0]?["expanded_url"]);
    }

    [Fact]
    public async Task A_long_post_is_cut_and_its_whole_is_in_the_note()
    {
        await using var x = await Practice.StartAsync(us: Practice.Us with { LongPosts = true });
        var whole = string.Join(' ', Enumerable.Repeat("word & word", 40)) + " #CoProWeekScot";
        await x.PostAsync(whole);

        var post = (await x.TimelineAsync("tweet.fields=note_tweet,entities")).Body!["data"]![0]!;

        Assert.Contains("…", (string?)post["text"], StringComparison.Ordinal);
        Assert.Null(post["entities"]!["hashtags"]);
        Assert.Equal(whole.Replace("&", "&amp;", StringComparison.Ordinal), (string?)post["note_tweet"]!["text"]);
        Assert.Equal("CoProWeekScot", (string?)post["note_tweet"]!["entities"]!["hashtags"]![0]!["tag"]);
    }

    [Fact]
    public async Task The_new_names_are_understood_always_and_answered_when_switched_on()
    {
        await using var x = await Practice.StartAsync();
        var first = await x.PostAsync("First");
        await x.PostAsync("Second", first);
        const string Asked = "post.fields=public_metrics&expansions=referenced_posts";

        var older = (JsonObject)(await x.TimelineAsync(Asked)).Body!;
        await x.PutAsync("/sandbox/switches", new { new_field_names = true });
        var newer = (JsonObject)(await x.TimelineAsync(Asked)).Body!;
        x.Forward(TimeSpan.FromMinutes(1));
        var counts = (await x.GetAsync("/2/tweets/counts/recent?query=second")).Body!;

        Assert.Equal(first, (string?)older["data"]![0]!["referenced_tweets"]![0]!["id"]);
        Assert.Equal("First", (string?)older["includes"]!["tweets"]![0]!["text"]);
        Assert.Equal(0, (int?)older["data"]![0]!["public_metrics"]!["retweet_count"]);
        var post = newer["data"]![0]!.AsObject();
        Assert.Equal(first, (string?)post["referenced_posts"]![0]!["id"]);
        Assert.Equal((string?)post["id"], (string?)post["edit_history_post_ids"]![0]);
        Assert.Equal(0, (int?)post["public_metrics"]!["repost_count"]);
        Assert.Equal("First", (string?)newer["includes"]!["posts"]![0]!["text"]);
        Assert.DoesNotContain("tweet", newer.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(1, (int?)counts["meta"]!["total_post_count"]);
        Assert.NotNull(counts["data"]![0]!["post_count"]);
    }
}
