namespace CoProWeek.Benchmarks;

/// <summary>What the collector would have left behind: its runs, whoever posted, what they posted, and the numbers read since.</summary>
internal static class BigCrowdSql
{
    public static IReadOnlyList<string> InOrder { get; } = [Watches, Runs, Authors, Posts, Ours, Found, Carried, Numbers, Followers, Counts];

    // Hourly, and each five minutes on the week's days.
    private const string Runs = """
        INSERT INTO collect_runs (watch_id, started_at, from_at, to_at, pages, posts, new_posts, ended_at, outcome)
        SELECT w.id, s.at, s.at - s.every, s.at, 1, 20, 20, s.at, 'whole'
          FROM watches w
          JOIN campaigns c ON c.id = w.campaign_id
         CROSS JOIN LATERAL (SELECT at, interval '1 hour' AS every
                          FROM generate_series(w.from_at + interval '1 hour', least(@now, c.week_from::timestamptz), interval '1 hour') AS at
                         UNION ALL
                        SELECT at, interval '5 minutes'
                          FROM generate_series(c.week_from::timestamptz + interval '5 minutes', @now, interval '5 minutes') AS at) AS s
        """;

    private const string Watches = """
        UPDATE watches
           SET next_at = @now + interval '1 day', counted_at = @now, newest_at = @now,
               newest_id = ((extract(epoch FROM @now) * 1000)::bigint - 1288834974657) << 22
        """;

    private const string Authors = """
        INSERT INTO authors (network, remote_id, handle, name, first_seen_at, last_seen_at)
        SELECT 'x', 1000000000 + n, 'member_' || n, 'Member ' || n, @now, @now
          FROM generate_series(1, @mentions / 20) AS n;

        INSERT INTO authors (network, remote_id, handle, name, first_seen_at, last_seen_at)
        VALUES ('x', 1000000000, 'ScotCoPro', 'Scottish Co-production Network', @now, @now)
        """;

    // A quarter in the weeks before, the rest since the week began; a few authors post much, most little. Every choice is a hash of the number: the seed.
    private const string Posts = """
        INSERT INTO mentions (network, first_id, remote_id, author_id, kind, posted_at, text, lang, conversation_id, reply_to_id, quote_of_id, repost_of_id,
                              raw, found_at, looked_at, hidden_at, hidden_why)
        SELECT 'x', post_id, post_id, a.id, kind, at, text, 'en', post_id, CASE kind WHEN 'reply' THEN post_id - 1 END, CASE kind WHEN 'quote' THEN post_id - 1 END, CASE kind WHEN 'repost' THEN post_id - 1 END,
               json_build_object('id', post_id::text, 'text', text, 'created_at', at, 'padding', repeat(md5(n::text), 30)),
               at + interval '3 minutes', at + interval '3 minutes', CASE WHEN n % 400 = 0 THEN @now END, CASE WHEN n % 400 = 0 THEN 'deleted' END
          FROM (SELECT n, at, kind, remote_author, (((extract(epoch FROM at) * 1000)::bigint - 1288834974657) << 22) + n % 4194304 AS post_id,
                       'Post ' || n || ' ' || array_to_string(ARRAY(SELECT (ARRAY['people', 'power', 'table', 'plan', 'together', 'question', 'service', 'budget', 'soup', 'walk', 'chair', 'minutes'])[1 + (hashint8extended(n, k) & 1023) % 12]
                                                                      FROM generate_series(1, 12 + n % 17) AS k), ' ') || ' #CoProWeekScot' AS text
                  FROM (SELECT n,
                               CASE WHEN n % 4 = 0 THEN c.runs_from::timestamptz + (c.week_from - c.runs_from) * interval '1 day' * ((hashint8extended(n, 1) & 1048575) / 1048576.0)
                                    ELSE c.week_from::timestamptz + (@now - c.week_from::timestamptz) * ((hashint8extended(n, 1) & 1048575) / 1048576.0) END AS at,
                               (ARRAY['original', 'original', 'original', 'original', 'reply', 'reply', 'quote', 'repost'])[1 + (hashint8extended(n, 2) & 7)] AS kind,
                               1000000001 + floor(@mentions / 20 * power((hashint8extended(n, 3) & 1048575) / 1048576.0, 2))::bigint AS remote_author
                          FROM generate_series(1, @mentions) AS n
                    CROSS JOIN campaigns c) AS drawn) AS said
          JOIN authors a ON a.network = 'x' AND a.remote_id = said.remote_author
         ORDER BY at
        """;

    private const string Ours = """
        INSERT INTO mentions (network, first_id, remote_id, author_id, kind, posted_at, text, lang, conversation_id, raw, found_at, looked_at)
        SELECT 'x', p.remote_id, p.remote_id, a.id, 'original', p.sent_at, p.text, 'en', p.remote_id, '{}', p.sent_at + interval '3 minutes', p.sent_at + interval '3 minutes'
          FROM delivery_parts p
          JOIN authors a ON a.handle = 'ScotCoPro'
         WHERE p.remote_id IS NOT NULL
        """;

    private const string Found = """
        INSERT INTO mention_watches (mention_id, watch_id, run_id, found_at)
        SELECT m.id, w.id, r.id, m.found_at
          FROM mentions m
          JOIN watches w ON w.kind = 'hashtag' OR m.id % 7 = 0
         CROSS JOIN LATERAL (SELECT id FROM collect_runs WHERE watch_id = w.id AND from_at <= m.posted_at ORDER BY from_at DESC LIMIT 1) AS r
        """;

    private const string Carried = """
        INSERT INTO mention_tags (mention_id, tag, written) SELECT id, 'coproweekscot', 'CoProWeekScot' FROM mentions;
        INSERT INTO mention_tags (mention_id, tag, written) SELECT id, 'bigquestion' || id % 40, 'BigQuestion' || id % 40 FROM mentions WHERE id % 3 = 0;
        INSERT INTO mention_links (mention_id, url, host) SELECT id, 'https://example.org/' || id % 300, 'example.org' FROM mentions WHERE id % 4 = 0;
        INSERT INTO mention_handles (mention_id, handle) SELECT id, 'scotcopro' FROM mentions WHERE id % 7 = 0;
        INSERT INTO mention_media (mention_id, media_key, type) SELECT id, '3_' || id, 'photo' FROM mentions WHERE id % 5 = 0
        """;

    // When found, and a day and three days after.
    private const string Numbers = """
        INSERT INTO observations (mention_id, at, views, likes, replies, reposts, quotes, bookmarks)
        SELECT m.id, m.found_at + d.later, v.views * d.times, v.views * d.times / 40, v.views * d.times / 300, v.views * d.times / 150, v.views * d.times / 900, v.views * d.times / 500
          FROM mentions m
         CROSS JOIN LATERAL (SELECT 20 + (hashint8extended(m.id, 4) & 1023) AS views) AS v
         CROSS JOIN LATERAL (VALUES (interval '0', 1), (interval '1 day', 3), (interval '3 days', 4)) AS d (later, times)
         WHERE m.found_at + d.later < @now AND m.kind <> 'repost'
        """;

    private const string Followers = """
        INSERT INTO author_observations (author_id, at, followers, following, posts)
        SELECT author_id, min(found_at), 50 + (hashint8extended(author_id, 5) & 4095), 200, 1000
          FROM mentions
         GROUP BY author_id, date_trunc('day', found_at)
        """;

    private const string Counts = """
        INSERT INTO watch_counts (watch_id, hour_at, counted, asked_at)
        SELECT mw.watch_id, date_trunc('hour', m.posted_at), count(*), @now
          FROM mention_watches mw
          JOIN mentions m ON m.id = mw.mention_id
         WHERE m.kind <> 'repost'
         GROUP BY 1, 2
        """;
}
