-- Keys that were entered here rather than in the configuration. A secret stands nowhere but in "sealed", and that is opened only with the
-- master key, which is a file outside the database.
CREATE TABLE account_keys (
    account_id   bigint      PRIMARY KEY REFERENCES accounts,
    kind         text        NOT NULL CHECK (kind IN ('oauth1', 'oauth2')),   -- four keys that do not run out, or a pair that renews itself
    sealed       text        NOT NULL CHECK (sealed <> ''),                   -- by Accounts/Vault
    scopes       text,                     -- oauth2: what X granted, parted by spaces
    expires_at   timestamptz,              -- oauth2: when the access token runs out (campaign time)
    refused_why  text,                     -- oauth2: X renews it no more; actor, cause, next step
    set_by       text        NOT NULL,
    set_at       timestamptz NOT NULL,
    CHECK ((kind = 'oauth2') = (scopes IS NOT NULL) AND (kind = 'oauth2') = (expires_at IS NOT NULL)),
    CHECK (refused_why IS NULL OR kind = 'oauth2')
);

-- The last time X was asked who an account's keys are, wherever the keys come from.
CREATE TABLE account_checks (
    account_id  bigint      PRIMARY KEY REFERENCES accounts,
    at          timestamptz NOT NULL,
    by_whom     text        NOT NULL,
    ok          boolean     NOT NULL,
    said        text        NOT NULL CHECK (said <> '')   -- in words
);

-- Somebody is at X to connect an account in the browser: which account, in which session, and what will prove that it was us who asked.
-- Taken out by whoever comes back with it: it works once.
CREATE TABLE account_connects (
    state_hash    bytea       PRIMARY KEY CHECK (length(state_hash) = 32),
    account_id    bigint      NOT NULL REFERENCES accounts,
    session_hash  bytea       NOT NULL REFERENCES sessions ON DELETE CASCADE,
    verifier      text        NOT NULL CHECK (verifier <> ''),   -- sealed
    expires_at    timestamptz NOT NULL     -- real time
);

-- Who paused it; nobody for a pause that a restore made.
ALTER TABLE accounts ADD COLUMN paused_by text, ADD CHECK (paused_by IS NULL OR paused_at IS NOT NULL);
