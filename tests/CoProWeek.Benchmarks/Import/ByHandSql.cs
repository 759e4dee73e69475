namespace CoProWeek.Benchmarks;

/// <summary>An expert's statements. They take texts as they stand: short links are not followed, nor is what X escapes decoded.</summary>
internal static class ByHandSql
{
    public static IReadOnlyList<string> InOrder =>
    [
        "ANALYZE lines",
        """
        INSERT INTO watches (id, campaign_id, network, account_id, kind, subject, from_at, until_at, next_at, created_at)
        OVERRIDING SYSTEM VALUE
        SELECT n, c.id, 'x', a.id, k.kind, k.subject, '2024-10-20Z', '2024-12-22Z', '2024-12-22Z', '2024-10-20Z'
          FROM campaigns c, accounts a, (VALUES (1, 'hashtag', 'CoProWeekScot'), (2, 'handle', 'ScotCoPro')) AS k (n, kind, subject)
        """,
        """
        INSERT INTO authors (network, remote_id, handle, name, first_seen_at, last_seen_at)
        SELECT 'x', (line ->> 'author_id')::bigint, max(line #>> '{author,username}'), max(line #>> '{author,name}'),
               min((line #>> '{__twarc,retrieved_at}')::timestamptz), max((line #>> '{__twarc,retrieved_at}')::timestamptz)
          FROM lines
         GROUP BY line ->> 'author_id'
        ON CONFLICT (network, remote_id) DO UPDATE SET last_seen_at = greatest(authors.last_seen_at, excluded.last_seen_at)
        """,
        """
        INSERT INTO author_observations (author_id, at, followers, following, posts)
        SELECT DISTINCT ON (a.id, line #>> '{__twarc,retrieved_at}')
               a.id, (line #>> '{__twarc,retrieved_at}')::timestamptz, (line #>> '{author,public_metrics,followers_count}')::int,
               (line #>> '{author,public_metrics,following_count}')::int, (line #>> '{author,public_metrics,tweet_count}')::int
          FROM lines l
          JOIN authors a ON a.network = 'x' AND a.remote_id = (line ->> 'author_id')::bigint
        ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO mentions (network, first_id, remote_id, author_id, kind, posted_at, text, lang, conversation_id, reply_to_id, quote_of_id, repost_of_id, raw, found_at, looked_at)
        SELECT 'x', (line #>> '{edit_history_tweet_ids,0}')::bigint, (line ->> 'id')::bigint, a.id,
               CASE line #>> '{referenced_tweets,0,type}' WHEN 'retweeted' THEN 'repost' WHEN 'quoted' THEN 'quote' WHEN 'replied_to' THEN 'reply' ELSE 'original' END,
               (line ->> 'created_at')::timestamptz, coalesce(line #>> '{note_tweet,text}', line ->> 'text'), line ->> 'lang', (line ->> 'conversation_id')::bigint,
               CASE line #>> '{referenced_tweets,0,type}' WHEN 'replied_to' THEN (line #>> '{referenced_tweets,0,id}')::bigint END,
               CASE line #>> '{referenced_tweets,0,type}' WHEN 'quoted' THEN (line #>> '{referenced_tweets,0,id}')::bigint END,
               CASE line #>> '{referenced_tweets,0,type}' WHEN 'retweeted' THEN (line #>> '{referenced_tweets,0,id}')::bigint END,
               line::text, (line #>> '{__twarc,retrieved_at}')::timestamptz, (line #>> '{__twarc,retrieved_at}')::timestamptz
          FROM lines l
          JOIN authors a ON a.network = 'x' AND a.remote_id = (line ->> 'author_id')::bigint
        ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO observations (mention_id, at, views, likes, replies, reposts, quotes, bookmarks)
        SELECT m.id, (line #>> '{__twarc,retrieved_at}')::timestamptz, (line #>> '{public_metrics,impression_count}')::bigint, (line #>> '{public_metrics,like_count}')::int,
               (line #>> '{public_metrics,reply_count}')::int, (line #>> '{public_metrics,retweet_count}')::int, (line #>> '{public_metrics,quote_count}')::int, (line #>> '{public_metrics,bookmark_count}')::int
          FROM lines l
          JOIN mentions m ON m.network = 'x' AND m.remote_id = (line ->> 'id')::bigint
         WHERE m.kind <> 'repost'
        ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO mention_watches (mention_id, watch_id, found_at)
        SELECT m.id, w.id, m.found_at
          FROM lines l
          JOIN mentions m ON m.network = 'x' AND m.remote_id = (line ->> 'id')::bigint
          JOIN watches w  ON w.kind = 'hashtag' OR EXISTS (SELECT 1 FROM jsonb_array_elements(line #> '{entities,mentions}') h WHERE lower(h ->> 'username') = lower(w.subject))
        ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO mention_tags (mention_id, tag, written)
        SELECT m.id, lower(t ->> 'tag'), t ->> 'tag'
          FROM lines l
          JOIN mentions m ON m.network = 'x' AND m.remote_id = (line ->> 'id')::bigint
         CROSS JOIN LATERAL jsonb_array_elements(coalesce(line #> '{note_tweet,entities,hashtags}', line #> '{entities,hashtags}')) t
        ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO mention_links (mention_id, url, host)
        SELECT m.id, u ->> 'expanded_url', split_part(u ->> 'expanded_url', '/', 3)
          FROM lines l
          JOIN mentions m ON m.network = 'x' AND m.remote_id = (line ->> 'id')::bigint
         CROSS JOIN LATERAL jsonb_array_elements(coalesce(line #> '{note_tweet,entities,urls}', line #> '{entities,urls}')) u
         WHERE u ->> 'media_key' IS NULL
        ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO mention_handles (mention_id, handle)
        SELECT m.id, lower(h ->> 'username')
          FROM lines l
          JOIN mentions m ON m.network = 'x' AND m.remote_id = (line ->> 'id')::bigint
         CROSS JOIN LATERAL jsonb_array_elements(coalesce(line #> '{note_tweet,entities,mentions}', line #> '{entities,mentions}')) h
        ON CONFLICT DO NOTHING
        """,
        """
        INSERT INTO mention_media (mention_id, type, media_key)
        SELECT m.id, p ->> 'type', p ->> 'media_key'
          FROM lines l
          JOIN mentions m ON m.network = 'x' AND m.remote_id = (line ->> 'id')::bigint
         CROSS JOIN LATERAL jsonb_array_elements(line #> '{attachments,media}') p
        ON CONFLICT DO NOTHING
        """,
    ];
}
