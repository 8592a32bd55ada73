//! Matching stored jobs against searches that were added or edited.
//!
//! This is a baseline: its matches are recorded as unread, handed to the stream of matches, and announced by one
//! summary. It is done by whoever watches, so that a search added on the command line does not lose its matches to a
//! program that shows none. Stored jobs may be many: it runs beside the rounds, tells how far it is, and can be stopped.

use jiff::Timestamp;
use lapwing_domain::search::Notify;
use lapwing_domain::triage::State;
use lapwing_domain::{JobKey, SavedSearch, SearchId};
use lapwing_store::{Sort, StoreError, StoredJob, View};
use tokio_util::sync::CancellationToken;

use crate::compiled::Compiled;
use crate::matcher::Baseline;
use crate::ports::{Changed, NewMatch, Result};
use crate::{Engine, names, records};

/// Stored jobs read and matched at once.
const STRETCH: u32 = 500;

/// How far matching stored jobs is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matching {
    /// Names of the searches that are matched.
    pub searches: Vec<String>,
    /// Jobs looked at.
    pub looked_at: u32,
    /// Jobs stored when it began.
    pub stored: u32,
}

/// A run under way.
#[derive(Debug)]
pub(crate) struct Run {
    progress: Matching,
    stop: CancellationToken,
}

/// What one search found among the stored jobs.
struct Found {
    search: SavedSearch,
    jobs: Vec<JobKey>,
}

impl Engine {
    /// How far matching stored jobs is; `None` when nothing is matched.
    pub fn matching(&self) -> Option<Matching> {
        self.run().as_ref().map(|run| run.progress.clone())
    }

    /// Stops matching stored jobs. What was found so far is kept, and the searches wait for new jobs from now on.
    pub fn stop_matching(&self) {
        if let Some(run) = self.run().as_ref() {
            run.stop.cancel();
        }
    }

    /// Begins to match every search that waits for it, unless that is under way.
    pub(crate) async fn begin_rematch(&self) -> Result<()> {
        if self.run().is_none() && !self.store().searches_to_match().await?.is_empty() {
            let engine = self.clone();
            self.spawn(async move {
                if let Err(problem) = engine.match_stored().await {
                    tracing::error!(%problem, "stored jobs could not be matched");
                }
            });
        }
        Ok(())
    }

    /// Matches every search that waits for it against what is stored. A run under way is awaited first.
    pub(crate) async fn rematch(&self) -> Result<Vec<NewMatch>> {
        let _turn = self.inner.matching_turn.lock().await;
        let mut matches = Vec::new();
        loop {
            // What was edited meanwhile waits again.
            let waiting = self.store().searches_to_match().await?;
            if waiting.is_empty() || self.is_closing() {
                break;
            }
            matches.extend(self.rematch_these(waiting).await?);
        }
        if !matches.is_empty() {
            self.ports().events.matched(&matches);
        }
        Ok(matches)
    }

    async fn rematch_these(&self, waiting: Vec<SavedSearch>) -> Result<Vec<NewMatch>> {
        let stop = self.inner.closing.child_token();
        let progress = Matching {
            searches: waiting.iter().map(|search| search.name.clone()).collect(),
            looked_at: 0,
            stored: self.store().counts().await?.all,
        };
        *self.run() = Some(Run { progress, stop: stop.clone() });
        self.ports().events.changed(Changed::STATUS);
        let result = self.match_all(waiting, &stop).await;
        self.run().take();
        self.ports().events.changed(Changed::JOBS);
        self.ports().events.changed(Changed::STATUS);
        result
    }

    async fn match_all(&self, waiting: Vec<SavedSearch>, stop: &CancellationToken) -> Result<Vec<NewMatch>> {
        let now = self.now();
        let sources = names::of_sources(&self.store().sources().await?);
        let mut compiled = Compiled::default();
        let me = self.profile().await?;
        compiled.update(waiting.clone(), me.clone());
        let mut found: Vec<Found> = waiting.into_iter().map(|search| Found { search, jobs: Vec::new() }).collect();
        let mut matches = Vec::new();
        let mut cursor = None;
        while !stop.is_cancelled() {
            let stretch = self.store().scan(View::All, Sort::Newest, cursor, STRETCH).await?;
            let looked_at = u32::try_from(stretch.jobs.len()).unwrap_or(u32::MAX);
            let names = sources.clone();
            // Preparing jobs is work for a thread of its own: the runtime's answer the window.
            let work = move || {
                let fitting: Vec<_> =
                    stretch.jobs.into_iter().filter_map(|job| fitting(&mut compiled, job, &names, now)).collect();
                (compiled, fitting)
            };
            let interrupted = |_| StoreError::Interrupted { operation: "matching stored jobs".to_owned() };
            let (given_back, fitting) = tokio::task::spawn_blocking(work).await.map_err(interrupted)?;
            compiled = given_back;
            for (ids, new) in fitting {
                for one in found.iter_mut().filter(|one| ids.contains(&one.search.id)) {
                    one.jobs.push(new.key);
                }
                matches.push(new);
            }
            self.looked_at(looked_at);
            cursor = stretch.next;
            if cursor.is_none() {
                break;
            }
        }
        let unfinished = self.is_closing() && cursor.is_some();
        if unfinished || self.profile().await? != me {
            // The searches wait on, for another run.
            return Ok(Vec::new());
        }
        for Found { search, jobs } in found {
            let told = if search.notify == Notify::Silent { 0 } else { u32::try_from(jobs.len()).unwrap_or(u32::MAX) };
            let intent = Baseline::of(told, vec![search.id], self.writer());
            self.store().finish_matching(&search, jobs, intent.into_iter().collect(), now).await?;
        }
        self.judge_samples_anew();
        Ok(matches)
    }

    fn looked_at(&self, jobs: u32) {
        if let Some(run) = self.run().as_mut() {
            run.progress.looked_at = run.progress.looked_at.saturating_add(jobs);
        }
        self.ports().events.changed(Changed::STATUS);
    }
}

/// The searches that a stored job fits, and the match as it is told.
fn fitting(
    compiled: &mut Compiled,
    stored: StoredJob,
    sources: &names::Names,
    now: Timestamp,
) -> Option<(Vec<SearchId>, NewMatch)> {
    // What a service lends is matched only when it comes, and only against the search that it was asked for.
    if stored.state == State::Dismissed || stored.job.kept().is_none() {
        return None;
    }
    // Named is the source that brought it first, unless the search does not read that one.
    let mut brought = vec![stored.source];
    brought.extend(stored.sources.iter().filter(|source| **source != stored.source));
    let (key, seen_at) = (stored.key, stored.first_seen);
    let job = records::prepared(&stored, <_>::default(), sources);
    let fitting = compiled.fitting(&job, now, |search| brought.iter().any(|source| search.scope.includes(*source)));
    let source = brought.iter().find(|source| fitting.iter().any(|search| search.scope.includes(**source)))?;
    let new = NewMatch {
        key,
        source: sources.get(source).cloned().unwrap_or_default(),
        searches: fitting.iter().map(|search| search.name.clone()).collect(),
        seen_at,
        job: stored.job,
    };
    Some((fitting.iter().map(|search| search.id).collect(), new))
}
