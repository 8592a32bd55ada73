//! Saved searches: adding, editing, pausing, removing with a way back, and a look at what a query would have matched.

use lapwing_domain::query::{At, Use, parse};
use lapwing_domain::search::Scope;
use lapwing_domain::{SavedSearch, SearchId};
use lapwing_store::{CountedSearch, JobSummary, NewSearch, Sort, View};

use crate::marketplace::as_written;
use crate::ports::{Changed, Result};
use crate::sources::{checked_name, taken};
use crate::undo::{Undo, UndoToken};
use crate::{Engine, EngineError, names, records};

/// Stored jobs a preview looks at, newest first. More would keep a typing user waiting.
const PREVIEW_JOBS: usize = 2_000;

/// Stored jobs read at once.
const STRETCH: u32 = 250;

/// Rows a preview shows.
const PREVIEW_ROWS: usize = 5;

/// What a query would have matched in what is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// Jobs looked at.
    pub stored: u32,
    /// Those that fit.
    pub matched: u32,
    /// Fitting jobs a day, from their publish times; `None` when what is stored spans too little to tell.
    pub per_day: Option<f64>,
    /// The newest that fit.
    pub newest: Vec<JobSummary>,
}

impl Engine {
    /// All searches with their counts, in the user's order.
    pub async fn searches(&self) -> Result<Vec<CountedSearch>> {
        Ok(self.store().counted_searches().await?)
    }

    /// The search of this name, however it is cased.
    pub async fn search_named(&self, name: &str) -> Result<SavedSearch> {
        let not_found = || EngineError::NotFound { kind: "search", name: name.to_owned() };
        self.store().search_by_name(name).await?.ok_or_else(not_found)
    }

    /// Adds a search. It is matched against what is stored by whoever watches; see [`Engine::match_stored`].
    pub async fn add_search(&self, new: NewSearch) -> Result<SavedSearch> {
        let new = self.checked(new).await?;
        let search = self.store().add_search(new, self.now()).await.map_err(|failure| taken("search", failure))?;
        self.search_changed();
        Ok(search)
    }

    /// Changes a search. When its query or sources change, its matches are found anew.
    pub async fn edit_search(&self, id: SearchId, new: NewSearch) -> Result<SavedSearch> {
        let new = self.checked(new).await?;
        let old = self.search(id).await?;
        let edited = SavedSearch {
            name: new.name,
            query: new.query,
            scope: new.scope,
            notify: new.notify,
            digest: new.digest,
            breaks_quiet: new.breaks_quiet,
            background: new.background,
            priority: new.priority,
            ..old
        };
        self.store().edit_search(edited.clone()).await.map_err(|failure| taken("search", failure))?;
        self.search_changed();
        Ok(edited)
    }

    /// Pauses or resumes a search.
    pub async fn pause_search(&self, id: SearchId, paused: bool) -> Result<()> {
        self.store().pause_search(id, paused).await?;
        self.search_changed();
        Ok(())
    }

    /// Puts a search right before another one; last where that is `None`.
    pub async fn move_search(&self, id: SearchId, before: Option<SearchId>) -> Result<()> {
        self.store().move_search(id, before).await?;
        self.ports().events.changed(Changed::SEARCHES);
        Ok(())
    }

    /// Removes a search; the token brings it back.
    pub async fn remove_search(&self, id: SearchId) -> Result<Undo> {
        self.store().remove_search(id, self.now()).await?;
        self.search_changed();
        Ok(Undo { token: UndoToken::Search(id), changed: 1 })
    }

    /// One search.
    pub async fn search(&self, id: SearchId) -> Result<SavedSearch> {
        let not_found = || EngineError::NotFound { kind: "search", name: id.to_string() };
        self.store().search(id).await?.ok_or_else(not_found)
    }

    /// What a query would have matched among the newest stored jobs.
    pub async fn preview(&self, query: &str) -> Result<Preview> {
        let query = parse(query, Use::SavedSearch).map_err(|problems| EngineError::InvalidQuery { problems })?.query;
        let me = self.profile().await?;
        let at = At { now: self.now(), me: Some(&me) };
        let names = names::of_sources(&self.store().sources().await?);
        let (mut looked_at, mut fitting, mut posted) = (0_usize, Vec::new(), Vec::new());
        let mut cursor = None;
        loop {
            let stretch = self.store().scan(View::All, Sort::Newest, cursor, STRETCH).await?;
            // What a service lends was found by other searches, and only those may match it.
            for stored in stretch.jobs.into_iter().filter(|stored| stored.job.kept().is_some()) {
                looked_at += 1;
                posted.extend(stored.job.posted());
                let key = stored.key;
                let job = records::prepared(&stored, <_>::default(), &names);
                let placeholder = job.job().is_placeholder() && !query.asks_for_private();
                if !placeholder && query.matches(&job, &at) {
                    fitting.push(key);
                }
            }
            cursor = stretch.next;
            if cursor.is_none() || looked_at >= PREVIEW_JOBS {
                break;
            }
        }
        let matched = fitting.len();
        fitting.truncate(PREVIEW_ROWS);
        let newest = self.store().summaries(fitting).await?;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(Preview {
            stored: count(looked_at),
            matched: count(matched),
            per_day: per_day(count(matched), &posted),
            newest,
        })
    }

    /// A search that names a source whose terms want a search as its user wrote it needs a word that must be there.
    async fn checked(&self, new: NewSearch) -> Result<NewSearch> {
        let query =
            parse(&new.query, Use::SavedSearch).map_err(|problems| EngineError::InvalidQuery { problems })?.query;
        if let Scope::Only(named) = &new.scope
            && self.marketplace_sources().await?.iter().any(|source| named.contains(&source.id))
        {
            as_written(&query)?;
        }
        Ok(NewSearch { name: checked_name(&new.name)?, ..new })
    }

    fn search_changed(&self) {
        self.wake();
        self.ports().events.changed(Changed::SEARCHES);
    }
}

/// Matches a day over the publish times looked at; a span of less than ten minutes says nothing.
fn per_day(matched: u32, posted: &[jiff::Timestamp]) -> Option<f64> {
    let (first, last) = (posted.iter().min()?, posted.iter().max()?);
    let days = last.duration_since(*first).as_secs_f64() / 86_400.0;
    (days > 10.0 / 1_440.0).then(|| f64::from(matched) / days)
}
