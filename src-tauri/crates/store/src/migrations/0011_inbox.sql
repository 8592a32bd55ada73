-- What its user makes of a job beside its state. A row is there once anything is or was.
CREATE TABLE marks (
    job_key INTEGER PRIMARY KEY REFERENCES jobs (key) ON DELETE CASCADE,
    starred INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    -- When to be reminded of the job, and when that was done for this very time.
    follow_up INTEGER,
    reminded_at INTEGER,
    -- Why it was dismissed; only while it is.
    reason TEXT,
    -- The application; without its time there is none.
    applied_on INTEGER,
    bid_cents INTEGER,
    bid_currency TEXT,
    connects INTEGER
) STRICT;

CREATE INDEX marks_due ON marks (follow_up) WHERE follow_up IS NOT NULL AND reminded_at IS NULL;

-- Labels of jobs. `folded` is the label without what does not tell it from others, such as its case.
CREATE TABLE labels (
    job_key INTEGER NOT NULL REFERENCES jobs (key) ON DELETE CASCADE,
    folded TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (job_key, folded)
) STRICT, WITHOUT ROWID;

CREATE INDEX labels_by_name ON labels (folded, label);

-- By what a client is known again, where that may be kept. Filled in for what is stored when this is applied.
ALTER TABLE jobs ADD COLUMN client TEXT;

CREATE INDEX jobs_by_client ON jobs (client, origin, sort_at) WHERE client IS NOT NULL;

-- All that lists are ranked by, so that the rows themselves are read only where they are shown. Not sort_at, but what it
-- is made of: SQLite reads no generated column from an index alone.
CREATE INDEX jobs_ranked ON jobs (shelf, posted, first_seen, ephemeral, rate_max_cents, budget_cents, spent_cents, proposals_min);

CREATE TABLE client_notes (
    client TEXT PRIMARY KEY,
    note TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE snippets (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    position INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;

-- What a step was; one step may change states and marks.
ALTER TABLE changes ADD COLUMN what TEXT NOT NULL DEFAULT 'state';

CREATE INDEX changes_open ON changes (id) WHERE undone_at IS NULL;

-- Each mark that was changed, from and to as texts that read back; a label has a line of its own. As with states,
-- change_id is null for an undo. `client` is whose note was changed.
CREATE TABLE mark_changes (
    id INTEGER PRIMARY KEY,
    job_key INTEGER NOT NULL REFERENCES jobs (key) ON DELETE CASCADE,
    change_id INTEGER REFERENCES changes (id),
    field TEXT NOT NULL,
    old TEXT,
    new TEXT,
    client TEXT,
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX mark_changes_by_job ON mark_changes (job_key);
CREATE INDEX mark_changes_by_change ON mark_changes (change_id) WHERE change_id IS NOT NULL;

-- What was applied for leaves the shelf of what is kept for later. Shelves follow from states: nothing of its user's is
-- rewritten.
DROP TRIGGER job_shelved;

CREATE TRIGGER job_shelved AFTER UPDATE OF state, active_matches ON jobs
BEGIN
    UPDATE jobs SET shelf = CASE
        WHEN NEW.state = 'dismissed' THEN 'dismissed'
        WHEN NEW.state = 'saved' THEN 'saved'
        WHEN NEW.state IN ('applied', 'interviewing', 'hired') THEN 'applied'
        WHEN NEW.active_matches > 0 THEN 'inbox'
    END
    WHERE key = NEW.key;
END;

UPDATE jobs SET shelf = 'applied' WHERE shelf = 'saved' AND state <> 'saved';

-- Who applied before applications were kept did so when the state says.
INSERT INTO marks (job_key, applied_on)
SELECT job_key, max(at) FROM state_changes
WHERE to_state = 'applied' AND job_key IN (SELECT key FROM jobs WHERE shelf = 'applied')
GROUP BY job_key;
