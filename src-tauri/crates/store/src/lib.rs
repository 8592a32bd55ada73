//! What Lapwing remembers, in one SQLite file: sources, searches, jobs, matches, intents, the call ledger and settings.
//!
//! Only this crate knows SQL, and it knows nothing of services, keys or clocks: times come in as arguments, and no
//! secret is ever stored, only where a key is kept. One thread writes; a few others read. Every public method that
//! touches the database is `async` and answers when its transaction has ended.
//!
//! Instants are stored as whole milliseconds UTC, so an instant reads back cut to the millisecond.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod error;
mod ingest;
mod intents;
mod jobs;
mod ledger;
mod lists;
mod searches;
mod settings;
mod sources;
mod store;
mod streams;
mod triage;
mod words;

pub use error::StoreError;
pub use ingest::{
    Change, ChangeKind, Decisions, GapId, GapRecord, IngestBatch, Ingested, NewGap, SetAside, SetAsideRecord, Upserted,
};
pub use intents::{Intent, IntentId, NewIntent, Writer};
pub use jobs::{FullJob, JobChange, TimelineEntry, TimelineEvent};
pub use ledger::{Call, CallId, CallOutcome, Claim, Purpose};
pub use lists::{BadCursor, Counts, Cursor, JobSummary, PageOf, Scanned, SearchName, StoredJob, View};
pub use searches::{CountedSearch, NewSearch};
pub use sources::{KeyPlace, KeyState, NewSource, Service, SourceRecord};
pub use store::Store;
pub use streams::{StreamRecord, StreamUpdate};
pub use triage::{ChangeId, StateChange};
