-- Every source that brought a job. `jobs.source_id` is the first of them.
CREATE TABLE job_sources (
    job_key INTEGER NOT NULL REFERENCES jobs (key) ON DELETE CASCADE,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    PRIMARY KEY (job_key, source_id)
) STRICT, WITHOUT ROWID;

INSERT INTO job_sources (job_key, source_id) SELECT key, source_id FROM jobs;
