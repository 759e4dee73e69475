-- Taking a post down: which of its parts are gone. The delivery is "removed" once all are, so that one who was stopped half way can go on.
ALTER TABLE delivery_parts
    ADD COLUMN removed_at timestamptz,         -- gone from the network; its id and address stay, for the record
    ADD CHECK (removed_at IS NULL OR remote_id IS NOT NULL);

-- The history overall is read newest first, also of one person alone.
CREATE INDEX events_actor ON events (actor, id);
