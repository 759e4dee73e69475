using System.Data;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Collecting.Rollups;
using CoProWeek.Networks;
using CoProWeek.Reporting.Team;
using Npgsql;

namespace CoProWeek.Reporting;

/// <summary>Makes the reach report: of the rollups, which are brought up to date first, all read at one instant.</summary>
internal sealed class ReachReports(NpgsqlDataSource database, RollupStore rollups, SpanStore spans, TeamReports team, NetworkList networks, CampaignClock clock)
{
    /// <summary>From one day to another, both inclusive; the campaign's own where none is given. An earlier week stands beside it where one is asked for.</summary>
    /// <exception cref="RefusedException">There are no such days.</exception>
    /// <param name="campaign">What it is about.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="stop">Ends it.</param>
    /// <param name="against">The earlier week.</param>
    /// <param name="with">Is given the report, and reads more at the same instant.</param>
    public async Task<ReachReport> MakeAsync(Campaign campaign, DateOnly? from, DateOnly? to, CancellationToken stop, Campaign? against = null, Func<ReachReport, NpgsqlTransaction, Task>? with = null)
    {
        var (span, now) = (ReportSpan.Of(campaign, from, to), clock.GetUtcNow());
        await rollups.SettleAsync(campaign, stop);
        var earlier = await team.SettleAsync(campaign, stop);
        await using var connection = await database.OpenConnectionAsync(stop);
        // One snapshot: what is collected meanwhile is in none of the figures or in all of them.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        var sums = await spans.ReadAsync(transaction, campaign.Id, span, stop);
        var (figures, measured) = await new ReachFigures(transaction, campaign.Id, span, sums.People, stop).ReadAsync(Words.Hashtags(campaign));
        var sections = new ReachSections(transaction, campaign, span, stop);
        IReadOnlyList<PostRow> posts = [.. (await sections.PostsAsync()).Select(post => post.LinkedOn(networks))];
        var completeness = await new ReachCompleteness(transaction, campaign, span, stop).ReadAsync();
        var report = new ReachReport
        {
            Campaign = campaign,
            Span = span,
            MadeAt = now,
            Figures = figures,
            Measured = measured,
            Completeness = completeness,
            Timeline = await sections.TimelineAsync(Moment.Between(span, campaign, now)),
            Hours = await sections.HoursAsync(),
            Kinds = await sections.KindsAsync(),
            Accounts = await sections.AccountsAsync(sums.People),
            PostsOfTopTen = sums.People.PostsOfTopTen,
            Posts = [.. posts.Where(post => post.Counter == "views")],
            PostsBy = [.. posts.Where(post => post.Counter != "views")],
            Hidden = await sections.HiddenAsync(),
            Mentioned = sums.Of("handle", item => new ItemRow(item.Item, item.Posts, item.Accounts)),
            Tags = sums.Of("tag", item => new TagRow { Written = item.Label, Posts = item.Posts, Accounts = item.Accounts }),
            Links = sums.Of("link", item => new LinkRow { Url = item.Item, Host = item.Label, Posts = item.Posts, Accounts = item.Accounts }),
            Hosts = sums.Of("host", item => new ItemRow(item.Item, item.Posts, item.Accounts)),
            Media = sums.Of("media", item => new ItemRow(item.Item, item.Posts, item.Accounts)),
            Languages = sums.Of("language", item => new ItemRow(item.Item, item.Posts, item.Accounts)),
            Team = await team.ReadAsync(transaction, campaign, span, earlier, against, now, figures, completeness.ForgottenAt is not null, stop),
        };
        if (with is not null)
            await with(report, transaction);
        return report;
    }
}
