//! One job in full.

use serde::Serialize;
use specta::Type;

use super::Instant;
use super::client::Client;
use super::jobs::{JobRow, SearchName};
use super::marks::Marks;

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
    /// How a text of it changed, where one did.
    pub diff: Vec<DiffPart>,
}

/// What became of a stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DiffKind {
    /// It stayed.
    Same,
    /// It came.
    Added,
    /// It went.
    Removed,
}

/// A stretch of a text that was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DiffPart {
    /// What became of it.
    pub kind: DiffKind,
    /// The stretch.
    pub text: String,
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
    /// Searches it almost fits: one condition of theirs does not hold.
    pub near_misses: Vec<Why>,
    /// What the user keeps beside it.
    pub marks: Marks,
    /// What it requires, against what the user says of themselves.
    pub requirements: Vec<Requirement>,
    /// Signs to beware of.
    pub warnings: Vec<Warning>,
    /// Links in the text.
    pub links: Vec<Link>,
    /// Who posted it.
    pub client: Client,
    /// What happened to it.
    pub timeline: Vec<TimelineEntry>,
    /// Its address may be opened.
    pub can_open: bool,
    /// Why not.
    pub open_problem: Option<String>,
}

/// A link in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// First character.
    pub start: u32,
    /// Behind the last one.
    pub end: u32,
    /// Where it leads.
    pub address: String,
    /// Its host, in ASCII.
    pub host: String,
}

/// A kind of requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RequirementName {
    /// Where freelancers must be.
    Location,
    /// Least job success score.
    JobSuccess,
    /// Least hours worked.
    Hours,
    /// Least English.
    English,
    /// Rising talent.
    Rising,
    /// A portfolio.
    Portfolio,
    /// The least the user works for.
    Rate,
}

/// What a job requires, against what the user says of themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Requirement {
    /// Which.
    pub name: RequirementName,
    /// What the posting asks for, in words.
    pub wants: String,
    /// What the user says, in words.
    pub mine: Option<String>,
    /// Whether that is enough.
    pub outcome: Outcome,
}

/// A rule by which a sign is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum WarningRule {
    /// Asks to talk or to be paid outside of the platform.
    OffPlatform,
    /// Asks the freelancer for money.
    Fees,
    /// Leads to an address that hides where it leads.
    BareLink,
}

/// A sign to beware of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Warning {
    /// The rule.
    pub rule: WarningRule,
    /// It is in the title, not in the description.
    pub in_title: bool,
    /// The words.
    pub text: String,
    /// First character.
    pub start: u32,
    /// Behind the last one.
    pub end: u32,
}
