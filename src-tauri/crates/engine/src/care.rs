//! What is kept in mind of each key: its age, whether somebody else seems to use it, and what its owner was told.

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::SourceId;
use lapwing_domain::keys::alarm::{self, OwnCalls, Reading};
use lapwing_domain::keys::{age_in_days, is_due};
use lapwing_sources::{KeyText, Quota};
use lapwing_store::{Counted, KeyAlarm, KeyCare, KeyChange, KeyPlace, Service, SourceRecord};
use lapwing_vault::Secret;

use crate::Engine;
use crate::ports::{Changed, Notice, Result};
use crate::rotation::Rotation;
use crate::sources::origin_of;

/// The window of a service's counter.
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// A key's life as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyLife {
    /// Since when the key is in use.
    pub added_at: Timestamp,
    /// For how many whole days.
    pub age_days: u32,
    /// Whether it has been in use for a quarter and should be replaced. Only keys of the jobs API ever are.
    pub due: bool,
    /// Somebody else seems to use it, and that was neither dismissed nor answered by another key.
    pub alarm: Option<KeyAlarm>,
    /// Whether the service says how many calls are left, without which nobody can tell who uses the key.
    pub counted: Counted,
    /// Its open rotation.
    pub rotation: Option<Rotation>,
}

impl Engine {
    /// Takes the alarm about a source's key as answered.
    pub async fn dismiss_key_alarm(&self, id: SourceId) -> Result<()> {
        self.store().dismiss_alarm(id).await?;
        self.ports().events.changed(Changed::SOURCES);
        Ok(())
    }

    pub(crate) async fn key_life(&self, source: &SourceRecord) -> Result<KeyLife> {
        let KeyCare { added_at, alarm, counted, .. } = self.store().key_care(source.id).await?;
        Ok(KeyLife {
            added_at,
            age_days: age_in_days(added_at, self.now()),
            due: source.service == Service::JobsApi && is_due(added_at, self.now()),
            alarm: alarm.filter(|alarm| alarm.open),
            counted,
            rotation: self.rotation_of(source).await?,
        })
    }

    /// Tells once of each key that has been in use for a quarter.
    pub(crate) async fn remind(&self) -> Result<()> {
        for source in self.store().sources().await? {
            let life = self.key_life(&source).await?;
            if source.enabled && life.due && self.is_heard().await {
                // Marked before it is told: at most once.
                if self.store().mark_reminded(source.id, self.now()).await? {
                    self.tell(Notice::KeyDue { source: source.name, days: life.age_days }).await;
                }
            }
        }
        Ok(())
    }

    /// Cares for keys each minute, in the program that watches. `looked` is when that was last done.
    pub(crate) async fn tend_keys(&self, looked: &mut Timestamp) {
        let now = self.now();
        if self.holds_lock() && now.duration_since(*looked).abs() >= MINUTE {
            *looked = now;
            self.care_for_keys().await;
        }
    }

    /// What needs doing for keys from time to time.
    pub(crate) async fn care_for_keys(&self) {
        if let Err(problem) = self.remind().await {
            tracing::warn!(%problem, "keys that are due could not be told of");
        }
        if let Err(problem) = self.delete_leftovers().await {
            tracing::warn!(%problem, "keys that are left over could not be looked for");
        }
    }

    /// A variable that holds another key than before has begun another key's life.
    pub(crate) async fn notice_another_key(&self, source: &SourceRecord, secret: &Secret<String>) -> Result<()> {
        let KeyPlace::Environment { .. } = source.key_place else { return Ok(()) };
        let Ok(key) = KeyText::clean(secret.expose()) else { return Ok(()) };
        let last_four = key.last_four().map(str::to_owned);
        if last_four == source.last_four {
            return Ok(());
        }
        if source.last_four.is_none() {
            return Ok(self.store().set_last_four(source.id, last_four).await?);
        }
        let (place, state) = (source.key_place.clone(), source.key_state);
        let change = KeyChange { source: source.id, place, state, last_four, now: self.now() };
        Ok(self.store().replace_key(change).await?)
    }

    /// Notes what a good answer to the call made at `asked_at` said of the calls left, and raises the alarm when they are
    /// fewer than our own calls explain.
    pub(crate) async fn note_quota(&self, source: &SourceRecord, asked_at: Timestamp, quota: &Quota) -> Result<()> {
        let care = self.store().key_care(source.id).await?;
        let said = |remaining| Reading { asked_at, remaining, limit: quota.limit, reset: quota.reset };
        let reading = quota.remaining.map(said);
        if let Some(reading) = &reading {
            let before = match care.counted {
                Counted::Told(before) if !self.tested_unseen_since(before.asked_at) => Some(before),
                _ => None,
            };
            let own = self.own_calls(source, &care, before.as_ref()).await?;
            match alarm::calls_by_others(before.as_ref(), reading, own) {
                0 => {}
                calls => self.raise_alarm(source, &care, Some(calls)).await?,
            }
        }
        Ok(self.store().note_reading(source.id, asked_at, reading).await?)
    }

    /// Raises the alarm when a 429 lasts although far less was called than the plan allows.
    pub(crate) async fn note_refusal(&self, source: &SourceRecord) -> Result<()> {
        let Some(plan) = source.plan else { return Ok(()) };
        if !self.is_refused_for_long(source).await? {
            return Ok(());
        }
        let last_minute = self.calls_by_all(source, self.minute_ago()).await?;
        if alarm::refused_far_below(plan, self.calls_this_month(source).await?, last_minute) {
            let care = self.store().key_care(source.id).await?;
            self.raise_alarm(source, &care, None).await?;
        }
        Ok(())
    }

    async fn raise_alarm(&self, source: &SourceRecord, care: &KeyCare, calls: Option<u32>) -> Result<()> {
        if !alarm::may_be_raised(care.alarm.map(|alarm| alarm.at), self.now()) {
            return Ok(());
        }
        self.store().raise_alarm(source.id, calls, self.now()).await?;
        tracing::warn!(source = %source.id, calls, "a key may be used elsewhere");
        self.ports().events.changed(Changed::SOURCES);
        self.tell(Notice::KeyUsedElsewhere { source: source.name.clone(), calls }).await;
        Ok(())
    }

    /// Our own calls, counted generously: a call too many hides an alarm, a call too few raises a false one.
    async fn own_calls(&self, source: &SourceRecord, care: &KeyCare, before: Option<&Reading>) -> Result<OwnCalls> {
        let since_before = match before {
            // The call that brought the reading before is counted in it.
            Some(before) => self.calls_by_all(source, before.asked_at).await?.saturating_sub(1),
            None => 0,
        };
        let from = self.minute_ago();
        let known = care.added_at < from && !self.tested_unseen_since(from);
        let last_minute = if known { Some(self.calls_by_all(source, from).await?) } else { None };
        Ok(OwnCalls { since_before, last_minute })
    }

    /// Calls of all sources at the same server: whether two have the same key is not known, and need not be.
    async fn calls_by_all(&self, source: &SourceRecord, from: Timestamp) -> Result<u32> {
        let mut calls: u32 = 0;
        for other in self.store().sources().await? {
            if origin_of(&other) == origin_of(source) {
                calls = calls.saturating_add(self.store().calls_since(other.id, from).await?);
            }
        }
        Ok(calls)
    }

    /// Whether a key that belongs to no source yet was tested since then: it may be this very key.
    fn tested_unseen_since(&self, from: Timestamp) -> bool {
        self.held_tested().is_some_and(|tested| tested >= from)
    }

    fn minute_ago(&self) -> Timestamp {
        self.now().checked_sub(MINUTE).unwrap_or(Timestamp::MIN)
    }
}
