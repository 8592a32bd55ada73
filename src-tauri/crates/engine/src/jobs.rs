//! Lists, one job in full, and what the user does with jobs.

use std::collections::HashMap;

use lapwing_domain::query::{At, Evidence, Node, Query, Use, parse};
use lapwing_domain::triage::State;
use lapwing_domain::{JobKey, SearchId};
use lapwing_store::{Counts, Cursor, FullJob, JobSummary, PageOf, TimelineEntry, View};

use crate::ports::{Changed, Result};
use crate::undo::{Undo, UndoToken};
use crate::{Engine, EngineError, names, records};

/// Stored jobs read at once when a list is filtered.
const STRETCH: u32 = 250;

/// Why a job matched one search.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// The search.
    pub search: SearchId,
    /// Its name.
    pub name: String,
    /// Outcome and evidence of each of its conditions.
    pub conditions: Vec<Node>,
}

/// Everything about one job.
#[derive(Debug, Clone, PartialEq)]
pub struct JobPage {
    /// The row as lists show it.
    pub summary: JobSummary,
    /// The job with its history at hand.
    pub full: FullJob,
    /// Why it matched, a search each.
    pub why: Vec<Why>,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
}

impl JobPage {
    /// All evidence of all searches.
    pub fn evidence(&self) -> impl Iterator<Item = &Evidence> {
        self.why.iter().flat_map(|why| &why.conditions).flat_map(|node| &node.evidence)
    }
}

impl Engine {
    /// A page of a list. With a filter, only jobs that fit it; the total is then what is known so far.
    pub async fn jobs(
        &self,
        view: View,
        filter: &str,
        cursor: Option<Cursor>,
        limit: u32,
    ) -> Result<PageOf<JobSummary>> {
        let query = parse(filter, Use::History).map_err(|problems| EngineError::InvalidQuery { problems })?.query;
        if query.is_blank() {
            return Ok(self.store().page(view, cursor, limit).await?);
        }
        self.filtered(view, &query, cursor, limit).await
    }

    async fn filtered(
        &self,
        view: View,
        query: &Query,
        mut cursor: Option<Cursor>,
        limit: u32,
    ) -> Result<PageOf<JobSummary>> {
        let me = self.profile().await?;
        let at = At { now: self.now(), me: Some(&me) };
        let names = names::of_sources(&self.store().sources().await?);
        let asks_for_searches = query.asks_for("in");
        let limit = limit as usize;
        let mut keys = Vec::new();
        loop {
            let stretch = self.store().scan(view, cursor, STRETCH).await?;
            cursor = stretch.next;
            let mut searches = if asks_for_searches {
                self.store().searches_of(records::keys(&stretch.jobs)).await?
            } else {
                HashMap::new()
            };
            for stored in stretch.jobs {
                let (here, key) = (Cursor::after(&stored), stored.key);
                let job = records::prepared(&stored, searches.remove(&key).unwrap_or_default(), &names);
                if query.matches(&job, &at) {
                    keys.push(key);
                    if keys.len() == limit {
                        cursor = Some(here);
                        break;
                    }
                }
            }
            if cursor.is_none() || keys.len() >= limit {
                break;
            }
        }
        let total = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        Ok(PageOf { rows: self.store().summaries(keys).await?, next: cursor, total })
    }

    /// Everything about one job.
    pub async fn job(&self, key: JobKey) -> Result<JobPage> {
        let not_found = || EngineError::NotFound { kind: "job", name: key.to_string() };
        let full = self.store().job(key).await?.ok_or_else(not_found)?;
        let summary = self.store().summaries(vec![key]).await?.pop().ok_or_else(not_found)?;
        let timeline = self.store().timeline(key).await?;
        let job = records::prepared_in_full(&full, &names::of_sources(&self.store().sources().await?));
        let me = self.profile().await?;
        let at = At { now: self.now(), me: Some(&me) };
        let mut why = Vec::new();
        for matched in &full.searches {
            if let Some(search) = self.store().search(matched.id).await?
                && let Ok(parsed) = parse(&search.query, Use::SavedSearch)
            {
                let conditions = parsed.query.explain(&job, &at);
                why.push(Why { search: search.id, name: search.name, conditions });
            }
        }
        Ok(JobPage { summary, full, why, timeline })
    }

    /// Numbers beside the views.
    pub async fn counts(&self) -> Result<Counts> {
        Ok(self.store().counts().await?)
    }

    /// Gives jobs a state as one step that can be undone.
    pub async fn set_state(&self, keys: Vec<JobKey>, state: State) -> Result<Undo> {
        let change = self.store().set_state(keys, state, self.now()).await?;
        self.ports().events.changed(Changed::JOBS);
        Ok(Undo { token: UndoToken::States(change.id), changed: change.changed })
    }

    /// Notes that a new job was opened.
    pub async fn mark_seen(&self, key: JobKey) -> Result<()> {
        if self.store().mark_seen(key, self.now()).await? {
            self.ports().events.changed(Changed::JOBS);
        }
        Ok(())
    }

    /// The address of a job that a browser may open.
    pub async fn job_address(&self, key: JobKey) -> Result<String> {
        let not_found = || EngineError::NotFound { kind: "job", name: key.to_string() };
        let full = self.store().job(key).await?.ok_or_else(not_found)?;
        crate::links::checked(full.job.url())
    }
}
