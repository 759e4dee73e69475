using CoProWeek.Tests.Crash.Run;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Crash;

/// <summary>What must hold whatever happens.</summary>
internal sealed class LifeRules(LiveWeek week)
{
    private readonly Dictionary<long, string> states = [];
    private readonly Dictionary<(long Delivery, int N), long> ids = [];

    private const string StatesSql = "SELECT id, state FROM deliveries";

    private const string IdsSql = "SELECT delivery_id, n, remote_id FROM delivery_parts WHERE remote_id IS NOT NULL";

    /// <summary>From "sent" nothing leads but to "removed", and from there nothing; an id that a part once has it keeps.</summary>
    public async Task CheckAsync()
    {
        await using var rows = await week.Database.DataSource.OpenConnectionAsync();
        foreach (var (id, state) in await rows.QueryAsync<(long, string)>(StatesSql))
        {
            var before = states.GetValueOrDefault(id);
            Assert.True(before is not "removed" || state is "removed", $"Delivery {id} went from {before} to {state}.");
            Assert.True(before is not "sent" || state is "sent" or "removed", $"Delivery {id} went from {before} to {state}.");
            states[id] = state;
        }
        var now = (await rows.QueryAsync<(long Delivery, int N, long Id)>(IdsSql)).ToDictionary(part => (part.Delivery, part.N), part => part.Id);
        foreach (var (part, id) in ids)
            Assert.True(now.TryGetValue(part, out var kept) && kept == id, $"Part {part} was out as {id}, and is now {(kept == 0 ? "nothing" : kept)}.");
        foreach (var (part, id) in now)
            ids[part] = id;
    }

    private const string OpenSql = "SELECT EXISTS (SELECT 1 FROM deliveries WHERE state IN ('queued', 'held', 'sending', 'unknown'))";

    public async Task<bool> AreAnyOpenAsync()
    {
        await using var rows = await week.Database.DataSource.OpenConnectionAsync();
        return await rows.ExecuteScalarAsync<bool>(OpenSql);
    }

    private const string WithoutEndSql = """
        SELECT p.ref || ': ' || coalesce(d.state, 'no delivery') || ' ' || coalesce(d.reason, '')
          FROM posts p
          LEFT JOIN deliveries d ON d.post_id = p.id
         WHERE p.approved_at IS NOT NULL
           AND (d.id IS NULL
                OR d.state NOT IN ('sent', 'removed', 'failed', 'missed', 'cancelled')
                OR d.state NOT IN ('sent', 'removed') AND d.reason = '')
        """;

    private const string TwoIdsSql = """
        SELECT delivery_id || ' part ' || n
          FROM attempts
         WHERE outcome = 'sent'
         GROUP BY delivery_id, n
        HAVING count(DISTINCT remote_id) > 1
        """;

    /// <summary>Every approved post has an end and a reason, and no part of any is twice on the network.</summary>
    public async Task CheckEndAsync(int posts)
    {
        await using var rows = await week.Database.DataSource.OpenConnectionAsync();
        Assert.Empty(await rows.QueryAsync<string>(WithoutEndSql));
        Assert.Empty(await rows.QueryAsync<string>(TwoIdsSql));
        Assert.True(posts > 0, "Nothing was ever queued.");
        var arrived = await week.ArrivedTextsAsync();
        Assert.Empty(arrived.CountBy(text => CrashPost.KeyOf(text) ?? text).Where(same => same.Value > 1).Select(same => same.Key));
    }
}
