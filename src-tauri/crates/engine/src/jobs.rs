//! Lists, one job in full, and what the user does with jobs.

use lapwing_domain::query::{At, Node, Parsed, Query, Use, parse};
use lapwing_domain::{JobKey, Profile, SavedSearch, SearchId};
use lapwing_store::{ClientView, Counts, Cursor, FullJob, JobSummary, PageOf, Sort, TimelineEntry, View};

use crate::ports::{Changed, Result};
use crate::records::{self, Beside};
use crate::{Engine, EngineError, names};

/// Stored jobs read at once when a list is filtered.
const STRETCH: u32 = 250;

/// The same where a list is ranked: each stretch looks at the whole of it to find where it goes on.
const RANKED_STRETCH: u32 = 2_000;

/// Most keys of a list that are answered at once.
const MOST_KEYS: u32 = 20_000;

/// Other jobs of a client that a job's page shows.
const CLIENT_JOBS: u32 = 10;

/// Searches that a job misses by one condition which its page names.
const NEAR_MISSES: usize = 5;

/// Why a job matched one search, or misses it.
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
    /// The job with its history at hand, and what the user keeps beside it.
    pub full: FullJob,
    /// Who posted it.
    pub client: ClientView,
    /// Why it matched, a search each.
    pub why: Vec<Why>,
    /// Searches that it misses by one condition, with all of theirs.
    pub near_misses: Vec<Why>,
    /// What the user says of themselves, to compare with what it requires.
    pub me: Profile,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
}

impl Engine {
    /// A page of a list. With a filter, only jobs that fit it; the total is then what is known so far.
    pub async fn jobs(
        &self,
        view: View,
        filter: &str,
        sort: Sort,
        cursor: Option<Cursor>,
        limit: u32,
    ) -> Result<PageOf<JobSummary>> {
        let query = parse(filter, Use::History).map_err(|problems| EngineError::InvalidQuery { problems })?.query;
        if query.is_blank() {
            return Ok(self.store().page(view, sort, cursor, limit).await?);
        }
        let (keys, next) = self.fitting(view, &query, sort, cursor, limit).await?;
        let total = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        Ok(PageOf { rows: self.store().summaries(keys).await?, next, total })
    }

    /// The keys of a list from its beginning, so that all of it can be chosen: at most 20,000.
    pub async fn job_ids(&self, view: View, filter: &str, sort: Sort) -> Result<Vec<JobKey>> {
        let query = parse(filter, Use::History).map_err(|problems| EngineError::InvalidQuery { problems })?.query;
        if query.is_blank() {
            return Ok(self.store().keys(view, sort, MOST_KEYS).await?);
        }
        Ok(self.fitting(view, &query, sort, None, MOST_KEYS).await?.0)
    }

    /// The keys of the next jobs of a list that fit a query, and where to go on.
    async fn fitting(
        &self,
        view: View,
        query: &Query,
        sort: Sort,
        mut cursor: Option<Cursor>,
        limit: u32,
    ) -> Result<(Vec<JobKey>, Option<Cursor>)> {
        let me = self.profile().await?;
        let at = At { now: self.now(), me: Some(&me) };
        let names = names::of_sources(&self.store().sources().await?);
        let beside = Beside::asked_for_by(query);
        let stretch_length = if sort.is_ranked() { RANKED_STRETCH } else { STRETCH };
        let limit = limit as usize;
        let mut keys = Vec::new();
        loop {
            let stretch = self.store().scan(view, sort, cursor, stretch_length).await?;
            cursor = stretch.next;
            let mut kept = beside.read(self.store(), records::keys(&stretch.jobs)).await?;
            for stored in stretch.jobs {
                let (here, key) = (stored.place, stored.key);
                let job = records::prepared(&stored, kept.remove(key), &names);
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
        Ok((keys, cursor))
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
        let (mut why, mut near_misses) = (Vec::new(), Vec::new());
        for search in self.store().searches().await? {
            let Ok(Parsed { query, .. }) = parse(&search.query, Use::SavedSearch) else { continue };
            let matched = full.searches.iter().any(|matched| matched.id == search.id);
            let conditions = if matched {
                Some(query.explain(&job, &at))
            } else {
                may_miss(&search, &full).then(|| query.missed_by_one(&job, &at)).flatten()
            };
            let told = if matched { &mut why } else { &mut near_misses };
            told.extend(conditions.map(|conditions| Why { search: search.id, name: search.name, conditions }));
        }
        near_misses.truncate(NEAR_MISSES);
        let client = self.store().client_of(key, CLIENT_JOBS).await?;
        Ok(JobPage { summary, full, client, why, near_misses, me, timeline })
    }

    /// Numbers beside the views.
    pub async fn counts(&self) -> Result<Counts> {
        Ok(self.store().counts().await?)
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

/// Whether a job that a search does not match could have been one of its own. What a service lends was found by other
/// searches, and only those may match it.
fn may_miss(search: &SavedSearch, full: &FullJob) -> bool {
    !search.paused
        && full.job.kept().is_some_and(|job| !job.is_placeholder())
        && full.sources.iter().any(|source| search.scope.includes(*source))
}
