//! Streams: one server query of one source, polled on its own schedule, and how far it has been read.

use jiff::Timestamp;
use lapwing_domain::SourceId;
use rusqlite::{OptionalExtension as _, Row, Transaction, params};

use crate::failure::{Failure, one_row};
use crate::row::{Columns, millis};
use crate::{Store, StoreError};

/// The columns [`read_stream`] reads.
const COLUMNS: &str = "source_id, name, next_due, last_poll, last_success, watermark, overlap_seconds, failures, \
     wait_until, wait_reason, baseline_done, floor";

/// How a stream stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamRecord {
    /// Source it asks.
    pub source: SourceId,
    /// Its name within the source.
    pub name: String,
    /// When it is due again.
    pub next_due: Option<Timestamp>,
    /// When it was last asked, whatever came of it.
    pub last_poll: Option<Timestamp>,
    /// When a round last went well.
    pub last_success: Option<Timestamp>,
    /// Publish time up to which everything was read; `None` before the first round.
    pub watermark: Option<Timestamp>,
    /// How far behind the watermark a round still reads, in seconds.
    pub overlap_seconds: u32,
    /// Failures in a row.
    pub failures: u32,
    /// The service asked to be left alone until then.
    pub wait_until: Option<Timestamp>,
    /// Why, as a sentence.
    pub wait_reason: Option<String>,
    /// Whether its first round is over.
    pub baseline_done: bool,
    /// Publish time of the oldest job its first round read; `None` before it, or when no job carried a time.
    pub floor: Option<Timestamp>,
}

/// What a round left behind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StreamUpdate {
    /// Failures in a row; 0 after a round that went well.
    pub failures: u32,
    /// Replaces the wait; `None` ends it.
    pub wait_until: Option<Timestamp>,
    /// Replaces the reason.
    pub wait_reason: Option<String>,
    /// When it is due again; `None` leaves it.
    pub next_due: Option<Timestamp>,
    /// When the round went well; `None` leaves it.
    pub last_success: Option<Timestamp>,
    /// New overlap; `None` leaves it.
    pub overlap_seconds: Option<u32>,
}

impl Store {
    /// The streams of all sources that were not removed.
    pub async fn streams(&self) -> Result<Vec<StreamRecord>, StoreError> {
        self.read("reading the streams", |tx| {
            let sql = format!("SELECT {COLUMNS} FROM streams ORDER BY source_id, name");
            let mut statement = tx.prepare_cached(&sql)?;
            let streams = statement.query_map([], read_stream)?.collect::<Result<_, _>>()?;
            Ok(streams)
        })
        .await
    }

    /// One stream; `None` before its first claim.
    pub async fn stream(&self, source: SourceId, name: &str) -> Result<Option<StreamRecord>, StoreError> {
        let name = name.to_owned();
        self.read("reading a stream", move |tx| {
            let sql = format!("SELECT {COLUMNS} FROM streams WHERE source_id = ?1 AND name = ?2");
            Ok(tx.prepare_cached(&sql)?.query_row((source.0, name), read_stream).optional()?)
        })
        .await
    }

    /// Records what a round left behind. [`StoreError::NotFound`] when the source was removed meanwhile.
    pub async fn record_outcome(&self, source: SourceId, stream: &str, update: StreamUpdate) -> Result<(), StoreError> {
        let stream = stream.to_owned();
        self.write("recording a round's outcome", move |tx| {
            let mut statement = tx.prepare_cached(
                "UPDATE streams SET failures = ?3, wait_until = ?4, wait_reason = ?5, \
                 next_due = coalesce(?6, next_due), last_success = coalesce(?7, last_success), \
                 overlap_seconds = coalesce(?8, overlap_seconds) WHERE source_id = ?1 AND name = ?2",
            )?;
            let changed = statement.execute(params![
                source.0,
                stream,
                update.failures,
                update.wait_until.map(millis),
                update.wait_reason,
                update.next_due.map(millis),
                update.last_success.map(millis),
                update.overlap_seconds,
            ])?;
            one_row(changed, "stream")
        })
        .await
    }
}

/// Notes that a stream is being asked, and when it is due again.
pub(crate) fn claim(
    tx: &Transaction<'_>,
    source: SourceId,
    stream: &str,
    now: Timestamp,
    next_due: Option<Timestamp>,
) -> Result<(), Failure> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO streams (source_id, name, last_poll, next_due) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (source_id, name) DO UPDATE SET last_poll = excluded.last_poll, \
         next_due = coalesce(excluded.next_due, next_due)",
    )?;
    statement.execute(params![source.0, stream, millis(now), next_due.map(millis)])?;
    Ok(())
}

/// How far a round read a stream.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Progress<'a> {
    pub(crate) stream: &'a str,
    pub(crate) watermark: Option<Timestamp>,
    pub(crate) baseline: bool,
    pub(crate) floor: Option<Timestamp>,
    pub(crate) now: Timestamp,
}

/// Moves the watermark forward, never back, and ends the baseline when its round is over. No posting moves it beyond the time:
/// one that says it is of the future would make all that come before then old.
pub(crate) fn advance(tx: &Transaction<'_>, source: SourceId, progress: Progress<'_>) -> Result<(), Failure> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO streams (source_id, name, watermark, baseline_done, floor) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (source_id, name) DO UPDATE SET \
         watermark = max(min(coalesce(watermark, excluded.watermark), ?6), coalesce(excluded.watermark, watermark)), \
         baseline_done = max(baseline_done, excluded.baseline_done), floor = coalesce(floor, excluded.floor)",
    )?;
    let Progress { stream, watermark, baseline, floor, now } = progress;
    let (watermark, floor) = (watermark.map(|newest| newest.min(now)), floor.filter(|_| baseline));
    statement.execute(params![source.0, stream, watermark.map(millis), baseline, floor.map(millis), millis(now)])?;
    Ok(())
}

fn read_stream(row: &Row<'_>) -> rusqlite::Result<StreamRecord> {
    let mut columns = Columns::of(row);
    Ok(StreamRecord {
        source: SourceId(columns.get()?),
        name: columns.get()?,
        next_due: columns.instant_or_none()?,
        last_poll: columns.instant_or_none()?,
        last_success: columns.instant_or_none()?,
        watermark: columns.instant_or_none()?,
        overlap_seconds: columns.get()?,
        failures: columns.get()?,
        wait_until: columns.instant_or_none()?,
        wait_reason: columns.get()?,
        baseline_done: columns.get()?,
        floor: columns.instant_or_none()?,
    })
}
