using System.Data;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Networks;
using Npgsql;

namespace CoProWeek.Reporting;

/// <summary>Makes the reach report: of the rows as they stand, all read at one instant.</summary>
internal sealed class ReachReports(NpgsqlDataSource database, NetworkList networks, CampaignClock clock)
{
    /// <summary>From one day to another, both inclusive; the campaign's own where none is given.</summary>
    /// <exception cref="RefusedException">There are no such days.</exception>
    public async Task<ReachReport> MakeAsync(Campaign campaign, DateOnly? from, DateOnly? to, CancellationToken stop)
    {
        var (span, now) = (ReportSpan.Of(campaign, from, to), clock.GetUtcNow());
        await using var connection = await database.OpenConnectionAsync(stop);
        // One snapshot: what is collected meanwhile is in none of the figures or in all of them.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        await ReachPosts.GatherAsync(transaction, campaign, span, stop);
        var (figures, sections) = (new ReachFigures(transaction, stop), new ReachSections(transaction, stop));
        return new ReachReport
        {
            Campaign = campaign,
            Span = span,
            MadeAt = now,
            Figures = await figures.ReadAsync(Words.Hashtags(campaign)),
            Measured = await figures.MeasuredAsync(),
            Completeness = await new ReachCompleteness(transaction, campaign, span, stop).ReadAsync(),
            Timeline = await sections.TimelineAsync(Moment.Between(span, campaign, now)),
            Kinds = await sections.KindsAsync(),
            PlanKinds = await sections.PlanKindsAsync(campaign),
            Accounts = await sections.AccountsAsync(),
            Posts = [.. (await sections.PostsAsync()).Select(post => post.LinkedOn(networks))],
            Tags = await sections.TagsAsync(campaign),
            Links = await sections.LinksAsync(),
        };
    }
}
