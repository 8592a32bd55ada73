//! The watch loop: whoever holds the lock of the data directory polls what is due, matches, and tells.
//!
//! Nothing here decides when a source is due; the streams' rows say so, and `lapwing_domain::plan` computed them. The
//! loop only looks every two seconds, which is also how soon a change made by another program is noticed.

use std::sync::Arc;

use futures_util::future::join_all;
use jiff::SignedDuration;
use lapwing_domain::pushdown::ServerFilter;
use lapwing_store::{GapRecord, KeyState, Purpose, Service, SourceRecord};

use crate::compiled::ActiveSearches;
use crate::lock::WatchLock;
use crate::marketplace::OwnScheduled;
use crate::poll::Polled;
use crate::ports::{Changed, NewMatch, Result};
use crate::running::Running;
use crate::status::Holder;
use crate::{Engine, EngineError};

/// How often the loop looks.
const LOOK_EVERY: SignedDuration = SignedDuration::from_secs(2);

/// What a source had to say against being asked.
#[derive(Debug, Clone)]
pub struct SourceProblem {
    /// The source's name.
    pub source: String,
    /// What.
    pub problem: Arc<EngineError>,
}

/// What one round over the sources came to.
#[derive(Debug, Clone, Default)]
pub struct Round {
    /// Calls made.
    pub calls: u32,
    /// Jobs never seen before.
    pub new_jobs: u32,
    /// Matches found, those of searches that waited for stored jobs included.
    pub matches: Vec<NewMatch>,
    /// What went wrong, a source each.
    pub problems: Vec<SourceProblem>,
}

/// What a source is asked in a round.
enum Asked {
    /// Streams of its plan.
    Planned(Vec<ServerFilter>),
    /// Searches on their own.
    Own(Vec<OwnScheduled>),
}

impl Engine {
    /// Starts watching until [`Engine::close`]. While another program holds the lock, this one waits for its turn.
    pub fn start_watching(&self) {
        let engine = self.clone();
        self.spawn(async move { engine.watch_loop().await });
    }

    /// Takes the lock of the data directory now, or says who holds it: for programs that would rather end than wait.
    pub fn claim_watching(&self) -> Result<()> {
        self.take_lock_for_a_round().map(drop)
    }

    async fn watch_loop(self) {
        let mut seen = self.store().data_version().await.unwrap_or_default();
        let mut running = Running::begin(&self);
        let (mut delivered, mut cared) = (self.now(), self.now());
        while !self.is_closing() {
            self.hold_lock();
            self.notice_others(&mut seen).await;
            running.go_on(&self).await;
            if self.holds_lock()
                && let Err(problem) = self.look().await
            {
                tracing::error!(%problem, "watching failed");
                self.set_failure(Some(problem.to_string()));
            }
            self.tend_content().await;
            if self.holds_lock() {
                self.tend_access().await;
            }
            self.tend_notifications(&mut delivered).await;
            self.tend_keys(&mut cared).await;
            self.rest(LOOK_EVERY).await;
        }
        running.note(&self).await;
        self.drop_lock();
    }

    /// One look: begin to match searches that wait for it, poll what is due, tell what is to be told.
    async fn look(&self) -> Result<()> {
        let _round = self.inner.round.lock().await;
        self.begin_rematch().await?;
        let due = if self.is_paused().await? { Vec::new() } else { self.due().await? };
        let round = self.poll_all(&due, Purpose::Poll).await?;
        if round.calls > 0 {
            self.tend_silence().await;
            self.deliver_logged().await;
        }
        self.set_failure(None);
        Ok(())
    }

    /// The sources to poll now, and their streams. What fell due during a sleep is due once.
    async fn due(&self) -> Result<Vec<(SourceRecord, Asked)>> {
        let searches = self.active().await?;
        let mut due = Vec::new();
        for source in self.store().sources().await? {
            if !source.enabled || matches!(source.key_state, KeyState::Rejected) {
                continue;
            }
            if self.is_held_off(source.id) || self.wait_of(&source).await?.is_some() {
                continue;
            }
            if source.service == Service::Marketplace {
                let own = self.own_due(&source).await?;
                if !own.is_empty() {
                    due.push((source, Asked::Own(own)));
                }
                continue;
            }
            // A new source is asked once even without a search, so that the first query has something to be tried on.
            let asked_before = self.streams_of(&source).await?.iter().any(|stream| stream.last_poll.is_some());
            if asked_before && !searches.read(source.id) {
                continue;
            }
            let streams = self.due_streams(&source).await?;
            if !streams.is_empty() {
                due.push((source, Asked::Planned(streams)));
            }
        }
        Ok(due)
    }

    /// Polls the sources side by side: a slow one must not hold up the others.
    async fn poll_all(&self, sources: &[(SourceRecord, Asked)], purpose: Purpose) -> Result<Round> {
        if sources.is_empty() {
            return Ok(Round::default());
        }
        let searches = self.active().await?;
        self.set_checking(true);
        let poll = async |(source, asked): &(SourceRecord, Asked)| match asked {
            Asked::Planned(streams) => self.poll(source, streams, purpose, &searches).await,
            Asked::Own(own) => self.poll_own(source, own, purpose).await,
        };
        let polled = join_all(sources.iter().map(poll)).await;
        self.set_checking(false);
        let mut round = Round::default();
        for ((source, _), polled) in sources.iter().zip(polled) {
            round.add(source, polled);
        }
        let mut rounds = self.rounds();
        *rounds = (rounds.0 + 1, round.clone());
        Ok(round)
    }

    /// Checks every enabled source now, whatever its schedule and back-off say. A service's wait and a rejected key are
    /// obeyed. While a round is under way its end is awaited, and it is the answer: nobody pays for two.
    pub async fn check_now(&self) -> Result<Round> {
        let lock_taken = self.take_lock_for_a_round()?;
        let result = self.check_holding_the_lock().await;
        if lock_taken {
            self.drop_lock();
        }
        result
    }

    async fn check_holding_the_lock(&self) -> Result<Round> {
        self.tend_content().await;
        let rounds_before = self.rounds().0;
        let _round = self.inner.round.lock().await;
        let (rounds, last) = self.rounds().clone();
        if rounds != rounds_before {
            return Ok(last);
        }
        // A long run beside the loop is not waited for.
        let waited_for = if self.run().is_some() { Vec::new() } else { self.rematch().await? };
        let mut sources = Vec::new();
        for source in self.store().sources().await?.into_iter().filter(|source| source.enabled) {
            let asked = match source.service {
                Service::Marketplace => Asked::Own(self.own_schedule(&source).await?),
                Service::JobsApi | Service::Sandbox => Asked::Planned(vec![self.best_stream(&source).await?]),
            };
            sources.push((source, asked));
        }
        if sources.is_empty() {
            return Err(EngineError::NoSource);
        }
        let mut round = self.poll_all(&sources, Purpose::CheckNow).await?;
        round.matches.splice(0..0, waited_for);
        self.tend_silence().await;
        self.deliver_logged().await;
        self.care_for_keys().await;
        Ok(round)
    }

    /// Matches searches that wait for it against what is stored, without asking any source, and tells of it.
    pub async fn match_stored(&self) -> Result<()> {
        if !self.rematch().await?.is_empty() {
            self.deliver_logged().await;
        }
        Ok(())
    }

    /// Stretches of publish times that could not be read, all sources', oldest first.
    pub async fn open_gaps(&self) -> Result<Vec<GapRecord>> {
        let mut gaps = Vec::new();
        for source in self.store().sources().await? {
            gaps.extend(self.store().open_gaps(source.id).await?);
        }
        Ok(gaps)
    }

    async fn active(&self) -> Result<Arc<ActiveSearches>> {
        let (searches, me) = (self.store().searches().await?, self.profile().await?);
        let proposals_past = self.delivery_rules().await?.proposals_past;
        self.inner.searches.lock().update(searches, me).follow_past(proposals_past);
        Ok(Arc::clone(&self.inner.searches))
    }

    async fn notice_others(&self, seen: &mut u32) {
        match self.store().data_version().await {
            Ok(version) if version != *seen => {
                *seen = version;
                self.clients().clear();
                self.ports().events.changed(Changed::ALL);
            }
            Ok(_) => {}
            Err(problem) => tracing::warn!(%problem, "the database did not answer"),
        }
    }

    fn hold_lock(&self) {
        // A check by hand must not find the file locked and no holder known: that would look like another program.
        let taken = {
            let mut held = self.lock();
            if held.is_some() {
                return;
            }
            WatchLock::take(&self.data_dir().watch_lock()).map(|lock| *held = Some(lock))
        };
        match taken {
            Ok(()) => {
                self.set_elsewhere(None);
                self.look_for_leftovers();
            }
            Err(EngineError::WatchedElsewhere { process }) => self.set_elsewhere(Some(Holder { process })),
            Err(problem) => self.set_failure(Some(problem.to_string())),
        }
    }

    /// Whether the lock was taken for this one round, to be given back after it.
    fn take_lock_for_a_round(&self) -> Result<bool> {
        let mut held = self.lock();
        if held.is_some() {
            return Ok(false);
        }
        *held = Some(WatchLock::take(&self.data_dir().watch_lock())?);
        drop(held);
        self.look_for_leftovers();
        Ok(true)
    }

    pub(crate) fn holds_lock(&self) -> bool {
        self.lock().is_some()
    }

    fn drop_lock(&self) {
        self.lock().take();
    }
}

impl Round {
    fn add(&mut self, source: &SourceRecord, polled: Polled) {
        self.calls += polled.calls;
        self.new_jobs += polled.new_jobs;
        self.matches.extend(polled.matches);
        let problem =
            polled.problem.map(|problem| SourceProblem { source: source.name.clone(), problem: Arc::new(problem) });
        self.problems.extend(problem);
    }
}
