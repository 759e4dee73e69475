using System.Text;
using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using CoProWeek.Collecting.Archives;
using CoProWeek.Networks.X.Archives;
using CoProWeek.Reporting;
using CoProWeek.Tests.Reporting;
using CoProWeek.Tests.Support;
using Npgsql;

namespace CoProWeek.Tests.Collecting.Archives;

/// <summary>Where archives are imported: the rooms over a database of the test's own, with a campaign for #CoProWeekScot and @ScotCoPro.</summary>
internal sealed class ImportDesk : IAsyncDisposable
{
    public static readonly DateTimeOffset Began = new(2024, 11, 4, 8, 0, 0, TimeSpan.Zero);

    private readonly ReportDesk desk;

    private ImportDesk(ReportDesk desk) => this.desk = desk;

    public NpgsqlDataSource Database => desk.Database;

    public string Folder { get; } = TemporaryFolder.Create();

    public string Rejects => Path.Combine(Folder, "rejects");

    public static async Task<ImportDesk> OpenAsync()
    {
        var opened = new ImportDesk(await ReportDesk.OpenAsync());
        await A.Campaign(opened.Database, from: new DateOnly(2024, 11, 4));
        return opened;
    }

    /// <summary>A crowd of 2024, a post a minute.</summary>
    public static MadePosts Crowd(int seed = 5) => new(seed, Began, TimeSpan.FromMinutes(1));

    public T Get<T>()
        where T : notnull => desk.Get<T>();

    public Task<ReachReport> ReportAsync() => desk.MakeAsync();

    public string File(string name, Action<Stream> write)
    {
        var path = Path.Combine(Folder, name);
        using var file = System.IO.File.Create(path);
        write(file);
        return path;
    }

    public string File(string name, params string[] lines) => File(name, to => to.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")));

    public async Task<ImportTotals> ImportAsync(string file, string? mapping = null, DateTimeOffset? asOf = null)
    {
        var totals = await Get<ArchiveImport>().RunAsync(
            new ImportOrder
            {
                Campaign = await Get<CampaignStore>().NamedOrOnlyAsync(null),
                Files = [file],
                Rejects = Rejects,
                Actor = "Ailsa",
                AsOf = asOf,
                Mapping = mapping is null ? null : XTableMapping.Parse(mapping),
            }, tell: null, CancellationToken.None);
        Assert.True(totals.AddUp, $"{totals}");
        return totals;
    }

    /// <summary>The campaign's watches, made as a worker makes them.</summary>
    public async Task<IReadOnlyList<Watch>> WatchesAsync()
    {
        await Get<WatchStore>().SyncAsync(A.Counting, CancellationToken.None);
        return await Get<WatchStore>().OfCampaignAsync((await Get<CampaignStore>().NamedOrOnlyAsync(null)).Id, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();
}
