-- Collecting that can prove it missed nothing, and that forgets what it must. Only Collecting writes these.

-- Removals. What is gone from the network is hidden at once and wiped once it is missed on another day, or when a person asks: its row
-- stays, so that it never comes back and is counted as removed, without a word or a name.
ALTER TABLE mentions
    ADD COLUMN wiped_at      timestamptz,      -- text, JSON, author and all it carried are gone for good
    ADD COLUMN forgotten_at  timestamptz,      -- the campaign is long over: words and names are gone, the numbers stay
    ALTER COLUMN author_id DROP NOT NULL,
    ADD CHECK (author_id IS NOT NULL OR wiped_at IS NOT NULL),
    ADD CHECK (wiped_at IS NULL OR (hidden_at IS NOT NULL AND author_id IS NULL)),
    ADD CHECK ((wiped_at IS NULL AND forgotten_at IS NULL) OR (text = '' AND raw = ''));
CREATE INDEX mentions_hidden ON mentions (hidden_at) WHERE hidden_at IS NOT NULL AND wiped_at IS NULL;

-- Somebody who asked to be left out keeps a row without a name, by which what they post later is known and not kept. Somebody forgotten
-- is a hash, by which they are known to take part again; the key of it is in author_keys.
ALTER TABLE authors
    ADD COLUMN removed_at  timestamptz,
    ADD COLUMN hash        bytea CHECK (length(hash) = 32),      -- of network and remote_id; null until it is worked out
    ALTER COLUMN remote_id DROP NOT NULL,
    ADD CHECK (remote_id IS NOT NULL OR hash IS NOT NULL),
    ADD CHECK ((remote_id IS NOT NULL AND removed_at IS NULL) OR (handle = '' AND name = ''));
CREATE UNIQUE INDEX authors_forgotten ON authors (network, hash) WHERE remote_id IS NULL;
CREATE INDEX        authors_hash      ON authors (hash) WHERE hash IS NOT NULL;

CREATE TABLE author_keys (
    only_row  boolean  PRIMARY KEY DEFAULT true CHECK (only_row),
    sealed    text     NOT NULL CHECK (sealed <> '')             -- Accounts/Vault
);

-- Answers to a question of ours are found by its conversation: "subject" is the id of its first part.
ALTER TABLE watches
    DROP CONSTRAINT watches_kind_check,
    ADD CONSTRAINT watches_kind_check CHECK (kind IN ('hashtag', 'handle', 'conversation')),
    ADD COLUMN post_id     bigint REFERENCES posts,              -- whose answers
    ADD COLUMN audited_at  timestamptz,                          -- when what is held was last compared with what was counted
    ADD CHECK ((kind = 'conversation') = (post_id IS NOT NULL)),
    ADD CHECK (kind <> 'conversation' OR subject ~ '^[0-9]+$');

ALTER TABLE collect_runs ADD COLUMN fills_gap boolean NOT NULL DEFAULT false;   -- it goes back for what was missed

-- Why a watch was not collected for a while: one row each time that it changes.
CREATE TABLE watch_troubles (
    watch_id  bigint      NOT NULL REFERENCES watches,
    at        timestamptz NOT NULL,
    problem   text        NOT NULL CHECK (problem <> ''),        -- actor, cause, next step
    PRIMARY KEY (watch_id, at)
);

-- What the runs alone do not say: hours in which fewer are held than the network counted, and spans that are lost, because its search
-- reaches no further back. A gap that can still be filled is what lies between the runs, and has no row.
CREATE TABLE collect_gaps (
    id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    watch_id  bigint      NOT NULL REFERENCES watches,
    from_at   timestamptz NOT NULL,
    to_at     timestamptz NOT NULL,
    counted   int         CHECK (counted > 0),                   -- of an hour that was counted: how many there were
    held      int         CHECK (held >= 0),                     -- and how many of them are held, as of found_at or ended_at
    why       text        NOT NULL CHECK (why <> ''),
    found_at  timestamptz NOT NULL,
    ended_at  timestamptz,
    outcome   text        CHECK (outcome IN ('filled', 'unserved', 'lost')),    -- unserved: looked for again, and search gives no more
    CHECK (from_at < to_at),
    CHECK ((counted IS NULL) = (held IS NULL)),
    CHECK ((ended_at IS NULL) = (outcome IS NULL)),
    CHECK (counted IS NOT NULL OR outcome = 'lost')
);
CREATE UNIQUE INDEX collect_gaps_open  ON collect_gaps (watch_id, from_at) WHERE ended_at IS NULL;
CREATE INDEX        collect_gaps_watch ON collect_gaps (watch_id, from_at);

-- Each comparison of what is held with what was counted.
CREATE TABLE watch_audits (
    watch_id  bigint      NOT NULL REFERENCES watches,
    at        timestamptz NOT NULL,
    hours     int         NOT NULL CHECK (hours >= 0),
    counted   int         NOT NULL CHECK (counted >= 0),
    held      int         NOT NULL CHECK (held >= 0 AND held <= counted),       -- hour by hour: more in one makes up for nothing in another
    short     int         NOT NULL CHECK (short >= 0),                          -- hours that are looked through again
    PRIMARY KEY (watch_id, at)
);

-- Held posts are looked up again by a plan, and the longest unseen swept every day: where a campaign stands with that.
CREATE TABLE campaign_cares (
    campaign_id   bigint      PRIMARY KEY REFERENCES campaigns,
    next_at       timestamptz NOT NULL,
    looked_at     timestamptz,
    problem       text        NOT NULL DEFAULT '',               -- why the last one did not end whole
    swept_on      date,                                          -- the UTC day that "swept" is of
    swept         int         NOT NULL DEFAULT 0 CHECK (swept >= 0),
    forgotten_at  timestamptz                                    -- names and words of its posts were wiped
);
