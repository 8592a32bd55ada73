//! What the user keeps beside jobs, and what they did.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::jobs::Amount;
use super::{Instant, WireError};

/// Why a job was dismissed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DismissReason {
    /// It pays too little.
    Pay,
    /// It asks for other skills.
    Skills,
    /// The client.
    Client,
    /// It requires what the user does not have.
    Requirements,
    /// Too many proposals.
    Competition,
    /// It looks suspicious.
    Suspicious,
    /// Something else.
    Other,
}

/// What was offered for a job.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Application {
    /// When.
    pub applied_on: Instant,
    /// How much was asked for.
    pub bid: Option<Amount>,
    /// What it cost to apply.
    pub connects: Option<u32>,
}

/// What was offered for a job, as it is written down.
#[derive(Debug, Clone, PartialEq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ApplicationInput {
    /// When.
    pub applied_on: Instant,
    /// How much was asked for, in units of the currency the job pays in.
    // JSON has no number that is not finite; the override keeps `null` out of the type.
    #[specta(type = Option<u32>)]
    pub bid: Option<f64>,
    /// What it cost to apply.
    pub connects: Option<u32>,
}

/// What the user keeps beside a job.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Marks {
    /// Marked with a star.
    pub starred: bool,
    /// The note, as written.
    pub note: String,
    /// The note as HTML that was made safe.
    pub note_html: String,
    /// Own labels.
    pub labels: Vec<String>,
    /// When to be reminded of it.
    pub follow_up: Option<Instant>,
    /// Why it was dismissed.
    pub reason: Option<DismissReason>,
    /// What was offered for it.
    pub application: Option<Application>,
}

/// Something the user did that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// What to hand back to take it back.
    pub undo: String,
    /// When.
    pub at: Instant,
    /// What, in words.
    pub what: String,
    /// The title of its job, where it was one and may be shown.
    pub title: Option<String>,
    /// How many jobs it changed.
    pub jobs: u32,
}

/// An own text to copy into a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Snippet {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The text with its placeholders.
    pub text: String,
}

/// A snippet with its placeholders filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FilledSnippet {
    /// The text.
    pub text: String,
    /// Placeholders that the job does not fill.
    pub missing: Vec<String>,
}

impl Instant {
    /// The instant a page wrote.
    ///
    /// # Errors
    /// [`WireError::Invalid`]: it is none.
    pub fn read(&self) -> Result<Timestamp, WireError> {
        let message = "That is no date and time. Choose another one.";
        self.0.parse().map_err(|_| WireError::Invalid { message: message.to_owned() })
    }
}
