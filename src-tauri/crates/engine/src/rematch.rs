//! Matching stored jobs against a search that was added or edited.
//!
//! This is a baseline: its matches are recorded as unread, handed to the stream of matches, and announced by one
//! summary. It is done by whoever watches, so that a search added on the command line does not lose its matches to a
//! program that shows none.

use lapwing_domain::query::{At, PreparedJob};
use lapwing_domain::search::Notify;
use lapwing_domain::triage::State;
use lapwing_domain::{JobKey, SavedSearch};
use lapwing_store::{StoredJob, View};

use crate::matcher::{Active, Baseline};
use crate::ports::{Changed, NewMatch, Result};
use crate::{Engine, names};

/// Stored jobs read at once.
const STRETCH: u32 = 500;

impl Engine {
    /// Matches every search that waits for it against what is stored.
    pub(crate) async fn rematch(&self) -> Result<Vec<NewMatch>> {
        let mut found = Vec::new();
        for search in self.store().searches_to_match().await? {
            found.extend(self.rematch_one(search).await?);
        }
        if !found.is_empty() {
            self.ports().events.matched(&found);
        }
        Ok(found)
    }

    async fn rematch_one(&self, search: SavedSearch) -> Result<Vec<NewMatch>> {
        let (id, now) = (search.id, self.now());
        let mut found = Vec::new();
        if let Some(active) = Active::new(search.clone()) {
            let sources = names::of_sources(&self.store().sources().await?);
            let mut cursor = None;
            loop {
                let stretch = self.store().scan(View::All, cursor, STRETCH).await?;
                found.extend(stretch.jobs.into_iter().filter_map(|stored| fitting(&active, stored, &sources, now)));
                cursor = stretch.next;
                if cursor.is_none() {
                    break;
                }
                tokio::task::yield_now().await;
            }
        }
        let keys: Vec<JobKey> = found.iter().map(|found| found.key).collect();
        let told = if search.notify == Notify::Silent { 0 } else { u32::try_from(keys.len()).unwrap_or(u32::MAX) };
        let intent = Baseline::of(told, vec![id], self.writer());
        self.store().finish_matching(&search, keys, intent.into_iter().collect(), now).await?;
        self.ports().events.changed(Changed::JOBS);
        Ok(found)
    }
}

fn fitting(active: &Active, stored: StoredJob, sources: &names::Names, now: jiff::Timestamp) -> Option<NewMatch> {
    let scope = &active.search.scope;
    // Named is the source that brought it first, unless the search does not read that one.
    let mut brought = std::iter::once(stored.source).chain(stored.sources);
    let source = brought.find(|source| scope.includes(*source)).filter(|_| stored.state != State::Dismissed)?;
    let prepared = PreparedJob::new(stored.job);
    active.fits(&prepared, &At { now }).then(|| NewMatch {
        key: stored.key,
        job: prepared.job().clone(),
        source: sources.get(&source).cloned().unwrap_or_default(),
        searches: vec![active.search.name.clone()],
        seen_at: stored.first_seen,
    })
}
