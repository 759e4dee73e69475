using System.Globalization;
using Dapper;
using Npgsql;

namespace CoProWeek.Cli;

/// <summary>Tells the week as it happens: a line on standard output for each thing that became of a post.</summary>
internal sealed class DemoNarrator(NpgsqlDataSource database, long after, long collectedUntil)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private long last = after;
    private long collected = collectedUntil;

    private const string LastSql = """
        SELECT (SELECT coalesce(max(id), 0) FROM events)                                     AS event,
               (SELECT coalesce(max(id), 0) FROM collect_runs WHERE ended_at IS NOT NULL) AS run
        """;

    /// <summary>One that tells what happens from now on.</summary>
    public static async Task<DemoNarrator> FromNowAsync(NpgsqlDataSource database, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var (last, run) = await connection.QuerySingleAsync<(long, long)>(new CommandDefinition(LastSql, cancellationToken: stop));
        return new DemoNarrator(database, last, run);
    }

    /// <summary>Ends, with everything told, when told to stop.</summary>
    public async Task TellAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await TellNewAsync();
            await Task.Delay(LookEvery, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await TellNewAsync();
    }

    private const string NewSql = """
        SELECT e.id, e.at, e.what, e.detail, p.ref, p.kind, c.time_zone,
               extract(epoch FROM t.started_at - d.slot_at)::float8 * 1000 AS late_ms,
               (SELECT url FROM delivery_parts u WHERE u.delivery_id = d.id AND u.n = 1) AS url,
               (SELECT count(*)::int FROM delivery_parts u WHERE u.delivery_id = d.id) AS parts
          FROM events e
          JOIN posts p      ON p.id = e.post_id
          JOIN campaigns c  ON c.id = p.campaign_id
          JOIN deliveries d ON d.id = e.delivery_id
          LEFT JOIN LATERAL (SELECT started_at FROM attempts a WHERE a.delivery_id = d.id ORDER BY a.id LIMIT 1) t ON true
         WHERE e.id > @last
           AND e.what NOT IN ('sending')
           AND NOT (e.what = 'queued' AND e.detail = '')
         ORDER BY e.id
        """;

    private async Task TellNewAsync()
    {
        await using var connection = await database.OpenConnectionAsync();
        var told = (await connection.QueryAsync<Told>(NewSql, new { last })).AsList();
        var found = (await connection.QueryAsync<Collected>(CollectedSql, new { collected })).AsList();
        foreach (var line in told.Select(one => (one.At, Line: $"{one}")).Concat(found.Select(one => (one.At, Line: $"{one}"))).OrderBy(one => one.At))
            Output.Line(line.Line);
        last = told.Count > 0 ? told[^1].Id : last;
        collected = found.Count > 0 ? found[^1].Id : collected;
    }

    // One worker collects one watch after the other, so the runs end in the order of their ids.
    private const string CollectedSql = """
        SELECT r.id, r.started_at AS at, r.new_posts, w.kind, w.subject, c.time_zone
          FROM collect_runs r
          JOIN watches w   ON w.id = r.watch_id
          JOIN campaigns c ON c.id = w.campaign_id
         WHERE r.id > @collected AND r.ended_at IS NOT NULL AND r.new_posts > 0
         ORDER BY r.id
        """;

    private static string Wall(DateTimeOffset at, string zone) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture);

    private sealed record Told
    {
        public required long Id { get; init; }
        public required DateTimeOffset At { get; init; }
        public required string What { get; init; }
        public required string Detail { get; init; }
        public required string Ref { get; init; }
        public required string Kind { get; init; }
        public required string TimeZone { get; init; }
        public double? LateMs { get; init; }
        public string? Url { get; init; }
        public required int Parts { get; init; }

        public override string ToString() => $"{Wall(At, TimeZone)}  {Kind,-9} {Ref,-22} -> {Became()}";

        private string Became() => What switch
        {
            "sent" when Parts > 1 => $"sent, {Parts} parts, {Lateness()}, {Url}",
            "sent" => $"sent, {Lateness()}, {Url}",
            _ => Detail == "" ? What : $"{What}: {Detail}",
        };

        private string Lateness() => LateMs switch
        {
            null => "by a person",
            < 60_000 => $"{LateMs:0} ms after its minute began",
            _ => $"{TimeSpan.FromMilliseconds(LateMs.Value):h\\:mm\\:ss} late",
        };
    }

    private sealed record Collected
    {
        public required long Id { get; init; }
        public required DateTimeOffset At { get; init; }
        public required int NewPosts { get; init; }
        public required string Kind { get; init; }
        public required string Subject { get; init; }
        public required string TimeZone { get; init; }

        public override string ToString() =>
            $"{Wall(At, TimeZone)}  collected {NewPosts} new {(Kind, NewPosts) switch
            {
                ("conversation", 1) => "answer to a question of ours",
                ("conversation", _) => "answers to a question of ours",
                (_, 1) => $"mention of {Sign}{Subject}",
                _ => $"mentions of {Sign}{Subject}",
            }}";

        private char Sign => Kind == "hashtag" ? '#' : '@';
    }
}
