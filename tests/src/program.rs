//! The real built program, from its start to its end.

use std::fs::{self, File};
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::{Child, ExitStatus, Stdio};

use crate::desktop::{self, Desktop};
use crate::page::Page;
use crate::processes::{self, Process};
use crate::wait::{PATIENCE, try_until, until};
use crate::web_driver::free_port;
use crate::x11;

/// A running Lapwing. Ends with the value, and so does everything it has started.
#[derive(Debug)]
pub struct Program {
    process: Child,
    inspector: u16,
    log: PathBuf,
}

impl Program {
    /// Starts Lapwing as its menu entry does.
    pub fn start(desktop: &Desktop) -> Self {
        Self::start_with(desktop, &[], None)
    }

    /// Starts Lapwing with a key in the variable that the service's documentation names.
    pub fn start_with_key(desktop: &Desktop, key: &str) -> Self {
        Self::start_with(desktop, &[], Some(key))
    }

    /// Starts Lapwing in the tray, as the desktop does when its user signs in.
    pub fn start_hidden(desktop: &Desktop) -> Self {
        Self::start_with(desktop, &["--hidden"], None)
    }

    /// Starts another program of the project that has a window.
    pub fn start_named(desktop: &Desktop, name: &str) -> Self {
        Self::start_program(desktop, name, &[], None)
    }

    fn start_with(desktop: &Desktop, arguments: &[&str], key: Option<&str>) -> Self {
        Self::start_program(desktop, "lapwing", arguments, key)
    }

    fn start_program(desktop: &Desktop, name: &str, arguments: &[&str], key: Option<&str>) -> Self {
        let inspector = free_port();
        // In the profile, so that whoever searches that for keys searches this as well.
        let log = desktop.profile().join("lapwing.out");
        let out = File::options().create(true).append(true).open(&log).expect("the profile can be written");
        let process = desktop
            .command(desktop::program(name))
            .envs(key.map(|key| ("UPWORK_API_KEY", key)))
            .args(arguments)
            // Without these two a window cannot be driven; they change nothing else.
            .envs([("TAURI_AUTOMATION", "true"), ("TAURI_WEBVIEW_AUTOMATION", "true")])
            .env("WEBKIT_INSPECTOR_SERVER", format!("{}:{inspector}", Ipv4Addr::LOCALHOST))
            .stdin(Stdio::null())
            .stdout(out.try_clone().expect("a file can be shared"))
            .stderr(out)
            .spawn()
            .expect("Lapwing starts");
        Self { process, inspector, log }
    }

    /// Starts Lapwing again while this one runs, which shows the window of this one and ends.
    pub fn start_again(&self, desktop: &Desktop) {
        let mut second = Self::start(desktop);
        let status = second.ended("a second start");
        assert!(status.success(), "a second start ends well: {status}");
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Its process and those it has started.
    pub fn processes(&self) -> Vec<Process> {
        processes::tree(self.id())
    }

    /// The names of the processes it has started.
    pub fn children(&self) -> Vec<String> {
        self.processes().into_iter().filter(|process| process.id != self.id()).map(|process| process.name).collect()
    }

    /// Its page, as soon as there is one. There can be one page for each run of the program: it outlives the window and
    /// is turned to a later one by [`Page::turn_to_the_window`].
    pub fn page(&self) -> Page {
        Page::of(self.inspector)
    }

    /// Whether its window can be seen.
    pub fn has_window(&self) -> bool {
        !x11::windows_of(self.id()).is_empty()
    }

    /// What stands in its window's title bar.
    #[track_caller]
    pub fn window_title(&self) -> String {
        until("a window with a title", PATIENCE, || {
            x11::windows_of(self.id()).first().map(|window| x11::title_of(*window))
        })
    }

    /// Ends it without a word of warning, together with what it has started.
    pub fn kill(mut self) {
        for process in self.processes() {
            processes::kill(process.id);
        }
        let _ = self.process.wait();
    }

    /// Closes its window as the cross in the window's corner does, and waits until it is gone.
    #[track_caller]
    pub fn close_window(&self) {
        let windows = until("a window to close", PATIENCE, || {
            Some(x11::windows_of(self.id())).filter(|windows| !windows.is_empty())
        });
        windows.into_iter().for_each(x11::ask_to_close);
        until("the window closes", PATIENCE, || (!self.has_window()).then_some(()));
    }

    /// Tells it to end, as a desktop does when its user signs out, and waits until it has.
    #[track_caller]
    pub fn quit(mut self) {
        processes::terminate(self.id());
        let status = self.ended("Lapwing, told to end");
        assert!(status.success(), "it ends well: {status}");
    }

    /// Waits until it has ended by itself.
    #[track_caller]
    pub fn ended(&mut self, what: &str) -> ExitStatus {
        until(&format!("{what} ends"), PATIENCE, || self.process.try_wait().expect("its end can be waited for"))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let log = fs::read_to_string(&self.log).unwrap_or_default();
            let from = log.lines().count().saturating_sub(30);
            let tail: Vec<&str> = log.lines().skip(from).collect();
            eprintln!("Lapwing's last words:\n{}", tail.join("\n"));
        }
        let started = self.processes();
        processes::terminate(self.id());
        if try_until(PATIENCE, || self.process.try_wait().ok().flatten()).is_none() {
            for process in started {
                processes::kill(process.id);
            }
            let _ = self.process.wait();
        }
    }
}
