//! A saved search: a query with a name and the rules for what to do with its matches.

use crate::ids::{SearchId, SourceId};
use crate::notify::Digest;

/// What happens when a match is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Notify {
    /// A desktop notification at once.
    #[default]
    Instant,
    /// Collected into one notification.
    Digest,
    /// Listed only.
    Silent,
}

/// How much a search weighs when calls are scarce.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Priority {
    /// Low.
    Low,
    /// Normal.
    #[default]
    Normal,
    /// High.
    High,
}

/// Which sources a search reads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Scope {
    /// Every source whose service allows it, also ones added later.
    #[default]
    All,
    /// These only.
    Only(Vec<SourceId>),
}

impl Scope {
    /// Whether the search reads this source.
    pub fn includes(&self, source: SourceId) -> bool {
        match self {
            Self::All => true,
            Self::Only(ids) => ids.contains(&source),
        }
    }
}

/// A saved search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedSearch {
    /// Its row.
    pub id: SearchId,
    /// Unique name, as shown.
    pub name: String,
    /// The query as its user wrote it.
    pub query: String,
    /// Sources it reads.
    pub scope: Scope,
    /// Notification rule.
    pub notify: Notify,
    /// When matches are told that are collected.
    pub digest: Digest,
    /// Whether matches are told in quiet hours, too.
    pub breaks_quiet: bool,
    /// Whether it may be asked in the background at services whose terms leave that open.
    pub background: bool,
    /// Weight.
    pub priority: Priority,
    /// Paused searches match nothing new.
    pub paused: bool,
}
