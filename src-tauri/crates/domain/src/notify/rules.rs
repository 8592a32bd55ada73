//! What the user set about notifications.

use std::collections::HashMap;
use std::num::NonZeroU32;

use jiff::Timestamp;

use super::Digest;
use crate::ids::SearchId;
use crate::plan::QuietHours;
use crate::search::{Notify, SavedSearch};

/// How much a pop-up shows, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Detail {
    /// That there is something.
    Nothing,
    /// The names of the searches.
    Name,
    /// Everything.
    #[default]
    Everything,
}

impl Detail {
    /// All of them, least first.
    pub const ALL: [Self; 3] = [Self::Nothing, Self::Name, Self::Everything];

    /// The word used in the database and on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Name => "name",
            Self::Everything => "everything",
        }
    }

    /// Reads [`Detail::word`].
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|detail| detail.word() == word)
    }

    /// What is left of it while the session is locked: at most names.
    #[must_use]
    pub fn where_locked(self, locked: bool) -> Self {
        if locked { self.min(Self::Name) } else { self }
    }
}

/// The rule of one search.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchRule {
    /// At once, collected, or not at all.
    pub notify: Notify,
    /// When collected matches are told.
    pub digest: Digest,
    /// Whether its matches are told in quiet hours, too.
    pub breaks_quiet: bool,
}

impl From<&SavedSearch> for SearchRule {
    fn from(search: &SavedSearch) -> Self {
        Self { notify: search.notify, digest: search.digest.clone(), breaks_quiet: search.breaks_quiet }
    }
}

/// Everything that decides what is told when.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rules {
    /// Hours in which nothing is shown; `None` is never.
    pub quiet: Option<QuietHours>,
    /// Most pop-ups an hour; `None` is as many as there are.
    pub budget: Option<NonZeroU32>,
    /// How much a pop-up shows.
    pub detail: Detail,
    /// Nothing at all is shown before this.
    pub snoozed_until: Option<Timestamp>,
    /// The rule of every search there is.
    pub searches: HashMap<SearchId, SearchRule>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_session_shows_names_at_most() {
        for detail in Detail::ALL {
            assert_eq!(detail.where_locked(false), detail);
            assert!(detail.where_locked(true) <= Detail::Name);
            assert_eq!(Detail::from_word(detail.word()), Some(detail));
        }
        assert_eq!(Detail::Nothing.where_locked(true), Detail::Nothing);
        assert_eq!(Detail::from_word("all"), None);
    }
}
