//! Intents: notifications owed, written with the match and taken at most once.

use jiff::Timestamp;
use lapwing_domain::notify::Kind;

use crate::words::words;
use crate::{Store, StoreError};

words!(
    /// Which program wrote an intent.
    Writer {
        /// The window, which shows notifications.
        Window = "window",
        /// The command line, which shows none.
        Cli = "cli",
    }
);

/// An intent's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IntentId(pub i64);

/// An intent to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIntent {
    /// What it announces.
    pub kind: Kind,
    /// Who writes it.
    pub written_by: Writer,
}

/// A stored intent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    /// Its row.
    pub id: IntentId,
    /// What it announces.
    pub kind: Kind,
    /// When it was written.
    pub created_at: Timestamp,
    /// Who wrote it.
    pub written_by: Writer,
    /// When it was taken for delivery.
    pub delivered_at: Option<Timestamp>,
    /// What became of it.
    pub outcome: Option<String>,
}

impl Store {
    /// Writes intents outside a round, such as the summary of a new search's baseline.
    pub async fn add_intents(&self, intents: Vec<NewIntent>, now: Timestamp) -> Result<Vec<IntentId>, StoreError> {
        let _ = (intents, now);
        todo!()
    }

    /// Intents nobody has taken, oldest first.
    pub async fn pending_intents(&self) -> Result<Vec<Intent>, StoreError> {
        todo!()
    }

    /// Takes intents for delivery and answers those that this call took: hand over only these. Each is taken once,
    /// whatever happens afterwards.
    pub async fn mark_intents(
        &self,
        ids: Vec<IntentId>,
        at: Timestamp,
        outcome: &str,
    ) -> Result<Vec<IntentId>, StoreError> {
        let _ = (ids, at, outcome);
        todo!()
    }
}
