-- Reports that are sent by themselves, and reports that are kept. Instants here are the campaign's time.

-- Who is sent a campaign's reports.
CREATE TABLE report_lists (
    campaign_id  bigint       PRIMARY KEY REFERENCES campaigns,
    recipients   text[]       NOT NULL DEFAULT '{}' CHECK (cardinality(recipients) <= 20),
    since_at     timestamptz,                        -- somebody has been on it since: what was due before is not sent by itself
    edited_by    text         NOT NULL,
    edited_at    timestamptz  NOT NULL,
    CHECK ((since_at IS NULL) = (cardinality(recipients) = 0))
);

-- A report as it was when it was made, and as it was sent. Written once, never changed: so it holds nobody's name or words but ours, for what
-- somebody removes at the network, or asks us to forget, could not be taken out of it. That is why none but aggregates are kept, and why
-- nothing here is ever wiped. The addresses it went to stand beside it: whoever was given figures can be told when they were wrong.
CREATE TABLE kept_reports (
    id           bigint       GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    campaign_id  bigint       NOT NULL REFERENCES campaigns,
    kind         text         NOT NULL CHECK (kind IN ('day', 'week', 'by hand')),
    cause        text         UNIQUE,                -- of one that is sent by itself: there is one of each
    due_at       timestamptz,                        -- and when that was to be
    from_day     date         NOT NULL,
    to_day       date         NOT NULL,
    mode         text         NOT NULL CHECK (mode = 'aggregates'),
    made_at      timestamptz  NOT NULL,
    made_by      text         NOT NULL CHECK (made_by <> ''),     -- a person's name, or "coproweek"
    recipients   text[]       NOT NULL,              -- whom it was mailed to; none: it was only kept
    note         text         NOT NULL,              -- why its numbers were not read anew before; empty when they were, or nobody asked for it
    sentence     text         NOT NULL,              -- its first line
    file_name    text         NOT NULL CHECK (file_name ~ '^[a-z0-9-]+$'),      -- without an ending
    style        text         NOT NULL,              -- its style sheet, as a content security policy names it
    html         bytea        NOT NULL,
    html_hash    text         NOT NULL,              -- SHA-256
    json         bytea        NOT NULL,
    json_hash    text         NOT NULL,
    CHECK (from_day <= to_day),
    CHECK ((kind = 'by hand') = (cause IS NULL)),
    CHECK ((cause IS NULL) = (due_at IS NULL)),
    CHECK (kind = 'by hand' OR cardinality(recipients) > 0),
    CHECK (html_hash = encode(sha256(html), 'hex')),
    CHECK (json_hash = encode(sha256(json), 'hex'))
);
CREATE INDEX kept_reports_campaign ON kept_reports (campaign_id, id);

CREATE FUNCTION kept_reports_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'kept reports are append-only: a report stands as it was made';
END $$;
CREATE TRIGGER kept_reports_append_only BEFORE UPDATE OR DELETE ON kept_reports FOR EACH ROW EXECUTE FUNCTION kept_reports_append_only();
CREATE TRIGGER kept_reports_never_emptied BEFORE TRUNCATE ON kept_reports FOR EACH STATEMENT EXECUTE FUNCTION kept_reports_append_only();
