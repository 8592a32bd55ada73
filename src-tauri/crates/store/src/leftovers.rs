//! What a round could not take in: items that could not be read, and stretches of time it did not reach. Both are kept
//! so that they can be shown, never hidden.

use jiff::Timestamp;
use lapwing_domain::SourceId;
use rusqlite::{Transaction, params};

use crate::failure::{Failure, one_row};
use crate::row::{Columns, millis};
use crate::{Store, StoreError};

/// Newest unreadable items kept per source: enough to see what is wrong.
const KEPT: u32 = 200;

/// Longest part of an unreadable item that is kept, in bytes.
const LONGEST_RAW: usize = 64 * 1024;

/// An item of a page that could not be read as a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The item as it came; empty where that may not be kept.
    pub raw: String,
    /// Why it could not be read.
    pub reason: String,
}

/// A stored item that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAsideRecord {
    /// When it last came.
    pub at: Timestamp,
    /// Source that brought it.
    pub source: SourceId,
    /// The item as it came; empty where that may not be kept.
    pub raw: String,
    /// Why it could not be read.
    pub reason: String,
}

/// A stretch of publish times that a round could not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGap {
    /// From.
    pub from: Timestamp,
    /// To.
    pub to: Timestamp,
    /// Why, as a sentence.
    pub why: String,
}

/// A gap's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GapId(pub i64);

/// A stored gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapRecord {
    /// Its row.
    pub id: GapId,
    /// Source.
    pub source: SourceId,
    /// Stream.
    pub stream: String,
    /// From, to, why.
    pub gap: NewGap,
    /// When it was noticed.
    pub noted_at: Timestamp,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
}

impl Store {
    /// Gaps not closed yet, oldest first.
    pub async fn open_gaps(&self, source: SourceId) -> Result<Vec<GapRecord>, StoreError> {
        self.read("reading the gaps", move |tx| {
            let mut statement = tx.prepare_cached(
                "SELECT id, source_id, stream, from_at, to_at, why, noted_at, closed_at FROM gaps \
                 WHERE source_id = ?1 AND closed_at IS NULL ORDER BY id",
            )?;
            let gaps = statement.query_map([source.0], read_gap)?.collect::<Result<_, _>>()?;
            Ok(gaps)
        })
        .await
    }

    /// Notes that a gap was read, but for what was published before `rest`; wholly, and so closed, when that is `None`.
    pub async fn read_of_gap(&self, gap: GapId, rest: Option<Timestamp>, now: Timestamp) -> Result<(), StoreError> {
        self.write("closing a gap", move |tx| {
            let mut statement = tx.prepare_cached(
                "UPDATE gaps SET to_at = CASE WHEN ?2 IS NULL THEN to_at ELSE min(to_at, ?2) END, \
                 closed_at = CASE WHEN ?2 IS NULL THEN coalesce(closed_at, ?3) ELSE closed_at END WHERE id = ?1",
            )?;
            one_row(statement.execute((gap.0, rest.map(millis), millis(now)))?, "gap")
        })
        .await
    }

    /// The newest items that could not be read, newest first.
    pub async fn set_aside(&self, limit: u32) -> Result<Vec<SetAsideRecord>, StoreError> {
        self.read("reading the items set aside", move |tx| {
            let mut statement = tx.prepare_cached(
                "SELECT at, source_id, raw, reason FROM set_aside ORDER BY at DESC, id DESC LIMIT ?1",
            )?;
            let read = |row: &rusqlite::Row<'_>| {
                let mut columns = Columns::of(row);
                Ok(SetAsideRecord {
                    at: columns.instant()?,
                    source: SourceId(columns.get()?),
                    raw: columns.get()?,
                    reason: columns.get()?,
                })
            };
            let items = statement.query_map([limit], read)?.collect::<Result<_, _>>()?;
            Ok(items)
        })
        .await
    }
}

fn read_gap(row: &rusqlite::Row<'_>) -> rusqlite::Result<GapRecord> {
    let mut columns = Columns::of(row);
    Ok(GapRecord {
        id: GapId(columns.get()?),
        source: SourceId(columns.get()?),
        stream: columns.get()?,
        gap: NewGap { from: columns.instant()?, to: columns.instant()?, why: columns.get()? },
        noted_at: columns.instant()?,
        closed_at: columns.instant_or_none()?,
    })
}

/// Notes a gap.
pub(crate) fn note_gap(
    tx: &Transaction<'_>,
    source: SourceId,
    stream: &str,
    gap: &NewGap,
    now: Timestamp,
) -> Result<(), Failure> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO gaps (source_id, stream, from_at, to_at, why, noted_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    statement.execute(params![source.0, stream, millis(gap.from), millis(gap.to), gap.why, millis(now)])?;
    Ok(())
}

/// Keeps items that could not be read. One that comes again with the next page only renews its time; those whose text may
/// not be kept are told apart by their reasons.
pub(crate) fn set_aside(
    tx: &Transaction<'_>,
    source: SourceId,
    items: &[SetAside],
    now: Timestamp,
) -> Result<(), Failure> {
    for item in items {
        let raw = &item.raw[..item.raw.floor_char_boundary(LONGEST_RAW)];
        let mut renew = tx.prepare_cached(
            "UPDATE set_aside SET at = ?3, reason = ?4 WHERE source_id = ?1 AND raw = ?2 AND (raw <> '' OR reason = ?4)",
        )?;
        if renew.execute(params![source.0, raw, millis(now), item.reason])? == 0 {
            let mut add =
                tx.prepare_cached("INSERT INTO set_aside (source_id, raw, at, reason) VALUES (?1, ?2, ?3, ?4)")?;
            add.execute(params![source.0, raw, millis(now), item.reason])?;
        }
    }
    if !items.is_empty() {
        let mut prune = tx.prepare_cached(
            "DELETE FROM set_aside WHERE source_id = ?1 AND id NOT IN \
             (SELECT id FROM set_aside WHERE source_id = ?1 ORDER BY at DESC, id DESC LIMIT ?2)",
        )?;
        prune.execute((source.0, KEPT))?;
    }
    Ok(())
}
