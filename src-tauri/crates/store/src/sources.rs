//! Sources: which services are watched, where each key is kept and what it may spend. Never a key itself.

use jiff::Timestamp;
use lapwing_domain::SourceId;
use lapwing_domain::watch::Plan;
use rusqlite::{OptionalExtension as _, Params, Row, Transaction, params};

use crate::failure::{Failure, one_row};
use crate::names::{self, Named};
use crate::row::{Columns, millis};
use crate::words::words;
use crate::{Store, StoreError, authorizations, erasing, rotations};

/// The columns [`read_source`] reads.
const COLUMNS: &str = "id, name, service, base_url, key_place, key_locator, key_state, last_four, plan, calls_used, \
     calls_used_month, environment, dialect, enabled, created_at";

words!(
    /// The kind of service behind a source.
    Service {
        /// The jobs API.
        JobsApi = "jobs-api",
        /// The marketplace's own API.
        Marketplace = "marketplace",
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
    /// Name, unique among sources whatever its case.
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
    /// Name, unique among sources whatever its case.
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

impl KeyPlace {
    /// The word and the locator it is stored as.
    pub(crate) fn to_columns(&self) -> (&'static str, Option<&str>) {
        match self {
            Self::Keyring { account } => ("keyring", Some(account)),
            Self::Environment { variable } => ("environment", Some(variable)),
            Self::Session => ("session", None),
            Self::BuiltIn => ("built-in", None),
        }
    }

    fn of_columns(place: &str, locator: Option<String>) -> Self {
        match (place, locator) {
            ("keyring", Some(account)) => Self::Keyring { account },
            ("environment", Some(variable)) => Self::Environment { variable },
            ("built-in", _) => Self::BuiltIn,
            _ => Self::Session,
        }
    }
}

impl Store {
    /// Adds a source, enabled. [`StoreError::NameTaken`] when the name is in use.
    pub async fn add_source(&self, source: NewSource, now: Timestamp) -> Result<SourceRecord, StoreError> {
        self.write("adding a source", move |tx| add(tx, &source, now)).await
    }

    /// All sources, in the order they were added.
    pub async fn sources(&self) -> Result<Vec<SourceRecord>, StoreError> {
        self.read("reading the sources", |tx| {
            let sql = format!("SELECT {COLUMNS} FROM sources WHERE removed_at IS NULL ORDER BY id");
            let mut statement = tx.prepare_cached(&sql)?;
            let sources = statement.query_map([], read_source)?.collect::<Result<_, _>>()?;
            Ok(sources)
        })
        .await
    }

    /// One source; `None` also when it was removed.
    pub async fn source(&self, id: SourceId) -> Result<Option<SourceRecord>, StoreError> {
        self.read("reading a source", move |tx| find(tx, "id = ?1", [id.0])).await
    }

    /// The source of this name, however it is cased.
    pub async fn source_by_name(&self, name: &str) -> Result<Option<SourceRecord>, StoreError> {
        let name = name.to_owned();
        self.read("reading a source", move |tx| match names::find(tx, Named::Sources, &name)? {
            Some(id) => find(tx, "id = ?1", [id]),
            None => Ok(None),
        })
        .await
    }

    /// Removes a source with its streams and its place in searches. Its jobs, their states and its calls in the ledger
    /// stay; the name is free again, and where its key was is forgotten. Its tokens are to be deleted,
    /// and what it lent is erased, but for marks.
    pub async fn remove_source(&self, id: SourceId, now: Timestamp) -> Result<(), StoreError> {
        self.write("removing a source", move |tx| {
            set(
                tx,
                "removed_at = ?2, key_place = 'session', key_locator = NULL, key_state = 'missing', last_four = NULL",
                (id.0, millis(now)),
            )?;
            erasing::forget(tx, id, now, true)?;
            tx.prepare_cached("DELETE FROM streams WHERE source_id = ?1")?.execute([id.0])?;
            tx.prepare_cached("DELETE FROM arrival_rates WHERE source_id = ?1")?.execute([id.0])?;
            tx.prepare_cached("DELETE FROM search_sources WHERE source_id = ?1")?.execute([id.0])?;
            authorizations::forget(tx, id, now)?;
            rotations::forget(tx, id, now)
        })
        .await
    }

    /// Switches watching on or off.
    pub async fn set_source_enabled(&self, id: SourceId, enabled: bool) -> Result<(), StoreError> {
        self.write("switching a source", move |tx| set(tx, "enabled = ?2", (id.0, enabled))).await
    }

    /// Notes what the service said of the key.
    pub async fn set_key_state(&self, id: SourceId, state: KeyState) -> Result<(), StoreError> {
        self.write("noting a key's state", move |tx| set(tx, "key_state = ?2", (id.0, state.word()))).await
    }

    /// Notes the last four characters of the key that is in use.
    pub async fn set_last_four(&self, id: SourceId, last_four: Option<String>) -> Result<(), StoreError> {
        self.write("noting a key's end", move |tx| set(tx, "last_four = ?2", (id.0, last_four))).await
    }

    /// Notes the plan, and the calls spent elsewhere in a month (`2026-11`).
    pub async fn set_plan(
        &self,
        id: SourceId,
        plan: Option<Plan>,
        calls_used: u32,
        month: Option<String>,
    ) -> Result<(), StoreError> {
        self.write("noting a source's plan", move |tx| {
            let values = params![id.0, plan.map(Plan::word), calls_used, month];
            set(tx, "plan = ?2, calls_used = ?3, calls_used_month = ?4", values)
        })
        .await
    }

    /// Notes the dialect the service speaks.
    pub async fn set_dialect(&self, id: SourceId, dialect: Option<String>) -> Result<(), StoreError> {
        self.write("noting a source's dialect", move |tx| set(tx, "dialect = ?2", (id.0, dialect))).await
    }
}

/// Adds a source and notes that it holds its key.
pub(crate) fn add(tx: &Transaction<'_>, source: &NewSource, now: Timestamp) -> Result<SourceRecord, Failure> {
    names::refuse_taken(tx, Named::Sources, &source.name, None)?;
    let mut statement = tx.prepare_cached(
        "INSERT INTO sources (name, service, base_url, key_place, key_locator, key_state, last_four, plan, \
         calls_used, calls_used_month, environment, dialect, created_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?;
    let (place, locator) = source.key_place.to_columns();
    let id = statement.insert(params![
        source.name,
        source.service.word(),
        source.base_url,
        place,
        locator,
        source.key_state.word(),
        source.last_four,
        source.plan.map(Plan::word),
        source.calls_used,
        source.calls_used_month,
        source.environment,
        source.dialect,
        millis(now),
    ])?;
    rotations::held(tx, id, &source.key_place, now)?;
    find(tx, "id = ?1", [id])?.ok_or(Failure::NotFound("source"))
}

/// Refuses a source that is not there (any more): nothing may be asked or taken in for it.
pub(crate) fn require(tx: &Transaction<'_>, id: SourceId) -> Result<(), Failure> {
    let mut statement = tx.prepare_cached("SELECT 1 FROM sources WHERE id = ?1 AND removed_at IS NULL")?;
    if statement.exists([id.0])? { Ok(()) } else { Err(Failure::NotFound("source")) }
}

/// Sets columns of a source that is there.
pub(crate) fn set(tx: &Transaction<'_>, columns: &str, values: impl Params) -> Result<(), Failure> {
    let sql = format!("UPDATE sources SET {columns} WHERE id = ?1 AND removed_at IS NULL");
    one_row(tx.prepare_cached(&sql)?.execute(values)?, "source")
}

fn find(tx: &Transaction<'_>, condition: &str, values: impl Params) -> Result<Option<SourceRecord>, Failure> {
    let sql = format!("SELECT {COLUMNS} FROM sources WHERE {condition} AND removed_at IS NULL");
    Ok(tx.prepare_cached(&sql)?.query_row(values, read_source).optional()?)
}

fn read_source(row: &Row<'_>) -> rusqlite::Result<SourceRecord> {
    let mut columns = Columns::of(row);
    Ok(SourceRecord {
        id: SourceId(columns.get()?),
        name: columns.get()?,
        service: columns.word()?.unwrap_or(Service::JobsApi),
        base_url: columns.get()?,
        key_place: KeyPlace::of_columns(&columns.get::<String>()?, columns.get()?),
        key_state: columns.word()?.unwrap_or(KeyState::Unknown),
        last_four: columns.get()?,
        plan: columns.word()?,
        calls_used: columns.get()?,
        calls_used_month: columns.get()?,
        environment: columns.get()?,
        dialect: columns.get()?,
        enabled: columns.get()?,
        created_at: columns.instant()?,
    })
}
