//! The ledger: every call, written down before it is sent, so that a crash can cost one call and never hide one.

use jiff::Timestamp;
use lapwing_domain::SourceId;
use rusqlite::{Row, params};

use crate::failure::one_row;
use crate::row::{Columns, millis};
use crate::words::words;
use crate::{Store, StoreError, sources, streams};

/// Counts a source's calls between two times.
pub(crate) const COUNT: &str = "SELECT count(*) FROM ledger WHERE source_id = ?1 AND at >= ?2 AND at < ?3 AND NOT free";

words!(
    /// Why a call was made.
    Purpose {
        /// A round of the schedule.
        Poll = "poll",
        /// The user asked to check now.
        CheckNow = "check-now",
        /// A key was tested.
        Test = "test",
        /// Whether a used-up month is over.
        Probe = "probe",
        /// Reading what a gap left out.
        GapClosing = "gap-closing",
    }
);

/// A call in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CallId(pub i64);

/// A call about to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Source it goes to.
    pub source: SourceId,
    /// Stream it belongs to, made on its first claim; `None` for calls outside any, such as a test.
    pub stream: Option<String>,
    /// Why.
    pub purpose: Purpose,
    /// Method, path and query as sent, without the key.
    pub request: String,
    /// When.
    pub now: Timestamp,
    /// When the stream is due again, should nothing more be heard of this call; `None` leaves it.
    pub next_due: Option<Timestamp>,
}

/// How a call ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CallOutcome {
    /// HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// Bytes received.
    pub bytes: Option<u64>,
    /// Kind of error, `None` when the call went well.
    pub error: Option<String>,
    /// It certainly never reached the service (offline, not sent after all), so it counts for nothing.
    pub free: bool,
}

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Its row.
    pub id: CallId,
    /// Source it went to, which may have been removed since.
    pub source: SourceId,
    /// Stream it belonged to.
    pub stream: Option<String>,
    /// Why.
    pub purpose: Purpose,
    /// Method, path and query as sent, without the key.
    pub request: String,
    /// When it was claimed.
    pub at: Timestamp,
    /// When it ended; `None` when it is under way or the program ended first.
    pub finished_at: Option<Timestamp>,
    /// How it ended; empty until then.
    pub outcome: CallOutcome,
}

impl Store {
    /// Writes the call and the stream's next due time in one transaction. Only after that may the call be sent.
    /// [`StoreError::NotFound`] when the source was removed.
    pub async fn claim(&self, claim: Claim) -> Result<CallId, StoreError> {
        self.write("writing a call into the ledger", move |tx| {
            let Claim { source, stream, purpose, request, now, next_due } = claim;
            sources::require(tx, source)?;
            if let Some(stream) = &stream {
                streams::claim(tx, source, stream, now, next_due)?;
            }
            let mut statement = tx.prepare_cached(
                "INSERT INTO ledger (source_id, stream, purpose, request, at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?;
            Ok(CallId(statement.insert(params![source.0, stream, purpose.word(), request, millis(now)])?))
        })
        .await
    }

    /// Notes how a claimed call ended.
    pub async fn finish_call(&self, call: CallId, outcome: CallOutcome, now: Timestamp) -> Result<(), StoreError> {
        self.write("noting how a call ended", move |tx| {
            let mut statement = tx.prepare_cached(
                "UPDATE ledger SET finished_at = ?2, status = ?3, bytes = ?4, error = ?5, free = ?6 WHERE id = ?1",
            )?;
            let bytes = outcome.bytes.map(|bytes| i64::try_from(bytes).unwrap_or(i64::MAX));
            let values = params![call.0, millis(now), outcome.status, bytes, outcome.error, outcome.free];
            one_row(statement.execute(values)?, "call")
        })
        .await
    }

    /// Calls claimed at `from` or later, finished or not, except those that ended [`CallOutcome::free`]: every other one
    /// may count at the service.
    pub async fn calls_since(&self, source: SourceId, from: Timestamp) -> Result<u32, StoreError> {
        self.calls_between(source, from, Timestamp::MAX).await
    }

    /// Calls claimed at `from` or later and before `to`, counted like [`Store::calls_since`].
    pub async fn calls_between(&self, source: SourceId, from: Timestamp, to: Timestamp) -> Result<u32, StoreError> {
        self.read("counting calls", move |tx| {
            let mut statement = tx.prepare_cached(COUNT)?;
            Ok(statement.query_row((source.0, millis(from), millis(to)), |row| row.get(0))?)
        })
        .await
    }

    /// The same for one purpose.
    pub async fn calls_for(&self, source: SourceId, purpose: Purpose, from: Timestamp) -> Result<u32, StoreError> {
        self.read("counting calls", move |tx| {
            let sql = format!("{COUNT} AND purpose = ?4");
            let values = params![source.0, millis(from), millis(Timestamp::MAX), purpose.word()];
            Ok(tx.prepare_cached(&sql)?.query_row(values, |row| row.get(0))?)
        })
        .await
    }

    /// The newest lines of the ledger, newest first; of one source, or of all, removed ones included.
    pub async fn calls(&self, source: Option<SourceId>, limit: u32) -> Result<Vec<Call>, StoreError> {
        self.read("reading the ledger", move |tx| {
            let chosen = if source.is_some() { "source_id = ?1" } else { "?1 IS NULL" };
            let sql = format!(
                "SELECT id, source_id, stream, purpose, request, at, finished_at, status, bytes, error, free FROM ledger \
                 WHERE {chosen} ORDER BY id DESC LIMIT ?2"
            );
            let mut statement = tx.prepare_cached(&sql)?;
            let calls = statement.query_map((source.map(|id| id.0), limit), read_call)?.collect::<Result<_, _>>()?;
            Ok(calls)
        })
        .await
    }
}

fn read_call(row: &Row<'_>) -> rusqlite::Result<Call> {
    let mut columns = Columns::of(row);
    Ok(Call {
        id: CallId(columns.get()?),
        source: SourceId(columns.get()?),
        stream: columns.get()?,
        purpose: columns.word()?.unwrap_or(Purpose::Poll),
        request: columns.get()?,
        at: columns.instant()?,
        finished_at: columns.instant_or_none()?,
        outcome: CallOutcome {
            status: columns.get()?,
            bytes: columns.get::<Option<i64>>()?.and_then(|bytes| u64::try_from(bytes).ok()),
            error: columns.get()?,
            free: columns.get()?,
        },
    })
}
