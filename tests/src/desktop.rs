//! A desktop of its own for one test: an empty profile, a bus, a tray, a theme, and somebody who shows notifications.

use std::ffi::OsStr;
use std::fs;
use std::iter;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;

use crate::browser::Browser;
use crate::bus::Bus;
use crate::notifications::{Markup, Notifications};
use crate::portal::Portal;
use crate::tray::Tray;
use crate::x11;

/// There is one display, so tests take turns.
static TURN: Mutex<()> = Mutex::new(());

/// Folders a profile has, below its root, and the variables that name them.
const PROFILE: [(&str, &str); 5] = [
    ("HOME", "home"),
    ("XDG_CONFIG_HOME", "home/.config"),
    ("XDG_DATA_HOME", "home/.local/share"),
    ("XDG_STATE_HOME", "home/.local/state"),
    ("XDG_CACHE_HOME", "home/.cache"),
];

/// The desktop, for as long as the value lives.
#[derive(Debug)]
pub struct Desktop {
    /// The tray.
    pub tray: Tray,
    /// Light or dark.
    pub portal: Portal,
    notifications: Option<Notifications>,
    bus: Bus,
    profile: TempDir,
    _turn: MutexGuard<'static, ()>,
}

impl Desktop {
    /// A desktop with everything: the session's keyring, and notifications that render markup.
    pub fn new() -> Self {
        Self::with(Bus::of_the_session, Some(Markup::Rendered))
    }

    /// A desktop without a keyring.
    pub fn without_keyring() -> Self {
        Self::with(Bus::empty, Some(Markup::Shown))
    }

    /// A desktop without a keyring and without anybody who shows notifications.
    pub fn without_services() -> Self {
        Self::with(Bus::empty, None)
    }

    fn with(bus: impl FnOnce() -> Bus, markup: Option<Markup>) -> Self {
        // A test that failed during its turn says nothing about the next.
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(
            std::env::var_os("LAPWING_SESSION").is_some(),
            "these tests need a desktop session of their own: run scripts/session.sh cargo test -p lapwing-e2e"
        );
        x11::put_mouse_away();
        let bus = bus();
        let profile = tempfile::Builder::new().prefix("lapwing-profile").tempdir().expect("a profile can be made");
        for (_, folder) in PROFILE {
            fs::create_dir_all(profile.path().join(folder)).expect("a profile can be furnished");
        }
        let notifications = markup.map(|markup| Notifications::serve(&bus, markup));
        Self { tray: Tray::serve(&bus), portal: Portal::serve(&bus), notifications, bus, profile, _turn: turn }
    }

    /// Where everything lies that programs write on this desktop.
    pub fn profile(&self) -> &Path {
        self.profile.path()
    }

    /// Where Lapwing keeps its data.
    pub fn data_dir(&self) -> PathBuf {
        self.profile().join("home/.local/share/lapwing")
    }

    /// The bus.
    pub fn bus(&self) -> &Bus {
        &self.bus
    }

    /// What was shown to the user.
    ///
    /// # Panics
    /// On a desktop without anybody who shows notifications.
    pub fn notifications(&self) -> &Notifications {
        self.notifications.as_ref().expect("this desktop shows notifications")
    }

    /// Takes every browser away: what looks for one finds none, in its own time.
    #[must_use]
    pub fn without_browser(self) -> Self {
        const LAUNCHERS: [&str; 6] = ["xdg-open", "gio", "gnome-open", "kde-open6", "kde-open5", "kde-open"];
        for launcher in LAUNCHERS {
            self.launch_with(launcher, "#!/bin/sh\nsleep 0.6\nexit 3\n");
        }
        self
    }

    /// A browser that remembers what it is asked to open.
    ///
    /// # Panics
    /// When the profile cannot be written.
    pub fn browser(&self) -> Browser {
        let opened = self.profile().join("opened");
        self.launch_with("xdg-open", &Browser::launcher(&opened));
        Browser::new(opened)
    }

    /// Makes `launcher` of this desktop do this.
    fn launch_with(&self, launcher: &str, script: &str) {
        fs::create_dir_all(self.programs()).expect("a profile can be furnished");
        let path = self.programs().join(launcher);
        fs::write(&path, script).expect("the profile can be written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a script can be made to run");
    }

    /// Programs of this desktop that are found before those of the computer.
    fn programs(&self) -> PathBuf {
        self.profile().join("bin")
    }

    /// A program to be started on this desktop.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        for (variable, folder) in PROFILE {
            command.env(variable, self.profile().join(folder));
        }
        let usual = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths(iter::once(self.programs()).chain(std::env::split_paths(&usual)));
        command.env("PATH", path.expect("folders of a path can be joined"));
        command.env("DBUS_SESSION_BUS_ADDRESS", self.bus.address()).env_remove("UPWORK_API_KEY");
        command
    }
}

impl Default for Desktop {
    fn default() -> Self {
        Self::new()
    }
}

/// A program of the project, built by the same command as these tests.
///
/// # Panics
/// When it was not built.
pub fn program(name: &str) -> PathBuf {
    let this = std::env::current_exe().expect("this program knows where it is");
    let folder = this.parent().expect("it lies in a folder");
    // Tests lie in `deps`, beside the programs.
    let folder = if folder.ends_with("deps") { folder.parent().expect("deps lies in a folder") } else { folder };
    let path = folder.join(name);
    assert!(path.is_file(), "{} was not built: cargo test --workspace builds it", path.display());
    path
}
