
namespace CoProWeek.Tests.Collecting.Archives;

/// <summary>What older tools kept, in lines made up in their shapes.</summary>
public sealed class FormatTests : IAsyncLifetime
{
    private const string Old =
        """
        {"created_at":"Wed Nov 04 20:19:24 +0000 2020","id":1324083461250134000,"id_str":"1324083461250134016","full_text":"Tea &amp; power with @ScotCoPro https://t.co/abc #CoProWeekScot https://t.co/pic",
         "entities":{"hashtags":[{"text":"CoProWeekScot"}],"user_mentions":[{"screen_name":"ScotCoPro"}],"urls":[{"url":"https://t.co/abc","expanded_url":"https://example.org/tea"}],
                     "media":[{"id_str":"9","type":"photo","url":"https://t.co/pic","expanded_url":"https://twitter.com/kelp_kitchen/status/1324083461250134016/photo/1"}]},
         "in_reply_to_status_id":null,"in_reply_to_status_id_str":"1324083461250130001","retweet_count":4,"favorite_count":7,"lang":"en",
         "user":{"id":5,"id_str":"5","screen_name":"kelp_kitchen","name":"Kelp","followers_count":341,"friends_count":12,"statuses_count":99}}
        """;

    private const string OldRepost =
        """
        {"created_at":"Wed Nov 04 21:00:00 +0000 2020","id_str":"1324093461250134016","full_text":"RT @kelp_kitchen: Tea…","entities":{"hashtags":[],"user_mentions":[{"screen_name":"kelp_kitchen"}],"urls":[]},"retweet_count":4,"favorite_count":0,
         "user":{"id_str":"6","screen_name":"tide_table","followers_count":3},
         "retweeted_status":{"id_str":"1324083461250134016","full_text":"Tea #CoProWeekScot","entities":{"hashtags":[{"text":"CoProWeekScot"}]}}}
        """;

    private static readonly string OldLine = OneLine(Old);
    private static readonly string OldRepostLine = OneLine(OldRepost);

    private ImportDesk desk = null!;

    public async Task InitializeAsync() => desk = await ImportDesk.OpenAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    public static TheoryData<string> OldFiles => new(
        $"{OldLine}\n{OldRepostLine}\n", $"[{Old},{OldRepost}]", "{\"statuses\":[" + OldLine + "," + OldRepostLine + "],\"search_metadata\":{\"count\":2}}",
        "{\"statuses\":[" + OldLine + "]}\n{\"statuses\":[" + OldRepostLine + "]}", $"{{\n  \"statuses\": [\n{Old},\n{OldRepost}\n]\n}}\n");

    [Theory]
    [MemberData(nameof(OldFiles))]
    public async Task Posts_of_v1_in_lines_in_a_list_and_in_statuses(string content)
    {
        var totals = await desk.ImportAsync(desk.File("old.json", to => to.Write(System.Text.Encoding.UTF8.GetBytes(content))));

        Assert.Equal((2, 2), (totals.Read, totals.New));
        var held = await Held.AllAsync(desk.Database);
        Assert.Equal((1324083461250134016, "kelp_kitchen", "reply", new DateTimeOffset(2020, 11, 4, 20, 19, 24, TimeSpan.Zero)), (held[0].FirstId, held[0].Handle, held[0].Kind, held[0].PostedAt));
        Assert.Equal("Tea & power with @ScotCoPro https://example.org/tea #CoProWeekScot", held[0].Text);
        Assert.Equal(["coproweekscot", "https://example.org/tea", "scotcopro"], [.. held[0].Tags, .. held[0].Links, .. held[0].Named]);
        Assert.Equal((341, null, 7, null, 2), (held[0].Followers, held[0].Views, held[0].Likes, held[0].Replies, held[0].Watches));
        Assert.Equal(("repost", 0, 1), (held[1].Kind, held[1].Looks, held[1].Watches));
    }

    [Fact]
    public async Task Xs_own_archive_is_of_the_account_that_stands_beside_it()
    {
        const string Posts =
            """
            window.YTD.tweets.part0 = [
              { "tweet" : { "id_str" : "1324083461250134016", "full_text" : "Good morning #CoProWeekScot [all of you] \"{\"", "created_at" : "Wed Nov 04 08:00:00 +0000 2020", "favorite_count" : "3", "retweet_count" : "1",
                "entities" : { "hashtags" : [ { "text" : "CoProWeekScot" } ] } } },
              { "tweet" : { "id_str" : "1324083461250134999", "full_text" : "RT @kelp_kitchen: #CoProWeekScot", "created_at" : "Wed Nov 04 09:00:00 +0000 2020", "favorite_count" : "0", "entities" : { "hashtags" : [ { "text" : "CoProWeekScot" } ] } } }
            ]
            """;
        var lonely = await desk.ImportAsync(desk.File("tweets.js", Posts));
        desk.File("account.js", """window.YTD.account.part0 = [ { "account" : { "accountId" : "77", "username" : "ScotCoPro", "accountDisplayName" : "SCN" } } ]""");

        var totals = await desk.ImportAsync(desk.File("tweets.js", Posts));

        Assert.Contains("lay account.js of the same archive beside the file", lonely.Why[0], StringComparison.Ordinal);
        Assert.Equal((2, 2), (totals.Read, totals.New));
        var held = await Held.AllAsync(desk.Database);
        Assert.Equal(("ScotCoPro", "original", 3, "Good morning #CoProWeekScot [all of you] \"{\""), (held[0].Handle, held[0].Kind, held[0].Likes, held[0].Text));
        Assert.Equal("repost", held[1].Kind);
    }

    [Fact]
    public async Task The_archive_sheet_of_TAGS()
    {
        var totals = await desk.ImportAsync(desk.File(
            "tags.csv",
            "id_str,from_user,text,created_at,time,geo_coordinates,user_lang,in_reply_to_user_id_str,in_reply_to_screen_name,from_user_id_str,in_reply_to_status_id_str,source,profile_image_url,user_followers_count,user_friends_count,user_location,status_url,entities_str",
            "1324083461250134016,kelp_kitchen,\"Tea, and\n\"\"power\"\" #CoProWeekScot https://t.co/abc\",Wed Nov 04 20:19:24 +0000 2020,04/11/2020 20:19:24,,en,,,5,1324083461250130001,web,,341,12,Fife,http://twitter.com/kelp_kitchen/statuses/1324083461250134016,\"{\"\"hashtags\"\":[{\"\"text\"\":\"\"CoProWeekScot\"\"}],\"\"urls\"\":[{\"\"url\"\":\"\"https://t.co/abc\"\",\"\"expanded_url\"\":\"\"https://example.org/tea\"\"}]}\"",
            "1324083461250134999,tide_table,RT @kelp_kitchen: #CoProWeekScot,Wed Nov 04 21:00:00 +0000 2020,,,,,,6,,,,3,,,,",
            "1.32408E+18,tide_table,#CoProWeekScot,Wed Nov 04 21:00:00 +0000 2020,,,,,,6,,,,3,,,,"));

        Assert.Equal((3, 2, 1), (totals.Read, totals.New, totals.Broken));
        Assert.Equal(["tags.csv, line 5: a spreadsheet has rounded its id to 1.32408E+18: which post it was cannot be known."], totals.Why);
        var held = await Held.AllAsync(desk.Database);
        Assert.Equal(("kelp_kitchen", "reply", 341, null), (held[0].Handle, held[0].Kind, held[0].Followers, held[0].Likes));
        Assert.Equal("Tea, and\n\"power\" #CoProWeekScot https://example.org/tea", held[0].Text);
        Assert.Equal(["https://example.org/tea"], held[0].Links);
        Assert.Equal("repost", held[1].Kind);
    }

    [Fact]
    public async Task The_columns_of_rtweet()
    {
        var totals = await desk.ImportAsync(desk.File(
            "rtweet.csv",
            "\"user_id\",\"status_id\",\"created_at\",\"screen_name\",\"text\",\"reply_to_status_id\",\"is_quote\",\"is_retweet\",\"favorite_count\",\"retweet_count\",\"hashtags\",\"urls_expanded_url\",\"mentions_screen_name\",\"lang\",\"quoted_status_id\",\"quoted_text\",\"retweet_status_id\",\"retweet_text\",\"name\",\"followers_count\",\"friends_count\",\"statuses_count\"",
            "x5,x1324083461250134016,2020-11-04 20:19:24,kelp_kitchen,Tea,NA,FALSE,FALSE,7,4,CoProWeekScot Kitchens,https://example.org/tea,NA,en,NA,NA,NA,NA,Kelp,341,12,99",
            "x6,x1324083461250134999,2020-11-04 21:00:00,tide_table,\"RT @kelp_kitchen: Te…\",NA,FALSE,TRUE,0,4,NA,NA,kelp_kitchen,en,NA,NA,x1324083461250134016,Tea #CoProWeekScot,Tide,3,1,1",
            "x7,x1324083461250135999,2020-11-04 22:00:00,moss,\"So true\",NA,TRUE,FALSE,1,0,\"c(\"\"BigQuestions\"\", \"\"coproweekscot\"\")\",NA,NA,en,x1324083461250134016,NA,NA,NA,Moss,8,1,1"));

        Assert.Equal((3, 3), (totals.Read, totals.New));
        var held = await Held.AllAsync(desk.Database);
        Assert.Equal(["original", "repost", "quote"], held.Select(one => one.Kind));
        Assert.Equal(["coproweekscot", "kitchens", "https://example.org/tea"], [.. held[0].Tags, .. held[0].Links]);
        Assert.Equal((7, 341), (held[0].Likes, held[0].Followers));
        Assert.Equal(["bigquestions", "coproweekscot"], held[2].Tags);
    }

    [Fact]
    public async Task The_columns_of_twarc_csv()
    {
        var totals = await desk.ImportAsync(desk.File(
            "twarc.csv",
            "id,conversation_id,referenced_tweets.replied_to.id,referenced_tweets.retweeted.id,referenced_tweets.quoted.id,author_id,created_at,text,lang,public_metrics.impression_count,public_metrics.reply_count,public_metrics.retweet_count,public_metrics.quote_count,public_metrics.like_count,edit_history_tweet_ids,entities.hashtags,entities.urls,attachments.media,attachments.media_keys,author.id,author.username,author.name,author.public_metrics.followers_count,__twarc.retrieved_at,__twarc.version,",
            "1720000000000000000,1720000000000000000,,,1719000000000000000,5,2023-11-02T12:00:00.000Z,Tea https://t.co/abc #CoProWeekScot,en,58,1,2,0,3,\"[\"\"1720000000000000000\"\"]\",\"[{\"\"start\"\": 4, \"\"end\"\": 9, \"\"tag\"\": \"\"CoProWeekScot\"\"}]\",\"[{\"\"url\"\": \"\"https://t.co/abc\"\", \"\"expanded_url\"\": \"\"https://example.org/tea\"\"}]\",\"[{\"\"type\"\": \"\"photo\"\", \"\"media_key\"\": \"\"3_9\"\"}]\",\"[\"\"3_9\"\"]\",5,kelp_kitchen,Kelp,341,2023-11-12T09:00:00+00:00,2.14.0,"));

        Assert.Equal((1, 1), (totals.Read, totals.New));
        var held = Assert.Single(await Held.AllAsync(desk.Database));
        Assert.Equal(("quote", 58, 3, 1, 341), (held.Kind, held.Views, held.Likes, held.Replies, held.Followers));
        Assert.Equal("Tea https://example.org/tea #CoProWeekScot", held.Text);
        Assert.Contains("numbers 1720000000000000000|2023-11-12 09:00:00+00|58|3", string.Join('\n', await Store.AllAsync(desk.Database)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_other_table_by_a_mapping()
    {
        var totals = await desk.ImportAsync(
            desk.File("export.csv", "Link;Who;Words;When;Hearts", "https://x.com/kelp_kitchen/status/1720000000000000000?s=20;@Kelp_Kitchen;Tea #CoProWeekScot;2023-11-02 12:00:00;1,204", ";@moss;#CoProWeekScot;;"),
            """{"id":"Link","handle":"Who","text":"Words","posted_at":"When","likes":"Hearts"}""",
            new DateTimeOffset(2024, 1, 2, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal((2, 1, 1), (totals.Read, totals.New, totals.Broken));
        var held = Assert.Single(await Held.AllAsync(desk.Database));
        Assert.Equal((1720000000000000000, "Kelp_Kitchen", 1_204), (held.FirstId, held.Handle, held.Likes));
        Assert.Contains("|2024-01-02 12:00:00+00|-1|1204", string.Join('\n', await Store.AllAsync(desk.Database)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_that_never_ends_costs_its_line_alone()
    {
        var totals = await desk.ImportAsync(
            desk.File("export.csv", "id,author_id2,handle,text", "1,,a,#CoProWeekScot", "2,,b,\"#CoProWeekScot", "3,,c,#CoProWeekScot", "4,,d,\"#CoProWeekScot\"", "5,,e,#CoProWeekScot,6", "7,,g,#CoProWeekScot"),
            """{"id":"id","handle":"handle","text":"text"}""");

        Assert.Equal((6, 4, 2), (totals.Read, totals.New, totals.Broken));
        Assert.StartsWith("export.csv, line 3: ", totals.Why[0], StringComparison.Ordinal);
        Assert.Equal("export.csv, line 6: it has 5 cells under 4 headings.", totals.Why[1]);
    }

    private static string OneLine(string json) => json.Replace("\n", "", StringComparison.Ordinal);
}
