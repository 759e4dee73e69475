-- Posts brought in from archives of earlier years stand beside those that were collected, and belong to the same watches.
-- An archive says nothing of what it lacks: no run found them, and they cover no span of the ledger.
ALTER TABLE mention_watches ALTER COLUMN run_id DROP NOT NULL;
COMMENT ON COLUMN mention_watches.run_id IS 'null: it came in with an archive';

-- Some archives tell a repost by how it begins ("RT @...") and keep nothing of what was repeated.
COMMENT ON COLUMN mentions.repost_of_id IS '0: it is a repost, and nobody kept of what';

-- A table without X's numbers of the authors knows them by their names alone.
COMMENT ON COLUMN authors.remote_id IS 'below 0: made from the handle, for an archive that kept no number';
