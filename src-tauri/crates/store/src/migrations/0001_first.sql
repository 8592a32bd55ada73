-- The first schema. Instants are milliseconds UTC, money is hundredths, words are those of the enumerations in code.
-- Triggers keep what lists need (searches.active → jobs.active_matches → jobs.shelf, jobs.state → matches.state), so
-- that no statement elsewhere can forget to.

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A removed source keeps its row: its jobs and its calls in the ledger still name it.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    service TEXT NOT NULL,
    base_url TEXT NOT NULL,
    key_place TEXT NOT NULL,
    key_locator TEXT,
    key_state TEXT NOT NULL,
    last_four TEXT,
    plan TEXT,
    calls_used INTEGER NOT NULL,
    calls_used_month TEXT,
    environment TEXT,
    dialect TEXT,
    enabled INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;

CREATE UNIQUE INDEX sources_name ON sources (name) WHERE removed_at IS NULL;

CREATE TABLE searches (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    every_source INTEGER NOT NULL,
    notify TEXT NOT NULL,
    priority TEXT NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0,
    -- Added or edited since it was last matched against what is stored.
    to_match INTEGER NOT NULL DEFAULT 1,
    position INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    removed_at INTEGER,
    active INTEGER NOT NULL GENERATED ALWAYS AS (paused = 0 AND removed_at IS NULL) VIRTUAL
) STRICT;

CREATE UNIQUE INDEX searches_name ON searches (name) WHERE removed_at IS NULL;

CREATE TABLE search_sources (
    search_id INTEGER NOT NULL REFERENCES searches (id),
    source_id INTEGER NOT NULL REFERENCES sources (id),
    PRIMARY KEY (search_id, source_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE streams (
    source_id INTEGER NOT NULL REFERENCES sources (id),
    name TEXT NOT NULL,
    next_due INTEGER,
    last_poll INTEGER,
    last_success INTEGER,
    watermark INTEGER,
    overlap_seconds INTEGER NOT NULL DEFAULT 3600,
    failures INTEGER NOT NULL DEFAULT 0,
    wait_until INTEGER,
    wait_reason TEXT,
    baseline_done INTEGER NOT NULL DEFAULT 0,
    floor INTEGER,
    PRIMARY KEY (source_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE gaps (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    stream TEXT NOT NULL,
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL,
    why TEXT NOT NULL,
    noted_at INTEGER NOT NULL,
    closed_at INTEGER
) STRICT;

CREATE INDEX gaps_open ON gaps (source_id) WHERE closed_at IS NULL;

-- A line without finished_at is a call under way, or one the program did not live to see the end of.
CREATE TABLE ledger (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    stream TEXT,
    purpose TEXT NOT NULL,
    request TEXT NOT NULL,
    at INTEGER NOT NULL,
    finished_at INTEGER,
    status INTEGER,
    bytes INTEGER,
    error TEXT,
    free INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX ledger_by_source ON ledger (source_id, at, free);

-- A job lies on one shelf, if any: 'inbox', 'saved' or 'dismissed', the lists of the window. A trigger puts it there; a
-- generated column would not do, because SQLite cannot count from an index over one. The long columns come last, so
-- that lists never read them.
CREATE TABLE jobs (
    key INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    service_id TEXT NOT NULL,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    state TEXT NOT NULL DEFAULT 'new',
    active_matches INTEGER NOT NULL DEFAULT 0,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    sort_at INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(posted, first_seen)) VIRTUAL,
    shelf TEXT,
    title TEXT NOT NULL,
    url TEXT,
    private INTEGER NOT NULL,
    status TEXT,
    posted INTEGER,
    contract TEXT,
    budget_cents INTEGER,
    budget_currency TEXT,
    rate_min_cents INTEGER,
    rate_max_cents INTEGER,
    rate_currency TEXT,
    country_code TEXT,
    country_name TEXT,
    verified INTEGER,
    spent_cents INTEGER,
    spent_currency TEXT,
    proposals_min INTEGER,
    proposals_max INTEGER,
    skills TEXT NOT NULL,
    facts TEXT NOT NULL,
    description TEXT NOT NULL,
    UNIQUE (origin, service_id)
) STRICT;

CREATE INDEX jobs_by_time ON jobs (sort_at);
CREATE INDEX jobs_by_shelf ON jobs (shelf, sort_at) WHERE shelf IS NOT NULL;
CREATE INDEX jobs_unread ON jobs (shelf, state) WHERE state = 'new' AND shelf IS NOT NULL;

CREATE TRIGGER job_shelved AFTER UPDATE OF state, active_matches ON jobs
BEGIN
    UPDATE jobs SET shelf = CASE
        WHEN NEW.state = 'dismissed' THEN 'dismissed'
        WHEN NEW.state IN ('saved', 'applied', 'interviewing', 'hired') THEN 'saved'
        WHEN NEW.active_matches > 0 THEN 'inbox'
    END
    WHERE key = NEW.key;
END;

CREATE TABLE job_changes (
    id INTEGER PRIMARY KEY,
    job_key INTEGER NOT NULL REFERENCES jobs (key) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    old TEXT,
    new TEXT
) STRICT;

CREATE INDEX job_changes_by_job ON job_changes (job_key);

-- state and sort_at are the job's own, kept here by triggers so that one index serves a search's list.
CREATE TABLE matches (
    search_id INTEGER NOT NULL REFERENCES searches (id),
    job_key INTEGER NOT NULL REFERENCES jobs (key) ON DELETE CASCADE,
    found_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    sort_at INTEGER NOT NULL,
    PRIMARY KEY (search_id, job_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX matches_by_job ON matches (job_key);
CREATE INDEX matches_by_time ON matches (search_id, sort_at, job_key, state) WHERE state <> 'dismissed';
CREATE INDEX matches_unread ON matches (search_id, state) WHERE state = 'new';

CREATE TRIGGER match_recorded AFTER INSERT ON matches
WHEN (SELECT active FROM searches WHERE id = NEW.search_id)
BEGIN
    UPDATE jobs SET active_matches = active_matches + 1 WHERE key = NEW.job_key;
END;

CREATE TRIGGER match_forgotten AFTER DELETE ON matches
WHEN (SELECT active FROM searches WHERE id = OLD.search_id)
BEGIN
    UPDATE jobs SET active_matches = active_matches - 1 WHERE key = OLD.job_key;
END;

CREATE TRIGGER search_switched AFTER UPDATE OF paused, removed_at ON searches
WHEN NEW.active <> OLD.active
BEGIN
    UPDATE jobs SET active_matches = active_matches + iif(NEW.active, 1, -1)
    WHERE key IN (SELECT job_key FROM matches WHERE search_id = NEW.id);
END;

CREATE TRIGGER job_moved AFTER UPDATE OF state, posted ON jobs
WHEN NEW.state <> OLD.state OR NEW.sort_at <> OLD.sort_at
BEGIN
    UPDATE matches SET state = NEW.state, sort_at = NEW.sort_at WHERE job_key = NEW.key;
END;

CREATE TABLE intents (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    job_key INTEGER REFERENCES jobs (key) ON DELETE CASCADE,
    jobs INTEGER,
    created_at INTEGER NOT NULL,
    written_by TEXT NOT NULL,
    delivered_at INTEGER,
    outcome TEXT
) STRICT;

CREATE INDEX intents_pending ON intents (id) WHERE delivered_at IS NULL;
CREATE INDEX intents_by_job ON intents (job_key) WHERE job_key IS NOT NULL;

CREATE TABLE intent_searches (
    intent_id INTEGER NOT NULL REFERENCES intents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    search_id INTEGER NOT NULL REFERENCES searches (id),
    PRIMARY KEY (intent_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE changes (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    undone_at INTEGER
) STRICT;

-- change_id is null for what cannot be undone by itself: opening a new job, and an undo.
CREATE TABLE state_changes (
    id INTEGER PRIMARY KEY,
    job_key INTEGER NOT NULL REFERENCES jobs (key) ON DELETE CASCADE,
    change_id INTEGER REFERENCES changes (id),
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX state_changes_by_job ON state_changes (job_key);
CREATE INDEX state_changes_by_change ON state_changes (change_id) WHERE change_id IS NOT NULL;

CREATE TABLE set_aside (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    at INTEGER NOT NULL,
    raw TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE INDEX set_aside_by_source ON set_aside (source_id);
