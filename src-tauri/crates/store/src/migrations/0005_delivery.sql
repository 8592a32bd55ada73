-- When a search's collected matches are told ('every 60', 'at 09:00,17:30'), and whether it is heard in quiet hours.
ALTER TABLE searches ADD COLUMN digest TEXT NOT NULL DEFAULT 'every 60';
ALTER TABLE searches ADD COLUMN breaks_quiet INTEGER NOT NULL DEFAULT 0;

-- What happened to a followed job; only intents of kind 'followed' have it.
ALTER TABLE intents ADD COLUMN news TEXT;
-- The first intent of the pop-up that told this one; null while it waits, and for what was never to be told.
ALTER TABLE intents ADD COLUMN pop_up INTEGER;
UPDATE intents SET pop_up = id WHERE delivered_at IS NOT NULL;
UPDATE intents SET kind = 'match' WHERE kind IN ('single', 'digest');

CREATE INDEX intents_shown ON intents (delivered_at) WHERE pop_up IS NOT NULL;
CREATE INDEX intents_of_silence ON intents (id) WHERE kind = 'silence';

-- What was told of followed jobs, each once.
CREATE TABLE followed (
    job_key INTEGER NOT NULL REFERENCES jobs (key) ON DELETE CASCADE,
    news TEXT NOT NULL,
    found_at INTEGER NOT NULL,
    PRIMARY KEY (job_key, news)
) STRICT, WITHOUT ROWID;

-- Words and clients that nobody wants to hear of until an instant. A client's label is the title of the job it was muted by.
CREATE TABLE mutes (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    label TEXT NOT NULL,
    muted_at INTEGER NOT NULL,
    until INTEGER NOT NULL,
    UNIQUE (kind, value)
) STRICT;
