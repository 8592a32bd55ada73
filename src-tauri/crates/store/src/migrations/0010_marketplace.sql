-- A service whose content may not be kept. Its jobs have rows like all others, without a word of what they contain: that
-- lies in a database of its own which ends with the program. New columns of `jobs` come after its long ones and are read
-- by every list all the same: of 0, 1 and NULL nothing but the row's header is read.
ALTER TABLE jobs ADD COLUMN ephemeral INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN erased_at INTEGER;

CREATE INDEX jobs_lent ON jobs (erased_at) WHERE ephemeral = 1;

-- The newest publish time of what was erased: nothing published before it is new.
ALTER TABLE streams ADD COLUMN erased_to INTEGER;

-- Whether a search may be asked in the background at services whose terms leave that open.
ALTER TABLE searches ADD COLUMN background INTEGER NOT NULL DEFAULT 0;

-- What a source was allowed by its account's owner. The secrets are in the keyring, under the source's own account and
-- under token_account; that is null where they last for a session only, or where there are none.
CREATE TABLE authorizations (
    source_id INTEGER PRIMARY KEY REFERENCES sources (id),
    client_id TEXT NOT NULL,
    callback_port INTEGER NOT NULL,
    pkce INTEGER NOT NULL,
    token_account TEXT,
    access_until INTEGER,
    refresh_until INTEGER,
    organization_id TEXT,
    organization_name TEXT,
    authorized_at INTEGER
) STRICT;
