using Dapper;
using Npgsql;

namespace CoProWeek.Reporting;

/// <summary>The figures, of the rollups of a campaign's days.</summary>
internal sealed class ReachFigures(NpgsqlTransaction transaction, long campaignId, ReportSpan span, PeopleSums people, CancellationToken stop)
{
    // The last row is both sides together.
    private const string SidesSql = """
        SELECT is_ours, coalesce(sum(posts), 0)::int AS posts, sum(views) AS views, coalesce(sum(views_known), 0)::int AS views_known,
               sum(likes) AS likes, coalesce(sum(likes_known), 0)::int AS likes_known, sum(replies) AS replies, coalesce(sum(replies_known), 0)::int AS replies_known,
               sum(reposts) AS reposts, coalesce(sum(reposts_known), 0)::int AS reposts_known, sum(quotes) AS quotes, coalesce(sum(quotes_known), 0)::int AS quotes_known,
               sum(bookmarks) AS bookmarks, coalesce(sum(bookmarks_known), 0)::int AS bookmarks_known, sum(responses) AS responses, coalesce(sum(responses_known), 0)::int AS responses_known,
               coalesce(sum(rated), 0)::int AS rated_posts, round(100 * sum(rated_responses) / nullif(sum(rated_views), 0), 1) AS rate,
               sum(followers) AS followers, coalesce(sum(followers_known), 0)::int AS followers_known, min(measured_first) AS measured_first, max(measured_last) AS measured_last
          FROM rollup_hours
         WHERE campaign_id = @campaignId AND day BETWEEN @From AND @To
         GROUP BY GROUPING SETS ((is_ours), ())
         ORDER BY is_ours NULLS LAST
        """;

    public async Task<(FigureSet Figures, Measured Measured)> ReadAsync(string hashtags)
    {
        List<SideRow> rows = [.. await transaction.Connection!.QueryAsync<SideRow>(new CommandDefinition(SidesSql, new { campaignId, span.From, span.To }, transaction, cancellationToken: stop))];
        var (ours, others, all) = (Side(rows, true), Side(rows, false), Side(rows, null));
        var figures = new FigureSet(
            Apart(ours, others, side => side.Of(side.Views, side.ViewsKnown), Definitions.TimesSeen),
            Definitions.Accounts() with { Others = Amount.Count(people.Accounts) },
            Apart(ours, others, side => side.Of(side.Posts, side.Posts), _ => Definitions.PostsWith(hashtags)),
            Responses(ours, others),
            Definitions.Rate(all.Rated) with { All = all.Rated, Ours = ours.Rated, Others = others.Rated, Decimals = 1 },
            Followers(),
            Apart(ours, others, side => side.Of(side.Followers, side.FollowersKnown), Definitions.Deliveries));
        return (figures, new Measured { Oldest = all.MeasuredFirst, Newest = all.MeasuredLast, FollowersOldest = people.FollowersOldest, FollowersNewest = people.FollowersNewest });
    }

    private static Figure Responses(SideRow ours, SideRow others) => Apart(ours, others, side => side.Of(side.Responses, side.ResponsesKnown), Definitions.Responses) with
    {
        Parts =
        [
            Counter("likes", ours, others, side => side.Of(side.Likes, side.LikesKnown)),
            Counter("replies", ours, others, side => side.Of(side.Replies, side.RepliesKnown)),
            Counter("reposts", ours, others, side => side.Of(side.Reposts, side.RepostsKnown)),
            Counter("quotes", ours, others, side => side.Of(side.Quotes, side.QuotesKnown)),
            Counter("bookmarks", ours, others, side => side.Of(side.Bookmarks, side.BookmarksKnown)),
        ],
    };

    private static Figure Counter(string key, SideRow ours, SideRow others, Func<SideRow, Amount> amount) => Apart(ours, others, amount, all => Definitions.Counter(key, all));

    private Figure Followers()
    {
        var others = Amount.Sum([new Amount { Value = people.Followers, Known = people.FollowersKnown, Total = people.Accounts }]);
        return Definitions.Followers(others) with { Others = others };
    }

    private static Figure Apart(SideRow ours, SideRow others, Func<SideRow, Amount> amount, Func<Amount, Figure> define)
    {
        var all = Amount.Sum([amount(ours), amount(others)]);
        return define(all) with { All = all, Ours = Amount.Sum([amount(ours)]), Others = Amount.Sum([amount(others)]) };
    }

    private static SideRow Side(List<SideRow> rows, bool? isOurs) => rows.Find(row => row.IsOurs == isOurs) ?? new SideRow();

    /// <summary>Ours, everybody else's, or both.</summary>
    private sealed record SideRow
    {
        public bool? IsOurs { get; init; }
        public int Posts { get; init; }
        public decimal? Views { get; init; }
        public int ViewsKnown { get; init; }
        public decimal? Likes { get; init; }
        public int LikesKnown { get; init; }
        public decimal? Replies { get; init; }
        public int RepliesKnown { get; init; }
        public decimal? Reposts { get; init; }
        public int RepostsKnown { get; init; }
        public decimal? Quotes { get; init; }
        public int QuotesKnown { get; init; }
        public decimal? Bookmarks { get; init; }
        public int BookmarksKnown { get; init; }
        public decimal? Responses { get; init; }
        public int ResponsesKnown { get; init; }

        /// <summary>Posts whose views and responses are both known.</summary>
        public int RatedPosts { get; init; }
        public decimal? Rate { get; init; }

        /// <summary>Of each post's author when it was posted.</summary>
        public decimal? Followers { get; init; }
        public int FollowersKnown { get; init; }
        public DateTimeOffset? MeasuredFirst { get; init; }
        public DateTimeOffset? MeasuredLast { get; init; }

        public Amount Rated => Of(Rate, RatedPosts);

        public Amount Of(decimal? value, int known) => new() { Value = value, Known = known, Total = Posts };
    }
}
