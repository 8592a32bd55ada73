//! Sources: which services are watched, where each key is kept and what it may spend. Never a key itself.

use jiff::Timestamp;
use lapwing_domain::SourceId;
use lapwing_domain::watch::Plan;

use crate::words::words;
use crate::{Store, StoreError};

words!(
    /// The kind of service behind a source.
    Service {
        /// The jobs API.
        JobsApi = "jobs-api",
        /// The local sandbox.
        Sandbox = "sandbox",
    }
);

words!(
    /// What is known of a source's key.
    KeyState {
        /// Not tried yet.
        Unknown = "unknown",
        /// The service took it.
        Accepted = "accepted",
        /// The service refused it: nothing is sent until that changes.
        Rejected = "rejected",
        /// There is none where it should be.
        Missing = "missing",
    }
);

/// Where a source's key is kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum KeyPlace {
    /// In the system's keyring.
    Keyring {
        /// The random account id it is stored under.
        account: String,
    },
    /// In an environment variable, read at each start.
    Environment {
        /// The variable's name.
        variable: String,
    },
    /// In memory until the program ends.
    Session,
    /// Made up by the program itself, for the sandbox.
    BuiltIn,
}

/// A source to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSource {
    /// Name, unique among sources.
    pub name: String,
    /// Kind of service.
    pub service: Service,
    /// Base address.
    pub base_url: String,
    /// Where the key is.
    pub key_place: KeyPlace,
    /// What is known of the key.
    pub key_state: KeyState,
    /// Last four characters of the key, only of keys of 16 and more.
    pub last_four: Option<String>,
    /// Plan, if known.
    pub plan: Option<Plan>,
    /// Calls spent elsewhere in `calls_used_month`, as its user said.
    pub calls_used: u32,
    /// The month `calls_used` holds for, as `2026-11`.
    pub calls_used_month: Option<String>,
    /// Environment label, such as `staging`.
    pub environment: Option<String>,
    /// Dialect the service speaks, once known.
    pub dialect: Option<String>,
}

/// A stored source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRecord {
    /// Its row.
    pub id: SourceId,
    /// Name, unique among sources.
    pub name: String,
    /// Kind of service.
    pub service: Service,
    /// Base address.
    pub base_url: String,
    /// Where the key is.
    pub key_place: KeyPlace,
    /// What is known of the key.
    pub key_state: KeyState,
    /// Last four characters of the key, only of keys of 16 and more.
    pub last_four: Option<String>,
    /// Plan, if known.
    pub plan: Option<Plan>,
    /// Calls spent elsewhere in `calls_used_month`, as its user said.
    pub calls_used: u32,
    /// The month `calls_used` holds for, as `2026-11`.
    pub calls_used_month: Option<String>,
    /// Environment label, such as `staging`.
    pub environment: Option<String>,
    /// Dialect the service speaks, once known.
    pub dialect: Option<String>,
    /// Whether it is watched.
    pub enabled: bool,
    /// When it was added.
    pub created_at: Timestamp,
}

impl Store {
    /// Adds a source, enabled. [`StoreError::NameTaken`] when the name is in use.
    pub async fn add_source(&self, source: NewSource, now: Timestamp) -> Result<SourceRecord, StoreError> {
        let _ = (source, now);
        todo!()
    }

    /// All sources, in the order they were added.
    pub async fn sources(&self) -> Result<Vec<SourceRecord>, StoreError> {
        todo!()
    }

    /// One source.
    pub async fn source(&self, id: SourceId) -> Result<Option<SourceRecord>, StoreError> {
        let _ = id;
        todo!()
    }

    /// The source of this name.
    pub async fn source_by_name(&self, name: &str) -> Result<Option<SourceRecord>, StoreError> {
        let _ = name;
        todo!()
    }

    /// Removes a source with its streams. Its jobs, their states and its calls in the ledger stay; the name is free again.
    pub async fn remove_source(&self, id: SourceId, now: Timestamp) -> Result<(), StoreError> {
        let _ = (id, now);
        todo!()
    }

    /// Switches watching on or off.
    pub async fn set_source_enabled(&self, id: SourceId, enabled: bool) -> Result<(), StoreError> {
        let _ = (id, enabled);
        todo!()
    }

    /// Notes what the service said of the key.
    pub async fn set_key_state(&self, id: SourceId, state: KeyState) -> Result<(), StoreError> {
        let _ = (id, state);
        todo!()
    }

    /// Notes where the key is now and its last four characters.
    pub async fn set_key_place(
        &self,
        id: SourceId,
        place: KeyPlace,
        last_four: Option<String>,
    ) -> Result<(), StoreError> {
        let _ = (id, place, last_four);
        todo!()
    }

    /// Notes the plan, and the calls spent elsewhere in a month (`2026-11`).
    pub async fn set_plan(
        &self,
        id: SourceId,
        plan: Option<Plan>,
        calls_used: u32,
        month: Option<String>,
    ) -> Result<(), StoreError> {
        let _ = (id, plan, calls_used, month);
        todo!()
    }

    /// Notes the dialect the service speaks.
    pub async fn set_dialect(&self, id: SourceId, dialect: Option<String>) -> Result<(), StoreError> {
        let _ = (id, dialect);
        todo!()
    }
}
