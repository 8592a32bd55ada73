-- What was seen of each hour of the week, so that the planner knows when postings come. Older weeks count less, which is
-- why the counts are not whole.
CREATE TABLE arrival_rates (
    source_id INTEGER NOT NULL REFERENCES sources (id),
    stream TEXT NOT NULL,
    hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 167),
    postings REAL NOT NULL,
    hours REAL NOT NULL,
    PRIMARY KEY (source_id, stream, hour)
) STRICT, WITHOUT ROWID;
