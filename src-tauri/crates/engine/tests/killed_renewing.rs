//! A program that is killed while it renews its access, again and again: there is always a pair of tokens that works.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use lapwing_engine::domain::SourceId;
use lapwing_engine::{
    CALLBACK_PORT, Changed, Engine, Environment, EventSink, NewMarketplaceSource, Ports, SandboxHost, Secret,
    SystemClock, SystemRandom, Vault, VaultError, VaultState, Writer,
};
use lapwing_sandbox::{Options, Sandbox};
use lapwing_vault::{AccountId, Origin};

const KILLS: u64 = 40;

/// The longest a program lives after the service has renewed its access, in microseconds: it keeps the new pair within a few
/// thousand.
const LONGEST_LIFE: u64 = 15_000;

const FOLDER: &str = "LAPWING_TEST_FOLDER";

/// A keyring that outlives the program: a file for each secret, replaced at once.
struct Drawer(PathBuf);

#[async_trait]
impl Vault for Drawer {
    async fn state(&self) -> VaultState {
        VaultState::Available
    }

    async fn put(&self, account: &AccountId, _: &Origin, secret: Secret<String>) -> Result<(), VaultError> {
        let place = self.0.join(account.as_str());
        fs::write(place.with_extension("new"), secret.expose()).unwrap();
        fs::rename(place.with_extension("new"), place).unwrap();
        Ok(())
    }

    async fn get(&self, account: &AccountId, _: &Origin) -> Result<Option<Secret<String>>, VaultError> {
        Ok(fs::read_to_string(self.0.join(account.as_str())).ok().map(Secret::new))
    }

    async fn remove(&self, account: &AccountId) -> Result<(), VaultError> {
        // One that is not there is gone.
        let _ = fs::remove_file(self.0.join(account.as_str()));
        Ok(())
    }
}

struct Nobody;

impl EventSink for Nobody {
    fn changed(&self, _: Changed) {}
}

impl Environment for Nobody {
    fn secret(&self, _: &str) -> Option<Secret<String>> {
        None
    }
}

#[async_trait]
impl SandboxHost for Nobody {
    async fn endpoint(&self) -> Result<(String, Secret<String>), String> {
        Err("there is none in this test".to_owned())
    }
}

async fn open(folder: &Path) -> Engine {
    fs::create_dir_all(folder.join("drawer")).unwrap();
    let ports = Ports {
        clock: Arc::new(SystemClock::start()),
        random: Arc::new(SystemRandom),
        notifier: None,
        events: Arc::new(Nobody),
        vault: Arc::new(Drawer(folder.join("drawer"))),
        environment: Arc::new(Nobody),
        sandbox: Arc::new(Nobody),
    };
    Engine::open(&folder.join("data"), Writer::Window, ports).await.unwrap()
}

async fn source(engine: &Engine) -> SourceId {
    engine.source_named("official").await.unwrap().record.id
}

/// The program that is killed: asks without end, and says when it has begun. Whoever started it lets its access expire.
#[tokio::test]
#[ignore = "started and killed by the test below"]
async fn victim() {
    let engine = open(&PathBuf::from(std::env::var_os(FOLDER).unwrap())).await;
    let id = source(&engine).await;
    println!("\nbegun");
    loop {
        engine.organizations(id).await.unwrap();
    }
}

/// Starts the victim, whose access has expired, and kills it `life` after the service has renewed that.
fn run_and_kill(folder: &Path, sandbox: &lapwing_sandbox::Control, life: Duration) {
    sandbox.expire_access_tokens();
    let renewed = sandbox.refresh_count();
    let mut victim = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "victim", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(victim.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap() == "begun"), "it asks");
    let patience = Instant::now() + Duration::from_secs(20);
    while sandbox.refresh_count() == renewed {
        assert!(Instant::now() < patience, "it renews its access");
        std::thread::sleep(Duration::from_micros(200));
    }
    // The point of the kill, chosen by the seed; there is nothing to wait for.
    std::thread::sleep(life);
    victim.kill().unwrap();
    let status = victim.wait().unwrap();
    assert!(!status.success(), "it was killed and did not end: {status}");
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_kills_while_renewing_leave_a_pair_that_works_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = Sandbox::start(Options { arrivals_per_hour: 0.0, ..Options::default() }).await.unwrap();
    let engine = open(folder.path()).await;
    engine.hold_key(sandbox.client_secret()).unwrap();
    let new = NewMarketplaceSource {
        name: "official".to_owned(),
        base_url: sandbox.url().to_owned(),
        client_id: sandbox.client_id().to_owned(),
        callback_port: CALLBACK_PORT,
        pkce: true,
        session_only: false,
    };
    let id = engine.add_marketplace_source(new).await.unwrap().record.id;
    let address = engine.begin_authorization_by_hand(id).await.unwrap().address;
    let visited = tokio::task::spawn_blocking(move || {
        let agent: ureq::Agent = ureq::Agent::config_builder().max_redirects(0).build().into();
        let answer = agent.get(format!("{address}&answer=allow")).call().unwrap();
        answer.headers()["location"].to_str().unwrap().to_owned()
    });
    engine.paste_authorization(id, &visited.await.unwrap()).await.unwrap();
    engine.close().await;

    let mut random = fastrand::Rng::with_seed(20_261_123);
    for _ in 0..KILLS {
        let (folder, control) = (folder.path().to_owned(), sandbox.control().clone());
        let life = Duration::from_micros(random.u64(0..LONGEST_LIFE));
        tokio::task::spawn_blocking(move || run_and_kill(&folder, &control, life)).await.unwrap();
    }
    let kept = fs::read_dir(folder.path().join("drawer")).unwrap().count();
    assert!(kept > 2, "some were killed before the old pair was let go: {kept}");
    sandbox.control().expire_access_tokens();
    let engine = open(folder.path()).await;
    assert_eq!(engine.organizations(id).await.unwrap().len(), 2, "the pair that is left works");
    engine.close().await;
}
