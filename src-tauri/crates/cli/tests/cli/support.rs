//! Running the program, and a service for it to ask.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use lapwing_sandbox::{ManualClock, Options, Plan, Sandbox};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The variable that holds the key in these tests.
pub const KEY_VARIABLE: &str = "LAPWING_TEST_KEY";

/// A data directory of its own, and the program that works on it.
pub struct Cli {
    home: TempDir,
    key: String,
    keyring: bool,
}

/// What a run came to.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// Standard output as JSON, line by line.
    pub fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Standard output as one JSON document.
    pub fn document(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The strings under `name` in every line of standard output.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.lines().iter().map(|line| line[name].as_str().unwrap().to_owned()).collect()
    }
}

impl Cli {
    /// With an empty data directory and no keyring.
    pub fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap(), key: String::new(), keyring: false }
    }

    /// With the keyring of the session bus.
    pub fn with_keyring() -> Self {
        Self { keyring: true, ..Self::new() }
    }

    /// With this key in [`KEY_VARIABLE`]; an empty one is none.
    pub fn with_key(self, key: &str) -> Self {
        Self { key: key.to_owned(), ..self }
    }

    /// Watching `sandbox` under the name `main`, for `rust` under the name `Rust`.
    pub fn watching(sandbox: &Sandbox) -> Self {
        let cli = Self::new().with_key(sandbox.key());
        cli.add_source("main", sandbox.url());
        cli.done(&["search", "add", "Rust", "--query", "rust"]);
        cli
    }

    /// Adds a source whose key is in [`KEY_VARIABLE`].
    pub fn add_source(&self, name: &str, url: &str) {
        self.done(&["source", "add", "jobs-api", "--name", name, "--base-url", url, "--key-env", KEY_VARIABLE]);
    }

    /// Where the program keeps its data.
    pub fn data_dir(&self) -> PathBuf {
        self.home.path().join("data")
    }

    /// Runs it.
    pub fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Run {
        self.run_on("", arguments)
    }

    /// Runs it, which must end well.
    #[track_caller]
    pub fn done<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.status, 0, "{run:?}");
        run
    }

    /// Runs it with this on its standard input.
    pub fn run_on<S: AsRef<OsStr>>(&self, input: &str, arguments: &[S]) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not read its input may have ended by now.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Starts it and lets it run.
    pub fn start<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Running {
        let mut command = self.command(arguments);
        let mut process = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap());
        Running { process, lines }
    }

    /// The program with these arguments, not started yet.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lapwing-cli"));
        command.arg("--data-dir").arg(self.data_dir()).args(arguments);
        command.env("HOME", self.home.path()).env_remove(KEY_VARIABLE);
        if !self.key.is_empty() {
            command.env(KEY_VARIABLE, &self.key);
        }
        if !self.keyring {
            command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all");
        }
        command
    }
}

/// A program that runs until it is told to end; it ends with the value.
pub struct Running {
    process: Child,
    lines: BufReader<ChildStdout>,
}

impl Running {
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// The next line it prints, as JSON.
    pub fn line(&mut self) -> Value {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:?}"))
    }

    /// Ends it at once, and gives back what it has written to standard error.
    pub fn complaints(mut self) -> String {
        self.process.kill().unwrap();
        let mut text = String::new();
        self.process.stderr.take().unwrap().read_to_string(&mut text).unwrap();
        text
    }

    /// Asks it to end, as a service manager does, and gives back its status.
    #[cfg(unix)]
    pub fn terminate(mut self) -> i32 {
        let told = Command::new("kill").arg(self.id().to_string()).status().unwrap();
        assert!(told.success());
        self.process.wait().unwrap().code().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended by itself needs no ending.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A market that stands still and has `titles`, newest last, published a minute apart until now. Each has a key of its
/// own: tests share one keyring and look for their keys in it.
pub async fn market(titles: &[&str]) -> Sandbox {
    static SEED: AtomicU64 = AtomicU64::new(1);
    let seed = SEED.fetch_add(1, Ordering::Relaxed);
    let now = Timestamp::now();
    let options = Options { seed, arrivals_per_hour: 0.0, plan: Plan::Unlimited, ..Options::default() };
    let sandbox = Sandbox::start_at(options, Arc::new(ManualClock::new(now))).await.unwrap();
    for (age, title) in (0_i64..).zip(titles.iter().rev()) {
        let posted = Timestamp::from_second(now.as_second() - 60 * age).unwrap();
        sandbox.control().publish(json!({ "title": title, "posted_on": posted.to_string() })).unwrap();
    }
    sandbox
}

/// A file of the shared test data, where there is one; says so where there is none.
pub fn data(name: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data");
    let path = std::env::var_os("LAPWING_DATA").map_or(beside, PathBuf::from).join(name);
    if !path.is_file() {
        eprintln!("skipped: {} is absent; set LAPWING_DATA to the folder with real postings", path.display());
        return None;
    }
    Some(path)
}
