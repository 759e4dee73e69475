using CoProWeek.Reporting;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Reporting;

/// <summary>Every figure against rows that a person can count: <see cref="GoldenSet"/>.</summary>
public sealed class FigureTests : IAsyncLifetime
{
    private ReportDesk desk = null!;
    private ReachReport report = null!;

    public async Task InitializeAsync()
    {
        desk = await ReportDesk.OpenAsync();
        await GoldenSet.FillAsync(desk.Database);
        report = await desk.MakeAsync(GoldenSet.From, GoldenSet.To);
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public void Posts_are_counted_once_and_reposts_removed_ones_and_those_without_the_hashtag_are_not() =>
        // Ours: three of ScotCoPro's and one of the team's. Others: Ailsa 4, Bram 1, Cara 1, Dee 2, ScotCoPro2 1, Leo 1, Eve 2, at the edges 3 + 4 + 2.
        Says(report.Figures.Posts, (25, 25, 25), (4, 4, 4), (21, 21, 21));

    [Fact]
    public void Times_seen_are_the_newest_views_added_up() =>
        // Ours 1,000 + 400 + 200 + 50. Others 100 + 300 + 40 + 25 + 60 + 70 + 20 + 30 + 500 + 15, at the edges 18 + 38 + 12 + 0; Dee's two are not known.
        Says(report.Figures.TimesSeen, (2_878, 23, 25), (1_650, 4, 4), (1_228, 19, 21));

    [Fact]
    public void Accounts_that_took_part_are_authors_besides_ours() =>
        // Ailsa, Bram, Cara, Dee, ScotCoPro2, Leo, Eve, Eve_Again, the nameless one, Gil; not Juno who reposted, Kit and Lou without the hashtag, Ivo who removed all.
        Says(report.Figures.Accounts, null, null, (10, 10, 10));

    [Fact]
    public void Responses_are_what_is_known_of_each_post_added_up()
    {
        // Ours 20 + 4 + 1 + 2. Others Ailsa 6 + 4, Bram 1, Cara 2, Dee 7, ScotCoPro2 1, Leo 1, Eve 30 + 2; one of Dee's is not known.
        Says(report.Figures.Responses, (81, 24, 25), (27, 4, 4), (54, 20, 21));
        var parts = report.Figures.Responses.Parts.ToDictionary(part => part.Key);
        // Ours 10 + 4 + 1 + 2. Others 5 + 3 + 1 + 2 + 7 + 1 + 1 + 20 + 1.
        Says(parts["likes"], (58, 24, 25), (17, 4, 4), (41, 20, 21));
        // Ours 2. Others 1 + 5 + 1. Of Cara's post X told likes alone, here and below.
        Says(parts["replies"], (9, 23, 25), (2, 4, 4), (7, 19, 21));
        // Ours 3. Others 1 + 2.
        Says(parts["reposts"], (6, 23, 25), (3, 4, 4), (3, 19, 21));
        // Ours 1. Others 1.
        Says(parts["quotes"], (2, 23, 25), (1, 4, 4), (1, 19, 21));
        // Ours 4. Others 2.
        Says(parts["bookmarks"], (6, 23, 25), (4, 4, 4), (2, 19, 21));
    }

    [Fact]
    public void Responses_per_100_views_are_over_posts_with_views() =>
        // Without Dee's 7, whose views are not known: 74 of 2,878, 27 of 1,650, 47 of 1,228.
        Says(report.Figures.Rate, (2.6m, 23, 25), (1.6m, 4, 4), (3.8m, 19, 21));

    [Fact]
    public void Followers_are_the_newest_known_of_each_account_that_took_part() =>
        // Ailsa 300, Bram 0, ScotCoPro2 50, Leo 60, Eve 1,000, Eve_Again 1,000, the nameless one 10, Gil 7; Cara's and Dee's are not known.
        Says(report.Figures.Followers, null, null, (2_427, 8, 10));

    [Fact]
    public void Possible_deliveries_take_the_followers_observed_nearest_to_each_post() =>
        // Ours 2,400 + 2,000 + 2,400, the team's not known. Others Ailsa 100 + 3 x 300, Bram 0, ScotCoPro2 50, Leo 40, Eve 5 x 1,000, nameless 4 x 10, Gil 2 x 7; Cara 1 and Dee 2 not known.
        Says(report.Figures.Deliveries, (12_944, 21, 25), (6_800, 3, 4), (6_144, 18, 21));

    [Fact]
    public void The_sentence_is_made_of_them() => Assert.Equal(
        "Between 28 March and 30 November 2027 posts with #CoProWeekScot or #BigQuestions were seen about 2,900 times on X, by X's own count on 23 of 25 posts, "
        + "and 10 accounts besides ours took part; X does not publish how many different people that was (counted on Wed 1 Dec 2027 at 00:05 GMT).",
        report.Sentence);

    [Fact]
    public void Removed_since_are_posts_alone() => Assert.Equal(2, report.Completeness.Removed);

    [Fact]
    public async Task Where_responses_are_not_known_its_views_make_no_rate_smaller()
    {
        var ailsa = await A.Author(desk.Database, "Rated");
        await A.Mention(desk.Database, ailsa, new(2028, 1, 10, 9, 0, 0, TimeSpan.Zero), [100, 10, 0, 0, 0, 0]);
        await A.Mention(desk.Database, ailsa, new(2028, 1, 10, 9, 0, 0, TimeSpan.Zero), [900, null, null, null, null, null]);

        Says((await desk.MakeAsync("2028-01-10", "2028-01-10")).Figures.Rate, (10.0m, 1, 2), (null, 0, 0), (10.0m, 1, 2));
    }

    [Fact]
    public async Task Views_of_the_days_before_X_showed_any_are_not_known_and_nothing_is_made_of_them()
    {
        var ailsa = await A.Author(desk.Database, "Early");
        await A.Mention(desk.Database, ailsa, new(2022, 12, 14, 23, 59, 59, TimeSpan.Zero), [0, 3, 0, 0, 0, 0]);
        var only = await desk.MakeAsync("2022-12-01", "2022-12-31");
        await A.Mention(desk.Database, ailsa, new(2022, 12, 15, 0, 0, 0, TimeSpan.Zero), [40]);
        var both = await desk.MakeAsync("2022-12-01", "2022-12-31");

        Says(only.Figures.TimesSeen, (null, 0, 1), (0, 0, 0), (null, 0, 1));
        Says(only.Figures.Rate, (null, 0, 1), (null, 0, 0), (null, 0, 1));
        Assert.Equal("not known", only.Figures.TimesSeen.Say(only.Figures.TimesSeen.All));
        Says(both.Figures.TimesSeen, (40, 1, 2), (0, 0, 0), (40, 1, 2));
        // The other post's 3 are not among posts with views.
        Says(both.Figures.Rate, (0.0m, 1, 2), (null, 0, 0), (0.0m, 1, 2));
    }

    private static void Says(Figure figure, (decimal? Value, int Known, int Total)? all, (decimal? Value, int Known, int Total)? ours, (decimal? Value, int Known, int Total)? others) =>
        Assert.Equal((figure.Key, all, ours, others), (figure.Key, Of(figure.All), Of(figure.Ours), Of(figure.Others)));

    private static (decimal?, int, int)? Of(Amount? amount) => amount is null ? null : (amount.Value, amount.Known, amount.Total);
}
