-- Rollups: what a reach report adds up, by campaign and by day of the campaign's zone, so that no page counts a million rows. They are
-- kept by the transactions that write the rows behind them, and all of it can be made again from those rows ("report rebuild"). Only
-- Collecting writes these. They hold what counts: posts that carry a hashtag of the campaign, stand, and are no reposts.

-- By what a campaign's rollups are made. Nobody asked for those without a time zone yet: they are not kept until somebody does.
CREATE TABLE rollups (
    campaign_id  bigint   PRIMARY KEY REFERENCES campaigns,
    tags         text[]   NOT NULL DEFAULT '{}',     -- its hashtags, folded
    ours         text[]   NOT NULL DEFAULT '{}',     -- our accounts and the team's, folded
    time_zone    text     CHECK (time_zone <> ''),
    is_made      boolean  NOT NULL DEFAULT false,    -- by these
    version      bigint   NOT NULL DEFAULT 0,        -- one more each time that anything in them changes
    CHECK (time_zone IS NOT NULL OR NOT is_made)
);

-- Hours (UTC) of which a post or its numbers changed since; null where only followers did.
CREATE TABLE rollup_marks (
    campaign_id  bigint       NOT NULL,
    hour_at      timestamptz
);
CREATE INDEX rollup_marks_campaign ON rollup_marks (campaign_id);

-- What adds up. Each sum stands with the number of posts of which it is known.
CREATE TABLE rollup_hours (
    campaign_id      bigint       NOT NULL REFERENCES campaigns,
    day              date         NOT NULL,
    hour_at          timestamptz  NOT NULL,
    is_ours          boolean      NOT NULL,
    kind             text         NOT NULL CHECK (kind IN ('original', 'reply', 'quote')),
    posts            int          NOT NULL CHECK (posts > 0),
    views            bigint,
    views_known      int          NOT NULL,
    likes            bigint,
    likes_known      int          NOT NULL,
    replies          bigint,
    replies_known    int          NOT NULL,
    reposts          bigint,
    reposts_known    int          NOT NULL,
    quotes           bigint,
    quotes_known     int          NOT NULL,
    bookmarks        bigint,
    bookmarks_known  int          NOT NULL,
    responses        bigint,                         -- those of the five that are known
    responses_known  int          NOT NULL,
    rated            int          NOT NULL,          -- posts whose views and responses are both known,
    rated_views      bigint,                         -- and theirs
    rated_responses  bigint,
    followers        bigint,                         -- of each post's author, observed nearest to when it was posted
    followers_known  int          NOT NULL,
    measured_first   timestamptz,                    -- when the oldest and the newest of these numbers were read
    measured_last    timestamptz,
    PRIMARY KEY (campaign_id, day, hour_at, is_ours, kind)
);

-- Whoever took part, not counting ours.
CREATE TABLE rollup_authors (
    campaign_id  bigint  NOT NULL REFERENCES campaigns,
    day          date    NOT NULL,
    author_id    bigint  NOT NULL,
    posts        int     NOT NULL CHECK (posts > 0),
    views        bigint,
    responses    bigint,
    PRIMARY KEY (campaign_id, day, author_id)
);

-- An author's newest known number of followers.
CREATE TABLE author_followers (
    author_id  bigint       PRIMARY KEY REFERENCES authors ON DELETE CASCADE,
    at         timestamptz  NOT NULL,
    followers  int          NOT NULL CHECK (followers >= 0)
);

-- What the posts carried: how many posts each, and who.
CREATE TABLE rollup_items (
    campaign_id  bigint  NOT NULL REFERENCES campaigns,
    day          date    NOT NULL,
    what         text    NOT NULL CHECK (what IN ('tag', 'link', 'host', 'handle', 'language', 'media')),
    item         text    NOT NULL,                   -- folded; empty where the network did not say
    label        text    NOT NULL,                   -- of a tag: as it was written; of a link: its host
    posts        int     NOT NULL CHECK (posts > 0)
);
CREATE INDEX rollup_items_day ON rollup_items (campaign_id, day, what);
CREATE TABLE rollup_item_authors (
    campaign_id  bigint  NOT NULL REFERENCES campaigns,
    day          date    NOT NULL,
    what         text    NOT NULL,
    item_hash    bigint  NOT NULL,                   -- hashtextextended(item, 0): a link may be too long for an index
    author_id    bigint  NOT NULL,
    PRIMARY KEY (campaign_id, what, item_hash, day, author_id)
);
CREATE INDEX rollup_item_authors_day ON rollup_item_authors (campaign_id, day);

-- Each day's first ten by each counter: the first ten of any days are among them.
CREATE TABLE rollup_tops (
    campaign_id  bigint  NOT NULL REFERENCES campaigns,
    day          date    NOT NULL,
    counter      text    NOT NULL CHECK (counter IN ('views', 'likes', 'replies', 'reposts', 'quotes', 'bookmarks')),
    mention_id   bigint  NOT NULL,
    n            bigint  NOT NULL,
    PRIMARY KEY (campaign_id, day, counter, mention_id)
);

-- Our own posts, one by one.
CREATE TABLE rollup_ours (
    campaign_id  bigint  NOT NULL REFERENCES campaigns,
    day          date    NOT NULL,
    mention_id   bigint  NOT NULL,
    first_id     bigint  NOT NULL,
    views        bigint,
    responses    bigint,
    PRIMARY KEY (campaign_id, day, mention_id)
);

-- How complete it is: posts held by watch and hour, as the network counts them (what was removed since was counted, too), and those removed.
CREATE TABLE rollup_held (
    campaign_id  bigint       NOT NULL REFERENCES campaigns,
    day          date         NOT NULL,
    watch_id     bigint       NOT NULL,
    hour_at      timestamptz  NOT NULL,              -- UTC hour of the newest version
    posts        int          NOT NULL CHECK (posts > 0),
    PRIMARY KEY (campaign_id, day, watch_id, hour_at)
);
CREATE TABLE rollup_removed (
    campaign_id  bigint  NOT NULL REFERENCES campaigns,
    day          date    NOT NULL,
    posts        int     NOT NULL CHECK (posts > 0),
    PRIMARY KEY (campaign_id, day)
);

-- What was added up over some days once, of one version; it goes when the version does.
CREATE TABLE rollup_spans (
    campaign_id  bigint  NOT NULL REFERENCES campaigns,
    from_day     date    NOT NULL,
    to_day       date    NOT NULL,
    version      bigint  NOT NULL,
    content      jsonb   NOT NULL,
    PRIMARY KEY (campaign_id, from_day, to_day)
);

-- Every campaign has its row.
INSERT INTO rollups (campaign_id) SELECT id FROM campaigns;
INSERT INTO author_followers (author_id, at, followers)
SELECT DISTINCT ON (author_id) author_id, at, followers FROM author_observations WHERE followers IS NOT NULL ORDER BY author_id, at DESC;

CREATE FUNCTION rollups_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO rollups (campaign_id) VALUES (new.id);
    RETURN NULL;
END $$;
CREATE TRIGGER campaigns_rollups AFTER INSERT ON campaigns FOR EACH ROW EXECUTE FUNCTION rollups_begin();

CREATE FUNCTION mark_hours(hours timestamptz[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO rollup_marks (campaign_id, hour_at)
    SELECT r.campaign_id, h.hour_at FROM rollups r CROSS JOIN unnest(hours) AS h (hour_at) WHERE r.time_zone IS NOT NULL
$$;

-- Marks, whoever writes: by the statement, not by the row.
CREATE FUNCTION mark_posts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM mark_hours(array_agg(DISTINCT date_trunc('hour', posted_at))) FROM new_rows HAVING count(*) > 0;
    ELSE
        PERFORM mark_hours(array_agg(DISTINCT date_trunc('hour', o.posted_at)))
           FROM old_rows o
           JOIN new_rows n ON n.id = o.id
          WHERE (o.remote_id, o.author_id, o.kind, o.lang, o.hidden_at) IS DISTINCT FROM (n.remote_id, n.author_id, n.kind, n.lang, n.hidden_at)
         HAVING count(*) > 0;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER mentions_added   AFTER INSERT ON mentions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_posts();
CREATE TRIGGER mentions_changed AFTER UPDATE ON mentions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_posts();

CREATE FUNCTION mark_belongings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM mark_hours(array_agg(DISTINCT date_trunc('hour', m.posted_at)))
       FROM changed c
       JOIN mentions m ON m.id = c.mention_id
     HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE TRIGGER observations_added    AFTER INSERT ON observations    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_belongings();
CREATE TRIGGER observations_removed  AFTER DELETE ON observations    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_belongings();
CREATE TRIGGER mention_watches_added AFTER INSERT ON mention_watches REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_belongings();
CREATE TRIGGER mention_tags_added    AFTER INSERT ON mention_tags    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_belongings();
CREATE TRIGGER mention_tags_removed  AFTER DELETE ON mention_tags    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_belongings();
CREATE TRIGGER links_added           AFTER INSERT ON mention_links   REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_belongings();
CREATE TRIGGER links_removed         AFTER DELETE ON mention_links   REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_belongings();
CREATE TRIGGER handles_added         AFTER INSERT ON mention_handles REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_belongings();
CREATE TRIGGER handles_removed       AFTER DELETE ON mention_handles REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_belongings();
CREATE TRIGGER media_added           AFTER INSERT ON mention_media   REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_belongings();
CREATE TRIGGER media_removed         AFTER DELETE ON mention_media   REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_belongings();

-- A number of followers counts for posts between the one observed before it and the one after it. A handle may become one of ours.
CREATE FUNCTION mark_authors() RETURNS trigger LANGUAGE plpgsql AS $$
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
    PERFORM mark_hours(array_agg(DISTINCT date_trunc('hour', m.posted_at)) || NULL::timestamptz)
       FROM changed c
       JOIN mentions m ON m.author_id = c.author_id
      WHERE c.followers IS NOT NULL
        AND m.posted_at >= coalesce((SELECT max(b.at) FROM author_observations b WHERE b.author_id = c.author_id AND b.at < c.at AND b.followers IS NOT NULL), '-infinity')
        AND m.posted_at <= coalesce((SELECT min(b.at) FROM author_observations b WHERE b.author_id = c.author_id AND b.at > c.at AND b.followers IS NOT NULL), 'infinity');
    RETURN NULL;
END $$;
CREATE TRIGGER authors_changed           AFTER UPDATE ON authors             REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION mark_authors();
CREATE TRIGGER author_observations_added AFTER INSERT ON author_observations REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_authors();

-- Somebody who asked to be left out is left out of this, too.
CREATE FUNCTION forget_followers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM author_followers f USING (SELECT DISTINCT author_id FROM changed) c
     WHERE f.author_id = c.author_id AND NOT EXISTS (SELECT 1 FROM author_observations b WHERE b.author_id = f.author_id AND b.followers IS NOT NULL);
    PERFORM mark_hours(array_agg(DISTINCT date_trunc('hour', m.posted_at)) || NULL::timestamptz) FROM changed c JOIN mentions m ON m.author_id = c.author_id;
    RETURN NULL;
END $$;
CREATE TRIGGER author_observations_removed AFTER DELETE ON author_observations REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION forget_followers();
