using System.Globalization;
using Dapper;
using Npgsql;

namespace CoProWeek.Cli;

/// <summary>
/// The demo checks itself: what the rows say went out, against what the practice network holds. It prints the week as a
/// table and says whether any post was lost, doubled, late or out of order.
/// </summary>
internal sealed class DemoCheck(NpgsqlDataSource database, IReadOnlyList<ArrivedPost> arrived)
{
    private const string PartsSql = """
        SELECT p.ref, p.kind, c.time_zone, d.state, d.slot_at, d.latest_at, d.reason, a.handle, part.n, part.text, part.remote_id
          FROM deliveries d
          JOIN posts p             ON p.id = d.post_id
          JOIN campaigns c         ON c.id = p.campaign_id
          JOIN accounts a          ON a.id = d.account_id
          JOIN delivery_parts part ON part.delivery_id = d.id
         WHERE d.state <> 'cancelled'
         ORDER BY d.slot_at, d.id, part.n
        """;

    /// <returns>Whether every post went out exactly once, in time and in order.</returns>
    public async Task<bool> PrintAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var parts = (await connection.QueryAsync<PlannedPart>(new CommandDefinition(PartsSql, cancellationToken: stop))).AsList();
        var ours = parts.Select(part => part.Handle).ToHashSet();
        var posts = arrived.Where(post => ours.Contains(post.Handle)).ToList();
        var verdicts = parts.ConvertAll(part => (Part: part, Verdict: Judge(part, posts)));
        Output.Line("");
        Output.Table(["DAY", "TIME", "KIND", "POST", "STATE", "ON THE NETWORK"], verdicts.Where(one => one.Part.N == 1).Select(one => Row(one.Part, one.Verdict)));
        var strays = posts.Count(post => parts.TrueForAll(part => part.RemoteId != post.Id));
        var inOrder = InOrder(parts, posts);
        var wrong = verdicts.Count(one => one.Verdict != "once");
        Output.Line("");
        Output.Line($"{parts.Count} parts of {parts.Count(part => part.N == 1)} posts planned; {posts.Count} arrived; {wrong} not exactly once and in time; {strays} nobody planned; {(inOrder ? "in order" : "OUT OF ORDER")}.");
        return wrong == 0 && strays == 0 && inOrder;
    }

    private static string Judge(PlannedPart part, List<ArrivedPost> posts)
    {
        var same = posts.Where(post => post.Handle == part.Handle && post.Text == part.Text).ToList();
        if (part.State != "sent")
            return same.Count == 0 ? $"not sent: {part.Reason}" : "SENT, THOUGH THE ROWS SAY OTHERWISE";
        return same switch
        {
            [] => "LOST",
            [{ } one] when one.Id != part.RemoteId => "SENT, BUT UNDER ANOTHER ID",
            [{ } one] => part.N == 1 && one.CreatedAt > part.LatestAt ? "LATER THAN ITS LATEST" : "once",
            _ => "DOUBLED",
        };
    }

    private static bool InOrder(List<PlannedPart> parts, List<ArrivedPost> posts)
    {
        var position = posts.OrderBy(post => post.Id).Index().ToDictionary(one => one.Item.Id, one => one.Index);
        var sent = parts.Where(part => part.RemoteId is { } id && position.ContainsKey(id)).Select(part => position[part.RemoteId!.Value]).ToList();
        return sent.Zip(sent.Skip(1)).All(pair => pair.First < pair.Second);
    }

    private static string[] Row(PlannedPart part, string verdict)
    {
        var wall = TimeZoneInfo.ConvertTime(part.SlotAt, TimeZoneInfo.FindSystemTimeZoneById(part.TimeZone));
        return [wall.ToString("ddd d MMM", CultureInfo.InvariantCulture), wall.ToString("HH:mm", CultureInfo.InvariantCulture), part.Kind, part.Ref, part.State, verdict];
    }

    private sealed record PlannedPart
    {
        public required string Ref { get; init; }
        public required string Kind { get; init; }
        public required string TimeZone { get; init; }
        public required string State { get; init; }
        public required DateTimeOffset SlotAt { get; init; }
        public required DateTimeOffset LatestAt { get; init; }
        public required string Reason { get; init; }
        public required string Handle { get; init; }
        public required int N { get; init; }
        public required string Text { get; init; }
        public long? RemoteId { get; init; }
    }
}
