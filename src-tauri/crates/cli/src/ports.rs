//! What the engine is given here: the system's clock, the keyring, the environment, no pop-ups.

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use lapwing_engine::{
    DataDir, Engine, Environment, EventSink, OsVault, Ports, SandboxHost, Secret, SystemClock, SystemRandom, Writer,
};
use lapwing_sandbox::{Options, Sandbox};
use tokio::sync::Mutex;

use crate::status::Failure;

/// Opens the data directory with everything the command line has to offer.
pub async fn open(data_dir: Option<PathBuf>, events: Arc<dyn EventSink>) -> Result<Engine, Failure> {
    Ok(Engine::open(&self::data_dir(data_dir)?, Writer::Cli, ports(events)).await?)
}

/// The data directory that was named, or the window's own.
pub fn data_dir(named: Option<PathBuf>) -> Result<PathBuf, Failure> {
    let path = named.or_else(DataDir::default_path);
    path.ok_or_else(|| Failure::usage("There is no home directory to keep data in. Name one with --data-dir."))
}

/// Everything the command line has to offer.
pub fn ports(events: Arc<dyn EventSink>) -> Ports {
    Ports {
        clock: Arc::new(SystemClock::start()),
        random: Arc::new(SystemRandom),
        notifier: None,
        events,
        vault: Arc::new(OsVault::new()),
        environment: Arc::new(Variables),
        sandbox: Arc::new(InProcess::default()),
    }
}

/// For commands that nobody listens to.
pub struct Deaf;

impl EventSink for Deaf {
    fn changed(&self, _: lapwing_engine::Changed) {}
}

struct Variables;

impl Environment for Variables {
    fn secret(&self, variable: &str) -> Option<Secret<String>> {
        std::env::var(variable).ok().filter(|value| !value.is_empty()).map(Secret::new)
    }
}

/// The sandbox inside this process, for a data directory whose window watches one.
#[derive(Default)]
struct InProcess(Mutex<Option<Sandbox>>);

#[async_trait]
impl SandboxHost for InProcess {
    async fn endpoint(&self) -> Result<(String, Secret<String>), String> {
        let mut running = self.0.lock().await;
        let sandbox = match running.take() {
            Some(sandbox) => sandbox,
            None => Sandbox::start(Options::lively()).await.map_err(|problem| problem.to_string())?,
        };
        let endpoint = (sandbox.url().to_owned(), Secret::new(sandbox.key().to_owned()));
        *running = Some(sandbox);
        Ok(endpoint)
    }
}
