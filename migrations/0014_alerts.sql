-- What people are told, and how. All instants here are real time: people are told in the real world.

-- One row a cause: what happens again for the same reason is not told again.
CREATE TABLE alerts (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cause      text        NOT NULL UNIQUE CHECK (cause <> ''),
    subject    text        NOT NULL CHECK (subject <> '' AND subject !~ '[\r\n]'),
    body       text        NOT NULL,       -- plain text: post, account, cause, next step, links
    link       text        NOT NULL,       -- where a person goes first
    raised_at  timestamptz NOT NULL
);

-- What was mailed already is not told anew.
INSERT INTO alerts (cause, subject, body, link, raised_at)
SELECT cause, subject, body, '', created_at
  FROM mails
 WHERE cause LIKE 'unapproved-post %';

-- The same alert on its way to the chat; its mail stands in "mails" under the same cause. Each is retried and given up by itself.
CREATE TABLE webhook_posts (
    alert_id   bigint      PRIMARY KEY REFERENCES alerts ON DELETE CASCADE,
    due_at     timestamptz NOT NULL,       -- its next try
    tries      int         NOT NULL DEFAULT 0 CHECK (tries >= 0),
    sent_at    timestamptz,
    failed_at  timestamptz,                -- given up
    problem    text        NOT NULL DEFAULT '',      -- why the last try failed: actor, cause, next step
    CHECK (sent_at IS NULL OR failed_at IS NULL)
);
CREATE INDEX webhook_posts_due ON webhook_posts (due_at) WHERE sent_at IS NULL AND failed_at IS NULL;

-- Events that were looked at for an alert, so that each is looked at once. Ids come to light out of order: one number would not do.
CREATE TABLE told_events (
    event_id  bigint PRIMARY KEY REFERENCES events,
    cause     text                         -- of the alert it is part of; none where nobody need be told
);
CREATE INDEX events_troubles ON events (id)
    WHERE what IN ('held', 'failed', 'missed', 'everything stopped', 'sending again', 'keys refused', 'credits used up', 'collecting stopped');
INSERT INTO told_events (event_id)
SELECT id
  FROM events
 WHERE what IN ('held', 'failed', 'missed', 'everything stopped', 'sending again', 'keys refused', 'credits used up', 'collecting stopped');

-- A test by one channel to one target, with a link by which a person says that it arrived: once, until it expires. Only the token's
-- hash is kept, and of the target as well: a webhook's address is a secret.
CREATE TABLE alert_tests (
    token_hash   bytea       PRIMARY KEY CHECK (length(token_hash) = 32),
    channel      text        NOT NULL CHECK (channel IN ('mail', 'webhook')),
    target_hash  bytea       NOT NULL CHECK (length(target_hash) = 32),
    shown        text        NOT NULL,     -- the target as people know it
    made_by      text        NOT NULL,
    made_at      timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    ok           boolean     NOT NULL DEFAULT false,
    said         text        NOT NULL DEFAULT '',    -- what the channel answered
    used_at      timestamptz,              -- a person said that it arrived
    CHECK (expires_at > made_at)
);
CREATE INDEX alert_tests_target ON alert_tests (target_hash, made_at);

-- The last call of the heartbeat's address, by whichever worker.
CREATE TABLE heartbeats (
    only_row   boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    called_at  timestamptz NOT NULL,
    ok         boolean     NOT NULL,
    said       text        NOT NULL DEFAULT ''
);
