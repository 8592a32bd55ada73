//! One run: the real engine on a database in a temporary folder, under the jumping clock.

use std::error::Error;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;
use lapwing_engine::domain::notify::Digest;
use lapwing_engine::domain::plan::Reason;
use lapwing_engine::domain::search::{Notify, Priority, Scope};
use lapwing_engine::{
    Changed, Engine, Environment, EventSink, GapRecord, NewKey, NewMatch, NewSearch, NewSource, Notice, Notifier,
    Ports, Random, SandboxHost, Secret, SessionVault, Writer,
};
use lapwing_reference::watching::{Span, Telling};
use tokio::sync::mpsc::UnboundedReceiver;

use crate::clock::JumpingClock;
use crate::market::Market;
use crate::scenario::Scenario;
use crate::searches::Searches;
use crate::service::{Call, Service, ToService};

/// How often the plan is looked at, in seconds.
const LOOKED_AT_EVERY: i64 = 6 * 3_600;

/// The engine's loop looks so often, in seconds: it never waits for less.
const LOOP_RESTS: i64 = 2;

/// Looks of the loop in a row that may leave something undone that is due.
const MOST_IDLE: u32 = 1_000;

/// What a run left behind.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was told, repetitions included.
    pub tellings: Vec<Telling>,
    /// Pop-ups of single jobs, by the job's number, repetitions included.
    pub popped_up: Vec<String>,
    /// Every call the service counted.
    pub calls: Vec<Call>,
    /// Stretches that were not read.
    pub gaps: Vec<GapRecord>,
    /// At each look at the plan, whether it warned that not everything can be read.
    pub warned: Vec<bool>,
}

/// Hears what is told.
struct Ear {
    clock: Arc<JumpingClock>,
    told: Mutex<Outcome>,
}

impl Ear {
    fn outcome(&self) -> std::sync::MutexGuard<'_, Outcome> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl EventSink for Ear {
    fn changed(&self, _: Changed) {}

    fn matched(&self, matches: &[NewMatch]) {
        let at = self.clock.second();
        for found in matches {
            let numbers = (found.job.id().0.parse().ok(), found.searches.iter().filter_map(|name| name.parse().ok()));
            let (Some(arrival), searches) = numbers else { continue };
            self.outcome().tellings.extend(searches.map(|search| Telling { arrival, search, at }));
        }
    }
}

#[async_trait]
impl Notifier for Ear {
    async fn available(&self) -> bool {
        true
    }

    async fn show(&self, notice: Notice) -> Result<(), String> {
        if let Notice::Job { job: Some(job), .. } = notice {
            self.outcome().popped_up.push(job.id().0.clone());
        }
        Ok(())
    }
}

/// Chance that always falls in the middle: a run is the same each time.
struct Middle;

impl Random for Middle {
    fn fraction(&self) -> f64 {
        0.5
    }

    fn account(&self) -> String {
        "the-only-one".to_owned()
    }

    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

struct Nothing;

impl Environment for Nothing {
    fn secret(&self, _: &str) -> Option<Secret<String>> {
        None
    }
}

#[async_trait]
impl SandboxHost for Nothing {
    async fn endpoint(&self) -> Result<(String, Secret<String>), String> {
        Err("a simulation has no sandbox".to_owned())
    }
}

/// Lets the engine watch a market for the scenario's time.
pub async fn run(
    scenario: &Scenario,
    market: &Arc<Market>,
    searches: &Searches,
) -> Result<(Outcome, Arc<Service>), Box<dyn Error>> {
    let spans = scenario.spans();
    let (clock, mut rests) = JumpingClock::new(spans.first().map_or(scenario.start, |span| span.from));
    let clock = Arc::new(clock);
    let service = Arc::new(Service::new(Arc::clone(market), Arc::clone(&clock), scenario.dialect, scenario.outage()));
    let ear = Arc::new(Ear { clock: Arc::clone(&clock), told: Mutex::default() });
    let dir = tempfile::tempdir()?;
    let vault = Arc::new(SessionVault::new());
    let ports = || Ports {
        clock: Arc::clone(&clock) as _,
        random: Arc::new(Middle),
        notifier: Some(Arc::clone(&ear) as _),
        events: Arc::clone(&ear) as _,
        vault: Arc::clone(&vault) as _,
        environment: Arc::new(Nothing),
        sandbox: Arc::new(Nothing),
    };
    let mut engine = open(dir.path(), ports(), &service).await?;
    furnish(&engine, scenario, searches).await?;
    engine.start_watching();
    for (number, span) in spans.iter().enumerate() {
        if number > 0 {
            clock.sleep_through(span.from - clock.second());
            // In one night the machine sleeps, in the next it is switched off.
            if number % 2 == 0 {
                engine.close().await;
                while rests.try_recv().is_ok() {}
                engine = open(dir.path(), ports(), &service).await?;
                engine.start_watching();
            } else {
                clock.advance(LOOP_RESTS);
            }
        }
        watch(&engine, &clock, &mut rests, *span, &ear).await?;
    }
    let gaps = engine.open_gaps().await?;
    engine.close().await;
    let told = std::mem::take(&mut *ear.outcome());
    Ok((Outcome { calls: service.calls(), gaps, ..told }, service))
}

async fn open(dir: &Path, ports: Ports, service: &Arc<Service>) -> Result<Engine, Box<dyn Error>> {
    let connector = Arc::new(ToService(Arc::clone(service)));
    Ok(Engine::open_with(dir, Writer::Window, ports, connector).await?)
}

/// Adds the source and the searches.
async fn furnish(engine: &Engine, scenario: &Scenario, searches: &Searches) -> Result<(), Box<dyn Error>> {
    engine.hold_key("a-key-that-nobody-ever-looks-at")?;
    let source = NewSource {
        name: "simulated".to_owned(),
        base_url: "http://127.0.0.1:9".to_owned(),
        plan: Some(scenario.plan),
        calls_used: scenario.calls_used,
        environment: None,
        key: NewKey::Held { session_only: false },
    };
    engine.add_source(source).await?;
    for (number, query) in searches.texts.iter().enumerate() {
        let new = NewSearch {
            name: number.to_string(),
            query: query.clone(),
            scope: Scope::All,
            notify: Notify::Instant,
            digest: Digest::default(),
            breaks_quiet: false,
            background: false,
            priority: Priority::Normal,
        };
        engine.add_search(new).await?;
    }
    Ok(())
}

/// Jumps from rest to rest until the span is over. The engine's own loop decides everything.
async fn watch(
    engine: &Engine,
    clock: &JumpingClock,
    rests: &mut UnboundedReceiver<i64>,
    span: Span,
    ear: &Ear,
) -> Result<(), Box<dyn Error>> {
    let (mut next_look, mut idle) = (span.from, 0);
    loop {
        while let Some(until) = rests.recv().await
            && !clock.is_ahead(until)
        {}
        let now = clock.second();
        if now >= span.to {
            return Ok(());
        }
        if now >= next_look {
            next_look = now + LOOKED_AT_EVERY;
            let plan = engine.plan().await?;
            let warns = |reason: &Reason| matches!(reason, Reason::TooMuch { .. });
            ear.outcome().warned.push(plan.iter().flat_map(|source| &source.reasons).any(warns));
        }
        let status = engine.status().await?;
        let due = status.next_check.map_or(span.to, Timestamp::as_second);
        idle = if due > now { 0 } else { idle + 1 };
        if idle > MOST_IDLE {
            return Err(format!("due since {due}, it is {now}, and nothing happens: {status:?}").into());
        }
        clock.advance((due.min(span.to) - now).max(LOOP_RESTS));
    }
}
