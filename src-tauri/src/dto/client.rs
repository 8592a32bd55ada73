//! Who posted a job.

use serde::Serialize;
use specta::Type;

use super::Instant;
use super::jobs::JobRow;

/// How jobs of the same client are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ClientIdentity {
    /// They are not.
    Unknown,
    /// By equal account date, country and city: probably the same client.
    Probable,
    /// By the service's own id.
    Certain,
}

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Hours {
    /// When it begins, in minutes after midnight.
    pub from: u32,
    /// When it ends.
    pub to: u32,
}

/// Who posted a job.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Client {
    /// How other jobs of theirs are known.
    pub identity: ClientIdentity,
    /// When their account began.
    pub since: Option<Instant>,
    /// Their place, in words.
    pub place: Option<String>,
    /// How far their clock is from UTC now, in minutes, where the posting tells.
    pub offset: Option<i32>,
    /// Working hours that both sides share, in the user's own time.
    pub shared_hours: Option<Hours>,
    /// Their earlier jobs, newest first: the first ten.
    pub jobs: Vec<JobRow>,
    /// How many there are.
    pub total: u32,
    /// The user's note about them.
    pub note: String,
    /// A note about them may be kept.
    pub noteable: bool,
}
