-- Every server ever contacted. A line is written, or counted up, before anything is sent. Sandboxes inside the program
-- share one line, with port 0: theirs is another at each start.
CREATE TABLE outbound (
    scheme TEXT NOT NULL,
    host TEXT NOT NULL,
    port INTEGER NOT NULL,
    proxy TEXT NOT NULL,
    purpose TEXT NOT NULL,
    requests INTEGER NOT NULL,
    bytes INTEGER NOT NULL DEFAULT 0,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    -- What the server's clock said last, and what ours did when it was heard.
    said_at INTEGER,
    heard_at INTEGER,
    PRIMARY KEY (scheme, host, port, proxy, purpose)
) STRICT, WITHOUT ROWID;
