using CoProWeek.Accounts;
using CoProWeek.Campaigns;
using CoProWeek.Cli;
using CoProWeek.Clock;
using CoProWeek.Collecting;
using CoProWeek.Publishing;
using CoProWeek.Tests.Web;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CoProWeek.Benchmarks;

/// <summary>
/// Fills a database with a big campaign in the middle of its week: imported and approved by the app's own rooms, then sent and talked
/// about by SQL, as publisher and collector would have left it. The same at every run but for its dates, which are around now.
/// </summary>
internal sealed class BigWeek(Store store, IServiceProvider rooms, StepClock clock)
{
    public const int Visitors = 10;
    private const string Actor = "Ailsa";

    /// <summary>What is due later than this waits for its approval.</summary>
    private static readonly TimeSpan Approved = TimeSpan.FromDays(9);

    public static async Task<SeededWeek> FillAsync(string data, int posts, int mentions)
    {
        var settings = new ConfigurationManager();
        settings.AddSources(data, [new("Mail:Host", "127.0.0.1"), new("Mail:From", "week@example.org"), new("ConnectionStrings:CoProWeek", "")]);
        await using var store = await Store.OpenAsync(settings, data, durable: true, CancellationToken.None);
        await store.MakeReadyAsync(CancellationToken.None);
        var now = TimeProvider.System.GetUtcNow();
        var clock = new StepClock(now.AddYears(-1));
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddConfiguration(settings);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.AddRooms(store.Database, clock);
        using var host = builder.Build();
        return await new BigWeek(store, host.Services, clock).FillAsync(now, posts, mentions);
    }

    private async Task<SeededWeek> FillAsync(DateTimeOffset now, int count, int mentions)
    {
        var campaign = await ImportAsync(DateOnly.FromDateTime(now.UtcDateTime), count);
        var all = await Get<PostStore>().ListAsync(campaign);
        foreach (var post in all.Where(post => post.SlotAt < now + Approved))
            await Get<Approvals>().ApproveAsync(campaign, post, Actor, CancellationToken.None);
        clock.StepTo(now);
        await RunAsync(BigWeekSql.Ended, now);
        await Get<WatchStore>().SyncAsync(now, CancellationToken.None);
        foreach (var sql in BigCrowdSql.InOrder)
            await RunAsync(sql, now, mentions);
        await RunAsync("VACUUM ANALYZE", now);
        var people = await PeopleAsync();
        return new SeededWeek(campaign, await RowsAsync(campaign, people[0]), [.. people.Skip(1)]);
    }

    private async Task<Campaign> ImportAsync(DateOnly today, int posts)
    {
        var folder = Directory.CreateTempSubdirectory("coproweek-bench-plan-");
        try
        {
            var plan = new BigPlan(today, posts);
            plan.Write(folder.FullName);
            clock.StepTo(new DateTimeOffset(plan.RunsFrom.AddDays(-7), default, default));
            var prepared = await Get<PlanImport>().PrepareAsync([folder.FullName]);
            await Get<Approvals>().ApplyAsync(prepared.Diff ?? throw new InvalidOperationException(string.Join('\n', prepared.Problems)), Actor, mayVoid: true, CancellationToken.None);
            return await Get<CampaignStore>().NamedOrOnlyAsync(BigPlan.Slug);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>One link for each visitor, and one that stays unused, to look at.</summary>
    private async Task<List<string>> PeopleAsync()
    {
        var links = new List<string>();
        for (var n = 0; n <= Visitors; n++)
        {
            var id = await Get<PeopleStore>().AddAsync(n == 0 ? Actor : $"Manager {n}", $"manager{n}@example.org", Roles.Manager, "coproweek");
            links.Add(await Get<PersonSignIn>().LinkAsync(id, "coproweek", CancellationToken.None));
        }
        return links;
    }

    private async Task<SiteRows> RowsAsync(Campaign campaign, string welcome)
    {
        var posts = await Get<PostStore>().ListAsync(campaign);
        var draft = posts.First(post => post is { IsApproved: false, IsSpare: false } && post.Content.Pictures.Count > 0);
        await Get<ApprovalLinks>().AskAsync(draft.Id, (await Get<PeopleStore>().FindAsync("Manager 1"))!, Actor, CancellationToken.None);
        var sent = posts.First(post => post.Deliveries.Any(delivery => delivery.State == "sent") && post.Content.Pictures.Count > 0 && post.Content.Text.Contains("---", StringComparison.Ordinal));
        return new SiteRows
        {
            Slug = campaign.Slug,
            DraftPost = draft.Id,
            SentPost = sent.Id,
            Account = sent.Content.Accounts[0].AccountId,
            Mention = await MentionAsync(),
            ByHand = await ByHandAsync(draft.Id),
            Upload = Guid.Empty,
            Welcome = welcome,
            Approve = await ApproveLinkAsync(),
            Confirm = await ConfirmLinkAsync(),
        };
    }

    private const string MentionSql = "SELECT max(id) FROM mentions WHERE kind = 'original' AND hidden_at IS NULL AND id IN (SELECT mention_id FROM mention_tags)";

    private async Task<long> MentionAsync()
    {
        await using var connection = await Get<NpgsqlDataSource>().OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(MentionSql);
    }

    private const string TestSql = """
        INSERT INTO alert_tests (token_hash, channel, target_hash, shown, made_by, made_at, expires_at)
        VALUES (sha256('a-test-of-the-benchmark'), 'mail', sha256('nobody'), 'mail to nobody', 'the benchmark', @now, @now + interval '7 days')
            ON CONFLICT DO NOTHING
        """;

    private async Task<string> ConfirmLinkAsync()
    {
        await using var connection = await Get<NpgsqlDataSource>().OpenConnectionAsync();
        await connection.ExecuteAsync(TestSql, new { now = TimeProvider.System.GetUtcNow() });
        return "/alerts/confirm/a-test-of-the-benchmark";
    }

    private const string ByHandSql = """
        WITH place AS (
            INSERT INTO accounts (network, handle, created_at)
            VALUES ('by-hand', 'Facebook', @now)
            RETURNING id
        ), handed AS (
            INSERT INTO deliveries (state, hold_reason, post_id, account_id, slot_at, latest_at, due_at, created_at, updated_at)
            SELECT 'held', 'hand', p.id, place.id, p.slot_at, p.slot_at + interval '1 day', p.slot_at, @now, @now
              FROM posts p, place
             WHERE p.id = @post
            RETURNING id, account_id
        )
        INSERT INTO delivery_parts (delivery_id, n, account_id, text, canonical)
        SELECT id, 1, account_id, 'To be posted by hand', 'to be posted by hand'
          FROM handed
        RETURNING delivery_id
        """;

    private async Task<long> ByHandAsync(long post)
    {
        await using var connection = await store.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(ByHandSql, new { post, now = clock.GetUtcNow() });
    }

    /// <summary>Out of the mail that was to be sent.</summary>
    private async Task<string> ApproveLinkAsync()
    {
        await using var connection = await store.Database.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<string>("SELECT substring(body FROM '/approve/[A-Za-z0-9_-]+') FROM mails WHERE body LIKE '%/approve/%'"))!;
    }

    private async Task RunAsync(string sql, DateTimeOffset now, int mentions = 0)
    {
        await using var connection = await store.Database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        if (sql.Contains("@now", StringComparison.Ordinal))
            command.Parameters.AddWithValue("now", now);
        if (sql.Contains("@mentions", StringComparison.Ordinal))
            command.Parameters.AddWithValue("mentions", mentions);
        await command.ExecuteNonQueryAsync();
    }

    private T Get<T>()
        where T : notnull => rooms.GetRequiredService<T>();
}

/// <summary>What the pages are opened with, and how each visitor signs in.</summary>
internal sealed record SeededWeek(Campaign Campaign, SiteRows Rows, IReadOnlyList<string> Links);
