//! What the status line and the tray tell, composed from what is stored and what the loop last saw.

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::SourceId;
use lapwing_sources::FailureKind;
use lapwing_store::{KeyState, Service, SourceRecord, StreamRecord};
use lapwing_vault::VaultState;

use crate::deliver::PopUps;
use crate::keys::rejected;
use crate::ports::{Changed, Result};
use crate::waiting::month_limit;
use crate::{Engine, EngineError};

const PAUSED: &str = "paused";

/// In one word, how watching goes. The first that applies, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WatchState {
    /// Another program watches this data directory.
    Elsewhere,
    /// There is nothing to watch.
    NoSource,
    /// A round is under way.
    Checking,
    /// The user paused it.
    Paused,
    /// A source stopped: its key was rejected.
    KeyRejected,
    /// A source's key is not where it should be, or its keyring is locked.
    KeyMissing,
    /// A source asked to wait, or its month is used up.
    Limited,
    /// A source cannot be reached.
    Offline,
    /// A source answers nonsense, or storing failed.
    Failing,
    /// Nothing is searched for.
    NoSearch,
    /// All is well.
    Watching,
}

/// How watching goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    /// In one word.
    pub state: WatchState,
    /// What is wrong and what to do, in a sentence or two.
    pub problem: Option<String>,
    /// When a source was last asked.
    pub last_check: Option<Timestamp>,
    /// When one is asked next.
    pub next_check: Option<Timestamp>,
    /// Calls left this month over all counted sources; `None` where nothing is counted.
    pub calls_left: Option<u32>,
    /// Calls a month over all counted sources.
    pub month_limit: Option<u32>,
    /// Calls that checking now costs.
    pub check_cost: u32,
    /// Whether keys can be kept.
    pub keyring: VaultState,
    /// Whether pop-ups can be shown.
    pub pop_ups: PopUps,
    /// Only the sandbox is watched.
    pub sandbox: bool,
}

/// What the user can set about watching.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Minutes between checks, as in force.
    pub interval_minutes: u32,
    /// Fewest minutes that the calls left to the sources carry now.
    pub shortest_interval_minutes: u32,
    /// Whether watching is paused.
    pub paused: bool,
}

/// Another program that watches this data directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Holder {
    /// Its process id, where known.
    pub(crate) process: Option<u32>,
}

/// A problem with one source, as the loop last saw it.
#[derive(Debug, Clone)]
pub(crate) struct KnownProblem {
    state: WatchState,
    sentence: String,
    /// Nothing was sent, so no stream's schedule holds the next attempt off; this does.
    hold_until: Option<Timestamp>,
}

/// How long a source rests whose key could not be had: asking a locked keyring may put a question before its owner.
const HOLD: SignedDuration = SignedDuration::from_mins(1);

/// How long what was learnt of the keyring is taken for true. Asking it can take seconds.
const VAULT_KNOWN_FOR: SignedDuration = SignedDuration::from_secs(30);

impl KnownProblem {
    pub(crate) fn of(problem: &EngineError) -> Self {
        let state = match problem {
            EngineError::KeyRejected { .. } => WatchState::KeyRejected,
            EngineError::KeyMissing(_) | EngineError::NotAuthorized { .. } | EngineError::Vault(_) => {
                WatchState::KeyMissing
            }
            EngineError::Limited { .. } => WatchState::Limited,
            EngineError::Fetch(failure) if failure.kind() == FailureKind::Network => WatchState::Offline,
            _ => WatchState::Failing,
        };
        Self { state, sentence: problem.to_string(), hold_until: None }
    }
}

impl Engine {
    /// How watching goes.
    pub async fn status(&self) -> Result<Status> {
        let sources: Vec<SourceRecord> =
            self.store().sources().await?.into_iter().filter(|source| source.enabled).collect();
        let streams = self.store().streams().await?;
        let of_enabled = |stream: &&StreamRecord| sources.iter().any(|source| source.id == stream.source);
        let (state, problem) = self.state(&sources).await?;
        let rests = matches!(state, WatchState::Paused | WatchState::Elsewhere | WatchState::NoSearch);
        let (mut calls_left, mut limit, mut next_check) = (None, None, None);
        for source in &sources {
            if streams.iter().any(|stream| stream.source == source.id) {
                let own = streams.iter().filter(|stream| stream.source == source.id);
                let waits = own.filter_map(|stream| stream.wait_until).max();
                let next = match source.service {
                    Service::Marketplace => self.own_next(source).await?,
                    Service::JobsApi | Service::Sandbox => self.next_round(source).await?,
                };
                let next = next.max(waits);
                next_check = next.into_iter().chain(next_check).min();
            }
            if let (Some(left), Some(month)) = (self.calls_left(source).await?, month_limit(source)) {
                calls_left = Some(calls_left.unwrap_or(0) + left);
                limit = Some(limit.unwrap_or(0) + month);
            }
        }
        Ok(Status {
            state,
            problem,
            last_check: streams.iter().filter(of_enabled).filter_map(|stream| stream.last_poll).max(),
            next_check: next_check.filter(|_| !rests),
            calls_left,
            month_limit: limit,
            check_cost: u32::try_from(sources.iter().filter(|source| source.service == Service::JobsApi).count())
                .unwrap_or(u32::MAX),
            keyring: self.known_vault_state(),
            pop_ups: *self.pop_ups(),
            sandbox: !sources.is_empty() && sources.iter().all(|source| source.service == Service::Sandbox),
        })
    }

    async fn state(&self, sources: &[SourceRecord]) -> Result<(WatchState, Option<String>)> {
        if let Some(Holder { process }) = *self.elsewhere() {
            return Ok((WatchState::Elsewhere, Some(EngineError::WatchedElsewhere { process }.to_string())));
        }
        if sources.is_empty() {
            return Ok((WatchState::NoSource, None));
        }
        if self.is_checking() {
            return Ok((WatchState::Checking, None));
        }
        if self.is_paused().await? {
            return Ok((WatchState::Paused, None));
        }
        if let Some(known) = self.worst_problem(sources).await? {
            return Ok((known.state, Some(known.sentence)));
        }
        if let Some(sentence) = self.failure().clone() {
            return Ok((WatchState::Failing, Some(sentence)));
        }
        if self.store().searches().await?.iter().all(|search| search.paused) {
            return Ok((WatchState::NoSearch, None));
        }
        Ok((WatchState::Watching, None))
    }

    /// What is stored outlives the program, so a rejected key or a wait is known before anything was asked.
    async fn worst_problem(&self, sources: &[SourceRecord]) -> Result<Option<KnownProblem>> {
        let mut found: Vec<KnownProblem> = Vec::new();
        for source in sources {
            if source.key_state == KeyState::Rejected {
                found.push(KnownProblem::of(&rejected(source)));
            } else if let Some(wait) = self.wait_of(source).await? {
                let source_name = source.name.clone();
                found.push(KnownProblem::of(&EngineError::Limited {
                    source_name,
                    until: wait.until,
                    reason: wait.reason,
                }));
            } else if let Some(known) =
                self.problems().get(&source.id).filter(|known| known.state != WatchState::Limited)
            {
                found.push(known.clone());
            }
        }
        Ok(found.into_iter().min_by_key(|known| known.state as u8))
    }

    /// Notes what kept a source from being asked at all, and leaves it alone for a while.
    pub(crate) fn hold_off(&self, source: SourceId, problem: &EngineError) {
        let hold_until = self.now().checked_add(HOLD).ok();
        self.problems().insert(source, KnownProblem { hold_until, ..KnownProblem::of(problem) });
    }

    /// Whether a source is to be left alone because it could not be asked a moment ago.
    pub(crate) fn is_held_off(&self, source: SourceId) -> bool {
        let now = self.now();
        // A hold further off than any is set means that the clock was put back.
        let held = |until: Timestamp| until > now && until.duration_since(now) <= HOLD;
        self.problems().get(&source).and_then(|known| known.hold_until).is_some_and(held)
    }

    /// What is known of the keyring, renewed behind the back of whoever asks.
    fn known_vault_state(&self) -> VaultState {
        let now = self.ports().clock.steady();
        let (asked_at, state) = *self.vault_seen();
        if asked_at.is_none_or(|at| now - at > VAULT_KNOWN_FOR) {
            self.vault_seen().0 = Some(now);
            let engine = self.clone();
            self.spawn(async move {
                let found = engine.vault_state().await;
                let before = std::mem::replace(&mut engine.vault_seen().1, found);
                if before != found {
                    engine.ports().events.changed(Changed::STATUS);
                }
            });
        }
        state
    }

    /// Notes what is wrong with a source, or that nothing is.
    pub(crate) fn note_problem(&self, source: SourceId, problem: Option<&EngineError>) {
        match problem {
            Some(problem) => self.problems().insert(source, KnownProblem::of(problem)),
            None => self.problems().remove(&source),
        };
    }

    /// Whether the user paused watching.
    pub(crate) async fn is_paused(&self) -> Result<bool> {
        Ok(self.store().setting(PAUSED).await?.as_deref() == Some("yes"))
    }

    /// Pauses or resumes watching. Checking now still works while paused.
    pub async fn set_paused(&self, paused: bool) -> Result<()> {
        self.store().set_setting(PAUSED, paused.then_some("yes")).await?;
        self.wake();
        self.ports().events.changed(Changed::STATUS);
        Ok(())
    }

    /// What the user can set about watching.
    pub async fn settings(&self) -> Result<Settings> {
        let sources = self.store().sources().await?;
        let mut shortest = 1;
        for source in sources.iter().filter(|source| source.enabled && source.service != Service::Sandbox) {
            let carried = self.interval_carried(source).await?.map_or(0, |interval| (interval.as_secs() + 59) / 60);
            shortest = shortest.max(u32::try_from(carried).unwrap_or(u32::MAX));
        }
        Ok(Settings {
            interval_minutes: self.wanted_interval().await?.unwrap_or(0).max(shortest),
            shortest_interval_minutes: shortest,
            paused: self.is_paused().await?,
        })
    }

    /// Something outside any one source failed, such as storing; `None` when it works again.
    pub(crate) fn set_failure(&self, failure: Option<String>) {
        let before = std::mem::replace(&mut *self.failure(), failure);
        if before != *self.failure() {
            self.ports().events.changed(Changed::STATUS);
        }
    }

    pub(crate) fn set_elsewhere(&self, holder: Option<Holder>) {
        let before = std::mem::replace(&mut *self.elsewhere(), holder);
        if before != holder {
            self.ports().events.changed(Changed::STATUS);
        }
    }
}
