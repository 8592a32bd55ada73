//! What calls were spent on, what is planned, and who was contacted.

use serde::Serialize;
use specta::Type;

use super::Instant;
use super::sources::Plan;

/// How long the month's calls last, at the pace of the last days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Lasting {
    /// They cost nothing.
    Free,
    /// The plan is not known.
    Unknown,
    /// They are used up.
    UsedUp,
    /// They are used up at an instant.
    Until {
        /// When.
        at: Instant,
    },
    /// Until the count starts again.
    #[serde(rename_all = "camelCase")]
    Lasts {
        /// So many will be made by then.
        by_then: u32,
    },
}

/// Why calls were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Purpose {
    /// A round of the schedule.
    Poll,
    /// The user asked to check now.
    CheckNow,
    /// A key was tested.
    Test,
    /// Whether a used-up month is over.
    Probe,
    /// Reading what a gap left out.
    GapClosing,
    /// Access was asked for, renewed or ended. No call.
    Authorization,
    /// Whether a server takes connections; nothing was sent. No call.
    Reach,
    /// Something else. No call.
    Other,
}

/// What was called, over all sources that cost something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Usage {
    /// Calls that count for this month, those spent elsewhere included.
    pub calls_this_month: u32,
    /// Calls of today.
    pub calls_today: u32,
    /// Calls a month; null where one is not known.
    pub month_limit: Option<u32>,
    /// Source by source, in the order they were added.
    pub sources: Vec<SourceUsage>,
}

/// The figures of one source. Days and months are those of UTC, as the service's are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SourceUsage {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What its key pays for; null where nobody said.
    pub plan: Option<Plan>,
    /// Calls that count for this month, those spent elsewhere included.
    pub calls_this_month: u32,
    /// Calls of today.
    pub calls_today: u32,
    /// Calls a month; null where that is not known or nothing is counted.
    pub month_limit: Option<u32>,
    /// Calls of this month that were spent elsewhere, as its user said.
    pub elsewhere: u32,
    /// How long what is left lasts.
    pub lasting: Lasting,
    /// Each day of this month until today, those without a call among them, the oldest first.
    pub days: Vec<DayCalls>,
    /// What the month's calls were spent on, the most first.
    pub spendings: Vec<Spending>,
    /// Stretches that could not be read, the oldest first.
    pub gaps: Vec<Gap>,
}

/// The calls of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DayCalls {
    /// Midnight UTC.
    pub day: Instant,
    /// How many.
    pub calls: u32,
    /// How many of them ended in an error.
    pub failed: u32,
    /// How many never ended.
    pub unfinished: u32,
}

/// The month's calls of one purpose and stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Spending {
    /// Why they were made.
    pub purpose: Purpose,
    /// The stream they belonged to; null outside any.
    pub stream: Option<String>,
    /// How many.
    pub calls: u32,
    /// How many of them ended in an error.
    pub failed: u32,
    /// How many never ended.
    pub unfinished: u32,
    /// Kilobytes received by them, a part of one counting as a whole.
    pub kilobytes: u32,
}

/// A stretch of publish times that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Gap {
    /// The stream that did not reach it.
    pub stream: String,
    /// From.
    pub from: Instant,
    /// To.
    pub to: Instant,
    /// Why, as a sentence.
    pub why: String,
}

/// What a source is asked, how often and why.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlannedSource {
    /// The source's id.
    pub id: String,
    /// Asking it costs nothing.
    pub free: bool,
    /// Its terms want each search asked for on its own.
    pub own_searches: bool,
    /// What it is asked; empty where no search reads it.
    pub streams: Vec<PlannedStream>,
    /// Calls a day that one more search would add.
    // Always finite; the override keeps the `null` of other numbers out of the type.
    #[specta(type = u32)]
    pub one_more_costs: f64,
    /// Why it is as it is, a sentence each.
    pub reasons: Vec<String>,
}

/// One request of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlannedStream {
    /// The name under which its calls are counted.
    pub name: String,
    /// Method and what is sent with it, without the key.
    pub request: String,
    /// The conditions that the service applies; null when it filters nothing.
    pub filtered: Option<String>,
    /// Whether it is asked only when its user checks.
    pub by_hand: bool,
    /// Seconds between rounds; null when it is not asked by itself.
    pub interval_seconds: Option<u32>,
    /// Calls a day on average until the month ends.
    // Always finite; the override keeps the `null` of other numbers out of the type.
    #[specta(type = u32)]
    pub calls_a_day: f64,
    /// The searches it covers and what each can expect.
    pub covers: Vec<Expectation>,
}

/// What a search can expect, beside what the service itself takes.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Expectation {
    /// The search's name.
    pub search: String,
    /// The longest a posting waits for the next round, in seconds.
    pub longest_seconds: u32,
    /// How long one waits on average.
    pub usual_seconds: u32,
    /// Share of the postings that can be read, from 0 to 1.
    // Always finite; the override keeps the `null` of other numbers out of the type.
    #[specta(type = u32)]
    pub share: f64,
}

/// A server that was contacted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ContactedHost {
    /// Scheme, host and port.
    pub address: String,
    /// Host and port of the proxy between; null when there was none.
    pub proxy: Option<String>,
    /// It is this computer.
    pub loopback: bool,
    /// What for.
    pub purpose: Purpose,
    /// How often, whatever came of it.
    pub requests: u32,
    /// Kilobytes received, a part of one counting as a whole.
    pub kilobytes: u32,
    /// The last time.
    pub last_at: Instant,
}
