using CoProWeek.Campaigns;
using CoProWeek.Cli;
using CoProWeek.Clock;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Team;
using CoProWeek.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace CoProWeek.Tests.Reporting;

/// <summary>Where reports are made: the rooms over a database of the test's own, at a fixed instant.</summary>
internal sealed class ReportDesk : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly IHost host;

    private ReportDesk(TestDatabase database, DateTimeOffset now)
    {
        this.database = database;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddRooms(database.DataSource, new StoppedClock(now));
        host = builder.Build();
    }

    public NpgsqlDataSource Database => database.DataSource;

    public static async Task<ReportDesk> OpenAsync(DateTimeOffset? now = null) => new(await TestDatabase.CreateAsync(), now ?? A.Counting);

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>Of the only campaign, unless one is named; days as 2027-11-15. Another may stand beside it.</summary>
    public async Task<ReachReport> MakeAsync(string? from = null, string? to = null, string? slug = null, string? against = null)
    {
        var campaign = await Get<CampaignStore>().NamedOrOnlyAsync(slug);
        var other = against is null ? null : await Get<CampaignStore>().NamedOrOnlyAsync(against);
        return await Get<ReachReports>().MakeAsync(campaign, Day(from), Day(to), CancellationToken.None, other);
    }

    /// <summary>The team writes on page one, over whatever stands there.</summary>
    public async Task WriteAsync(Func<TeamWords, TeamWords> write, string? slug = null)
    {
        var campaign = await Get<CampaignStore>().NamedOrOnlyAsync(slug);
        var written = await Get<WordsStore>().SaveAsync(campaign, write(await Get<WordsStore>().ReadAsync(campaign.Id, CancellationToken.None)), "Ailsa", CancellationToken.None);
        Assert.NotNull(written);
    }

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await database.DisposeAsync();
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd");

    private sealed class StoppedClock(DateTimeOffset at) : CampaignClock
    {
        protected override DateTimeOffset ReadUtcNow() => at;
    }
}
