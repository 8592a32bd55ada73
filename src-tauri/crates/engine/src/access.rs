//! What the parts of the engine share, as they reach it.

use std::collections::{HashMap, HashSet};
use std::sync::MutexGuard;
use std::sync::atomic::Ordering;

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::SourceId;
use lapwing_store::{GapId, Store};
use lapwing_vault::Secret as SecretOf;

use crate::{
    Changed, Clients, Connector, Engine, PopUps, Ports, Round, VaultState, Writer, guard, keys, lock, rematch, status,
};

impl Engine {
    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn ports(&self) -> &Ports {
        &self.inner.ports
    }

    pub(crate) fn connector(&self) -> &dyn Connector {
        self.inner.connector.as_ref()
    }

    pub(crate) fn writer(&self) -> Writer {
        self.inner.writer
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.inner.ports.clock.now()
    }

    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        self.inner.tasks.spawn(task);
    }

    /// Makes the loop look at once.
    pub(crate) fn wake(&self) {
        self.inner.wake.notify_one();
    }

    /// Waits for `time`, for a reason to look, or for the end.
    pub(crate) async fn rest(&self, time: SignedDuration) {
        tokio::select! {
            () = self.inner.ports.clock.sleep(time) => {}
            () = self.inner.wake.notified() => {}
            () = self.inner.closing.cancelled() => {}
        }
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.inner.closing.is_cancelled()
    }

    pub(crate) fn is_checking(&self) -> bool {
        self.inner.checking.load(Ordering::Relaxed)
    }

    pub(crate) fn set_checking(&self, checking: bool) {
        self.inner.checking.store(checking, Ordering::Relaxed);
        self.inner.ports.events.changed(Changed::STATUS);
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Option<lock::WatchLock>> {
        guard(&self.inner.lock)
    }

    pub(crate) fn held(&self) -> MutexGuard<'_, Option<keys::Held>> {
        guard(&self.inner.held)
    }

    pub(crate) fn session_keys(&self) -> MutexGuard<'_, HashMap<SourceId, SecretOf<String>>> {
        guard(&self.inner.session_keys)
    }

    pub(crate) fn clients(&self) -> MutexGuard<'_, Clients> {
        guard(&self.inner.clients)
    }

    pub(crate) fn held_tested(&self) -> MutexGuard<'_, Option<Timestamp>> {
        guard(&self.inner.held_tested)
    }

    pub(crate) fn sure_of_dialect(&self) -> MutexGuard<'_, HashSet<SourceId>> {
        guard(&self.inner.sure_of_dialect)
    }

    pub(crate) fn gaps_left(&self) -> MutexGuard<'_, HashSet<GapId>> {
        guard(&self.inner.gaps_left)
    }

    pub(crate) fn problems(&self) -> MutexGuard<'_, HashMap<SourceId, status::KnownProblem>> {
        guard(&self.inner.problems)
    }

    pub(crate) fn failure(&self) -> MutexGuard<'_, Option<String>> {
        guard(&self.inner.failure)
    }

    pub(crate) fn elsewhere(&self) -> MutexGuard<'_, Option<status::Holder>> {
        guard(&self.inner.elsewhere)
    }

    pub(crate) fn vault_seen(&self) -> MutexGuard<'_, (Option<SignedDuration>, VaultState)> {
        guard(&self.inner.vault_seen)
    }

    pub(crate) fn run(&self) -> MutexGuard<'_, Option<rematch::Run>> {
        guard(&self.inner.matching)
    }

    pub(crate) fn rounds(&self) -> MutexGuard<'_, (u64, Round)> {
        guard(&self.inner.rounds)
    }

    pub(crate) fn pop_ups(&self) -> MutexGuard<'_, PopUps> {
        guard(&self.inner.pop_ups)
    }
}
