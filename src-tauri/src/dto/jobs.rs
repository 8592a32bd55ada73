//! Jobs: rows of a list, the job beside it, and what is done with them.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Instant;
use super::application::View;
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

/// A stretch of a shown text, in characters, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Range {
    /// First character.
    pub start: u32,
    /// Behind the last one.
    pub end: u32,
}

/// How a condition of a query came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// It holds.
    Holds,
    /// It does not.
    Fails,
    /// The posting does not say.
    Unknown,
}

/// One condition of a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConditionOutcome {
    /// As written.
    pub text: String,
    /// How it came out.
    pub outcome: Outcome,
    /// What in the posting decided it.
    pub evidence: String,
}

/// Why a job fits a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Why {
    /// The search.
    pub search: SearchName,
    /// Its conditions.
    pub conditions: Vec<ConditionOutcome>,
}

/// Something that happened to a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TimelineEntry {
    /// When.
    pub at: Instant,
    /// What.
    pub what: String,
}

/// A fact of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FactName {
    /// What it pays.
    Pay,
    /// Experience asked for.
    Level,
    /// How long.
    Duration,
    /// Hours a week.
    Workload,
    /// The client's place.
    Client,
    /// The client's lifetime spend.
    Spent,
    /// Whether the payment method is verified.
    Payment,
    /// Proposals received.
    Proposals,
    /// Where it is filed.
    Category,
    /// Open or closed.
    Status,
}

/// A fact and its value in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Fact {
    /// Which.
    pub name: FactName,
    /// In words.
    pub value: String,
}

/// A job in full.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JobDetail {
    /// Its row.
    pub row: JobRow,
    /// The whole text.
    pub description: String,
    /// What matched in the title.
    pub title_highlights: Vec<Range>,
    /// What matched in the text.
    pub description_highlights: Vec<Range>,
    /// All skills.
    pub skills: Vec<String>,
    /// Skills that matched.
    pub highlighted_skills: Vec<String>,
    /// Facts that are known.
    pub facts: Vec<Fact>,
    /// Why it fits.
    pub why: Vec<Why>,
    /// What happened to it.
    pub timeline: Vec<TimelineEntry>,
    /// Its address may be opened.
    pub can_open: bool,
    /// Why not.
    pub open_problem: Option<String>,
}

/// Numbers beside the views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// In the inbox.
    pub inbox: u32,
    /// Of those, not looked at.
    pub unread: u32,
    /// Kept.
    pub saved: u32,
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
