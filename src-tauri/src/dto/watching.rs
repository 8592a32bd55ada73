//! Watching: the status line, settings, a round by hand.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

use super::Instant;
use super::sources::KeyringState;

/// What the watcher does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum WatchState {
    /// Waiting for the next round.
    Watching,
    /// Paused.
    Paused,
    /// Asking a service now.
    Checking,
    /// The network is away.
    Offline,
    /// The service asked to wait, or the month is used up.
    Limited,
    /// A key was rejected.
    KeyRejected,
    /// A key is missing.
    KeyMissing,
    /// A service fails.
    Failing,
    /// There is no source.
    NoSource,
    /// There is no search.
    NoSearch,
    /// Another program watches this data directory.
    Elsewhere,
}

/// Whether notifications can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Notifications {
    /// Somebody shows them.
    Available,
    /// Nobody does.
    Missing,
    /// Not asked yet.
    Unknown,
}

/// How far matching stored jobs is, after a search was added or edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Matching {
    /// Names of the searches that are matched.
    pub searches: Vec<String>,
    /// Jobs looked at.
    pub looked_at: u32,
    /// Jobs stored when it began.
    pub stored: u32,
}

/// The status line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// What the watcher does.
    pub state: WatchState,
    /// What is wrong and what to do.
    pub problem: Option<String>,
    /// The last round.
    pub last_check: Option<Instant>,
    /// The next round.
    pub next_check: Option<Instant>,
    /// Calls left this month.
    pub calls_left: Option<u32>,
    /// Calls a month.
    pub month_limit: Option<u32>,
    /// Calls a round by hand costs.
    pub check_cost: u32,
    /// Whether keys can be kept.
    pub keyring: KeyringState,
    /// Whether notifications can be shown.
    pub notifications: Notifications,
    /// A sandbox is watched.
    pub sandbox: bool,
    /// How far matching stored jobs is; null when nothing is matched.
    pub matching: Option<Matching>,
}

/// Settings of the watcher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// Minutes between rounds.
    pub interval_minutes: u32,
    /// The fewest the plan carries.
    pub shortest_interval_minutes: u32,
    /// Paused.
    pub paused: bool,
}

/// What a round by hand brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckReport {
    /// Calls it cost.
    pub calls: u32,
    /// Jobs never seen before.
    pub new_jobs: u32,
    /// Of these, jobs that fit.
    pub new_matches: u32,
    /// What went wrong.
    pub problem: Option<String>,
}

/// What became of a notification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    /// It was handed over.
    pub delivered: bool,
    /// Why not.
    pub problem: Option<String>,
}

/// Something changed; fetch again what is shown. One per transaction, never rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one kind changed, and they are independent")]
pub struct Changed {
    /// Jobs, their matches or states.
    pub jobs: bool,
    /// Searches.
    pub searches: bool,
    /// Sources and their keys.
    pub sources: bool,
    /// The status line.
    pub status: bool,
}

/// Show this job: its notification was clicked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct ShowJob {
    /// Which.
    pub id: String,
}

/// The window is about to go; `saved_all` is the answer, once what is written in it is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, Event)]
pub struct Leaving;

/// A file or a link was dropped on the window. What is in a file stays in Rust.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "camelCase")]
pub struct Dropped {
    /// The file's name.
    pub name: String,
    /// The address, where it is a link and no file.
    pub link: Option<String>,
}
