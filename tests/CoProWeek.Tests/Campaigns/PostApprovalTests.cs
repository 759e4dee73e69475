using CoProWeek.Campaigns;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Campaigns;

public sealed class PostApprovalTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = A.MondayMorning.AddDays(-2);

    private TestDatabase database = null!;
    private PostStore posts = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        posts = new PostStore(database.DataSource);
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task An_approval_is_bound_to_what_was_read()
    {
        var post = await PostAsync();
        var hash = await HashAsync(post);

        Assert.True(await ApproveAsync(post.Id, hash));

        var approved = await posts.FindAsync(campaign: null, post.Content.Ref);
        Assert.Equal(("kim", Now, hash), (approved.ApprovedBy, approved.ApprovedAt!.Value, approved.ApprovedHash));
        Assert.Equal("approved by kim", await LastEventAsync(post.Id));
    }

    [Fact]
    public async Task What_changed_since_it_was_read_is_not_approved()
    {
        var post = await PostAsync();
        var hash = await HashAsync(post);
        await ExecuteAsync("UPDATE posts SET text = 'Other words'");

        Assert.False(await ApproveAsync(post.Id, hash));
        Assert.False((await posts.FindAsync(campaign: null, post.Content.Ref)).IsApproved);
    }

    [Fact]
    public async Task A_draft_again_has_no_approver()
    {
        var post = await PostAsync();
        await ApproveAsync(post.Id, await HashAsync(post));

        await DraftAsync(post.Id);
        await DraftAsync(post.Id);

        Assert.False((await posts.FindAsync(campaign: null, post.Content.Ref)).IsApproved);
        Assert.Equal("drafted by sam", await LastEventAsync(post.Id));
    }

    private async Task<Post> PostAsync()
    {
        var id = await A.Post(database.DataSource, await A.Campaign(database.DataSource), "mon-blog");
        return await posts.FindAsync(campaign: null, $"{id}");
    }

    private async Task<string> HashAsync(Post post) =>
        ContentHash.Of(post.Content, await new CampaignStore(database.DataSource, KindLatest.Default).NamedOrOnlyAsync(null));

    private async Task<bool> ApproveAsync(long id, string hash)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var done = await PostApproval.MarkApprovedAsync(connection, transaction, id, "kim", Now, hash, KindLatest.Default);
        await transaction.CommitAsync();
        return done;
    }

    private async Task DraftAsync(long id)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await PostApproval.MarkDraftAsync(connection, transaction, id, "sam", Now, "it was changed");
        await transaction.CommitAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    private async Task<string?> LastEventAsync(long id)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<string>("SELECT what || ' by ' || actor FROM events WHERE post_id = @id ORDER BY id DESC LIMIT 1", new { id });
    }
}
