//! The operating system's keyring as a [`Vault`].

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use crate::keyring::{self, Keyring};
use crate::payload;
use crate::worker::{Open, Progress, Worker};
use crate::{AccountId, Origin, Secret, Vault, VaultError, VaultState};

/// Keeps keys in the operating system's keyring: the Secret Service, the macOS keychain, the Windows Credential Manager.
///
/// Every item has the service name `lapwing` and the account's random id as its user name. All calls go through one
/// thread with a time-out, so no caller is kept waiting by a prompt nobody answers; a caller that has given up never
/// has its key stored behind its back. Nothing is opened before the first call, and a keyring that could not be opened
/// is tried again at the next.
pub struct OsVault {
    open: Open,
    timeout: Duration,
    patience: Duration,
    worker: Mutex<Option<Worker>>,
}

impl OsVault {
    /// Longest time a caller waits.
    pub const TIMEOUT: Duration = Duration::from_secs(10);

    /// Longest time one call may occupy the thread, an unlock prompt included, before a new thread takes over.
    const PATIENCE: Duration = Duration::from_mins(2);

    /// This system's keyring.
    pub fn new() -> Self {
        Self::with_timeout(Self::TIMEOUT)
    }

    /// The same with another time-out.
    pub fn with_timeout(timeout: Duration) -> Self {
        Self::over(Arc::new(keyring::open), timeout, Self::PATIENCE)
    }

    fn over(open: Open, timeout: Duration, patience: Duration) -> Self {
        Self { open, timeout, patience, worker: Mutex::new(None) }
    }

    /// Runs `task` on the keyring's thread. `task` is told how to find out whether anybody still waits for it.
    async fn call<T: Send + 'static>(
        &self,
        task: impl Fn(&mut dyn Keyring, &Context<'_>) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let (reply, answer) = oneshot::channel();
        let progress = self.queue(Box::new(move |slot, progress| {
            if reply.is_closed() {
                return;
            }
            let waited_for = || !reply.is_closed();
            let result = slot.run(|keyring| task(keyring, &Context { progress, waited_for: &waited_for }));
            // Nobody may be left to hear it.
            let _ = reply.send(result);
        }))?;
        match tokio::time::timeout(self.timeout, answer).await {
            Ok(Ok(result)) => result,
            // The task was dropped unanswered: the keyring's store panicked.
            Ok(Err(closed)) => Err(VaultError::Failed(closed.into())),
            Err(_) if progress.is_asking() => Err(VaultError::Locked(None)),
            Err(_) => Err(VaultError::TimedOut),
        }
    }

    fn queue(&self, task: crate::worker::Task) -> Result<Arc<Progress>, VaultError> {
        let mut worker = self.worker();
        let stuck = |worker: &Worker| {
            let since = worker.progress().busy_since();
            since.is_some_and(|since| Instant::now().duration_since(since) > self.patience)
        };
        if worker.as_ref().is_some_and(stuck) {
            *worker = None;
        }
        let running = match worker.take() {
            Some(running) => running,
            None => Worker::start(Arc::clone(&self.open))?,
        };
        let running = worker.insert(running);
        running.queue(task);
        Ok(Arc::clone(running.progress()))
    }

    fn worker(&self) -> MutexGuard<'_, Option<Worker>> {
        self.worker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for OsVault {
    fn default() -> Self {
        Self::new()
    }
}

/// What a task may ask while it runs.
struct Context<'a> {
    progress: &'a Progress,
    waited_for: &'a dyn Fn() -> bool,
}

impl Context<'_> {
    /// Unlocks the keyring, and stops the task when its caller has given up in the meantime.
    fn unlock(&self, keyring: &mut dyn Keyring) -> Result<(), VaultError> {
        keyring.unlock(&|| self.progress.asking())?;
        if (self.waited_for)() { Ok(()) } else { Err(VaultError::Locked(None)) }
    }
}

#[async_trait::async_trait]
impl Vault for OsVault {
    async fn state(&self) -> VaultState {
        if self.worker().as_ref().is_some_and(|worker| worker.progress().is_asking()) {
            return VaultState::Locked;
        }
        match self.call(|keyring, _| keyring.state()).await {
            Ok(state) => state,
            Err(VaultError::Locked(_)) => VaultState::Locked,
            Err(error) => {
                tracing::debug!(error = &error as &dyn std::error::Error, "no keyring");
                VaultState::Missing
            }
        }
    }

    async fn put(&self, account: &AccountId, origin: &Origin, secret: Secret<String>) -> Result<(), VaultError> {
        let (account, host, payload) = (account.clone(), origin.host(), payload::seal(origin, &secret));
        drop(secret);
        self.call(move |keyring, context| {
            context.unlock(keyring)?;
            keyring.put(&account, &host, &payload)
        })
        .await
    }

    async fn get(&self, account: &AccountId, origin: &Origin) -> Result<Option<Secret<String>>, VaultError> {
        let account = account.clone();
        let kept = self.call(move |keyring, context| {
            context.unlock(keyring)?;
            keyring.get(&account)
        });
        kept.await?.map(|kept| payload::open(&kept, origin)).transpose()
    }

    async fn remove(&self, account: &AccountId) -> Result<(), VaultError> {
        let account = account.clone();
        self.call(move |keyring, context| {
            context.unlock(keyring)?;
            keyring.remove(&account)?;
            match keyring.get(&account)? {
                None => Ok(()),
                Some(_) => Err(VaultError::StillThere),
            }
        })
        .await
    }
}

#[cfg(test)]
mod tests;
