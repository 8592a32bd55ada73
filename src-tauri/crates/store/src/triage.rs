//! What the user does with jobs, each step with a way back.

use jiff::Timestamp;
use lapwing_domain::JobKey;
use lapwing_domain::triage::State;

use crate::{Store, StoreError};

/// One step of the user that can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChangeId(pub i64);

/// A step that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateChange {
    /// What [`Store::undo`] takes.
    pub id: ChangeId,
    /// Jobs whose state changed; those already there do not count.
    pub changed: u32,
}

impl Store {
    /// Sets the state of jobs as one step.
    pub async fn set_state(&self, keys: Vec<JobKey>, state: State, now: Timestamp) -> Result<StateChange, StoreError> {
        let _ = (keys, state, now);
        todo!()
    }

    /// Gives the jobs of a step their former states back, except those changed again since. Answers how many; a second
    /// time 0.
    pub async fn undo(&self, change: ChangeId, now: Timestamp) -> Result<u32, StoreError> {
        let _ = (change, now);
        todo!()
    }

    /// Notes that a new job was opened; in any other state nothing happens. Answers whether it was new.
    pub async fn mark_seen(&self, key: JobKey, now: Timestamp) -> Result<bool, StoreError> {
        let _ = (key, now);
        todo!()
    }
}
