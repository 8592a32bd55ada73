//! What Lapwing is about: jobs, money, searches, the query language and matching, watch arithmetic and notification rules.
//!
//! Pure: no input or output, no async, no clock, no randomness, no Tauri, no JSON, no SQL. Time and ids come in as arguments.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod client;
pub mod country;
pub mod ephemeral;
pub mod hours;
pub mod ids;
pub mod job;
pub mod key_request;
pub mod keys;
pub mod link;
pub mod links;
pub mod markdown;
pub mod marks;
pub mod money;
pub mod name;
pub mod notify;
pub mod pay;
pub mod plan;
pub mod presets;
pub mod profile;
pub mod pushdown;
pub mod query;
pub mod record;
pub mod requirements;
pub mod search;
pub mod snippet;
pub mod text;
pub mod triage;
pub mod usage;
pub mod warnings;
pub mod watch;
pub mod when;

pub use client::ClientKey;
pub use ephemeral::{Content, Ephemeral};
pub use ids::{JobId, JobKey, SearchId, SnippetId, SourceId};
pub use job::Job;
pub use marks::{DismissReason, Marks};
pub use money::Money;
pub use profile::Profile;
pub use record::Record;
pub use search::SavedSearch;
