//! What Lapwing does: use cases, and the watch loop that polls, takes in, matches and tells.
//!
//! The engine owns no thread but its tasks, no clock, no window and no SQL. Everything it needs from the program around
//! it comes in through [`Ports`]. One [`Engine`] serves one data directory; clones share it.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod access;
mod asking;
mod care;
mod closing;
mod compiled;
mod deliver;
mod delivery;
mod doctor;
mod error;
mod jobs;
mod keyring;
mod keys;
mod learning;
pub mod links;
mod lock;
mod marketplace;
mod marks;
mod matcher;
mod names;
mod outbound;
mod paths;
mod planning;
mod poll;
mod ports;
mod profile;
mod pushdown;
pub mod query;
mod reading;
mod records;
mod rematch;
mod rotation;
mod running;
mod schedule;
mod searches;
mod silence;
mod snippets;
mod sources;
mod status;
mod streams;
mod system;
mod trial;
mod undo;
mod usage;
mod waiting;
mod watch;

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::SourceId;
use lapwing_sources::JobSource;
use lapwing_store::Store;
use lapwing_vault::Secret as SecretOf;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub use care::KeyLife;
pub use deliver::PopUps;
pub use delivery::DeliveryRules;
pub use doctor::{Ailment, Check, CheckName, Examination, Notifications, examine};
pub use error::EngineError;
pub use jobs::{JobPage, Why};
pub use keys::{HeldKey, KEY_VARIABLE};
pub use marketplace::{
    Authorization, AuthorizationState, AuthorizationStep, ContentRules, GrantState, KeyRequestAnswers,
    NewMarketplaceSource, callback_address, compose_key_request,
};
pub use marks::Offer;
pub use outbound::ContactedHost;
pub use paths::DataDir;
pub use planning::{PlannedSource, PlannedStream, StreamKind};
pub use ports::{
    Changed, Clock, Connector, Environment, EventSink, NewMatch, Notice, Notifier, OverHttp, Ports, Random, Result,
    SandboxHost,
};
pub use pushdown::PushedDown;
pub use rematch::Matching;
pub use rotation::{Rotated, Rotation};
pub use searches::Preview;
pub use sources::{NewKey, NewSource, Source};
pub use status::{Settings, Status, WatchState};
pub use system::{SystemClock, SystemRandom};
pub use undo::{Step, Undo, UndoToken};
pub use usage::{CallSum, Day, Figures, Lasting, SourceUsage, Spending, Usage};
pub use watch::{Round, SourceProblem};

pub use lapwing_sources::jobs_api::BASE_URL as JOBS_API_ADDRESS;
pub use lapwing_sources::marketplace::{BASE_URL as MARKETPLACE_ADDRESS, Organization};

/// The port of the callback address unless its user chooses another.
pub const CALLBACK_PORT: u16 = lapwing_sources::marketplace::Callback::PORT;

// What the edges need of the crates below, so that they depend on the engine alone.
pub use lapwing_domain as domain;
pub use lapwing_sources::{Dialect, FailureKind, FetchError, Quota, StepName, TestReport, TestStep};
pub use lapwing_store::{
    CallTally, Change, ChangeKind, ClientIdentity, ClientView, Counted, CountedSearch, Counts, Cursor, Errand, FullJob,
    GapId, GapRecord, JobChange, JobSummary, KeyAlarm, KeyPlace, KeyState, Mute, MuteId, NewGap, NewSearch, PageOf,
    Purpose, Retention, SearchName, Service, Snippet, Sort, SourceRecord, StepWhat, StoreError, TimelineEntry,
    TimelineEvent, View, Writer,
};
pub use lapwing_vault::{OsVault, Secret, SessionVault, Vault, VaultError, VaultState};

/// How long closing waits for tasks to end.
const CLOSE_WITHIN: SignedDuration = SignedDuration::from_secs(5);

/// One data directory in use.
#[derive(Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

/// The connections to sources, each with the place its key came from.
type Clients = HashMap<SourceId, (KeyPlace, Arc<dyn JobSource>)>;

struct Inner {
    data_dir: DataDir,
    writer: Writer,
    store: Store,
    ports: Ports,
    connector: Arc<dyn Connector>,
    /// Held while sources are polled: the loop and "check now" take turns.
    round: tokio::sync::Mutex<()>,
    lock: Mutex<Option<lock::WatchLock>>,
    /// Compiled once, and kept up to date from round to round.
    searches: Arc<compiled::ActiveSearches>,
    /// Stored jobs are matched by one task at a time.
    matching_turn: tokio::sync::Mutex<()>,
    matching: Mutex<Option<rematch::Run>>,
    held: Mutex<Option<keys::Held>>,
    session_keys: Mutex<HashMap<SourceId, SecretOf<String>>>,
    clients: Mutex<Clients>,
    /// When a key was last tested that belongs to no source yet: calls the ledger does not know.
    held_tested: Mutex<Option<Timestamp>>,
    /// Sources whose service sends a page that looks like the other dialect's, and was found to speak its own.
    sure_of_dialect: Mutex<HashSet<SourceId>>,
    /// Gaps that were asked for in vain: the service does not look at publish times.
    gaps_left: Mutex<HashSet<GapId>>,
    /// What was read without a filter, judged by the searches.
    samples: Mutex<HashMap<SourceId, streams::Sampled>>,
    problems: Mutex<HashMap<SourceId, status::KnownProblem>>,
    failure: Mutex<Option<String>>,
    elsewhere: Mutex<Option<status::Holder>>,
    pop_ups: Mutex<PopUps>,
    /// Held while it is decided what is shown: two decisions at once would spend one budget twice.
    delivering: tokio::sync::Mutex<()>,
    /// When something that waits can be told.
    next_delivery: Mutex<Option<Timestamp>>,
    /// When it was last looked for searches that fell silent.
    silence_looked: Mutex<Option<Timestamp>>,
    /// Sources of the marketplace API.
    marketplace: marketplace::State,
    /// When the keyring was last asked, and what came of it.
    vault_seen: Mutex<(Option<SignedDuration>, VaultState)>,
    /// How many rounds there were, and what the last one came to.
    rounds: Mutex<(u64, Round)>,
    checking: AtomicBool,
    wake: Notify,
    closing: CancellationToken,
    tasks: TaskTracker,
}

impl Engine {
    /// Opens a data directory, making it where absent. Nothing is polled until [`Engine::start_watching`] or
    /// [`Engine::check_now`].
    pub async fn open(data_dir: &Path, writer: Writer, ports: Ports) -> Result<Self> {
        Self::open_with(data_dir, writer, ports, Arc::new(OverHttp)).await
    }

    /// The same, with services that this leads to.
    pub async fn open_with(
        data_dir: &Path,
        writer: Writer,
        ports: Ports,
        connector: Arc<dyn Connector>,
    ) -> Result<Self> {
        let data_dir = DataDir::open(data_dir)?;
        let path = data_dir.database();
        let store = tokio::task::spawn_blocking(move || Store::open(&path))
            .await
            .map_err(|_| StoreError::Interrupted { operation: "opening the database".to_owned() })??;
        let inner = Inner {
            data_dir,
            writer,
            store,
            ports,
            connector,
            round: tokio::sync::Mutex::default(),
            lock: Mutex::default(),
            searches: Arc::default(),
            matching_turn: tokio::sync::Mutex::default(),
            matching: Mutex::default(),
            held: Mutex::default(),
            session_keys: Mutex::default(),
            clients: Mutex::default(),
            held_tested: Mutex::default(),
            sure_of_dialect: Mutex::default(),
            gaps_left: Mutex::default(),
            samples: Mutex::default(),
            problems: Mutex::default(),
            failure: Mutex::default(),
            elsewhere: Mutex::default(),
            pop_ups: Mutex::default(),
            delivering: tokio::sync::Mutex::default(),
            next_delivery: Mutex::default(),
            silence_looked: Mutex::default(),
            marketplace: marketplace::State::default(),
            vault_seen: Mutex::new((None, VaultState::Available)),
            rounds: Mutex::default(),
            checking: AtomicBool::new(false),
            wake: Notify::new(),
            closing: CancellationToken::new(),
            tasks: TaskTracker::new(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Ends watching, waits for its tasks at most five seconds, and closes the database.
    pub async fn close(&self) {
        self.inner.closing.cancel();
        self.inner.tasks.close();
        tokio::select! {
            () = self.inner.tasks.wait() => {}
            () = self.inner.ports.clock.sleep(CLOSE_WITHIN) => tracing::warn!("a task did not end in time"),
        }
        self.end_content().await;
        self.lock().take();
        let store = self.inner.store.clone();
        if tokio::task::spawn_blocking(move || store.close()).await.is_err() {
            tracing::warn!("the database did not close cleanly");
        }
    }

    /// The data directory.
    pub fn data_dir(&self) -> &DataDir {
        &self.inner.data_dir
    }
}

/// Nothing that is done under these locks can leave their contents half changed, so a panic elsewhere is no reason to
/// refuse them.
pub(crate) fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
