-- A thread of which a part is out, and whose rest is held, can be taken down as well: held -> removed.
CREATE OR REPLACE FUNCTION deliveries_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('queued', 'sending'), ('queued', 'held'), ('queued', 'missed'), ('queued', 'cancelled'), ('queued', 'sent'),
        ('held', 'queued'), ('held', 'missed'), ('held', 'cancelled'), ('held', 'sent'), ('held', 'removed'),
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

-- Emptying a table at once fires no trigger for its rows: what is append-only says no to that as well.
CREATE TRIGGER events_not_emptied BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION events_append_only();
CREATE FUNCTION attempts_not_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'attempts cannot be emptied: they are the record of what was said';
END $$;
CREATE TRIGGER attempts_not_emptied BEFORE TRUNCATE ON attempts FOR EACH STATEMENT EXECUTE FUNCTION attempts_not_emptied();
