-- Before each send the account's posts in doubt are looked for: there are few of them, among however many.
CREATE INDEX deliveries_in_doubt ON deliveries (account_id) WHERE state = 'unknown' OR hold_reason = 'undecided';
