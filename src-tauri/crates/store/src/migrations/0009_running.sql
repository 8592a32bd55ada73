-- In how much of each hour of the week the program ran, and how much of it passed, older weeks counting less.
CREATE TABLE running (
    hour INTEGER PRIMARY KEY CHECK (hour BETWEEN 0 AND 167),
    ran REAL NOT NULL,
    passed REAL NOT NULL
) STRICT;

-- Up to when that is known: one row at most.
CREATE TABLE running_until (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    at INTEGER NOT NULL
) STRICT;
