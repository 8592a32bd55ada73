-- The life of keys: since when each is in use, what was told of it, what is to be deleted, and which took which one's place.
CREATE TABLE key_care (
    source_id INTEGER PRIMARY KEY REFERENCES sources (id),
    added_at INTEGER NOT NULL,
    -- When its owner was reminded to replace it.
    reminded_at INTEGER,
    -- The last alarm that somebody else uses the key: when, how many calls (null where only refusals showed it), and whether
    -- it is still shown.
    alarmed_at INTEGER,
    alarm_calls INTEGER,
    alarm_open INTEGER NOT NULL DEFAULT 0,
    -- What the last good answer said of the minute's calls; remaining is null where it said nothing.
    read_at INTEGER,
    remaining INTEGER,
    rate_limit INTEGER,
    rate_reset INTEGER
) STRICT;

INSERT INTO key_care (source_id, added_at) SELECT id, created_at FROM sources WHERE removed_at IS NULL;

-- Accounts of the keyring that are to be deleted. An account is written here before a key is put under it or its source
-- leaves it, and struck out when a source holds it or it is certain that it is gone.
CREATE TABLE doomed_keys (
    account TEXT PRIMARY KEY,
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One key in another's place. Accounts are null for keys kept for one session.
CREATE TABLE key_rotations (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    reason TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    old_account TEXT,
    old_last_four TEXT,
    -- When jobs first came with the new key.
    confirmed_at INTEGER,
    -- When the old key was deleted.
    closed_at INTEGER
) STRICT;

CREATE UNIQUE INDEX key_rotations_open ON key_rotations (source_id) WHERE closed_at IS NULL;
