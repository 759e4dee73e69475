using System.Text;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Campaigns;

/// <summary>A comms manager's desk: a folder with a campaign and a plan, and a database to import it into.</summary>
internal sealed class PlanDesk : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2027, 11, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase database;

    private PlanDesk(TestDatabase database)
    {
        this.database = database;
        Posts = new PostStore(database.DataSource);
        Campaigns = new CampaignStore(database.DataSource, KindLatest.Default);
        Media = new MediaStore(database.DataSource);
        Clock = new StepClock(Now);
    }

    public Npgsql.NpgsqlDataSource DataSource => database.DataSource;

    public string Folder { get; } = TemporaryFolder.Create();

    public PostStore Posts { get; }

    public CampaignStore Campaigns { get; }

    public MediaStore Media { get; }

    public StepClock Clock { get; }

    /// <summary>With a campaign.json of the week in <see cref="Plans"/>.</summary>
    public static async Task<PlanDesk> CreateAsync()
    {
        var desk = new PlanDesk(await TestDatabase.CreateAsync());
        desk.WriteCampaign(Plans.Week);
        return desk;
    }

    public void WriteCampaign(Campaign campaign) =>
        File.WriteAllBytes(Path.Combine(Folder, "campaign.json"), CoProWeek.Campaigns.Files.CampaignFileWriter.Write(campaign));

    public void WritePlan(string csv) => File.WriteAllText(Path.Combine(Folder, "plan.csv"), csv, Encoding.UTF8);

    public void WritePicture(string name, byte[]? bytes = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, name))!);
        File.WriteAllBytes(Path.Combine(Folder, name), bytes ?? A.Png);
    }

    public Task<PreparedImport> PrepareAsync(string? path = null) =>
        new PlanImport(Campaigns, Posts, PaperNetwork.List, Clock).PrepareAsync([path ?? Folder]);

    public async Task<ImportDiff> DiffAsync(string? path = null)
    {
        var prepared = await PrepareAsync(path);
        Assert.Empty(prepared.Problems);
        return prepared.Diff!;
    }

    /// <summary>Imports the folder as it is, and gives back what changed and whose approval went.</summary>
    public async Task<(ImportDiff Diff, IReadOnlyList<long> Voided)> ImportAsync(string actor = "sam", string? path = null)
    {
        var diff = await DiffAsync(path);
        return (diff, await WriteAsync(diff, actor));
    }

    public async Task<IReadOnlyList<long>> WriteAsync(ImportDiff diff, string actor = "sam")
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var voided = await PlanWriter.WriteAsync(connection, transaction, diff, actor, Now);
        await transaction.CommitAsync();
        return voided;
    }

    public Task<Post> PostAsync(string reference) => Posts.FindAsync(campaign: null, reference);

    public async Task ApproveAsync(string reference, string actor = "kim")
    {
        var post = await PostAsync(reference);
        await using var connection = await DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var hash = ContentHash.Of(post.Content, await Campaigns.NamedOrOnlyAsync(null));
        Assert.True(await PostApproval.MarkApprovedAsync(connection, transaction, post.Id, actor, Now, hash, KindLatest.Default));
        await transaction.CommitAsync();
    }

    public async Task<string> ExportAsync()
    {
        var folder = TemporaryFolder.Create();
        await new PlanExport(Posts, Media).WriteAsync(await Campaigns.NamedOrOnlyAsync(null), folder);
        return folder;
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? values = null)
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        return [.. await connection.QueryAsync<T>(sql, values)];
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
