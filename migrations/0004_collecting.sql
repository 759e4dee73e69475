-- What comes back. Only Collecting writes these tables. Ids of a network's own are numbers, unique within it.

-- What is looked for, for a campaign: its hashtags, and mentions of its accounts.
CREATE TABLE watches (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    campaign_id  bigint      NOT NULL REFERENCES campaigns,
    network      text        NOT NULL CHECK (network IN ('x')),
    account_id   bigint      NOT NULL REFERENCES accounts,     -- whose keys read
    kind         text        NOT NULL CHECK (kind IN ('hashtag', 'handle')),
    subject      text        NOT NULL CHECK (subject <> '' AND subject !~ '^[#@]'),   -- as written in the plan, without its sign
    from_at      timestamptz NOT NULL,     -- nothing earlier is looked for
    until_at     timestamptz NOT NULL,     -- then it ends, and costs nothing more
    newest_id    bigint,                   -- everything up to this id was collected whole: where the next run begins
    newest_at    timestamptz,              -- when that post was posted: networks refuse an id that is too old
    next_at      timestamptz NOT NULL,     -- its next run
    counted_at   timestamptz,              -- when the network was last asked how many posts there are
    problem      text        NOT NULL DEFAULT '',      -- why the last run did not end whole: actor, cause, next step
    created_at   timestamptz NOT NULL,
    CHECK (from_at < until_at),
    CHECK ((newest_id IS NULL) = (newest_at IS NULL))
);
CREATE UNIQUE INDEX watches_subject ON watches (campaign_id, network, kind, lower(subject));
CREATE INDEX        watches_due     ON watches (next_at);

-- The ledger: what span of time each run covered. A run that is not whole covers nothing; the next one goes on with it.
CREATE TABLE collect_runs (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    watch_id    bigint      NOT NULL REFERENCES watches,
    started_at  timestamptz NOT NULL,
    from_at     timestamptz NOT NULL,      -- the span it covers once it is whole
    to_at       timestamptz NOT NULL,
    since_id    bigint,                    -- it asks for what came after this id; without one, for what came since from_at
    newest_id   bigint,                    -- of its first page
    newest_at   timestamptz,
    page_token  text,                      -- where it goes on
    pages       int         NOT NULL DEFAULT 0 CHECK (pages >= 0),
    posts       int         NOT NULL DEFAULT 0 CHECK (posts >= 0),       -- read
    new_posts   int         NOT NULL DEFAULT 0 CHECK (new_posts >= 0),   -- of those, not held before
    ended_at    timestamptz,
    outcome     text        CHECK (outcome IN ('whole', 'abandoned')),
    detail      text        NOT NULL DEFAULT '',
    CHECK (from_at <= to_at),
    CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX collect_runs_one_open ON collect_runs (watch_id) WHERE ended_at IS NULL;
CREATE INDEX        collect_runs_watch    ON collect_runs (watch_id, from_at);

-- How many posts the network says there are, by hour: what we hold is compared with it.
CREATE TABLE watch_counts (
    watch_id  bigint      NOT NULL REFERENCES watches,
    hour_at   timestamptz NOT NULL,        -- the hour's begin
    counted   int         NOT NULL CHECK (counted >= 0),
    asked_at  timestamptz NOT NULL,
    PRIMARY KEY (watch_id, hour_at)
);

-- Who posted.
CREATE TABLE authors (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    network        text        NOT NULL CHECK (network IN ('x')),
    remote_id      bigint      NOT NULL,
    handle         text        NOT NULL,       -- as last seen, without "@"; empty where the network did not say
    name           text        NOT NULL,
    first_seen_at  timestamptz NOT NULL,
    last_seen_at   timestamptz NOT NULL,
    UNIQUE (network, remote_id)
);
CREATE INDEX authors_handle ON authors (network, lower(handle));

-- An author's numbers at one instant. Appended. Null is not known, which is not 0.
CREATE TABLE author_observations (
    author_id  bigint      NOT NULL REFERENCES authors ON DELETE CASCADE,
    at         timestamptz NOT NULL,
    followers  int         CHECK (followers >= 0),
    following  int         CHECK (following >= 0),
    posts      int         CHECK (posts >= 0),
    PRIMARY KEY (author_id, at)
);

-- A public post found by a watch. An edited one is the same post: its identity is its first version's id, its text the newest one's.
CREATE TABLE mentions (
    id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    network          text        NOT NULL CHECK (network IN ('x')),
    first_id         bigint      NOT NULL,
    remote_id        bigint      NOT NULL,     -- the newest version known
    author_id        bigint      NOT NULL REFERENCES authors,
    kind             text        NOT NULL CHECK (kind IN ('original', 'reply', 'quote', 'repost')),   -- one that answers and quotes is a quote
    posted_at        timestamptz NOT NULL,     -- of the first version
    text             text        NOT NULL,     -- as people read it: entities decoded, links expanded, the long text if there is one
    lang             text        NOT NULL DEFAULT '',
    conversation_id  bigint,
    reply_to_id      bigint,
    quote_of_id      bigint,
    repost_of_id     bigint,
    raw              text        NOT NULL,     -- the network's own JSON of the newest version
    found_at         timestamptz NOT NULL,
    looked_at        timestamptz NOT NULL,     -- when the network last told of it, or told that it is gone
    hidden_at        timestamptz,              -- gone from the network when it was last looked for; shown and counted nowhere
    hidden_why       text,
    UNIQUE (network, first_id),
    UNIQUE (network, remote_id),
    CHECK ((hidden_at IS NULL) = (hidden_why IS NULL)),
    CHECK ((kind = 'repost') = (repost_of_id IS NOT NULL))
);
CREATE INDEX mentions_posted ON mentions (posted_at, id);
CREATE INDEX mentions_author ON mentions (author_id);
CREATE INDEX mentions_looked ON mentions (looked_at, id);

-- Which watches found it.
CREATE TABLE mention_watches (
    mention_id  bigint      NOT NULL REFERENCES mentions ON DELETE CASCADE,
    watch_id    bigint      NOT NULL REFERENCES watches,
    run_id      bigint      NOT NULL REFERENCES collect_runs,
    found_at    timestamptz NOT NULL,
    PRIMARY KEY (mention_id, watch_id)
);
CREATE INDEX mention_watches_watch ON mention_watches (watch_id, mention_id);

-- What its newest version carries. Case is folded in .NET.
CREATE TABLE mention_tags (
    mention_id  bigint  NOT NULL REFERENCES mentions ON DELETE CASCADE,
    tag         text    NOT NULL,          -- folded, without "#"
    written     text    NOT NULL,
    PRIMARY KEY (mention_id, tag)
);
CREATE INDEX mention_tags_tag ON mention_tags (tag, mention_id);
CREATE TABLE mention_links (
    mention_id  bigint  NOT NULL REFERENCES mentions ON DELETE CASCADE,
    url         text    NOT NULL,          -- where it leads, not the network's short one
    host        text    NOT NULL,          -- folded, without "www."
    PRIMARY KEY (mention_id, url)
);
CREATE TABLE mention_handles (
    mention_id  bigint  NOT NULL REFERENCES mentions ON DELETE CASCADE,
    handle      text    NOT NULL,          -- folded, without "@"
    PRIMARY KEY (mention_id, handle)
);
CREATE TABLE mention_media (
    mention_id  bigint  NOT NULL REFERENCES mentions ON DELETE CASCADE,
    media_key   text    NOT NULL,
    type        text    NOT NULL,          -- as the network says: photo, video, animated_gif; empty where it did not
    PRIMARY KEY (mention_id, media_key)
);

-- A mention's numbers at one instant, by the network's own count. Appended. Null is not known, which is not 0.
CREATE TABLE observations (
    mention_id  bigint      NOT NULL REFERENCES mentions ON DELETE CASCADE,
    at          timestamptz NOT NULL,
    views       bigint      CHECK (views >= 0),
    likes       int         CHECK (likes >= 0),
    replies     int         CHECK (replies >= 0),
    reposts     int         CHECK (reposts >= 0),
    quotes      int         CHECK (quotes >= 0),
    bookmarks   int         CHECK (bookmarks >= 0),
    PRIMARY KEY (mention_id, at)
);

-- Every held post of a campaign looked up once. Stopped half-way it goes on: what was looked at since it began is done.
CREATE TABLE refreshes (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    campaign_id  bigint      NOT NULL REFERENCES campaigns,
    started_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    looked_up    int         NOT NULL DEFAULT 0 CHECK (looked_up >= 0),
    missing      int         NOT NULL DEFAULT 0 CHECK (missing >= 0)
);
CREATE UNIQUE INDEX refreshes_one_open ON refreshes (campaign_id) WHERE ended_at IS NULL;
