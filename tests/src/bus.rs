//! The session bus, and buses of our own on which things can be missing.

use std::future::Future;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

use tempfile::TempDir;
use tokio::runtime::Runtime;
use zbus::Connection;
use zbus::connection::Builder;

/// What the asynchronous parts of the tests run on, so that tests themselves read from top to bottom.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("the runtime starts"));

/// Runs `work` to its end.
pub fn run<F: Future>(work: F) -> F::Output {
    RUNTIME.block_on(work)
}

/// A message bus.
#[derive(Debug)]
pub struct Bus {
    address: String,
    /// Ends with the value, when it is a bus of our own.
    _daemon: Option<Daemon>,
}

impl Bus {
    /// The bus of the session the tests run in.
    pub fn of_the_session() -> Self {
        let address = std::env::var("DBUS_SESSION_BUS_ADDRESS").expect("scripts/session.sh gives a session bus");
        Self { address, _daemon: None }
    }

    /// A bus with nobody on it, that starts nobody either: no keyring, no notifications.
    pub fn empty() -> Self {
        let daemon = Daemon::start();
        Self { address: daemon.address.clone(), _daemon: Some(daemon) }
    }

    /// Where it is, in the form programs take from `DBUS_SESSION_BUS_ADDRESS`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// A connection, after `furnish` has put names and objects on it.
    pub(crate) fn connect(&self, furnish: impl FnOnce(Builder<'_>) -> zbus::Result<Builder<'_>>) -> Connection {
        let connecting = async {
            let builder = Builder::address(self.address.as_str())?;
            furnish(builder)?.build().await
        };
        run(connecting).expect("the bus can be joined")
    }
}

#[derive(Debug)]
struct Daemon {
    process: Child,
    address: String,
    _folder: TempDir,
}

impl Daemon {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the bus");
        let config = folder.path().join("bus.conf");
        // No folder with services is named, so that nobody is started on demand.
        let text = format!(
            "<busconfig><type>session</type><listen>unix:dir={}</listen><policy context=\"default\">\
             <allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/>\
             </policy></busconfig>",
            folder.path().display()
        );
        std::fs::write(&config, text).expect("the bus's configuration can be written");
        let mut process = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--print-address"])
            .stdout(Stdio::piped())
            // It complains of limits that only matter on a bus for everybody.
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon starts");
        let mut address = String::new();
        let said = process.stdout.take().expect("it is piped");
        BufReader::new(said).read_line(&mut address).expect("dbus-daemon says where it is");
        assert!(!address.trim().is_empty(), "dbus-daemon ended instead of saying where it is");
        Self { process, address: address.trim().to_owned(), _folder: folder }
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        // One that has ended by itself needs no ending.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
