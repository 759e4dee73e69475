-- What each call that costs has cost, worked out from the prices in the configuration: the spend meter. It is not X's bill.
CREATE TABLE spend (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at           timestamptz NOT NULL,     -- campaign time
    day          date        NOT NULL GENERATED ALWAYS AS ((at AT TIME ZONE 'UTC')::date) STORED,   -- X's days are UTC's
    account_id   bigint      NOT NULL REFERENCES accounts,
    campaign_id  bigint      REFERENCES campaigns,   -- a post's own; a read's: the account's campaign that began last
    kind         text        NOT NULL CHECK (kind IN ('post', 'post-link', 'alt-text', 'delete', 'read', 'read-own', 'user', 'count')),
    count        int         NOT NULL CHECK (count > 0),
    unit_price   numeric     NOT NULL CHECK (unit_price >= 0),   -- US dollars
    amount       numeric     NOT NULL GENERATED ALWAYS AS (count * unit_price) STORED,
    attempt_id   bigint      UNIQUE REFERENCES attempts,         -- a post's: so that no attempt is counted twice, or forgotten
    CHECK (attempt_id IS NULL OR kind IN ('post', 'post-link'))
);
CREATE INDEX spend_day      ON spend (day);
CREATE INDEX spend_campaign ON spend (campaign_id, day);

-- Posts read on a day: X charges for each of them once a UTC day, however often it is read. Kept for two days.
CREATE TABLE spend_reads (
    day        date   NOT NULL,
    remote_id  bigint NOT NULL,
    PRIMARY KEY (day, remote_id)
);

-- X said that the credits are used up (402): nothing that costs is asked of it for this account while a row without an end stands, but for
-- one probe an hour. An ended one is taken out by Publishing once it has let go what was held.
CREATE TABLE credit_stops (
    account_id  bigint      PRIMARY KEY REFERENCES accounts,
    since       timestamptz NOT NULL,
    why         text        NOT NULL CHECK (why <> ''),
    probe_at    timestamptz NOT NULL,
    ended_at    timestamptz
);

-- For those that were made but not metered, because their worker died.
CREATE INDEX attempts_started ON attempts (started_at) WHERE outcome IN ('sent', 'unknown');
