-- However many posts wait: before each send the account's posts in doubt are looked for, and every few seconds what is due, what is too
-- late, whose pictures are to go up, what nobody approved and which day's sheet is next. There are few of each among all of them.
CREATE INDEX deliveries_in_doubt ON deliveries (account_id) WHERE state = 'unknown' OR hold_reason = 'undecided';
CREATE INDEX deliveries_queued ON deliveries (due_at) WHERE state = 'queued';
CREATE INDEX deliveries_too_late ON deliveries (latest_at) WHERE state IN ('queued', 'held') AND parts_out = 0;
CREATE INDEX deliveries_without_money ON deliveries (account_id) WHERE state = 'held' AND hold_reason = 'budget';
CREATE INDEX delivery_media_to_upload ON delivery_media (delivery_id) WHERE remote_media_id IS NULL;
CREATE INDEX posts_unapproved ON posts (latest_at) WHERE approved_by IS NULL;
CREATE INDEX posts_day ON posts (campaign_id, slot_on, edited_at);
