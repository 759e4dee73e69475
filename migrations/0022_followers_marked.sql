-- Between two observations of an author's followers lie few of their posts: those bounds are found first, once for each number that was
-- read, and by the index the posts between them. Before this, every post of the author was compared with every such number.
DROP INDEX mentions_author;
CREATE INDEX mentions_author ON mentions (author_id, posted_at);

CREATE OR REPLACE FUNCTION mark_authors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'authors' THEN
        PERFORM mark_hours(array_agg(DISTINCT date_trunc('hour', m.posted_at)))
           FROM old_rows o
           JOIN new_rows n ON n.id = o.id AND lower(n.handle) <> lower(o.handle)
           JOIN mentions m ON m.author_id = n.id
         HAVING count(*) > 0;
        RETURN NULL;
    END IF;
    INSERT INTO author_followers (author_id, at, followers)
    SELECT DISTINCT ON (author_id) author_id, at, followers FROM changed WHERE followers IS NOT NULL ORDER BY author_id, at DESC
        ON CONFLICT (author_id) DO UPDATE SET at = excluded.at, followers = excluded.followers WHERE author_followers.at < excluded.at;
    PERFORM mark_hours(array_agg(DISTINCT between_them.hour_at) || NULL::timestamptz)
       FROM changed c
      CROSS JOIN LATERAL (SELECT coalesce((SELECT b.at FROM author_observations b WHERE b.author_id = c.author_id AND b.at < c.at AND b.followers IS NOT NULL ORDER BY b.at DESC LIMIT 1), '-infinity') AS from_at,
                                 coalesce((SELECT b.at FROM author_observations b WHERE b.author_id = c.author_id AND b.at > c.at AND b.followers IS NOT NULL ORDER BY b.at LIMIT 1), 'infinity') AS to_at
                          OFFSET 0) bounds
      CROSS JOIN LATERAL (SELECT DISTINCT date_trunc('hour', m.posted_at) AS hour_at
                            FROM mentions m
                           WHERE m.author_id = c.author_id AND m.posted_at >= bounds.from_at AND m.posted_at <= bounds.to_at) between_them
      WHERE c.followers IS NOT NULL;
    RETURN NULL;
END $$;
