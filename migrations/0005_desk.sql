-- Who may sit at the desk, what proves it, and the mail that goes out.

-- People. Sign-in runs on real time; what they do in a campaign is written to events on the campaign's.
CREATE TABLE people (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name           text        NOT NULL CHECK (name = btrim(name) AND length(name) BETWEEN 1 AND 80),
    email          text        NOT NULL CHECK (email ~ '^[^@[:space:]<>]+@[^@[:space:]<>]+$' AND length(email) <= 254),
    role           text        NOT NULL CHECK (role IN ('manager', 'author', 'reviewer')),
    password_hash  text,                   -- by ASP.NET Identity's hasher; none until the first link was used
    misses         int         NOT NULL DEFAULT 0 CHECK (misses >= 0),   -- wrong passwords since the last right one
    locked_until   timestamptz,            -- too many of them: no password is looked at before this
    created_at     timestamptz NOT NULL,
    left_at        timestamptz             -- signs in no more; the name stays in the history
);
CREATE UNIQUE INDEX people_name  ON people (lower(name));
CREATE UNIQUE INDEX people_email ON people (lower(email)) WHERE left_at IS NULL;

-- A browser that is signed in. Only the hash of its token is kept: the table alone opens no door.
CREATE TABLE sessions (
    token_hash  bytea       PRIMARY KEY CHECK (length(token_hash) = 32),
    person_id   bigint      NOT NULL REFERENCES people,
    browser     text        NOT NULL DEFAULT '',
    created_at  timestamptz NOT NULL,
    seen_at     timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX sessions_person ON sessions (person_id);

-- One-time links: the first sign-in, or a new password. Hashed as well.
CREATE TABLE sign_in_links (
    token_hash  bytea       PRIMARY KEY CHECK (length(token_hash) = 32),
    person_id   bigint      NOT NULL REFERENCES people,
    made_by     text        NOT NULL,
    made_at     timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    used_at     timestamptz
);
CREATE INDEX sign_in_links_person ON sign_in_links (person_id);

-- ASP.NET Data Protection's key ring; each key is wrapped by the master key, which stands in a file outside the database.
CREATE TABLE data_keys (
    name        text        PRIMARY KEY,
    xml         text        NOT NULL,
    created_at  timestamptz NOT NULL
);

-- Mail to be sent: one row a cause, so that what is said twice is mailed once.
CREATE TABLE mails (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cause       text        NOT NULL UNIQUE CHECK (cause <> ''),
    recipients  text[]      NOT NULL CHECK (cardinality(recipients) > 0),
    subject     text        NOT NULL CHECK (subject <> '' AND subject !~ '[\r\n]'),
    body        text        NOT NULL,
    created_at  timestamptz NOT NULL,      -- real time, as all of it: mail is sent in the real world
    due_at      timestamptz NOT NULL,      -- its next try
    tries       int         NOT NULL DEFAULT 0 CHECK (tries >= 0),
    sent_at     timestamptz,
    failed_at   timestamptz,               -- given up
    problem     text        NOT NULL DEFAULT '',      -- why the last try failed: actor, cause, next step
    CHECK (sent_at IS NULL OR failed_at IS NULL)
);
CREATE INDEX mails_due ON mails (due_at) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE TABLE mail_files (
    mail_id       bigint  NOT NULL REFERENCES mails ON DELETE CASCADE,
    position      int     NOT NULL,
    file_name     text    NOT NULL CHECK (file_name <> '' AND file_name !~ '[\r\n/\\]'),
    content_type  text    NOT NULL CHECK (content_type !~ '[\r\n]'),
    bytes         bytea   NOT NULL,
    PRIMARY KEY (mail_id, position)
);

CREATE INDEX events_at ON events (id DESC) WHERE post_id IS NULL;
