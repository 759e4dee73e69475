-- What goes out. Only Publishing writes these tables; the states and who moves a row between them: README, "How a post goes out".

-- A process that sends. It holds a session advisory lock (8123, id) for as long as it lives.
CREATE TABLE workers (
    id          int         GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    host        text        NOT NULL,
    process_id  int         NOT NULL,
    started_at  timestamptz NOT NULL
);

-- The red button: while this row stands, nothing new is sent.
CREATE TABLE stop_all (
    only_row  boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    set_by    text        NOT NULL,
    set_at    timestamptz NOT NULL,
    why       text        NOT NULL
);

-- One post on one account.
CREATE TABLE deliveries (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    state          text        NOT NULL CHECK (state IN ('queued', 'held', 'sending', 'unknown', 'sent', 'failed', 'missed', 'cancelled', 'removed')),
    post_id        bigint      NOT NULL REFERENCES posts,
    account_id     bigint      NOT NULL REFERENCES accounts,
    slot_at        timestamptz NOT NULL,   -- when it should go out
    latest_at      timestamptz NOT NULL,   -- after this, not at all (binds part 1)
    due_at         timestamptz NOT NULL,   -- next try; for an unknown one, the next read of our timeline
    armed_at       timestamptz,            -- the due_at its alarm was set for
    hold_reason    text        CHECK (hold_reason IN ('person', 'check', 'token', 'budget', 'undecided')),
    reason         text        NOT NULL DEFAULT '',      -- actor, cause, next step: what a person reads
    parts_out      int         NOT NULL DEFAULT 0 CHECK (parts_out >= 0),
    worker_id      int         REFERENCES workers,
    attempt_id     bigint,                 -- the attempt under way, or the one whose end is unknown
    absent_reads   int         NOT NULL DEFAULT 0,       -- complete reads after the settle margin that did not find it
    sent_at        timestamptz,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CHECK ((state = 'held') = (hold_reason IS NOT NULL)),
    CHECK ((state = 'sending') = (worker_id IS NOT NULL)),
    CHECK (state NOT IN ('sending', 'unknown') OR attempt_id IS NOT NULL),
    CHECK (state NOT IN ('sent', 'removed') OR sent_at IS NOT NULL),
    CHECK (state NOT IN ('missed', 'cancelled') OR parts_out = 0)
);
CREATE UNIQUE INDEX deliveries_one_open       ON deliveries (post_id, account_id) WHERE state NOT IN ('cancelled', 'failed', 'missed');
CREATE UNIQUE INDEX deliveries_one_sending    ON deliveries (account_id) WHERE state = 'sending';
CREATE INDEX        deliveries_due            ON deliveries (account_id, due_at) WHERE state = 'queued';
CREATE INDEX        deliveries_to_arm         ON deliveries (due_at) WHERE state = 'queued' AND armed_at IS DISTINCT FROM due_at;
CREATE INDEX        deliveries_unsettled      ON deliveries (due_at) WHERE state IN ('sending', 'unknown');

-- The parts of a thread, worded as approved. A post that is no thread has one.
CREATE TABLE delivery_parts (
    delivery_id  bigint       NOT NULL REFERENCES deliveries ON DELETE CASCADE,
    n            int          NOT NULL CHECK (n >= 1),
    account_id   bigint       NOT NULL REFERENCES accounts,
    text         text         NOT NULL CHECK (text <> ''),
    canonical    text         NOT NULL,    -- the text as a read-back compares it: Publishing/Canonical
    remote_id    bigint,                   -- the network's own id, once known
    url          text,                     -- where people see it
    sent_at      timestamptz,
    PRIMARY KEY (delivery_id, n),
    UNIQUE (account_id, remote_id),
    CHECK ((remote_id IS NULL) = (sent_at IS NULL) AND (remote_id IS NULL) = (url IS NULL))
);
CREATE INDEX delivery_parts_canonical ON delivery_parts (account_id, canonical) WHERE remote_id IS NULL;

-- The pictures of a part, and what the network calls them once they are there.
CREATE TABLE delivery_media (
    delivery_id      bigint       NOT NULL,
    n                int          NOT NULL,
    position         int          NOT NULL,
    hash             text         NOT NULL REFERENCES media,
    alt_text         text         NOT NULL CHECK (alt_text <> ''),
    remote_media_id  bigint,
    media_key        text,
    expires_at       timestamptz,
    try_at           timestamptz,            -- an upload failed: not again before this
    PRIMARY KEY (delivery_id, n, position),
    FOREIGN KEY (delivery_id, n) REFERENCES delivery_parts ON DELETE CASCADE,
    CHECK ((remote_media_id IS NULL) = (expires_at IS NULL))
);

-- One call to a network that can create a post: written at the fence, before the call; closed once; never changed again.
CREATE TABLE attempts (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    delivery_id  bigint      NOT NULL REFERENCES deliveries,
    n            int         NOT NULL,     -- the part
    worker_id    int         NOT NULL REFERENCES workers,
    started_at   timestamptz NOT NULL,     -- the fence
    deadline_at  timestamptz NOT NULL,     -- the call has ended by then
    since_id     bigint,                   -- newest own post known at the fence
    media_keys   text[]      NOT NULL DEFAULT '{}',
    ended_at     timestamptz,
    outcome      text        CHECK (outcome IN ('sent', 'deferred', 'blocked', 'rejected', 'unknown')),
    http_status  int,
    detail       text,
    duplicate    boolean     NOT NULL DEFAULT false,     -- the network said that it holds this text already
    remote_id    bigint,
    FOREIGN KEY (delivery_id, n) REFERENCES delivery_parts,
    CHECK ((ended_at IS NULL) = (outcome IS NULL)),
    CHECK ((outcome = 'sent') = (remote_id IS NOT NULL) OR outcome IS NULL)
);
CREATE INDEX attempts_delivery ON attempts (delivery_id, id);
ALTER TABLE deliveries ADD FOREIGN KEY (attempt_id) REFERENCES attempts;

CREATE FUNCTION attempts_close_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.ended_at IS NOT NULL
       OR (NEW.id, NEW.delivery_id, NEW.n, NEW.worker_id, NEW.started_at, NEW.deadline_at)
          IS DISTINCT FROM (OLD.id, OLD.delivery_id, OLD.n, OLD.worker_id, OLD.started_at, OLD.deadline_at) THEN
        RAISE EXCEPTION 'attempt % is closed: an attempt is written at its fence and at its end, then never again', OLD.id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER attempts_close_once BEFORE UPDATE ON attempts FOR EACH ROW EXECUTE FUNCTION attempts_close_once();

CREATE FUNCTION attempts_never_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'attempt % cannot be deleted: attempts are the record of what was said', OLD.id;
END $$;
CREATE TRIGGER attempts_never_deleted BEFORE DELETE ON attempts FOR EACH ROW EXECUTE FUNCTION attempts_never_deleted();

-- What happened, in the order it happened: who or what moved a post, and why. Append-only.
CREATE TABLE events (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at           timestamptz NOT NULL,
    post_id      bigint      REFERENCES posts,
    delivery_id  bigint      REFERENCES deliveries,
    actor        text        NOT NULL,     -- a person's name, or "coproweek"
    what         text        NOT NULL,
    detail       text        NOT NULL DEFAULT ''
);
CREATE INDEX events_post ON events (post_id, id);
CREATE FUNCTION events_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are append-only';
END $$;
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION events_append_only();

-- Every change of state is one of these, and is written down. Who moved it: the person named by
-- set_config('coproweek.actor', NAME, true) in the same transaction, else the program itself.
CREATE FUNCTION deliveries_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('queued', 'sending'), ('queued', 'held'), ('queued', 'missed'), ('queued', 'cancelled'), ('queued', 'sent'),
        ('held', 'queued'), ('held', 'missed'), ('held', 'cancelled'), ('held', 'sent'),
        ('sending', 'sent'), ('sending', 'queued'), ('sending', 'held'), ('sending', 'failed'), ('sending', 'unknown'),
        ('unknown', 'sent'), ('unknown', 'queued'), ('unknown', 'missed'), ('unknown', 'held'),
        ('failed', 'sent'), ('missed', 'sent'), ('sent', 'removed')) THEN
        RAISE EXCEPTION 'delivery % cannot go from % to %', OLD.id, OLD.state, NEW.state;
    END IF;
    IF TG_OP = 'INSERT' OR NEW.state <> OLD.state THEN
        INSERT INTO events (at, post_id, delivery_id, actor, what, detail)
        VALUES (NEW.updated_at, NEW.post_id, NEW.id,
                coalesce(nullif(current_setting('coproweek.actor', true), ''), 'coproweek'), NEW.state, NEW.reason);
    END IF;
    IF NEW.state = 'queued' THEN
        PERFORM pg_notify('deliveries', NEW.account_id::text);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER deliveries_moved AFTER INSERT OR UPDATE OF state, due_at ON deliveries
    FOR EACH ROW EXECUTE FUNCTION deliveries_moved();

-- The step clock's instant, so that a rehearsed week resumes where it was.
CREATE TABLE step_clock (
    only_row  boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    at        timestamptz NOT NULL,
    finished  boolean     NOT NULL DEFAULT false     -- nothing was left to do: the next rehearsal begins anew
);
