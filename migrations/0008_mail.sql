-- Who has had a mail already, when its server took it for some of its recipients and not for others: those are not sent it again.
ALTER TABLE mails ADD COLUMN delivered_to text[] NOT NULL DEFAULT '{}';

-- A link, sent by mail, by which one person approves one post as it stood: once, until it expires, and only while the post says the same.
-- Only the token's hash is kept.
CREATE TABLE approval_links (
    token_hash    bytea       PRIMARY KEY CHECK (length(token_hash) = 32),
    post_id       bigint      NOT NULL REFERENCES posts,
    person_id     bigint      NOT NULL REFERENCES people,
    content_hash  text        NOT NULL,    -- what they were asked about: Campaigns/ContentHash
    made_by       text        NOT NULL,
    made_at       timestamptz NOT NULL,    -- campaign time, as all of it
    expires_at    timestamptz NOT NULL,
    used_at       timestamptz,
    CHECK (expires_at > made_at)
);
CREATE INDEX approval_links_post ON approval_links (post_id, person_id);
