namespace CoProWeek.Collecting;

/// <summary>
/// How many posts of a watch are held in an hour, as the network counts them: by the time of a post's newest version, which its id holds;
/// with what was removed since, and without reposts.
/// </summary>
internal static class HeldHours
{
    /// <summary>Of one gap "g".</summary>
    public const string OfHourSql = """
        SELECT count(*)::int
                 FROM mention_watches mw
                 JOIN mentions m ON m.id = mw.mention_id
                WHERE mw.watch_id = g.watch_id AND m.kind <> 'repost'
                  AND m.remote_id >= (floor(extract(epoch FROM g.from_at) * 1000)::bigint - 1288834974657) << 22
                  AND m.remote_id <  (floor(extract(epoch FROM g.to_at) * 1000)::bigint - 1288834974657) << 22
        """;

    /// <summary>Of watch "@watchId" since "@oldest", by hour.</summary>
    public const string OfWatchSql = """
        SELECT date_trunc('hour', to_timestamp(((m.remote_id >> 22) + 1288834974657) / 1000.0), 'UTC') AS hour_at, count(*)::int AS posts
          FROM mention_watches mw
          JOIN mentions m ON m.id = mw.mention_id
         WHERE mw.watch_id = @watchId AND m.kind <> 'repost'
           AND m.remote_id >= (floor(extract(epoch FROM @oldest::timestamptz) * 1000)::bigint - 1288834974657) << 22
         GROUP BY 1
        """;
}
