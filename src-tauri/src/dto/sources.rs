//! Sources, keys and what testing them shows.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Instant;
use super::marketplace::Authorization;

/// A job service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Service {
    /// The jobs API.
    JobsApi,
    /// The sandbox inside the program.
    Sandbox,
    /// The marketplace's own API.
    Marketplace,
}

/// A plan of the jobs API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Plan {
    /// Starter.
    Starter,
    /// Professional.
    Professional,
    /// Business.
    Business,
}

/// What is known of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum KeyState {
    /// Not tried yet.
    Unknown,
    /// The service took it.
    Accepted,
    /// The service refused it.
    Rejected,
    /// There is none where it should be.
    Missing,
    /// The keyring is locked.
    Locked,
}

/// Where a key is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum KeyPlace {
    /// In the system's keyring.
    Keyring,
    /// In a variable of the environment.
    Environment,
    /// In memory, until Lapwing ends.
    Session,
    /// Made up by the sandbox.
    BuiltIn,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The service behind it.
    pub service: Service,
    /// Where its jobs come from, as the listings show it.
    pub host: String,
    /// Base address.
    pub base_url: String,
    /// Plan, where known.
    pub plan: Option<Plan>,
    /// Label, such as `staging`.
    pub environment: Option<String>,
    /// Whether it is watched.
    pub enabled: bool,
    /// What is known of its key.
    pub key_state: KeyState,
    /// Where its key is kept.
    pub key_place: KeyPlace,
    /// The key's last four characters, only of keys of 16 and more.
    pub last_four: Option<String>,
    /// Calls of the month so far.
    pub calls_this_month: u32,
    /// Calls a month, where known.
    pub month_limit: Option<u32>,
    /// Its key's life.
    pub key: KeyLife,
    /// How far its access is; null where a key is all that is needed.
    pub authorization: Option<Authorization>,
}

/// A key's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeyLife {
    /// For how many whole days it has been in use.
    pub age_days: u32,
    /// Whether it should be replaced for its age.
    pub due: bool,
    /// Somebody else seems to use it.
    pub alarm: Option<KeyAlarm>,
    /// Its open rotation.
    pub rotation: Option<Rotation>,
}

/// Somebody else seems to use a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeyAlarm {
    /// Calls that were counted and that Lapwing did not make, where that is what showed it.
    pub calls: Option<u32>,
}

/// Why a key is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RotationReason {
    /// Its time is over.
    Quarter,
    /// Somebody who knew it is gone.
    PersonLeft,
    /// Others may have it.
    Leak,
}

/// What a rotation waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RotationStep {
    /// Jobs that come with the new key.
    Traffic,
    /// The user, to have the old key deleted.
    Confirm,
    /// Nothing: the old key is deleted.
    Closed,
}

/// One key in another's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Rotation {
    /// Why.
    pub reason: RotationReason,
    /// What it waits for.
    pub step: RotationStep,
    /// The mail that asks the service to deactivate the old key, with its header.
    pub mail: String,
}

/// What came of the attempt to begin a rotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Rotated {
    /// The test of the new key.
    pub report: TestReport,
    /// What was begun; null when the new key failed its test, and nothing changed.
    pub rotation: Option<Rotation>,
    /// Names of staging sources whose keys should have been replaced first.
    pub staging_first: Vec<String>,
}

/// A key held in the shell's memory, not stored yet. Never the key itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HeldKey {
    /// Its last four characters, only of keys of 16 and more.
    pub last_four: Option<String>,
    /// Number of characters.
    pub length: u32,
    /// What was cleaned away, in sentences.
    pub notes: Vec<String>,
    /// It came from the clipboard, which may still hold it.
    pub from_clipboard: bool,
}

/// The steps of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TestStepName {
    /// The key is accepted.
    Key,
    /// Jobs come back.
    Jobs,
    /// What the service says of the plan.
    Plan,
}

/// One step of a test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TestStep {
    /// Which.
    pub name: TestStepName,
    /// Whether it went well.
    pub ok: bool,
    /// What it found, in a sentence.
    pub message: String,
}

/// What a test found out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TestReport {
    /// The source can be used.
    pub ok: bool,
    /// How the service wants to be asked.
    pub dialect: Option<String>,
    /// Calls this test cost.
    pub calls: u32,
    /// Time to the first job, in milliseconds.
    pub latency_ms: Option<u32>,
    /// When the newest job was published.
    pub newest_posted: Option<Instant>,
    /// The plan's limit, where the service sends it.
    pub requests_per_minute: Option<u32>,
    /// Steps in order; the last one failed, if any did.
    pub steps: Vec<TestStep>,
    /// What is wrong and what to do.
    pub problem: Option<String>,
}

/// Whether keys can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum KeyringState {
    /// They can.
    Available,
    /// Its owner must unlock it first.
    Locked,
    /// There is none.
    Missing,
}

/// A source to be added, with the held key.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NewSource {
    /// Its name.
    pub name: String,
    /// Base address.
    pub base_url: String,
    /// Plan, where known.
    pub plan: Option<Plan>,
    /// Calls already spent this month.
    pub calls_used: u32,
    /// Label, such as `staging`.
    pub environment: Option<String>,
    /// Keep the key in memory only.
    pub session_only: bool,
}
