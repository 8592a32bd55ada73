//! A program that is killed in the middle of its polls, two hundred times: no job is lost or doubled, no call forgotten, and
//! nobody is told twice.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use lapwing_engine::domain::notify::Digest;
use lapwing_engine::domain::search::{Notify, Priority, Scope};
use lapwing_engine::domain::watch::Plan;
use lapwing_engine::{
    Changed, Engine, Environment, EventSink, NewKey, NewSearch, NewSource, Notice, Notifier, Ports, SandboxHost,
    Secret, SessionVault, Sort, SystemClock, SystemRandom, View, Writer,
};
use lapwing_sandbox::{Options, Sandbox};
use serde_json::json;

const KILLS: u64 = 200;

/// The longest a program lives after it has begun to poll; a poll takes a few milliseconds.
const LONGEST_LIFE: u64 = 60;

const FOLDER: &str = "LAPWING_TEST_FOLDER";
const KEY: &str = "LAPWING_TEST_KEY";

/// Shows pop-ups by writing a line each into a file, which survives the program.
struct Slate(PathBuf);

#[async_trait]
impl Notifier for Slate {
    async fn available(&self) -> bool {
        true
    }

    async fn show(&self, notice: Notice) -> Result<(), String> {
        let line = match notice {
            Notice::Job { key, .. } => format!("job {}\n", key.0),
            Notice::Summary { jobs, .. } => format!("summary {jobs}\n"),
            other => format!("other {other:?}\n"),
        };
        let mut file = File::options().create(true).append(true).open(&self.0).unwrap();
        file.write_all(line.as_bytes()).unwrap();
        Ok(())
    }
}

struct Nobody;

impl EventSink for Nobody {
    fn changed(&self, _: Changed) {}
}

impl Environment for Nobody {
    fn secret(&self, variable: &str) -> Option<Secret<String>> {
        std::env::var(variable).ok().map(Secret::new)
    }
}

#[async_trait]
impl SandboxHost for Nobody {
    async fn endpoint(&self) -> Result<(String, Secret<String>), String> {
        Err("there is none in this test".to_owned())
    }
}

/// Gives the key to the program that is not killed.
struct Given(String);

impl Environment for Given {
    fn secret(&self, _: &str) -> Option<Secret<String>> {
        Some(Secret::new(self.0.clone()))
    }
}

async fn open(folder: &Path, environment: Arc<dyn Environment>) -> Engine {
    let ports = Ports {
        clock: Arc::new(SystemClock::start()),
        random: Arc::new(SystemRandom),
        notifier: Some(Arc::new(Slate(folder.join("slate")))),
        events: Arc::new(Nobody),
        vault: Arc::new(SessionVault::new()),
        environment,
        sandbox: Arc::new(Nobody),
    };
    Engine::open(&folder.join("data"), Writer::Window, ports).await.unwrap()
}

/// The program that is killed: polls without end, and says when it has begun.
#[tokio::test]
#[ignore = "started and killed by the test below"]
async fn victim() {
    let folder = PathBuf::from(std::env::var_os(FOLDER).unwrap());
    let engine = open(&folder, Arc::new(Nobody)).await;
    println!("\nbegun");
    loop {
        engine.check_now().await.unwrap();
    }
}

/// Starts the victim and kills it `life` after it has begun.
fn run_and_kill(folder: &Path, key: &str, life: Duration) {
    let mut victim = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "victim", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .env(KEY, key)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(victim.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap() == "begun"), "it polls");
    // The point of the kill, chosen by the seed; there is nothing to wait for.
    std::thread::sleep(life);
    victim.kill().unwrap();
    let status = victim.wait().unwrap();
    assert!(!status.success(), "it was killed and did not end: {status}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_kills_lose_double_and_repeat_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { arrivals_per_hour: 0.0, plan: lapwing_sandbox::Plan::Unlimited, ..Options::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    let key = sandbox.key().to_owned();
    let environment = Arc::new(Given(key.clone()));
    let engine = open(folder.path(), environment.clone()).await;
    let source = NewSource {
        name: "market".to_owned(),
        base_url: sandbox.url().to_owned(),
        plan: Some(Plan::Business),
        calls_used: 0,
        environment: None,
        key: NewKey::Environment { variable: KEY.to_owned() },
    };
    engine.add_source(source).await.unwrap();
    let search = NewSearch {
        name: "Rust".to_owned(),
        query: "rust".to_owned(),
        scope: Scope::All,
        notify: Notify::Instant,
        digest: Digest::default(),
        breaks_quiet: false,
        background: false,
        priority: Priority::Normal,
    };
    engine.add_search(search).await.unwrap();
    engine.check_now().await.unwrap();
    engine.close().await;

    let mut random = fastrand::Rng::with_seed(20_261_123);
    let mut published = BTreeSet::new();
    for round in 0..KILLS {
        for number in 0..random.usize(1..=2) {
            let job = json!({ "title": format!("Rust parser {round}-{number}"), "description": "As the title says." });
            published.insert(sandbox.control().publish(job).unwrap());
        }
        let (folder, key) = (folder.path().to_owned(), key.clone());
        let life = Duration::from_micros(random.u64(0..LONGEST_LIFE * 1_000));
        tokio::task::spawn_blocking(move || run_and_kill(&folder, &key, life)).await.unwrap();
    }

    let engine = open(folder.path(), environment).await;
    let round = engine.check_now().await.unwrap();
    assert!(round.problems.is_empty(), "{:?}", round.problems);
    assert_eq!(stored(&engine).await, published, "every job is there, once");
    let used = engine.usage(None).await.unwrap().totals.calls_this_month;
    let counted = sandbox.control().calls_this_month(&key);
    assert!(u64::from(used) >= counted, "the ledger holds {used} calls, the service counted {counted}");
    assert!(counted > KILLS, "most programs lived to make a call: {counted}");
    engine.close().await;
    check_slate(&folder.path().join("slate"), published.len());
}

/// The ids of all stored jobs; a job that is there twice fails the test.
async fn stored(engine: &Engine) -> BTreeSet<String> {
    let (mut ids, mut after) = (BTreeSet::new(), None);
    loop {
        let page = engine.jobs(View::All, "", Sort::Newest, after, 100).await.unwrap();
        for job in page.rows {
            assert!(ids.insert(job.job.id().0.clone()), "{} is there twice", job.job.id());
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return ids,
        }
    }
}

/// Nobody was told of a job twice: neither by name, nor by a summary that counts it again.
fn check_slate(slate: &Path, matches: usize) {
    let lines = fs::read_to_string(slate).unwrap();
    let (mut told, mut named) = (0, BTreeSet::new());
    for line in lines.lines() {
        match line.split_once(' ').unwrap() {
            ("job", key) => {
                assert!(named.insert(key.to_owned()), "job {key} was told twice");
                told += 1;
            }
            ("summary", jobs) => told += jobs.parse::<usize>().unwrap(),
            _ => panic!("{line}"),
        }
    }
    assert!(told <= matches, "{told} jobs were told of {matches}");
    // How many more were is a matter of the budget of an hour, and of where the kills fell.
    assert!(told > 0, "somebody was told of something");
}
