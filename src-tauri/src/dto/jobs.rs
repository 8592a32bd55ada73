//! Jobs: lists, their rows, and what is done with them.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Instant;
use super::application::{Sort, View};
use super::marketplace::Retention;

/// A job's state in triage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum JobState {
    /// Not looked at.
    New,
    /// Looked at.
    Seen,
    /// Kept.
    Saved,
    /// A proposal was sent.
    Applied,
    /// In conversation.
    Interviewing,
    /// Won.
    Hired,
    /// Put away.
    Dismissed,
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Amount {
    /// In units of the currency, with hundredths.
    // Always finite; the override keeps the `null` of other numbers out of the type.
    #[specta(type = u32)]
    pub units: f64,
    /// ISO 4217.
    pub currency: String,
}

/// A kind of contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Contract {
    /// By the hour.
    Hourly,
    /// One amount for the whole.
    Fixed,
}

/// What a job pays.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Pay {
    /// One amount for the whole.
    Fixed {
        /// How much.
        amount: Amount,
    },
    /// By the hour.
    Hourly {
        /// Lower end.
        min: Amount,
        /// Upper end.
        max: Amount,
    },
    /// It does not say.
    Unknown {
        /// What it says about the contract.
        contract: Option<Contract>,
    },
}

/// A search by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SearchName {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own on a row")]
#[serde(rename_all = "camelCase")]
pub struct JobRow {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// State in triage.
    pub state: JobState,
    /// A placeholder the service may not show.
    pub private: bool,
    /// Takes no more proposals.
    pub closed: bool,
    /// When it was published.
    pub posted: Option<Instant>,
    /// When it was first seen here.
    pub seen: Instant,
    /// What it pays.
    pub pay: Pay,
    /// The client's country.
    pub country: Option<String>,
    /// Payment verified.
    pub verified: Option<bool>,
    /// The client's lifetime spend.
    pub spent: Option<Amount>,
    /// Proposals received, such as `5–9`.
    pub proposals: Option<String>,
    /// The first four.
    pub skills: Vec<String>,
    /// Searches it fits.
    pub searches: Vec<SearchName>,
    /// Marked with a star.
    pub starred: bool,
    /// Own labels.
    pub labels: Vec<String>,
    /// It has a note.
    pub noted: bool,
    /// When to be reminded of it.
    pub follow_up: Option<Instant>,
    /// Where it came from.
    pub host: String,
    /// How long its content is kept.
    pub retention: Retention,
}

/// A page of a list, as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobsRequest {
    /// The list.
    pub view: View,
    /// A query that narrows it.
    pub text: String,
    /// Where the page begins.
    pub cursor: Option<String>,
    /// Most rows.
    pub limit: u32,
    /// What comes first.
    pub sort: Sort,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobsPage {
    /// Rows, newest first.
    pub rows: Vec<JobRow>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Rows in the whole list.
    pub total: u32,
}

/// Numbers beside the views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// In the inbox.
    pub inbox: u32,
    /// Of those, not looked at.
    pub unread: u32,
    /// Kept for later.
    pub saved: u32,
    /// Applied for, in conversation or won.
    pub applied: u32,
    /// Put away.
    pub dismissed: u32,
    /// Stored.
    pub all: u32,
}

/// A change that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// What to hand back to take it back.
    pub undo: String,
    /// How much was changed.
    pub changed: u32,
}

/// What was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Undone {
    /// How much.
    pub undone: u32,
}
