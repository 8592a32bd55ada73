//! What the user keeps beside a job.

use jiff::Timestamp;

use crate::money::Money;

/// Longest note, in characters.
pub const LONGEST_NOTE: usize = 20_000;

/// Longest label, in characters.
pub const LONGEST_LABEL: usize = 40;

/// Most labels of one job.
pub const MOST_LABELS: usize = 20;

/// Everything the user keeps beside a job, apart from its state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// Marked with a star.
    pub starred: bool,
    /// The note, as written; empty when there is none.
    pub note: String,
    /// Own labels, each once whatever its case, in the order of the alphabet.
    pub labels: Vec<String>,
    /// When to be reminded of it.
    pub follow_up: Option<Timestamp>,
    /// Why it was dismissed; only while it is.
    pub reason: Option<DismissReason>,
    /// What was offered for it.
    pub application: Option<Application>,
}

/// Why a job was dismissed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

impl DismissReason {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 7] =
        [Self::Pay, Self::Skills, Self::Client, Self::Requirements, Self::Competition, Self::Suspicious, Self::Other];

    /// The word used in the database and on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pay => "pay",
            Self::Skills => "skills",
            Self::Client => "client",
            Self::Requirements => "requirements",
            Self::Competition => "competition",
            Self::Suspicious => "suspicious",
            Self::Other => "other",
        }
    }

    /// Reads [`DismissReason::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// What was offered for a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Application {
    /// When.
    pub applied_on: Timestamp,
    /// How much was asked for: by the hour or for the whole, as the job pays.
    pub bid: Option<Money>,
    /// What it cost to apply.
    pub connects: Option<u32>,
}

impl Application {
    /// Made at an instant, with nothing else known of it.
    pub const fn on(applied_on: Timestamp) -> Self {
        Self { applied_on, bid: None, connects: None }
    }
}

/// A text that cannot be a label, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadLabel {
    /// Nothing but spaces.
    #[error("The label is empty. Write one.")]
    Empty,
    /// Too long, or with control characters.
    #[error("A label has at most {LONGEST_LABEL} characters, on one line. Shorten it.")]
    TooLong,
}

/// A label as it is kept: without spaces around it, and single ones in it.
pub fn label(text: &str) -> Result<String, BadLabel> {
    let label = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match label.chars().count() {
        0 => Err(BadLabel::Empty),
        1..=LONGEST_LABEL if !label.chars().any(char::is_control) => Ok(label),
        _ => Err(BadLabel::TooLong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_reads_back_from_its_word() {
        for reason in DismissReason::ALL {
            assert_eq!(DismissReason::from_word(reason.word()), Some(reason));
        }
        assert_eq!(DismissReason::from_word("Pay"), None);
    }

    #[test]
    fn labels_are_short_and_on_one_line() {
        assert_eq!(label("  long \n shot ").as_deref(), Ok("long shot"));
        assert_eq!(label(" \t"), Err(BadLabel::Empty));
        assert_eq!(label(&"é".repeat(40)).map(|label| label.chars().count()), Ok(40));
        assert_eq!(label(&"é".repeat(41)), Err(BadLabel::TooLong));
        assert_eq!(label("a\u{1b}[2J"), Err(BadLabel::TooLong));
    }
}
