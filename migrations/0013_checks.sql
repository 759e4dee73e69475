-- Looked at an hour and ten minutes before its slot, while a person can still put it right: what was found, of each delivery
-- the newest. "noted" is no trouble yet, as when a blog's page is not there an hour before.
CREATE TABLE delivery_checks (
    delivery_id  bigint      NOT NULL REFERENCES deliveries ON DELETE CASCADE,
    name         text        NOT NULL CHECK (name IN ('link', 'media', 'alt', 'length', 'token', 'budget', 'twin')),
    at           timestamptz NOT NULL,
    result       text        NOT NULL CHECK (result IN ('ok', 'noted', 'failed')),
    short        text        NOT NULL DEFAULT '',   -- for a small place: "link: 404"
    words        text        NOT NULL,              -- what was found, and what to do about it
    PRIMARY KEY (delivery_id, name)
);

ALTER TABLE posts
    ADD COLUMN hold_if_check_fails boolean NOT NULL DEFAULT false;   -- else a failed check only warns

ALTER TABLE deliveries
    ADD COLUMN first_checked_at  timestamptz,
    ADD COLUMN last_checked_at   timestamptz,
    -- A blog waits for its page: it is not claimed before its link answered 200. False once it did, or a person said not to wait.
    ADD COLUMN waits_for_page    boolean     NOT NULL DEFAULT false,
    ADD COLUMN page_asked_at     timestamptz,
    ADD COLUMN page_answer       text,                  -- the last one: "404 at 09:03"
    -- A late or resumed post is not claimed before its account's timeline was read for one that a person posted by hand.
    ADD COLUMN resumed_at        timestamptz,
    ADD COLUMN look_tried_at     timestamptz,           -- the first try of a look that has not succeeded yet
    ADD COLUMN looked_at         timestamptz,
    ADD COLUMN twin_url          text,                  -- what looks like it there
    ADD COLUMN despite_twin      boolean     NOT NULL DEFAULT false,   -- a person said: send it anyway
    DROP CONSTRAINT deliveries_hold_reason_check,
    ADD CONSTRAINT deliveries_hold_reason_check CHECK (hold_reason IN ('person', 'check', 'token', 'budget', 'undecided', 'hand', 'twin')),
    ADD CONSTRAINT deliveries_twin CHECK (hold_reason IS DISTINCT FROM 'twin' OR twin_url IS NOT NULL);
CREATE INDEX deliveries_to_check ON deliveries (slot_at) WHERE state = 'queued' AND last_checked_at IS NULL;

UPDATE deliveries d
   SET waits_for_page = true
  FROM posts p, accounts a
 WHERE p.id = d.post_id AND a.id = d.account_id
   AND d.state = 'queued' AND d.parts_out = 0 AND p.kind = 'blog' AND p.link <> '' AND a.network <> 'by-hand';

CREATE FUNCTION deliveries_resumed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.resumed_at := NEW.updated_at;
    RETURN NEW;
END $$;
CREATE TRIGGER deliveries_resumed BEFORE UPDATE OF state ON deliveries
    FOR EACH ROW WHEN (OLD.state = 'held' AND NEW.state = 'queued') EXECUTE FUNCTION deliveries_resumed();

-- Posted by hand: what stands on an account's own timeline and is no part of ours. One that proves to be a part is taken out again.
CREATE TABLE own_posts (
    account_id  bigint      NOT NULL REFERENCES accounts,
    remote_id   bigint      NOT NULL,
    url         text        NOT NULL,
    text        text        NOT NULL,
    posted_at   timestamptz NOT NULL,
    reply_to    bigint,                -- an answer is ours too, and no place in the week
    adopted_at  timestamptz NOT NULL,
    PRIMARY KEY (account_id, remote_id)
);
CREATE INDEX own_posts_posted ON own_posts (account_id, posted_at);

CREATE FUNCTION own_posts_bound() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM own_posts WHERE account_id = NEW.account_id AND remote_id = NEW.remote_id;
    RETURN NULL;
END $$;
CREATE TRIGGER own_posts_bound AFTER UPDATE OF remote_id ON delivery_parts
    FOR EACH ROW WHEN (NEW.remote_id IS NOT NULL) EXECUTE FUNCTION own_posts_bound();

ALTER TABLE accounts
    ADD COLUMN timeline_read_at timestamptz;   -- the last hourly read of its own timeline
ALTER TABLE delivery_parts
    ADD COLUMN missing_at timestamptz;         -- X said once that there is no such post; said twice, it is removed
