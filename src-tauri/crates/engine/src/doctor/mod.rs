//! Looking at everything that watching needs, part by part, and saying what to do about what is missing.
//!
//! Each check is a function from facts to a [`Check`]; this module gathers the facts. Nothing is sent to anybody but the
//! configured sources, and to those a call only when asked for.

mod checks;
mod clock;
mod services;

use std::path::Path;

use lapwing_store::{KeyPlace, Service, SourceRecord, Writer};
use lapwing_vault::VaultState;

use crate::ports::{Ports, Result};
use crate::{Engine, EngineError};

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckName {
    /// Whether keys can be kept.
    Keyring,
    /// Whether somebody shows notifications.
    NotificationBus,
    /// Whether the database is whole and has room.
    Database,
    /// Whether the services' servers can be reached.
    Network,
    /// Whether the services answer as they should.
    Service,
    /// Whether each source has its key.
    Key,
    /// Whether calls are left.
    Quota,
    /// Whether the clock is right.
    Clock,
}

impl CheckName {
    /// As it is shown and printed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Keyring => "keyring",
            Self::NotificationBus => "notification bus",
            Self::Database => "database",
            Self::Network => "network",
            Self::Service => "service",
            Self::Key => "key",
            Self::Quota => "quota",
            Self::Clock => "clock",
        }
    }
}

/// The kind of thing that is wrong, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ailment {
    /// Storage.
    Storage,
    /// A key is missing or rejected, or cannot be kept.
    Key,
    /// The quota is used up, or a service asked to wait.
    Limited,
    /// The network, a service, or something else of the computer's.
    Service,
}

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at.
    pub name: CheckName,
    /// What is wrong; `None` when nothing is, or when there was nothing to look at.
    pub ailment: Option<Ailment>,
    /// What was found.
    pub message: String,
    /// What to do about it.
    pub fix: Option<String>,
}

impl Check {
    fn fine(name: CheckName, message: impl Into<String>) -> Self {
        Self { name, ailment: None, message: message.into(), fix: None }
    }

    fn ill(name: CheckName, ailment: Ailment, message: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { name, ailment: Some(ailment), message: message.into(), fix: Some(fix.into()) }
    }

    /// Whether all is well.
    pub fn is_ok(&self) -> bool {
        self.ailment.is_none()
    }
}

/// Who shows notifications, as the program around the engine found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Notifications {
    /// Somebody does.
    Shown,
    /// The desktop has nobody for it.
    Nobody,
    /// The session's message bus does not answer.
    NoBus,
    /// There is no desktop session to show any in.
    NoDesktop,
}

/// How to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Examination {
    /// Who shows notifications.
    pub notifications: Notifications,
    /// Whether calls may be spent on testing the services.
    pub calls: bool,
}

/// Looks at everything, in the order of [`CheckName`]. A database that cannot be opened is a finding like any other.
pub async fn examine(data_dir: &Path, writer: Writer, ports: Ports, how: Examination) -> Vec<Check> {
    let vault = ports.vault.state().await;
    let engine = match Engine::open(data_dir, writer, ports).await {
        Ok(engine) => engine,
        Err(problem) => return without_database(vault, how, &problem),
    };
    let found = match with_database(&engine, vault, how).await {
        Ok(checks) => checks,
        Err(problem) => without_database(vault, how, &problem),
    };
    engine.close().await;
    found
}

async fn with_database(engine: &Engine, vault: VaultState, how: Examination) -> Result<Vec<Check>> {
    let health = engine.store().health().await?;
    let all = engine.store().sources().await?;
    let watched: Vec<SourceRecord> =
        all.into_iter().filter(|source| source.enabled && source.service != Service::Sandbox).collect();
    let keyring_needed =
        watched.is_empty() || watched.iter().any(|source| matches!(source.key_place, KeyPlace::Keyring { .. }));
    let network = services::network(engine, &watched).await;
    let key = services::key(engine, &watched, vault).await?;
    let quota = services::quota(engine, &watched).await?;
    let service = services::service(engine, &watched, how.calls).await?;
    Ok(vec![
        checks::emptied(checks::keyring(vault, keyring_needed), engine.keys_left_over().await?.len()),
        checks::notification_bus(how.notifications),
        checks::database(&health, &engine.data_dir().database()),
        network,
        service,
        key,
        quota,
        clock::check(engine.now(), &clock::witnesses(engine).await?, engine.store().last_clock_reading().await?),
    ])
}

/// What can be said without a database, which is what knows the sources.
fn without_database(vault: VaultState, how: Examination, problem: &EngineError) -> Vec<Check> {
    let unknown = |name| Check::fine(name, "Not checked: the database cannot be read.");
    vec![
        checks::keyring(vault, true),
        checks::notification_bus(how.notifications),
        checks::unreadable_database(problem),
        unknown(CheckName::Network),
        unknown(CheckName::Service),
        unknown(CheckName::Key),
        unknown(CheckName::Quota),
        unknown(CheckName::Clock),
    ]
}

/// A sentence of ours says the fact first and then what to do.
fn fact_and_advice(sentences: &str) -> (String, String) {
    match sentences.split_once(". ") {
        Some((fact, advice)) => (format!("{}.", capitalised(fact)), advice.to_owned()),
        None => (capitalised(sentences), "Try again; if it stays, report it.".to_owned()),
    }
}

/// The store's sentences begin with the operation, which is written small.
fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
