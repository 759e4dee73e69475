using CoProWeek.Networks;
using CoProWeek.Networks.X;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Networks.X;

/// <summary>Somebody's public post as X returns it, and as it is kept.</summary>
public sealed class FoundPostTests
{
    private const string Author = """{"id":"5","username":"kelp_kitchen","name":"Kelp Kitchen","public_metrics":{"followers_count":341,"following_count":12,"tweet_count":7}}""";

    [Theory]
    [InlineData("tweet", """{"id":"2057000000000000001","author_id":"5","created_at":"2026-05-20T09:00:00.000Z","text":"a #Tag","lang":"cy","conversation_id":"9","edit_history_tweet_ids":["2057000000000000000","2057000000000000001"],"referenced_tweets":[{"type":"quoted","id":"8"},{"type":"replied_to","id":"9"}],"public_metrics":{"retweet_count":1,"reply_count":2,"like_count":3,"quote_count":4,"bookmark_count":5,"impression_count":66},"entities":{"hashtags":[{"start":2,"end":6,"tag":"Tag"}],"mentions":[{"username":"ScotCoPro"}]}}""")]
    [InlineData("post", """{"id":"2057000000000000001","author_id":"5","created_at":"2026-05-20T09:00:00.000Z","text":"a #Tag","lang":"cy","conversation_id":"9","edit_history_post_ids":["2057000000000000000","2057000000000000001"],"referenced_posts":[{"type":"quoted","id":"8"},{"type":"replied_to","id":"9"}],"public_metrics":{"repost_count":1,"reply_count":2,"like_count":3,"quote_count":4,"bookmark_count":5,"impression_count":66},"entities":{"hashtags":[{"start":2,"end":6,"tag":"Tag"}],"mentions":[{"username":"ScotCoPro"}]}}""")]
    public async Task Both_families_of_field_names_give_the_same_post(string family, string json)
    {
        var post = Assert.Single((await SearchAsync(Page(json), family)).Posts);

        Assert.Equal((2057000000000000000, 2057000000000000001, 2057000000000000001), (post.FirstId, post.Id, post.NewestId));
        Assert.Equal(new FoundAuthor(5, "kelp_kitchen", "Kelp Kitchen") { Followers = 341, Following = 12, Posts = 7 }, post.Author);
        Assert.Equal(("quote", 8, 9, 9, "cy"), (post.Kind, post.QuoteOf, post.ReplyTo, post.ConversationId, post.Lang));
        Assert.Equal(new FoundNumbers { Reposts = 1, Replies = 2, Likes = 3, Quotes = 4, Bookmarks = 5, Views = 66 }, post.Numbers);
        Assert.Equal(["Tag"], post.Tags);
        Assert.Equal(["ScotCoPro"], post.Handles);
        Assert.Equal(XFoundPost.TimeOf(2057000000000000000), post.PostedAt);
    }

    [Theory]
    [InlineData("no numbers at all", """{"id":"2057000000000000000","author_id":"5","text":"a"}""")]
    [InlineData("numbers of odd shapes", """{"id":"2057000000000000000","author_id":"5","text":"a","public_metrics":{"like_count":"many","impression_count":-1,"reply_count":null}}""")]
    [InlineData("links and tags that are none", """{"id":"2057000000000000000","author_id":"5","text":"a","entities":{"urls":[{"url":"https://t.co/a","expanded_url":"http://xn--ä.com/"},{"url":"https://t.co/b","expanded_url":"http://\ufffd.com/"},{"url":"https://t.co/c","expanded_url":"javascript:alert(1)"}],"hashtags":[{"tag":"a\ufffe"}]}}""")]
    [InlineData("fields that nobody has heard of", """{"id":"2057000000000000000","author_id":"5","text":"a","aura":{"level":[1,{"a":null}]},"entities":[],"referenced_tweets":"none","edit_history_tweet_ids":7}""")]
    public async Task What_is_missing_or_odd_costs_itself_and_never_the_post(string what, string json)
    {
        Assert.NotEmpty(what);

        var page = await SearchAsync(Page(json));

        Assert.Equal(0, page.Unreadable);
        var post = Assert.Single(page.Posts);
        Assert.Equal(new FoundNumbers(), post.Numbers);
        Assert.Empty(post.Links.Concat(post.Tags));
    }

    [Fact]
    public async Task A_post_without_an_id_or_an_author_is_counted_and_loses_no_other()
    {
        var page = await SearchAsync(Page("""{"id":"7","text":"whose?"}""", """{"author_id":"5","text":"which?"}""", """{"id":"2057000000000000000","author_id":"5","text":"here"}"""));

        Assert.Equal((1, 2), (page.Posts.Count, page.Unreadable));
    }

    [Fact]
    public async Task Views_before_December_2022_and_on_a_repost_are_not_known_which_is_not_none()
    {
        var page = await SearchAsync(Page(
            """{"id":"1602000000000000000","author_id":"5","text":"early","public_metrics":{"like_count":2,"impression_count":0}}""",
            """{"id":"2057000000000000000","author_id":"5","text":"RT @a: b","referenced_tweets":[{"type":"retweeted","id":"9"}],"public_metrics":{"retweet_count":80,"like_count":0,"impression_count":0}}""",
            """{"id":"2057000000000000002","author_id":"5","text":"unseen","public_metrics":{"impression_count":0}}"""));

        Assert.Equal([null, null, 0L], page.Posts.Select(post => post.Numbers.Views));
        Assert.Equal([2, null, null], page.Posts.Select(post => post.Numbers.Likes));
        Assert.Null(page.Posts[1].Numbers.Reposts);
    }

    [Fact]
    public async Task Tags_of_a_long_post_are_read_from_the_whole_of_it()
    {
        var page = await SearchAsync(Page(
            """{"id":"2057000000000000000","author_id":"5","text":"It begins #One …","entities":{"hashtags":[{"tag":"One"}]},"note_tweet":{"text":"It begins #One and ends #Two","entities":{"hashtags":[{"tag":"One"},{"tag":"Two"}],"urls":[{"url":"https://t.co/a","expanded_url":"https://example.org/a","unwound_url":"https://example.org/a?whole"}]}}}"""));

        var post = Assert.Single(page.Posts);
        Assert.Equal(["One", "Two"], post.Tags.Distinct());
        Assert.Equal(["https://example.org/a?whole"], post.Links);
        Assert.Equal("It begins #One and ends #Two", post.Text);
    }

    [Theory]
    [InlineData("""{"data":[{"id":"1","author_id":"5"}],"meta":{"result_count":2}}""")]
    [InlineData("""{"data":[{"id":"1","author_id":"5"}]}""")]
    public async Task A_page_that_is_not_whole_is_no_page(string json)
    {
        var refused = await Assert.ThrowsAsync<NetworkReadException>(() => SearchAsync(json));

        Assert.Contains("X: the posts with #CoProWeekScot were not read whole", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_became_of_posts_that_are_gone_is_told_apart_and_a_missing_user_is_no_missing_post()
    {
        await using var server = new WireServer().Answers(200, """
            {"errors":[{"resource_type":"tweet","resource_id":"1","title":"Not Found Error","type":"https://api.twitter.com/2/problems/resource-not-found"},
                       {"resource_type":"post","resource_id":"2","title":"Authorization Error","type":"https://api.x.com/2/problems/not-authorized-for-resource"},
                       {"resource_type":"user","resource_id":"3","title":"Not Found Error","type":"https://api.x.com/2/problems/resource-not-found"},
                       {"resource_type":"tweet","resource_id":"4","title":"?","type":"https://api.x.com/2/problems/of-another-kind"}]}
            """);
        using var x = new XRig(server.Address);

        var looked = await x.Network.LookupAsync(XRig.Account, [1, 2, 3, 4], CancellationToken.None);

        Assert.Empty(looked.Found);
        Assert.Equal([new MissingPost(1, "deleted"), new MissingPost(2, "protected, suspended or withheld")], looked.Missing);
    }

    private static string Page(params string[] posts) =>
        $$$"""{"data":[{{{string.Join(',', posts)}}}],"includes":{"users":[{{{Author}}}]},"meta":{"result_count":{{{posts.Length}}},"newest_id":"1"}}""";

    private static async Task<FoundPage> SearchAsync(string answer, string family = "tweet")
    {
        await using var server = new WireServer().Answers(200, answer);
        using var x = new XRig(server.Address, family);
        return await x.Network.SearchAsync(XRig.Account, new Search("#CoProWeekScot"), CancellationToken.None);
    }
}
