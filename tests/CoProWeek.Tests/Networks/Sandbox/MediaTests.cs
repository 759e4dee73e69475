using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace CoProWeek.Tests.Networks.Sandbox;

public sealed class MediaTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public async Task A_picture_goes_up_in_segments_and_onto_a_post_with_its_alt_text()
    {
        await using var x = await Practice.StartAsync();
        var id = await BeginAsync(x, Png.Length);
        Assert.Equal(200, (await AppendAsync(x, id, 1, Png[8..])).Status);
        Assert.Equal(200, (await AppendAsync(x, id, 0, Png[..8])).Status);

        var done = await x.SendAsync(HttpMethod.Post, $"/2/media/upload/{id}/finalize", null);
        var described = await x.SendAsync(HttpMethod.Post, "/2/media/metadata", new { id, metadata = new { alt_text = new { text = "A drawn card" } } });
        var created = await x.PostRawAsync(new { text = "See", media = new { media_ids = new[] { id } } });

        Assert.Equal($"3_{id}", (string?)done.Body!["data"]!["media_key"]);
        Assert.Equal(86_400, (int?)done.Body!["data"]!["expires_after_secs"]);
        Assert.Equal(200, described.Status);
        Assert.Equal(201, created.Status);
        var seen = (await x.TimelineAsync("expansions=attachments.media_keys&media.fields=alt_text")).Body!;
        Assert.Equal($"3_{id}", (string?)seen["data"]![0]!["attachments"]!["media_keys"]![0]);
        Assert.Equal("A drawn card", (string?)seen["includes"]!["media"]![0]!["alt_text"]);
        Assert.Equal("A drawn card", (string?)(await x.StateAsync())["posts"]![0]!["media"]![0]!["alt_text"]);
    }

    [Fact]
    public async Task Pictures_add_one_link_to_the_text_and_an_entity_each()
    {
        await using var x = await Practice.StartAsync();
        var (one, two) = (await UploadAsync(x), await UploadAsync(x));
        await x.PostRawAsync(new { text = "Two", media = new { media_ids = new[] { one, two } } });

        var post = (await x.TimelineAsync("tweet.fields=entities")).Body!["data"]![0]!;

        var links = (JsonArray)post["entities"]!["urls"]!;
        Assert.Equal($"Two {links[0]!["url"]}", (string?)post["text"]);
        Assert.Equal([$"3_{one}", $"3_{two}"], links.Select(link => (string)link!["media_key"]!));
        Assert.Equal((string?)links[0]!["url"], (string?)links[1]!["url"]);
        Assert.Equal(4, (int?)links[0]!["start"]);
        Assert.EndsWith("/photo/1", (string?)links[0]!["expanded_url"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_may_stand_without_words()
    {
        await using var x = await Practice.StartAsync();

        var created = await x.PostRawAsync(new { media = new { media_ids = new[] { await UploadAsync(x) } } });

        Assert.Equal(201, created.Status);
        Assert.StartsWith("https://t.co/", (string?)created.Body!["data"]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_not_finished_not_ours_or_not_there_is_refused()
    {
        await using var x = await Practice.StartAsync();
        using var other = x.Client(Practice.Other.UserToken);
        var unfinished = await BeginAsync(x, Png.Length);

        foreach (var id in new[] { unfinished, await UploadAsync(x, other), "12345", "abc" })
        {
            var refused = await x.PostRawAsync(new { text = "See", media = new { media_ids = new[] { id } } });
            Assert.Equal(400, refused.Status);
            Assert.Equal("Your media IDs are invalid.", refused.Message);
        }
    }

    [Theory]
    [InlineData(4, 201)]
    [InlineData(5, 400)]
    [InlineData(0, 400)]
    public async Task One_to_four_pictures_are_taken(int count, int status)
    {
        await using var x = await Practice.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
            ids.Add(await UploadAsync(x));

        Assert.Equal(status, (await x.PostRawAsync(new { text = "See", media = new { media_ids = ids } })).Status);
    }

    [Fact]
    public async Task A_picture_expires_after_a_campaign_day()
    {
        await using var x = await Practice.StartAsync();
        var id = await UploadAsync(x);

        x.Forward(TimeSpan.FromHours(23));
        Assert.Equal(201, (await x.PostRawAsync(new { text = "In time", media = new { media_ids = new[] { id } } })).Status);
        x.Forward(TimeSpan.FromHours(1.1));
        Assert.Equal(400, (await x.PostRawAsync(new { text = "Too late", media = new { media_ids = new[] { id } } })).Status);
    }

    [Fact]
    public async Task Segments_that_do_not_add_up_are_refused()
    {
        await using var x = await Practice.StartAsync();
        var (gap, cut, other) = (await BeginAsync(x, Png.Length), await BeginAsync(x, Png.Length), await BeginAsync(x, 4));
        await AppendAsync(x, gap, 1, Png);
        await AppendAsync(x, cut, 0, Png[..8]);
        await AppendAsync(x, other, 0, "text"u8.ToArray());

        foreach (var id in new[] { gap, cut, other })
            Assert.Equal(400, (await x.SendAsync(HttpMethod.Post, $"/2/media/upload/{id}/finalize", null)).Status);
    }

    [Theory]
    [InlineData("image/png", 5 * 1024 * 1024 + 1)]
    [InlineData("image/gif", 15 * 1024 * 1024 + 1)]
    [InlineData("video/mp4", 100)]
    [InlineData("image/png", 0)]
    public async Task What_is_too_large_or_no_picture_is_refused_at_once(string type, int bytes)
    {
        await using var x = await Practice.StartAsync();

        Assert.Equal(400, (await x.SendAsync(HttpMethod.Post, "/2/media/upload/initialize", new { media_type = type, total_bytes = bytes })).Status);
    }

    [Theory]
    [InlineData(1_000, 200)]
    [InlineData(1_001, 400)]
    [InlineData(0, 400)]
    public async Task Alt_text_is_at_most_a_thousand_characters(int length, int status)
    {
        await using var x = await Practice.StartAsync();
        var id = await UploadAsync(x);

        Assert.Equal(status, (await x.SendAsync(HttpMethod.Post, "/2/media/metadata", new { id, metadata = new { alt_text = new { text = new string('a', length) } } })).Status);
    }

    [Fact]
    public async Task A_picture_being_processed_is_asked_after_until_it_is_done()
    {
        await using var x = await Practice.StartAsync(new() { MediaProcessingChecks = 2 });
        var id = await BeginAsync(x, Png.Length);
        await AppendAsync(x, id, 0, Png);

        var states = new List<string?> { State(await x.SendAsync(HttpMethod.Post, $"/2/media/upload/{id}/finalize", null)) };
        Assert.Equal(400, (await x.PostRawAsync(new { text = "Too soon", media = new { media_ids = new[] { id } } })).Status);
        for (var i = 0; i < 2; i++)
            states.Add(State(await x.GetAsync($"/2/media/upload?command=STATUS&media_id={id}")));

        Assert.Equal(["pending", "in_progress", "succeeded"], states);
        Assert.Equal(201, (await x.PostRawAsync(new { text = "Now", media = new { media_ids = new[] { id } } })).Status);
    }

    [Fact]
    public async Task A_finished_picture_and_its_alt_text_survive_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("coproweek-sandbox-");
        try
        {
            var journal = Path.Combine(folder.FullName, "journal");
            string id;
            await using (var x = await Practice.StartAsync(journal: journal))
            {
                id = await UploadAsync(x);
                await x.SendAsync(HttpMethod.Post, "/2/media/metadata", new { id, metadata = new { alt_text = new { text = "A drawn card" } } });
            }

            await using var again = await Practice.StartAsync(journal: journal);

            Assert.Equal(201, (await again.PostRawAsync(new { text = "See", media = new { media_ids = new[] { id } } })).Status);
            Assert.Equal("A drawn card", (string?)(await again.StateAsync())["posts"]![0]!["media"]![0]!["alt_text"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? State(Seen seen) => (string?)seen.Body!["data"]!["processing_info"]!["state"];

    private static async Task<string> UploadAsync(Practice x, HttpClient? by = null)
    {
        var id = await BeginAsync(x, Png.Length, by);
        await AppendAsync(x, id, 0, Png, by);
        Assert.Equal(200, (await x.SendAsync(HttpMethod.Post, $"/2/media/upload/{id}/finalize", null, by)).Status);
        return id;
    }

    private static async Task<string> BeginAsync(Practice x, int bytes, HttpClient? by = null)
    {
        var begun = await x.SendAsync(HttpMethod.Post, "/2/media/upload/initialize", new { media_type = "image/png", total_bytes = bytes, media_category = "tweet_image" }, by);
        Assert.Equal(200, begun.Status);
        return (string)begun.Body!["data"]!["id"]!;
    }

    private static async Task<Seen> AppendAsync(Practice x, string id, int segment, byte[] bytes, HttpClient? by = null)
    {
        using var form = new MultipartFormDataContent { { new StringContent($"{segment}"), "segment_index" } };
        var part = new ByteArrayContent(bytes);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(part, "media", "card.png");
        using var response = await (by ?? x.Http).PostAsync($"/2/media/upload/{id}/append", form);
        return await Seen.OfAsync(response);
    }
}
