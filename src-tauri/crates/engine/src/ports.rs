//! What the engine needs from the program around it. The shell and the command line implement these.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use lapwing_domain::notify::News;
use lapwing_domain::{Content, JobKey};
use lapwing_sources::jobs_api::JobsApi;
use lapwing_sources::{BaseUrl, Dialect, HttpOptions, JobSource, Outbound};
use lapwing_vault::{Secret, Vault};

use crate::EngineError;

/// Time. The engine never asks the system for it.
#[async_trait]
pub trait Clock: Send + Sync {
    /// The wall clock, UTC.
    fn now(&self) -> Timestamp;
    /// How far the user's own clock is from UTC.
    fn offset(&self) -> Offset {
        Offset::UTC
    }
    /// A clock that only goes forward and stands still while the machine sleeps.
    fn steady(&self) -> SignedDuration;
    /// Returns once [`Clock::steady`] has moved on by `wait`.
    async fn sleep(&self, wait: SignedDuration);
}

/// Chance, for jitter and for naming keyring entries.
pub trait Random: Send + Sync {
    /// A number in 0..1.
    fn fraction(&self) -> f64;
    /// A name nobody can guess or has used before.
    fn account(&self) -> String;
    /// Fills these bytes with what nobody can guess.
    fn fill(&self, bytes: &mut [u8]);
}

/// What a pop-up says, in facts; whoever shows it finds the words. What the user does not want shown is left out.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// One job that fits.
    Job {
        /// Its row, for the click.
        key: JobKey,
        /// Everything known of it, where that may be shown.
        job: Option<Box<Content>>,
        /// The searches it fits, by name; empty where not even that may be shown.
        searches: Vec<String>,
    },
    /// Something happened to a job that its user follows.
    Followed {
        /// Its row, for the click.
        key: JobKey,
        /// The job and what happened, where that may be shown.
        about: Option<(Box<Content>, News)>,
    },
    /// A search that usually yields has yielded nothing for long.
    Silence {
        /// Its name, where that may be shown.
        search: Option<String>,
    },
    /// The time has come that its user set for a job.
    FollowUp {
        /// Its row, for the click.
        key: JobKey,
        /// Everything known of it, where that may be shown and is still here.
        job: Option<Box<Content>>,
    },
    /// Several at once.
    Summary {
        /// Number of jobs.
        jobs: u32,
        /// Number of news of jobs that are followed.
        followed: u32,
        /// Number of searches that fell silent.
        silent: u32,
        /// Number of jobs that their user wanted to be reminded of.
        follow_ups: u32,
        /// The searches they fit, by name; empty where that may not be shown.
        searches: Vec<String>,
        /// Whether all of it was there before watching began.
        baseline: bool,
    },
    /// A source stopped because its key was rejected.
    KeyRejected {
        /// The source's name.
        source: String,
        /// The service's own sentence.
        message: String,
    },
    /// A source stopped: its authorization has ended.
    AccessEnded {
        /// The source's name.
        source: String,
    },
    /// A key has been in use for a quarter.
    KeyDue {
        /// The source's name.
        source: String,
        /// Its key's age.
        days: u32,
    },
    /// Somebody else seems to use a source's key.
    KeyUsedElsewhere {
        /// The source's name.
        source: String,
        /// Calls that were counted and that Lapwing did not make; `None` where only refusals showed it.
        calls: Option<u32>,
    },
    /// The test the user asked for.
    Test,
}

/// Shows pop-ups on the desktop.
#[async_trait]
pub trait Notifier: Send + Sync {
    /// Whether somebody is there to show them: on Linux, whether the bus has or can start a notification server.
    async fn available(&self) -> bool;
    /// Whether the user's session is locked, so that others may see what is shown. `false` where nobody can tell.
    async fn locked(&self) -> bool {
        false
    }
    /// Shows one.
    async fn show(&self, notice: Notice) -> Result<(), String>;
}

/// That something changed: kinds, never rows. One call per transaction.
#[expect(clippy::struct_excessive_bools, reason = "a set of independent kinds")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Changed {
    /// Jobs, their matches or states.
    pub jobs: bool,
    /// Saved searches.
    pub searches: bool,
    /// Sources and their keys.
    pub sources: bool,
    /// What the status line tells.
    pub status: bool,
}

impl Changed {
    /// Everything.
    pub const ALL: Self = Self { jobs: true, searches: true, sources: true, status: true };
    /// Jobs and with them the status line.
    pub const JOBS: Self = Self { jobs: true, searches: true, sources: false, status: true };
    /// Searches.
    pub const SEARCHES: Self = Self { jobs: true, searches: true, sources: false, status: true };
    /// Sources.
    pub const SOURCES: Self = Self { jobs: false, searches: false, sources: true, status: true };
    /// The status line only.
    pub const STATUS: Self = Self { jobs: false, searches: false, sources: false, status: true };
}

/// A match as it is found, for programs that print a stream.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMatch {
    /// Its row.
    pub key: JobKey,
    /// The job.
    pub job: Content,
    /// Name of the source it came from.
    pub source: String,
    /// Names of the searches it newly fits.
    pub searches: Vec<String>,
    /// When it was seen first.
    pub seen_at: Timestamp,
}

/// Hears of changes.
pub trait EventSink: Send + Sync {
    /// After each transaction.
    fn changed(&self, changed: Changed);
    /// After each transaction that recorded matches.
    fn matched(&self, _matches: &[NewMatch]) {}
    /// What would have been a notice of its own, in programs that show none.
    fn told(&self, _notice: &Notice) {}
}

/// Variables of the environment that may hold keys. The program reads them once at its start and, where they are
/// secrets, takes them out of the process's environment.
pub trait Environment: Send + Sync {
    /// The value of a variable.
    fn secret(&self, variable: &str) -> Option<Secret<String>>;
}

/// The sandbox inside the program.
#[async_trait]
pub trait SandboxHost: Send + Sync {
    /// Starts it if it does not run yet; its base address and made-up key.
    async fn endpoint(&self) -> Result<(String, Secret<String>), String>;
}

/// Leads to services. The engine's own speaks HTTP ([`OverHttp`]); a simulation plays the service inside the program.
pub trait Connector: Send + Sync {
    /// A client of the service at `base`. `speaks` is what is remembered of the service; `outbound` hears of every server
    /// before it is contacted.
    fn connect(
        &self,
        base: BaseUrl,
        key: Secret<String>,
        speaks: Option<Dialect>,
        outbound: Arc<dyn Outbound>,
    ) -> Arc<dyn JobSource>;
}

/// Asks the jobs API over the network.
#[derive(Debug, Clone, Copy, Default)]
pub struct OverHttp;

impl Connector for OverHttp {
    fn connect(
        &self,
        base: BaseUrl,
        key: Secret<String>,
        speaks: Option<Dialect>,
        outbound: Arc<dyn Outbound>,
    ) -> Arc<dyn JobSource> {
        let options = HttpOptions { outbound: Some(outbound), ..HttpOptions::default() };
        Arc::new(JobsApi::with_options(base, key, options).speaking(speaks))
    }
}

/// Everything the engine is given.
#[derive(Clone)]
pub struct Ports {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub random: Arc<dyn Random>,
    /// Pop-ups; `None` in programs that show none.
    pub notifier: Option<Arc<dyn Notifier>>,
    /// Changes.
    pub events: Arc<dyn EventSink>,
    /// Keys.
    pub vault: Arc<dyn Vault>,
    /// Keys from the environment.
    pub environment: Arc<dyn Environment>,
    /// The sandbox inside the program.
    pub sandbox: Arc<dyn SandboxHost>,
}

/// The result of anything the engine does.
pub type Result<T, E = EngineError> = std::result::Result<T, E>;
