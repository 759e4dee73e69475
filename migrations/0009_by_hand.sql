-- Places that this program does not speak, where a person posts by hand: "Facebook", "Our LinkedIn page". The handle is the
-- name the team gives the place: no "@", and none of the marks by which a plan parts names.
ALTER TABLE accounts
    DROP CONSTRAINT accounts_network_check,
    DROP CONSTRAINT accounts_handle_check,
    ADD CONSTRAINT accounts_network_check CHECK (network IN ('x', 'by-hand')),
    ADD CONSTRAINT accounts_handle_check CHECK (CASE network
        WHEN 'x' THEN handle ~ '^[A-Za-z0-9_]{1,50}$'
        ELSE handle ~ '^[A-Za-z0-9]([A-Za-z0-9_ .&''-]{0,48}[A-Za-z0-9])?$'
    END);

-- Handed over to be posted by hand: a task, not a trouble. It ends as sent or cancelled by a person's word, or as missed.
ALTER TABLE deliveries
    DROP CONSTRAINT deliveries_hold_reason_check,
    ADD CONSTRAINT deliveries_hold_reason_check CHECK (hold_reason IN ('person', 'check', 'token', 'budget', 'undecided', 'hand'));

-- A part that was posted by hand is out without an id of the network's own, and with a link only where the person gave one.
ALTER TABLE delivery_parts
    DROP CONSTRAINT delivery_parts_check,
    ADD CONSTRAINT delivery_parts_out  CHECK (sent_at IS NOT NULL OR (remote_id IS NULL AND url IS NULL)),
    ADD CONSTRAINT delivery_parts_link CHECK (remote_id IS NULL OR url IS NOT NULL);
CREATE UNIQUE INDEX delivery_parts_link_by_hand ON delivery_parts (url) WHERE remote_id IS NULL;
