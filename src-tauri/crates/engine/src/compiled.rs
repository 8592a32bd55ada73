//! The active searches, compiled together.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard};

use jiff::Timestamp;
use lapwing_domain::query::{At, PreparedJob, Program, Query, Use, parse};
use lapwing_domain::{Profile, SavedSearch, SearchId, SourceId};

/// One search with its query parsed.
#[derive(Debug)]
pub(crate) struct Active {
    pub(crate) search: SavedSearch,
    query: Query,
}

impl Active {
    /// `None` when the stored query cannot be read any more, which is logged: a search is never dropped silently.
    fn new(search: SavedSearch) -> Option<Self> {
        match parse(&search.query, Use::SavedSearch) {
            Ok(parsed) => Some(Self { search, query: parsed.query }),
            Err(problems) => {
                tracing::warn!(search = %search.id, problem = ?problems.first(), "a saved search cannot be read and matches nothing");
                None
            }
        }
    }
}

/// Searches compiled together, and the profile they are asked for.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    program: Program<SearchId>,
    searches: Vec<Active>,
    me: Profile,
    /// So many proposals of a followed job are news.
    pub(crate) proposals_past: u32,
}

impl Compiled {
    /// Compiles those of the searches that are not paused. What was compiled before with the same query stays as it is.
    pub(crate) fn update(&mut self, searches: Vec<SavedSearch>, me: Profile) -> &mut Self {
        self.me = me;
        let before = std::mem::take(&mut self.searches);
        let mut before: HashMap<SearchId, Active> =
            before.into_iter().map(|active| (active.search.id, active)).collect();
        for search in searches.into_iter().filter(|search| !search.paused) {
            let known = before.remove(&search.id);
            if let Some(Active { query, .. }) = known.filter(|active| active.search.query == search.query) {
                self.searches.push(Active { search, query });
                continue;
            }
            self.program.remove(&search.id);
            if let Some(active) = Active::new(search) {
                self.program.insert(active.search.id, &active.query);
                self.searches.push(active);
            }
        }
        for gone in before.keys() {
            self.program.remove(gone);
        }
        self
    }

    /// Takes so many proposals of a followed job for news from now on.
    pub(crate) fn follow_past(&mut self, proposals: u32) {
        self.proposals_past = proposals;
    }

    /// The searches, in the user's order.
    pub(crate) fn searches(&self) -> impl Iterator<Item = &SavedSearch> {
        self.searches.iter().map(|active| &active.search)
    }

    /// Those of the wanted searches that the job fits, in the user's order. A private placeholder fits nothing until it
    /// carries a title, unless the query asks for it.
    pub(crate) fn fitting(
        &mut self,
        job: &PreparedJob,
        now: Timestamp,
        wanted: impl Fn(&SavedSearch) -> bool,
    ) -> Vec<&SavedSearch> {
        let mut found = HashSet::new();
        self.program.matching(job, &At { now, me: Some(&self.me) }, |id| {
            found.insert(*id);
        });
        if found.is_empty() {
            return Vec::new();
        }
        let placeholder = job.job().is_placeholder();
        let fits = |active: &&Active| {
            found.contains(&active.search.id)
                && wanted(&active.search)
                && (!placeholder || active.query.asks_for_private())
        };
        self.searches.iter().filter(fits).map(|active| &active.search).collect()
    }
}

/// The searches that are not paused. Shared by the polls of a round, and kept from round to round, so that only what
/// changed is compiled anew.
#[derive(Debug, Default)]
pub(crate) struct ActiveSearches(Mutex<Compiled>);

impl ActiveSearches {
    pub(crate) fn lock(&self) -> MutexGuard<'_, Compiled> {
        crate::guard(&self.0)
    }

    /// Whether any of them reads this source.
    pub(crate) fn read(&self, source: SourceId) -> bool {
        self.lock().searches().any(|search| search.scope.includes(source))
    }

    /// The name of a search.
    pub(crate) fn name(&self, id: SearchId) -> Option<String> {
        self.lock().searches().find(|search| search.id == id).map(|search| search.name.clone())
    }
}

#[cfg(test)]
mod tests {
    use lapwing_domain::notify::Digest;
    use lapwing_domain::search::{Notify, Priority, Scope};
    use lapwing_domain::{Job, JobId};

    use super::*;

    fn search(id: i64, query: &str) -> SavedSearch {
        SavedSearch {
            id: SearchId(id),
            name: format!("search {id}"),
            query: query.into(),
            scope: Scope::All,
            notify: Notify::Instant,
            digest: Digest::default(),
            breaks_quiet: false,
            background: false,
            priority: Priority::Normal,
            paused: false,
        }
    }

    fn fitting(compiled: &mut Compiled, title: &str) -> Vec<i64> {
        let mut job = Job::new(JobId("1".into()));
        job.title = title.into();
        compiled.fitting(&PreparedJob::new(job), Timestamp::UNIX_EPOCH, |_| true).iter().map(|one| one.id.0).collect()
    }

    #[test]
    fn an_edited_search_is_compiled_anew_and_a_paused_or_removed_one_left_out() {
        let mut compiled = Compiled::default();
        compiled.update(vec![search(1, "rust"), search(2, "python"), search(3, "rust")], Profile::default());
        assert_eq!(fitting(&mut compiled, "Rust and Python"), [1, 2, 3]);
        let paused = SavedSearch { paused: true, ..search(1, "rust") };
        compiled.update(vec![search(3, "rust"), search(2, "golang"), paused], Profile::default());
        assert_eq!(fitting(&mut compiled, "Rust and Python"), [3]);
        assert_eq!(fitting(&mut compiled, "Golang, Rust"), [3, 2], "in the user's order");
        compiled.update(vec![search(1, "rust")], Profile::default());
        assert_eq!(fitting(&mut compiled, "Golang, Rust"), [1]);
    }

    #[test]
    fn a_query_that_cannot_be_read_leaves_the_others_alone() {
        let mut compiled = Compiled::default();
        compiled.update(vec![search(1, "nosuch:field"), search(2, "rust")], Profile::default());
        assert_eq!(fitting(&mut compiled, "Rust"), [2]);
    }

    #[test]
    fn a_placeholder_fits_only_who_asks_for_private_postings() {
        let mut compiled = Compiled::default();
        compiled.update(vec![search(1, ""), search(2, "private:yes")], Profile::default());
        let mut job = Job::new(JobId("1".into()));
        job.private = true;
        let found = compiled.fitting(&PreparedJob::new(job), Timestamp::UNIX_EPOCH, |_| true);
        assert_eq!(found.iter().map(|one| one.id.0).collect::<Vec<_>>(), [2]);
    }
}
