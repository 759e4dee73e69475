-- What is planned. Wall times are the plan; instants (…_at) are worked out from them and the campaign's zone.

CREATE TABLE accounts (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    network        text        NOT NULL CHECK (network IN ('x')),
    handle         text        NOT NULL CHECK (handle ~ '^[A-Za-z0-9_]{1,50}$'),
    paused_at      timestamptz,
    paused_why     text,
    next_send_at   timestamptz,            -- spacing: no overdue post goes out before this
    newest_own_id  bigint,                 -- newest post of our own that we know of: where a read-back begins
    catch_up_from  timestamptz,            -- after a restore: paused until our timeline since then has been read
    created_at     timestamptz NOT NULL,
    CHECK ((paused_at IS NULL) = (paused_why IS NULL))
);
CREATE UNIQUE INDEX accounts_network_handle ON accounts (network, lower(handle));

CREATE TABLE campaigns (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug        text        NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
    name        text        NOT NULL CHECK (name <> ''),
    theme       text        NOT NULL DEFAULT '',
    week_from   date        NOT NULL,
    week_to     date        NOT NULL,
    runs_from   date        NOT NULL,
    runs_to     date        NOT NULL,
    time_zone   text        NOT NULL,      -- IANA, never an offset
    hashtags    text[]      NOT NULL DEFAULT '{}',
    team        text[]      NOT NULL DEFAULT '{}',   -- team accounts, counted as ours in reports; nothing is posted as them
    approval    text        NOT NULL CHECK (approval IN ('self', 'second-person')),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CHECK (runs_from <= week_from AND week_from <= week_to AND week_to <= runs_to)
);

-- Our accounts in a campaign, in the order the plan names them; the first is where a post goes that names none.
CREATE TABLE campaign_accounts (
    campaign_id  bigint  NOT NULL REFERENCES campaigns,
    account_id   bigint  NOT NULL REFERENCES accounts,
    position     int     NOT NULL,
    PRIMARY KEY (campaign_id, account_id),
    UNIQUE (campaign_id, position)
);

CREATE TABLE slots (
    campaign_id  bigint   NOT NULL REFERENCES campaigns,
    position     int      NOT NULL,
    name         text     NOT NULL CHECK (name <> ''),
    kind         text     NOT NULL CHECK (kind IN ('notice', 'blog', 'question', 'vision', 'story', 'event', 'resource', 'countdown', 'call', 'thanks', 'chat', 'share')),
    wall_time    time     NOT NULL,
    required     boolean  NOT NULL,
    latest       text     NOT NULL DEFAULT '',      -- as in the plan: "20:00", "30m" or empty for the kind's own
    PRIMARY KEY (campaign_id, position),
    UNIQUE (campaign_id, kind, wall_time)
);

-- Pictures, addressed by the SHA-256 of their bytes, in chunks.
CREATE TABLE media (
    hash          text        PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
    content_type  text        NOT NULL CHECK (content_type IN ('image/jpeg', 'image/png', 'image/gif', 'image/webp')),
    size_bytes    int         NOT NULL CHECK (size_bytes > 0),
    width         int         NOT NULL CHECK (width > 0),
    height        int         NOT NULL CHECK (height > 0),
    created_at    timestamptz NOT NULL
);
CREATE TABLE media_chunks (
    hash   text   NOT NULL REFERENCES media,
    n      int    NOT NULL CHECK (n >= 0),
    bytes  bytea  NOT NULL,
    PRIMARY KEY (hash, n)
);

CREATE TABLE posts (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    campaign_id    bigint      NOT NULL REFERENCES campaigns,
    ref            text        NOT NULL CHECK (ref <> '' AND length(ref) <= 80),   -- the plan's own id, hers
    kind           text        NOT NULL CHECK (kind IN ('notice', 'blog', 'question', 'vision', 'story', 'event', 'resource', 'countdown', 'call', 'thanks', 'chat', 'share')),
    slot_on        date,                   -- the plan: wall day in the campaign's zone; none for a spare
    slot_time      time,                   -- the plan: wall time
    slot_at        timestamptz,            -- worked out from the two above, anew when zone data change
    latest         text        NOT NULL DEFAULT '',      -- as in the plan
    latest_at      timestamptz,            -- worked out: after this, not at all
    text           text        NOT NULL,   -- as in the plan: parts of a thread parted by a line "---", "{link}" marks the link's place
    link           text        NOT NULL DEFAULT '',
    credit         text        NOT NULL DEFAULT '',
    permission     text        NOT NULL DEFAULT '',
    notes          text        NOT NULL DEFAULT '',
    edited_by      text        NOT NULL,
    edited_at      timestamptz NOT NULL,
    approved_by    text,
    approved_at    timestamptz,
    approved_hash  text,                   -- of what would be said, to whom and when: Campaigns/ContentHash
    created_at     timestamptz NOT NULL,
    UNIQUE (campaign_id, ref),
    CHECK ((slot_on IS NULL) = (slot_at IS NULL) AND (slot_on IS NULL) = (latest_at IS NULL)),
    CHECK (slot_on IS NULL OR slot_time IS NOT NULL),
    CHECK (latest_at > slot_at),
    CHECK ((approved_by IS NULL) = (approved_at IS NULL) AND (approved_by IS NULL) = (approved_hash IS NULL))
);
CREATE INDEX posts_campaign_slot ON posts (campaign_id, slot_at);

-- Where a post goes, and its own words there when they differ.
CREATE TABLE post_accounts (
    post_id     bigint  NOT NULL REFERENCES posts ON DELETE CASCADE,
    account_id  bigint  NOT NULL REFERENCES accounts,
    position    int     NOT NULL,
    own_text    text,
    PRIMARY KEY (post_id, account_id)
);

-- A post's pictures, in order; they go with its first part.
CREATE TABLE post_media (
    post_id    bigint  NOT NULL REFERENCES posts ON DELETE CASCADE,
    position   int     NOT NULL,
    hash       text    NOT NULL REFERENCES media,
    file_name  text    NOT NULL CHECK (file_name <> ''),
    alt_text   text    NOT NULL DEFAULT '',
    PRIMARY KEY (post_id, position)
);
