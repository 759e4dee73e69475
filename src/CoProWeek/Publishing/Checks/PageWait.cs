using CoProWeek.Clock;
using CoProWeek.Networks.Links;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Publishing.Checks;

/// <summary>
/// A blog waits for its page: from its slot on its link is asked every minute, and it may be claimed once that answers
/// 200. Until then it is due again a minute later each time: nothing else waits for it, and no attempt is made.
/// </summary>
internal sealed class PageWait(NpgsqlDataSource database, LinkAsker links, CampaignClock clock, IOptions<PublishingOptions> settings)
{
    // Marked as being asked, so that an alarm and the sweep do not ask at once; a mark that is left by a dead process is soon stale.
    private const string DueSql = """
        UPDATE deliveries d
           SET page_asked_at = @now
          FROM posts p, campaigns c, accounts a
         WHERE p.id = d.post_id AND c.id = p.campaign_id AND a.id = d.account_id
           AND d.account_id = @accountId
           AND d.state = 'queued'
           AND d.waits_for_page
           AND d.parts_out = 0
           AND d.due_at <= @now
           AND d.latest_at >= @now
           AND (d.page_asked_at IS NULL OR d.page_asked_at < @before)
           AND a.paused_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM stop_all)
        RETURNING d.id, p.link, c.time_zone
        """;

    /// <summary>Asks for the pages that the account's due posts wait for. True: at least one is there.</summary>
    public async Task<bool> AskDueAsync(long accountId, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var parameters = new { accountId, now, before = now - settings.Value.LinkPatience - TimeSpan.FromSeconds(1) };
        List<Waiting> due;
        await using (var connection = await database.OpenConnectionAsync(stop))
            due = (await connection.QueryAsync<Waiting>(new CommandDefinition(DueSql, parameters, cancellationToken: stop))).AsList();
        var there = await Task.WhenAll(due.Select(waiting => AskAsync(waiting, stop)));
        return there.Contains(true);
    }

    private async Task<bool> AskAsync(Waiting waiting, CancellationToken stop)
    {
        if (settings.Value is not { AskLinks: true, BlogsWait: true })
            return await ThereAsync(waiting, "not asked", stop);
        var answer = await links.AskAsync(waiting.Link, stop);
        var said = $"{answer.Words} at {new WallClock(waiting.TimeZone).Bare(clock.GetUtcNow())}";
        return answer.IsThere ? await ThereAsync(waiting, said, stop) : await NotYetAsync(waiting, said, stop);
    }

    private const string ThereSql = """
        UPDATE deliveries
           SET waits_for_page = false, page_answer = @said, reason = '', updated_at = @now
         WHERE id = @id AND state = 'queued' AND waits_for_page
        """;

    private async Task<bool> ThereAsync(Waiting waiting, string said, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteAsync(new CommandDefinition(
            ThereSql, new { waiting.Id, said, now = clock.GetUtcNow() }, cancellationToken: stop)) == 1;
    }

    private const string NotYetSql = """
        UPDATE deliveries
           SET page_answer = @said, reason = @reason, due_at = @again, updated_at = @now
         WHERE id = @id AND state = 'queued' AND waits_for_page
        """;

    private async Task<bool> NotYetAsync(Waiting waiting, string said, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var (reason, again) = ($"Waits for its page: {said}", now + settings.Value.AskPageEvery);
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(NotYetSql, new { waiting.Id, said, reason, again, now }, cancellationToken: stop));
        return false;
    }

    private sealed record Waiting
    {
        public required long Id { get; init; }
        public required string Link { get; init; }
        public required string TimeZone { get; init; }
    }
}
