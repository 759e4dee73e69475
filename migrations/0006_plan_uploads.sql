-- A plan that somebody uploaded and has not applied yet: kept between seeing the difference and saying yes.
-- Only the one who uploaded it sees it. It goes when it is applied or put away, and a day after it came.
CREATE TABLE plan_uploads (
    id           uuid        PRIMARY KEY,            -- random: it stands in an address
    person_id    bigint      NOT NULL REFERENCES people,
    slug         text,                               -- the campaign it was uploaded for; none where the file brings a new one
    uploaded_at  timestamptz NOT NULL                -- real time
);
CREATE INDEX plan_uploads_at ON plan_uploads (uploaded_at);

-- Its files: the plan itself first, then the pictures that were asked for.
CREATE TABLE plan_upload_files (
    upload_id  uuid   NOT NULL REFERENCES plan_uploads ON DELETE CASCADE,
    name       text   NOT NULL CHECK (name <> '' AND length(name) <= 300),
    is_plan    boolean NOT NULL,
    bytes      bytea  NOT NULL CHECK (length(bytes) <= 64 * 1024 * 1024),
    PRIMARY KEY (upload_id, name)
);
CREATE UNIQUE INDEX plan_upload_files_plan ON plan_upload_files (upload_id) WHERE is_plan;
