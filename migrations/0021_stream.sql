-- What the team makes of what people say: left out of the lists, answered, made a draft of. Only Collecting writes these; who did what and
-- when is in the history, too. A post that is wiped or forgotten loses its marks with its words.
CREATE TABLE mention_marks (
    mention_id   bigint       PRIMARY KEY REFERENCES mentions ON DELETE CASCADE,
    hidden_at    timestamptz,                                    -- out of the stream and of lists of posts; it is counted all the same
    hidden_by    text         CHECK (hidden_by <> ''),           -- who hid it
    answered_at  timestamptz,                                    -- when that was noted
    answered_by  text         CHECK (answered_by <> ''),         -- which of us answered: "@ScotCoPro", or a person's name
    noted_by     text         CHECK (noted_by <> ''),            -- who says so
    featured_at  timestamptz,
    featured_by  text         CHECK (featured_by <> ''),
    featured_id  bigint       REFERENCES posts,                  -- the draft that was made of it
    CHECK ((hidden_at IS NULL) = (hidden_by IS NULL)),
    CHECK ((answered_at IS NULL) = (answered_by IS NULL) AND (answered_at IS NULL) = (noted_by IS NULL)),
    CHECK ((featured_at IS NULL) = (featured_by IS NULL) AND (featured_at IS NULL) = (featured_id IS NULL))
);

-- The posts with the most of a counter are a list of posts: a day's is worked out anew when one is hidden, or shown again.
CREATE FUNCTION mark_hidden() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM mark_hours(array_agg(date_trunc('hour', m.posted_at)))
       FROM mentions m
      WHERE m.id = CASE TG_OP WHEN 'DELETE' THEN old.mention_id ELSE new.mention_id END
     HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE TRIGGER mention_marks_added   AFTER INSERT ON mention_marks FOR EACH ROW WHEN (new.hidden_at IS NOT NULL) EXECUTE FUNCTION mark_hidden();
CREATE TRIGGER mention_marks_changed AFTER UPDATE ON mention_marks FOR EACH ROW WHEN ((new.hidden_at IS NULL) <> (old.hidden_at IS NULL)) EXECUTE FUNCTION mark_hidden();
CREATE TRIGGER mention_marks_removed AFTER DELETE ON mention_marks FOR EACH ROW WHEN (old.hidden_at IS NOT NULL) EXECUTE FUNCTION mark_hidden();

-- The strongest ties of some days, worked out once, of one version of the rollups; they go when the version does.
CREATE TABLE tie_spans (
    campaign_id  bigint  NOT NULL REFERENCES campaigns,
    from_day     date    NOT NULL,
    to_day       date    NOT NULL,
    version      bigint  NOT NULL,
    content      jsonb   NOT NULL,
    PRIMARY KEY (campaign_id, from_day, to_day)
);
