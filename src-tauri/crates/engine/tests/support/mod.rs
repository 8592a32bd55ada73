//! A data directory, a sandbox and an engine under one clock that moves only when told to.

#![allow(dead_code, reason = "each test file uses its own part")]

mod clock;
pub mod keyring;

use std::path::Path;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use lapwing_engine::domain::notify::{Digest, News};
use lapwing_engine::domain::search::{Notify, Priority, Scope};
use lapwing_engine::domain::watch::Plan;
use lapwing_engine::domain::{Content, SavedSearch, SourceId};
use lapwing_engine::{
    Changed, Connector, Engine, Environment, EventSink, NewKey, NewSearch, NewSource, Notice, Notifier, Ports, Random,
    SandboxHost, Secret, Writer,
};
use lapwing_sandbox::{Dialect, Options, Sandbox};
use serde_json::{Value, json};

use clock::TestClock;
use keyring::Keyring;

pub const START: &str = "2026-11-16T10:00:00Z";

/// Remembers what was shown, and can be absent or broken.
#[derive(Default)]
pub struct Desk {
    pub shown: Mutex<Vec<Notice>>,
    pub absent: Mutex<bool>,
    pub broken: Mutex<bool>,
    pub locked: Mutex<bool>,
}

impl Desk {
    pub fn take(&self) -> Vec<Notice> {
        std::mem::take(&mut *self.shown.lock().unwrap())
    }

    pub fn set_absent(&self, absent: bool) {
        *self.absent.lock().unwrap() = absent;
    }

    pub fn set_locked(&self, locked: bool) {
        *self.locked.lock().unwrap() = locked;
    }

    pub fn set_broken(&self, broken: bool) {
        *self.broken.lock().unwrap() = broken;
    }
}

#[async_trait]
impl Notifier for Desk {
    async fn available(&self) -> bool {
        !*self.absent.lock().unwrap()
    }

    async fn locked(&self) -> bool {
        *self.locked.lock().unwrap()
    }

    async fn show(&self, notice: Notice) -> Result<(), String> {
        if *self.broken.lock().unwrap() {
            return Err("the desk is broken".to_owned());
        }
        self.shown.lock().unwrap().push(notice);
        Ok(())
    }
}

#[derive(Default)]
struct Quiet;

impl EventSink for Quiet {
    fn changed(&self, _: Changed) {}
}

struct Half;

impl Random for Half {
    fn fraction(&self) -> f64 {
        0.5
    }

    fn account(&self) -> String {
        static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        format!("account-{}", NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
    }

    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = fastrand::u8(..);
        }
    }
}

struct NoVariables;

impl Environment for NoVariables {
    fn secret(&self, _: &str) -> Option<Secret<String>> {
        None
    }
}

struct NoSandbox;

#[async_trait]
impl SandboxHost for NoSandbox {
    async fn endpoint(&self) -> Result<(String, Secret<String>), String> {
        Err("there is none in this test".to_owned())
    }
}

/// Everything a test needs.
pub struct Bench {
    pub dir: tempfile::TempDir,
    pub clock: Arc<TestClock>,
    pub desk: Arc<Desk>,
    pub vault: Arc<Keyring>,
    pub sandbox: Sandbox,
    pub engine: Engine,
}

impl Bench {
    /// A silent market, and an engine that knows no source.
    pub async fn bare() -> Self {
        Self::with(Options { arrivals_per_hour: 0.0, ..Options::default() }).await
    }

    /// A market in which more is posted than a starter key can read.
    pub async fn in_a_crowded_market() -> Self {
        let bench = Self::with(Options { arrivals_per_hour: 1_000.0, ..Options::default() }).await;
        bench.add_source("market", Plan::Starter).await;
        bench
    }

    /// The market inside the application as its source.
    pub async fn in_a_lively_market() -> Self {
        let bench = Self::with(Options::lively()).await;
        bench.add_source("market", Plan::Business).await;
        bench
    }

    /// The same market without headers that say how many calls are left.
    pub async fn without_rate_headers() -> Self {
        Self::with(Options { arrivals_per_hour: 0.0, rate_headers: false, ..Options::default() }).await
    }

    /// A sandbox set up like this, and an engine that knows no source.
    pub async fn with(options: Options) -> Self {
        let clock = Arc::new(TestClock::new());
        let sandbox = Sandbox::start_at(options, Arc::clone(&clock.wall) as _).await.unwrap();
        let dir = tempfile::tempdir().unwrap();
        let (desk, vault) = (Arc::new(Desk::default()), Arc::new(Keyring::default()));
        let engine = open(dir.path(), &clock, &desk, &vault, Writer::Window).await;
        Self { dir, clock, desk, vault, sandbox, engine }
    }

    /// The same with the sandbox as its source, on this plan.
    pub async fn on(plan: Plan) -> Self {
        let bench = Self::bare().await;
        bench.add_source("market", plan).await;
        bench
    }

    /// The same on a plan that allows a check every minute or two.
    pub async fn new() -> Self {
        Self::on(Plan::Professional).await
    }

    /// A silent market as its source, which speaks this dialect.
    pub async fn speaking(dialect: Dialect, plan: Plan) -> Self {
        let bench = Self::on(plan).await;
        bench.sandbox.control().set_dialect(dialect);
        bench
    }

    pub async fn add_source(&self, name: &str, plan: Plan) -> SourceId {
        self.engine.hold_key(self.sandbox.key()).unwrap();
        self.add_held_source(name, plan).await
    }

    /// Adds the sandbox with the key that is held.
    pub async fn add_held_source(&self, name: &str, plan: Plan) -> SourceId {
        self.add_held_source_having_used(name, plan, 0).await
    }

    pub async fn add_held_source_having_used(&self, name: &str, plan: Plan, calls_used: u32) -> SourceId {
        self.add_held_source_labelled(name, plan, calls_used, None).await
    }

    pub async fn add_held_source_labelled(
        &self,
        name: &str,
        plan: Plan,
        calls_used: u32,
        environment: Option<&str>,
    ) -> SourceId {
        self.sandbox.control().set_plan(match plan {
            Plan::Starter => lapwing_sandbox::Plan::Starter,
            Plan::Professional => lapwing_sandbox::Plan::Professional,
            Plan::Business => lapwing_sandbox::Plan::Business,
        });
        let source = NewSource {
            name: name.to_owned(),
            base_url: self.sandbox.url().to_owned(),
            plan: Some(plan),
            calls_used,
            environment: environment.map(str::to_owned),
            key: NewKey::Held { session_only: false },
        };
        self.engine.add_source(source).await.unwrap().record.id
    }

    pub async fn search(&self, name: &str, query: &str) -> SavedSearch {
        self.search_told(name, query, Notify::Instant).await
    }

    pub async fn search_told(&self, name: &str, query: &str, notify: Notify) -> SavedSearch {
        self.add_search(name, query, Scope::All, notify).await
    }

    /// Of these sources only.
    pub async fn search_of(&self, name: &str, query: &str, scope: Scope) -> SavedSearch {
        self.add_search(name, query, scope, Notify::Instant).await
    }

    async fn add_search(&self, name: &str, query: &str, scope: Scope, notify: Notify) -> SavedSearch {
        let (name, query) = (name.to_owned(), query.to_owned());
        let (digest, breaks_quiet, background, priority) = (Digest::default(), false, false, Priority::Normal);
        let new = NewSearch { name, query, scope, notify, digest, breaks_quiet, background, priority };
        self.engine.add_search(new).await.unwrap()
    }

    /// Publishes a job now and answers its id.
    pub fn publish(&self, title: &str) -> String {
        self.publish_job(json!({ "title": title, "description": "As the title says." }))
    }

    pub fn publish_job(&self, job: Value) -> String {
        self.sandbox.control().publish(job).unwrap()
    }

    /// The first round over, with nothing in it that fits `rust`.
    pub async fn watching_for_rust() -> Self {
        let bench = Self::new().await;
        bench.search("Rust", "rust").await;
        bench.engine.check_now().await.unwrap();
        bench.desk.take();
        bench.clock.minutes(2);
        bench
    }

    pub fn calls(&self) -> u64 {
        self.sandbox.control().call_count()
    }

    /// Another program on the same data directory.
    pub async fn another(&self, writer: Writer) -> Engine {
        open(self.dir.path(), &self.clock, &self.desk, &self.vault, writer).await
    }

    /// The program ends and is started again, with services that this leads to.
    pub async fn restart_with(&mut self, connector: Arc<dyn Connector>) {
        self.engine.close().await;
        let ports = ports(&self.clock, &self.desk, &self.vault, Writer::Window);
        self.engine = Engine::open_with(self.dir.path(), Writer::Window, ports, connector).await.unwrap();
    }

    /// The program ends and is started again.
    pub async fn restart(&mut self) {
        self.engine.close().await;
        self.engine = self.another(Writer::Window).await;
    }
}

async fn open(dir: &Path, clock: &Arc<TestClock>, desk: &Arc<Desk>, vault: &Arc<Keyring>, writer: Writer) -> Engine {
    Engine::open(dir, writer, ports(clock, desk, vault, writer)).await.unwrap()
}

fn ports(clock: &Arc<TestClock>, desk: &Arc<Desk>, vault: &Arc<Keyring>, writer: Writer) -> Ports {
    Ports {
        clock: Arc::clone(clock) as _,
        random: Arc::new(Half),
        notifier: (writer == Writer::Window).then(|| Arc::clone(desk) as _),
        events: Arc::new(Quiet),
        vault: Arc::clone(vault) as _,
        environment: Arc::new(NoVariables),
        sandbox: Arc::new(NoSandbox),
    }
}

#[expect(clippy::disallowed_methods, reason = "a test looks at what its user would see")]
fn title(job: &Content) -> String {
    job.show().title.clone()
}

/// The titles of jobs told one by one; summaries as `N jobs`, with `at first` for a baseline.
pub fn told(notices: &[Notice]) -> Vec<String> {
    let tell = |notice: &Notice| match notice {
        Notice::Job { job: Some(job), .. } => title(job),
        Notice::Job { job: None, searches, .. } => format!("a job of {searches:?}"),
        Notice::Followed { about: Some((job, News::Price { now })), .. } => format!("{} now {now}", title(job)),
        Notice::Followed { about: Some((job, news)), .. } => format!("{} {}", title(job), news.text()),
        Notice::Followed { about: None, .. } => "news of a followed job".to_owned(),
        Notice::Silence { search } => format!("silence of {}", search.as_deref().unwrap_or("a search")),
        Notice::FollowUp { job: Some(job), .. } => format!("reminder of {}", title(job)),
        Notice::FollowUp { job: None, .. } => "reminder of a job".to_owned(),
        Notice::Summary { jobs, baseline: true, .. } => format!("{jobs} jobs at first"),
        Notice::Summary { jobs, .. } => format!("{jobs} jobs"),
        Notice::KeyRejected { source, .. } => format!("key of {source} rejected"),
        Notice::AccessEnded { source } => format!("access of {source} ended"),
        Notice::KeyDue { source, days } => format!("key of {source} due after {days} days"),
        Notice::KeyUsedElsewhere { source, calls: Some(calls) } => format!("{calls} calls by others at {source}"),
        Notice::KeyUsedElsewhere { source, calls: None } => format!("{source} refuses calls though few were made"),
        Notice::Test => "test".to_owned(),
    };
    notices.iter().map(tell).collect()
}
