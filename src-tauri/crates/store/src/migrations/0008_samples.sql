-- Jobs that were read without any filter while not everything could be, the newest last: what the planner knows a market by.
CREATE TABLE samples (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    job_key INTEGER NOT NULL REFERENCES jobs (key) ON DELETE CASCADE
) STRICT;

CREATE INDEX samples_by_source ON samples (source_id, id);
CREATE INDEX samples_by_job ON samples (job_key);
