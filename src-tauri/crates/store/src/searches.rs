//! Saved searches in the user's order, and their matches.

use jiff::Timestamp;
use lapwing_domain::search::{Notify, Priority, Scope};
use lapwing_domain::{JobKey, SavedSearch, SearchId};

use crate::{Store, StoreError};

/// A search to be added; it goes to the end of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSearch {
    /// Name, unique among searches.
    pub name: String,
    /// The query as its user wrote it.
    pub query: String,
    /// Sources it reads.
    pub scope: Scope,
    /// Notification rule.
    pub notify: Notify,
    /// Weight.
    pub priority: Priority,
}

/// A search with the number of its matches. Dismissed jobs are not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedSearch {
    /// The search.
    pub search: SavedSearch,
    /// Matches.
    pub matches: u32,
    /// Matches still in state new.
    pub unread: u32,
}

impl Store {
    /// Adds a search. [`StoreError::NameTaken`] when the name is in use.
    pub async fn add_search(&self, search: NewSearch, now: Timestamp) -> Result<SavedSearch, StoreError> {
        let _ = (search, now);
        todo!()
    }

    /// All searches, in the user's order.
    pub async fn searches(&self) -> Result<Vec<SavedSearch>, StoreError> {
        todo!()
    }

    /// All searches with their counts, in the user's order.
    pub async fn counted_searches(&self) -> Result<Vec<CountedSearch>, StoreError> {
        todo!()
    }

    /// One search; `None` also when it was removed.
    pub async fn search(&self, id: SearchId) -> Result<Option<SavedSearch>, StoreError> {
        let _ = id;
        todo!()
    }

    /// The search of this name.
    pub async fn search_by_name(&self, name: &str) -> Result<Option<SavedSearch>, StoreError> {
        let _ = name;
        todo!()
    }

    /// Replaces everything but the id. Matches stay as they are: see [`Store::clear_matches`].
    pub async fn edit_search(&self, search: SavedSearch) -> Result<(), StoreError> {
        let _ = search;
        todo!()
    }

    /// Pauses or resumes. A paused search keeps its matches, but they leave the inbox while it is paused.
    pub async fn pause_search(&self, id: SearchId, paused: bool) -> Result<(), StoreError> {
        let _ = (id, paused);
        todo!()
    }

    /// Removes a search from sight; [`Store::restore_search`] brings it back with its matches. The name is free again.
    pub async fn remove_search(&self, id: SearchId, now: Timestamp) -> Result<(), StoreError> {
        let _ = (id, now);
        todo!()
    }

    /// Brings a removed search back to its place. Does nothing when it is there. [`StoreError::NameTaken`] when another
    /// search has its name by now.
    pub async fn restore_search(&self, id: SearchId) -> Result<(), StoreError> {
        let _ = id;
        todo!()
    }

    /// Searches that wait to be matched against what is stored: added since, or edited in query or sources (an edit that
    /// changes neither does not make a search wait, one that does also forgets its matches). Paused ones wait on.
    pub async fn searches_to_match(&self) -> Result<Vec<SavedSearch>, StoreError> {
        todo!()
    }

    /// Ends a search's wait in one transaction: records the stored jobs it matches and the intents that announce them.
    /// When `search` was edited since it was read (another query or scope), nothing is written and it waits on.
    pub async fn finish_matching(
        &self,
        search: &SavedSearch,
        jobs: Vec<JobKey>,
        intents: Vec<crate::NewIntent>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let _ = (search, jobs, intents, now);
        todo!()
    }

    /// Records stored jobs as matches of a search, outside a round. Answers how many were not matches before.
    pub async fn record_matches(&self, search: SearchId, jobs: Vec<JobKey>, now: Timestamp) -> Result<u32, StoreError> {
        let _ = (search, jobs, now);
        todo!()
    }

    /// Forgets all matches of a search, before it is matched anew.
    pub async fn clear_matches(&self, search: SearchId) -> Result<(), StoreError> {
        let _ = search;
        todo!()
    }
}
