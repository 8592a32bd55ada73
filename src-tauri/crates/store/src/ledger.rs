//! The ledger: every call, written down before it is sent, so that a crash can cost one call and never hide one.

use jiff::Timestamp;
use lapwing_domain::SourceId;

use crate::words::words;
use crate::{Store, StoreError};

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
    pub async fn claim(&self, claim: Claim) -> Result<CallId, StoreError> {
        let _ = claim;
        todo!()
    }

    /// Notes how a claimed call ended.
    pub async fn finish_call(&self, call: CallId, outcome: CallOutcome, now: Timestamp) -> Result<(), StoreError> {
        let _ = (call, outcome, now);
        todo!()
    }

    /// Calls claimed at `from` or later, finished or not, except those that ended [`CallOutcome::free`]: every other one
    /// may count at the service.
    pub async fn calls_since(&self, source: SourceId, from: Timestamp) -> Result<u32, StoreError> {
        let _ = (source, from);
        todo!()
    }

    /// Calls claimed at `from` or later and before `to`, counted like [`Store::calls_since`].
    pub async fn calls_between(&self, source: SourceId, from: Timestamp, to: Timestamp) -> Result<u32, StoreError> {
        let _ = (source, from, to);
        todo!()
    }

    /// The newest lines of the ledger, newest first.
    pub async fn calls(&self, source: Option<SourceId>, limit: u32) -> Result<Vec<Call>, StoreError> {
        let _ = (source, limit);
        todo!()
    }
}
