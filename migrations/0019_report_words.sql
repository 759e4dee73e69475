-- The team's own words in a campaign's reach report, the posts it picked, and its members' handles. Only Reporting writes these tables.
CREATE TABLE report_words (
    campaign_id  bigint       PRIMARY KEY REFERENCES campaigns,
    version      int          NOT NULL CHECK (version >= 0),         -- one more with each change: what was typed over an older one is not saved
    expected     text         NOT NULL DEFAULT '' CHECK (length(expected) <= 300),
    did          text         NOT NULL DEFAULT '' CHECK (length(did) <= 300),           -- beside what was planned, sent and missed
    difference   text         NOT NULL DEFAULT '' CHECK (length(difference) <= 300),
    challenges   text         NOT NULL DEFAULT '' CHECK (length(challenges) <= 300),
    learning     text         NOT NULL DEFAULT '' CHECK (length(learning) <= 300),
    members      text[]       NOT NULL DEFAULT '{}',                 -- handles of our members, folded
    edited_by    text         NOT NULL,
    edited_at    timestamptz  NOT NULL
);

-- Posts for page one, in this order. One that is removed from X is shown nowhere, picked or not.
CREATE TABLE report_picks (
    campaign_id  bigint  NOT NULL REFERENCES campaigns,
    position     int     NOT NULL CHECK (position BETWEEN 1 AND 3),
    mention_id   bigint  NOT NULL REFERENCES mentions,
    PRIMARY KEY (campaign_id, position),
    UNIQUE (campaign_id, mention_id)
);

-- What the team made of the answers to a question.
CREATE TABLE report_summaries (
    post_id      bigint  PRIMARY KEY REFERENCES posts,
    campaign_id  bigint  NOT NULL REFERENCES campaigns,
    summary      text    NOT NULL CHECK (summary <> '' AND length(summary) <= 600)
);
CREATE INDEX report_summaries_campaign ON report_summaries (campaign_id);

-- What is dear to work out and not in the rollups, kept for as long as the data it is made of stays as it was. Numbers and row ids only.
CREATE TABLE report_kept (
    campaign_id  bigint  NOT NULL REFERENCES campaigns,
    from_day     date    NOT NULL,
    to_day       date    NOT NULL,
    what         text    NOT NULL CHECK (what <> ''),
    state        text    NOT NULL,                                    -- the rollups' versions, and what else it hangs on
    content      jsonb   NOT NULL,
    PRIMARY KEY (campaign_id, from_day, to_day, what)
);

-- The days of a few accounts: of members among all who took part.
CREATE INDEX rollup_authors_author ON rollup_authors (campaign_id, author_id);
