using Dapper;

namespace CoProWeek.Tests.Collecting.Archives;

/// <summary>Which watch a post of an archive belongs to.</summary>
public sealed class WatchedTests : IAsyncLifetime
{
    private ImportDesk desk = null!;

    public async Task InitializeAsync() => desk = await ImportDesk.OpenAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Theory]
    [InlineData("""{"id":"1","author_id":"5","text":"x","entities":{"hashtags":[{"tag":"COPROWEEKSCOT"}]}}""", "hashtag")]
    [InlineData("""{"id":"1","author_id":"5","text":"x","entities":{"hashtags":[{"tag":"CoProWeekScotland"}]}}""", "")]
    [InlineData("""{"id":"1","author_id":"5","text":"x","entities":{"mentions":[{"username":"scotcopro"}]}}""", "handle")]
    [InlineData("""{"id":"1","author_id":"5","text":"x …","note_tweet":{"text":"x #CoProWeekScot","entities":{"hashtags":[{"tag":"CoProWeekScot"}]}}}""", "hashtag")]
    [InlineData("""{"id":"1","author_id":"5","text":"x …","note_post":{"text":"x #CoProWeekScot","entities":{"hashtags":[{"tag":"CoProWeekScot"}]}}}""", "hashtag")]
    [InlineData("""{"id":"1","author_id":"5","text":"RT @a: x …","entities":{"mentions":[{"username":"a"}]},"referenced_tweets":[{"type":"retweeted","id":"7","text":"x #coproweekscot","entities":{"hashtags":[{"tag":"coproweekscot"}]}}]}""", "hashtag")]
    [InlineData("""{"id":"1","author_id":"5","text":"RT @a: x …","referenced_posts":[{"type":"reposted","id":"7","text":"x #coproweekscot @ScotCoPro"}]}""", "hashtag")]
    [InlineData("""{"data":[{"id":"1","author_id":"5","text":"RT @a: x …","referenced_tweets":[{"type":"retweeted","id":"7"}]}],"includes":{"tweets":[{"id":"7","text":"…","note_tweet":{"text":"x","entities":{"hashtags":[{"tag":"CoProWeekScot"}]}}}]}}""", "hashtag")]
    [InlineData("""{"id":"1","author_id":"5","text":"nobody marked #CoProWeekScot, nor @ScotCoPro"}""", "handle hashtag")]
    public async Task It_is_told_by_tags_and_names_in_any_case_in_the_long_text_and_in_what_it_references(string line, string watches)
    {
        await desk.ImportAsync(desk.File("one.jsonl", line));

        await using var connection = await desk.Database.OpenConnectionAsync();
        Assert.Equal(watches, await connection.ExecuteScalarAsync<string>(
            "SELECT coalesce(string_agg(w.kind, ' ' ORDER BY w.kind), '') FROM mention_watches mw JOIN watches w ON w.id = mw.watch_id WHERE mw.run_id IS NULL"));
    }

    [Fact]
    public async Task Ids_of_more_than_53_bits_are_kept_to_the_last_digit()
    {
        await desk.ImportAsync(desk.File("one.jsonl", """{"id":"9007199254740993","author_id":"9223372036854775807","text":"#CoProWeekScot"}""", """{"id":9007199254740995,"author_id":9007199254740997,"text":"#CoProWeekScot"}"""));

        await using var connection = await desk.Database.OpenConnectionAsync();
        Assert.Equal("9007199254740993 9223372036854775807,9007199254740995 9007199254740997", await connection.ExecuteScalarAsync<string>(
            "SELECT string_agg(m.remote_id || ' ' || a.remote_id, ',' ORDER BY m.remote_id) FROM mentions m JOIN authors a ON a.id = m.author_id"));
    }

    [Fact]
    public async Task An_edited_post_is_one_post_whichever_version_comes_first()
    {
        const string First = """{"id":"1000","author_id":"5","edit_history_tweet_ids":["1000"],"text":"Our tae #CoProWeekScot #Typos"}""";
        const string Second = """{"id":"2000","author_id":"5","edit_history_tweet_ids":["1000","2000"],"text":"Our tea #CoProWeekScot"}""";
        await desk.ImportAsync(desk.File("old.jsonl", First));
        await desk.ImportAsync(desk.File("new.jsonl", Second));
        await using var other = await ImportDesk.OpenAsync();
        await other.ImportAsync(other.File("both.jsonl", Second, First));

        Assert.Equal("1000 2000 Our tea #CoProWeekScot coproweekscot", await TextAsync(desk));
        Assert.Equal("1000 2000 Our tea #CoProWeekScot coproweekscot", await TextAsync(other));
    }

    private static async Task<string?> TextAsync(ImportDesk desk)
    {
        await using var connection = await desk.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<string>(
            "SELECT string_agg(concat_ws(' ', first_id, remote_id, text, (SELECT string_agg(tag, ' ') FROM mention_tags t WHERE t.mention_id = m.id)), ',') FROM mentions m");
    }
}
