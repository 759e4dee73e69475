using System.Text.Json;
using CoProWeek.Networks;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Networks.X;

/// <summary>A post of ours as X returns it, and as people read it.</summary>
public sealed class OwnPostTests
{
    [Theory]
    [InlineData("plain", """{"text":"A plain text"}""", "A plain text")]
    [InlineData("escapes", """{"text":"Tea &amp; talk: 1 &lt; 2 &gt; 0, &amp;lt;b&amp;gt; &copy;"}""", "Tea & talk: 1 < 2 > 0, &lt;b&gt; &copy;")]
    [InlineData("link", """{"text":"Read https://t.co/abc now","entities":{"urls":[{"url":"https://t.co/abc","expanded_url":"https://example.org/?a=1&lt=2","display_url":"example.org"}]}}""", "Read https://example.org/?a=1&lt=2 now")]
    [InlineData("links, one the beginning of the other", """{"text":"https://t.co/ab https://t.co/abc","entities":{"urls":[{"url":"https://t.co/ab","expanded_url":"https://one.org"},{"url":"https://t.co/abc","expanded_url":"https://two.org"}]}}""", "https://one.org https://two.org")]
    [InlineData("the same link twice", """{"text":"https://t.co/ab https://t.co/ab","entities":{"urls":[{"url":"https://t.co/ab","expanded_url":"https://one.org"},{"url":"https://t.co/ab","expanded_url":"https://one.org"}]}}""", "https://one.org https://one.org")]
    [InlineData("picture by key", """{"text":"A card https://t.co/pic","attachments":{"media_keys":["3_1"]},"entities":{"urls":[{"url":"https://t.co/pic","expanded_url":"https://x.com/ourweek/status/1/photo/1","media_key":"3_1"}]}}""", "A card")]
    [InlineData("two pictures, one link", """{"text":"A card https://t.co/pic","attachments":{"media_keys":["3_1","3_2"]},"entities":{"urls":[{"url":"https://t.co/pic","expanded_url":"https://x.com/ourweek/status/1/photo/1","media_key":"3_1"},{"url":"https://t.co/pic","expanded_url":"https://x.com/ourweek/status/1/photo/1","media_key":"3_2"}]}}""", "A card")]
    [InlineData("picture by address", """{"text":"A card https://t.co/pic","entities":{"urls":[{"url":"https://t.co/pic","expanded_url":"https://twitter.com/ourweek/status/1/photo/1"}]}}""", "A card")]
    [InlineData("picture without entity", """{"text":"A card https://t.co/pic","attachments":{"media_keys":["3_1"]}}""", "A card")]
    [InlineData("link and picture", """{"text":"Read https://t.co/abc https://t.co/pic","attachments":{"media_keys":["3_1"]},"entities":{"urls":[{"url":"https://t.co/abc","expanded_url":"https://example.org/a"},{"url":"https://t.co/pic","expanded_url":"https://x.com/o/status/1/photo/1","media_key":"3_1"}]}}""", "Read https://example.org/a")]
    [InlineData("a typed short link before a picture stays", """{"text":"See https://t.co/typed https://t.co/pic","attachments":{"media_keys":["3_1"]},"entities":{"urls":[{"url":"https://t.co/pic","expanded_url":"https://x.com/o/status/1/photo/1","media_key":"3_1"}]}}""", "See https://t.co/typed")]
    [InlineData("a typed short link stays", """{"text":"See https://t.co/unknown"}""", "See https://t.co/unknown")]
    [InlineData("long text", """{"text":"It began https://t.co/cut","note_tweet":{"text":"It began and went on &amp; on https://t.co/abc","entities":{"urls":[{"url":"https://t.co/abc","expanded_url":"https://example.org/long"}]}}}""", "It began and went on & on https://example.org/long")]
    [InlineData("long text, newer name", """{"text":"It began","note_post":{"text":"It began and went on"}}""", "It began and went on")]
    [InlineData("unheard-of shapes", """{"text":"Still read","entities":{"urls":"none"},"note_tweet":17,"attachments":[],"referenced_tweets":{"a":1},"brand_new":null}""", "Still read")]
    public async Task It_reads_as_people_read_it(string what, string json, string text)
    {
        Assert.NotEmpty(what);
        Assert.Equal(text, (await ReadAsync(json)).Text);
    }

    [Theory]
    [InlineData("referenced_tweets")]
    [InlineData("referenced_posts")]
    public async Task Replies_and_reposts_are_told_apart_in_both_families_of_names(string field)
    {
        var reply = await ReadAsync($$"""{"text":"a","{{field}}":[{"type":"quoted","id":"8"},{"type":"replied_to","id":"9"}]}""");
        var repost = await ReadAsync($$"""{"text":"RT @a: b","{{field}}":[{"type":"retweeted","id":"9"}]}""");
        var plain = await ReadAsync("""{"text":"a"}""");

        Assert.Equal((9, false), (reply.ReplyTo, reply.IsRepost));
        Assert.Equal((null, true), (repost.ReplyTo, repost.IsRepost));
        Assert.Equal((null, false), (plain.ReplyTo, plain.IsRepost));
    }

    [Fact]
    public async Task Pictures_are_counted_and_named()
    {
        var post = await ReadAsync("""{"text":"a","attachments":{"media_keys":["3_11","3_12"]}}""");

        Assert.Equal(["3_11", "3_12"], post.MediaKeys);
        Assert.Equal(2, post.MediaCount);
    }

    private static async Task<OwnPost> ReadAsync(string json)
    {
        var fields = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
        fields["id"] = JsonSerializer.SerializeToElement("7");
        fields["created_at"] = JsonSerializer.SerializeToElement("2026-11-02T09:00:00.000Z");
        await using var server = new WireServer()
            .Answers(200, """{"data":{"id":"42","username":"ourweek"}}""")
            .Answers(200, JsonSerializer.Serialize(new { data = new[] { fields }, meta = new { result_count = 1 } }));
        using var x = new XRig(server.Address);
        return Assert.Single(await x.FindOwnAsync());
    }
}
