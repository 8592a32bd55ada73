//! What Lapwing remembers, in one `SQLite` file: sources, searches, jobs, matches, intents, the call ledger and settings.
//!
//! Only this crate knows SQL, and it knows nothing of services, keys or clocks: times come in as arguments, and no
//! secret is ever stored, only where a key is kept. One thread writes; a few others read. Every public method that
//! touches the database is `async` and answers when its transaction has ended.
//!
//! What may not be kept is taken in and read like the rest, but what it contains is in memory alone, and ends with the
//! program or after a day.
//!
//! Instants are stored as whole milliseconds UTC, so an instant reads back cut to the millisecond.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod authorizations;
mod care;
mod clients;
mod ephemeral;
mod erasing;
mod error;
mod facts;
mod failure;
mod follow_ups;
mod health;
mod ingest;
mod intents;
mod jobs;
mod ledger;
mod leftovers;
mod lent;
mod lists;
mod marking;
mod marks;
mod matches;
mod merge;
mod mutes;
mod names;
mod open;
mod outbound;
mod owner;
mod pages;
mod probe;
mod rates;
mod record;
mod rotations;
mod row;
mod running;
mod samples;
mod schema;
mod searches;
mod settings;
mod shown;
mod snippets;
mod sources;
mod steps;
mod store;
mod streams;
#[cfg(test)]
mod tests;
mod threads;
mod timeline;
mod triage;
mod undoable;
mod upsert;
mod usage;
mod views;
mod words;
mod yields;

pub use authorizations::{Authorization, NewAuthorization, Organization, TokenPlace};
pub use care::{Counted, KeyAlarm, KeyCare};
pub use clients::{ClientIdentity, ClientView};
pub use ephemeral::EphemeralBatch;
pub use erasing::Erasure;
pub use error::StoreError;
pub use health::Health;
pub use ingest::{Change, ChangeKind, Decisions, IngestBatch, Ingested, Upserted};
pub use intents::{Intent, IntentId, NewIntent, Writer};
pub use jobs::FullJob;
pub use ledger::{Call, CallId, CallOutcome, Claim, Purpose};
pub use leftovers::{GapId, GapRecord, NewGap, SetAside, SetAsideRecord};
pub use lists::{BadCursor, Counts, Cursor, JobSummary, PageOf, Retention, Scanned, SearchName, Sort, StoredJob, View};
pub use mutes::{Mute, MuteId};
pub use outbound::{ClockReading, Contact, ContactRecord, Errand};
pub use rotations::{KeyChange, RotationRecord};
pub use searches::{CountedSearch, NewSearch};
pub use snippets::Snippet;
pub use sources::{KeyPlace, KeyState, NewSource, Service, SourceRecord};
pub use steps::{ChangeId, StepKind, Taken};
pub use store::Store;
pub use streams::{StreamRecord, StreamUpdate};
pub use timeline::{JobChange, TimelineEntry, TimelineEvent};
pub use undoable::{StepRecord, StepWhat, Undoable};
pub use usage::CallTally;
