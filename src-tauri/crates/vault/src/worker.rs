//! The thread that talks to the keyring, because a keyring may keep a caller waiting for as long as its owner thinks.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use crate::VaultError;
use crate::keyring::Keyring;

/// Makes a keyring, on the worker's own thread.
pub(crate) type Open = Arc<dyn Fn() -> Result<Box<dyn Keyring>, VaultError> + Send + Sync>;

/// Something to do on the worker's thread.
pub(crate) type Task = Box<dyn FnOnce(&mut Slot, &Progress) + Send>;

/// What the worker is doing, for those who wait.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    current: Mutex<Option<Current>>,
    pending: AtomicUsize,
}

#[derive(Debug, Clone, Copy)]
struct Current {
    since: Instant,
    asking: bool,
}

impl Progress {
    fn current(&self) -> MutexGuard<'_, Option<Current>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Marks the current task as waiting for the keyring's owner.
    pub(crate) fn asking(&self) {
        if let Some(current) = self.current().as_mut() {
            current.asking = true;
        }
    }

    /// Whether the keyring's owner is being asked something.
    pub(crate) fn is_asking(&self) -> bool {
        self.current().is_some_and(|current| current.asking)
    }

    /// When the current task began.
    pub(crate) fn busy_since(&self) -> Option<Instant> {
        self.current().map(|current| current.since)
    }
}

/// The keyring, once it could be opened. A failure to open is never remembered: the next task tries again.
pub(crate) struct Slot {
    open: Open,
    keyring: Option<Box<dyn Keyring>>,
}

impl Slot {
    /// Runs `task` on the keyring. A keyring that was opened earlier may have been restarted since; when it fails it is
    /// opened anew and the task tried once more.
    pub(crate) fn run<T>(
        &mut self,
        mut task: impl FnMut(&mut dyn Keyring) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        if let Some(mut known) = self.keyring.take() {
            match task(&mut *known) {
                Err(VaultError::Failed(cause)) => tracing::debug!(%cause, "opening the keyring anew"),
                result => {
                    self.keyring = Some(known);
                    return result;
                }
            }
        }
        let mut fresh = (self.open)()?;
        let result = task(&mut *fresh);
        if !matches!(result, Err(VaultError::Failed(_))) {
            self.keyring = Some(fresh);
        }
        result
    }
}

/// A running thread. Dropping it lets the thread end after its current task.
#[derive(Debug)]
pub(crate) struct Worker {
    tasks: Option<Sender<Task>>,
    thread: Option<JoinHandle<()>>,
    progress: Arc<Progress>,
}

impl Worker {
    pub(crate) fn start(open: Open) -> Result<Self, VaultError> {
        let (tasks, queue) = channel();
        let progress = Arc::new(Progress::default());
        let shared = Arc::clone(&progress);
        let thread = std::thread::Builder::new()
            .name("keyring".to_owned())
            .spawn(move || work(&queue, &mut Slot { open, keyring: None }, &shared))
            .map_err(|error| VaultError::Failed(error.into()))?;
        Ok(Self { tasks: Some(tasks), thread: Some(thread), progress })
    }

    pub(crate) fn progress(&self) -> &Arc<Progress> {
        &self.progress
    }

    /// Queues a task. The thread lives as long as this does, so somebody takes it.
    pub(crate) fn queue(&self, task: Task) {
        if let Some(tasks) = &self.tasks {
            self.progress.pending.fetch_add(1, Ordering::SeqCst);
            let _ = tasks.send(task);
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.tasks.take());
        // An idle thread ends at once. One that waits for the keyring's owner is left to end by itself.
        if self.progress.pending.load(Ordering::SeqCst) == 0
            && let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::warn!("the keyring's thread ended badly");
        }
    }
}

fn work(queue: &Receiver<Task>, slot: &mut Slot, progress: &Progress) {
    while let Ok(task) = queue.recv() {
        *progress.current() = Some(Current { since: Instant::now(), asking: false });
        // The stores panic on their own inconsistencies. That must not end the thread, and what panicked is not used again.
        if catch_unwind(AssertUnwindSafe(|| task(slot, progress))).is_err() {
            slot.keyring = None;
        }
        *progress.current() = None;
        progress.pending.fetch_sub(1, Ordering::SeqCst);
    }
}
