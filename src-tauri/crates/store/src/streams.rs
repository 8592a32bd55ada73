//! Streams: one server query of one source, polled on its own schedule, and how far it has been read.

use jiff::Timestamp;
use lapwing_domain::SourceId;

use crate::{Store, StoreError};

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
        todo!()
    }

    /// One stream; `None` before its first claim.
    pub async fn stream(&self, source: SourceId, name: &str) -> Result<Option<StreamRecord>, StoreError> {
        let _ = (source, name);
        todo!()
    }

    /// Records what a round left behind.
    pub async fn record_outcome(&self, source: SourceId, stream: &str, update: StreamUpdate) -> Result<(), StoreError> {
        let _ = (source, stream, update);
        todo!()
    }
}
