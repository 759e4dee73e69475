using CoProWeek.Tests.Support;
using Npgsql;

namespace CoProWeek.Tests.Reporting;

/// <summary>
/// Forty rows that a person can count, with every awkward case there is. The report is of 28 March to 30 November 2027, so that
/// clocks change twice in it, and of two hashtags. Numbers are views, likes, replies, reposts, quotes, bookmarks.
/// </summary>
internal static class GoldenSet
{
    public const string From = "2027-03-28";
    public const string To = "2027-11-30";

    public static async Task<long> FillAsync(NpgsqlDataSource db)
    {
        var campaign = await A.Campaign(db, hashtags: ["CoProWeekScot", "#BigQuestions"], team: ["@CoProTeam"]);
        await OursAsync(db);
        await OthersAsync(db);
        await NotCountedAsync(db);
        await AtTheEdgesAsync(db);
        return campaign;
    }

    private static async Task OursAsync(NpgsqlDataSource db)
    {
        // The plan says ScotCoPro and X scotcopro: one account.
        var scot = await A.Author(db, "scotcopro");
        await A.Followers(db, scot, 2_000, On(11, 1));
        await A.Followers(db, scot, 2_400, On(11, 20));
        await A.Mention(db, scot, On(11, 15, 9), [1_000, 10, 2, 3, 1, 4]);
        // Read twice: the newest numbers count, also when they fell.
        var twice = await A.Mention(db, scot, On(11, 2, 9), [400, 4, 0, 0, 0, 0]);
        await A.Observation(db, twice, [5_000, 99, 9, 9, 9, 9], On(11, 16));
        // It quotes itself: a post of its own.
        await A.Mention(db, scot, On(11, 16), [200, 1, 0, 0, 0, 0], "quote");
        // The plan says @CoProTeam; its followers are not known.
        await A.Mention(db, await A.Author(db, "COPROTEAM"), On(11, 17), [50, 2, 0, 0, 0, 0], "reply");
        // A repost row carries the original's reposts: never counted.
        await A.Mention(db, scot, On(11, 18), [0, 0, 0, 3, 0, 0], "repost");
    }

    private static async Task OthersAsync(NpgsqlDataSource db)
    {
        var ailsa = await A.Author(db, "Ailsa");
        await A.Followers(db, ailsa, 100, On(11, 1));
        await A.Followers(db, ailsa, 300, On(11, 11));
        await A.Mention(db, ailsa, On(11, 2, 10), [100, 5, 1, 0, 0, 0], tags: ["COPROWEEKSCOT"]);
        // Both hashtags: one post.
        await A.Mention(db, ailsa, On(11, 12), [300, 3, 0, 1, 0, 0], tags: ["CoProWeekScot", "BigQuestions"]);
        // Edited: one post.
        await A.Mention(db, ailsa, On(11, 13), [40], editedAt: On(11, 13).AddMinutes(20));
        // She quotes herself: a post of its own.
        await A.Mention(db, ailsa, On(11, 15), [25], "quote");
        await A.Mention(db, await A.Author(db, "Bram", followers: 0), On(11, 15, 12), [60, 1, 0, 0, 0, 0], "reply");
        // Of the counters X told likes alone.
        await A.Mention(db, await A.Author(db, "Cara"), On(11, 15), [70, 2, null, null, null, null]);
        // X did not tell her followers.
        var dee = await A.Author(db, "Dee");
        await A.Followers(db, dee, null, On(11, 15));
        // No numbers at all; and all but views.
        await A.Mention(db, dee, On(11, 15));
        await A.Mention(db, dee, On(11, 16), [null, 7, 0, 0, 0, 0]);
        // Like ours, but not ours.
        await A.Mention(db, await A.Author(db, "ScotCoPro2", followers: 50), On(11, 19), [20, 1, 0, 0, 0, 0]);
        // Observed a day before and a day after: the earlier of the two was then.
        var leo = await A.Author(db, "Leo");
        await A.Followers(db, leo, 40, On(11, 14, 12));
        await A.Followers(db, leo, 60, On(11, 16, 12));
        await A.Mention(db, leo, On(11, 15, 12), [30, 1, 0, 0, 0, 0]);
    }

    private static async Task NotCountedAsync(NpgsqlDataSource db)
    {
        int?[] many = [9_999, 99, 99, 99, 99, 99];
        var eve = await A.Author(db, "Eve", followers: 1_000);
        await A.Mention(db, eve, On(11, 16), [500, 20, 5, 2, 1, 2], "quote");
        await A.Mention(db, eve, On(11, 18), [15, 1, 1, 0, 0, 0], "reply");
        // Removed since; and a repost that was removed, which is none of the posts removed.
        await A.Mention(db, eve, On(11, 17), many, hidden: true);
        await A.Mention(db, eve, On(11, 17), many, "repost", hidden: true);
        // A repost, and a repost of a repost, which X tells as another repost of the original.
        await A.Mention(db, eve, On(11, 16), many, "repost");
        await A.Mention(db, await A.Author(db, "Juno", followers: 5), On(11, 16), many, "repost");
        // Her edit dropped the hashtag; he named our handle only; a longer word is another hashtag.
        await A.Mention(db, eve, On(11, 14), many, tags: [], editedAt: On(11, 14).AddMinutes(20));
        await A.Mention(db, await A.Author(db, "Kit", followers: 5), On(11, 16), many, tags: [], text: "Well said, @ScotCoPro");
        await A.Mention(db, await A.Author(db, "Lou", followers: 5), On(11, 16), many, tags: ["CoProWeekScotland"]);
        // All that Ivo posted is gone: he did not take part any more.
        await A.Mention(db, await A.Author(db, "Ivo", followers: 5), On(11, 16), many, hidden: true);
    }

    private static async Task AtTheEdgesAsync(NpgsqlDataSource db)
    {
        // Clocks go forward on 28 March at 01:00 GMT: that day ends at 23:00 GMT.
        var eve = await A.Author(db, "Eve_Again", followers: 1_000);
        await A.Mention(db, eve, On(3, 28).AddSeconds(-1), [9_999]);
        await A.Mention(db, eve, On(3, 28), [5]);
        await A.Mention(db, eve, On(3, 28, 23).AddSeconds(-1), [6]);
        await A.Mention(db, eve, On(3, 28, 23), [7]);
        // They go back on 31 October at 01:00 GMT: 01:30 comes twice. X did not say who this is.
        var nameless = await A.Author(db, "", followers: 10);
        await A.Mention(db, nameless, On(10, 31).AddMinutes(30), [8]);
        await A.Mention(db, nameless, On(10, 31).AddMinutes(90), [9]);
        await A.Mention(db, nameless, On(11, 1).AddSeconds(-1), [10]);
        await A.Mention(db, nameless, On(11, 1), [11]);
        // The last instant of the span, and the first one after it.
        var gil = await A.Author(db, "Gil", followers: 7);
        await A.Mention(db, gil, On(12, 1).AddSeconds(-1), [12]);
        await A.Mention(db, gil, On(12, 1), [9_999]);
        // The other hashtag alone; and seen by nobody, which is known.
        await A.Mention(db, gil, On(11, 20), [0], tags: ["bigquestions"]);
    }

    /// <summary>An instant of 2027, in UTC.</summary>
    private static DateTimeOffset On(int month, int day, int hour = 0) => new(2027, month, day, hour, 0, 0, TimeSpan.Zero);
}
