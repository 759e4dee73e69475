using CoProWeek.Campaigns;
using CoProWeek.Reporting;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Reporting;

public sealed class SentenceTests
{
    private const string Counted = "(counted on Wed 1 Dec 2027 at 00:05 GMT)";

    [Fact]
    public void It_says_when_how_often_who_and_what_nobody_knows() => Assert.Equal(
        $"Between 4 October and 30 November 2027 posts with #CoProWeekScot were seen about 48,000 times on X, by X's own count, and 61 accounts besides ours took part; X does not publish how many different people that was {Counted}.",
        Made(posts: 312, seen: 48_213, accounts: 61).Sentence);

    [Fact]
    public void It_says_on_how_many_posts_the_count_is_known() => Assert.Contains(
        "were seen about 48,000 times on X, by X's own count on 300 of 312 posts, and", Made(posts: 312, seen: 48_213, known: 300, accounts: 61).Sentence, StringComparison.Ordinal);

    [Fact]
    public void Of_one_post_and_one_account_it_speaks_in_the_singular() => Assert.Equal(
        $"Between 4 October and 30 November 2027 the one post with #CoProWeekScot was seen once on X, by X's own count, and 1 account besides ours took part; X does not publish how many different people that was {Counted}.",
        Made(posts: 1, seen: 1, accounts: 1).Sentence);

    [Fact]
    public void Where_only_we_posted_it_says_so() => Assert.Contains(
        "were seen 87 times on X, by X's own count, and no account besides ours took part;", Made(posts: 2, seen: 87, accounts: 0).Sentence, StringComparison.Ordinal);

    [Fact]
    public void Views_that_are_not_known_are_not_nought() => Assert.Equal(
        $"Between 4 October and 30 November 2027 there were 12 posts with #CoProWeekScot on X, and 5 accounts besides ours took part; X's own count of views is not known, and X does not publish how many different people saw them {Counted}.",
        Made(posts: 12, seen: null, known: 0, accounts: 5).Sentence);

    [Fact]
    public void Where_there_is_nothing_it_says_that_and_when() => Assert.Equal(
        "Between 4 October and 30 November 2027 no post with #CoProWeekScot was found on X (as it stood on Wed 1 Dec 2027 at 00:05 GMT).",
        (Made(posts: 0, seen: 0, accounts: 0) with { Measured = new() }).Sentence);

    [Fact]
    public void A_span_that_goes_on_ends_today_and_one_of_today_is_one_day()
    {
        var friday = new DateTimeOffset(2027, 11, 19, 20, 55, 0, TimeSpan.Zero);

        Assert.StartsWith("Between 4 October and 19 November 2027 posts", (Made(posts: 3, seen: 9, accounts: 1) with { MadeAt = friday }).Sentence, StringComparison.Ordinal);
        Assert.StartsWith("On 19 November 2027 posts", (Made(posts: 3, seen: 9, accounts: 1) with { MadeAt = friday, Span = Days("2027-11-19", "2027-11-25") }).Sentence, StringComparison.Ordinal);
        Assert.StartsWith("Between 15 and 19 November 2027 posts", (Made(posts: 3, seen: 9, accounts: 1) with { Span = Days("2027-11-15", "2027-11-19") }).Sentence, StringComparison.Ordinal);
        Assert.StartsWith("Between 20 December 2026 and 3 January 2027 posts", (Made(posts: 3, seen: 9, accounts: 1) with { Span = Days("2026-12-20", "2027-01-03") }).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Days_to_come_have_nothing_to_count() => Assert.Equal(
        "2 to 5 December 2027 is still to come: no post with #CoProWeekScot can be counted yet (as it stood on Wed 1 Dec 2027 at 00:05 GMT).",
        (Made(posts: 0, seen: 0, accounts: 0) with { Span = Days("2027-12-02", "2027-12-05") }).Sentence);

    [Fact]
    public void Numbers_that_were_not_read_together_are_said_to_be_of_different_times()
    {
        var apart = Made(posts: 3, seen: 9, accounts: 1) with { Measured = new() { Oldest = A.Counting.AddDays(-40), Newest = A.Counting } };
        var nearly = apart with { Measured = new() { Oldest = A.Counting.AddMinutes(-50), Newest = A.Counting } };

        Assert.EndsWith("(counted between Fri 22 Oct 2027 at 01:05 BST and Wed 1 Dec 2027 at 00:05 GMT).", apart.Sentence, StringComparison.Ordinal);
        Assert.Equal("Views and responses as measured at different times from 01:05 BST on Fri 22 Oct 2027 to 00:05 GMT on Wed 1 Dec 2027.", apart.AsMeasured);
        Assert.EndsWith($"{Counted}.", nearly.Sentence, StringComparison.Ordinal);
        Assert.Equal("Views and responses as measured at 00:05 GMT on Wed 1 Dec 2027.", nearly.AsMeasured);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(99, "99")]
    [InlineData(100, "100")]
    [InlineData(104, "about 100")]
    [InlineData(105, "about 110")]
    [InlineData(48_213, "about 48,000")]
    [InlineData(48_000, "48,000")]
    [InlineData(995_001, "about 1 million")]
    [InlineData(1_234_567, "about 1.2 million")]
    [InlineData(12_700_000, "about 13 million")]
    public void A_sentence_bears_two_figures(int exact, string said) => Assert.Equal(said, Numbers.About(exact));

    private static ReachReport Made(int posts, decimal? seen, int accounts, int? known = null)
    {
        var views = new Amount { Value = seen, Known = known ?? posts, Total = posts };
        return new ReachReport
        {
            Campaign = Plans(),
            Span = Days("2027-10-04", "2027-11-30"),
            MadeAt = A.Counting,
            Figures = new FigureSet(Definitions.TimesSeen(views) with { All = views }, Definitions.Accounts() with { Others = Amount.Count(accounts) },
                Definitions.PostsWith("#CoProWeekScot") with { All = Amount.Count(posts) }, Definitions.Responses(views), Definitions.Rate(views), Definitions.Followers(views), Definitions.Deliveries(views)),
            Measured = new() { Oldest = A.Counting, Newest = A.Counting },
            Completeness = new() { Watches = [], Removed = 0 },
            Timeline = [],
            Hours = [],
            Kinds = [],
            Accounts = [],
            PostsOfTopTen = 0,
            Posts = [],
            PostsBy = [],
            Mentioned = [],
            Tags = [],
            Links = [],
            Hosts = [],
            Media = [],
            Languages = [],
        };
    }

    private static Campaign Plans() => new() { Hashtags = ["#CoProWeekScot"], TimeZone = "Europe/London" };

    private static ReportSpan Days(string from, string to) => ReportSpan.Of(Plans(), DateOnly.Parse(from), DateOnly.Parse(to));
}
