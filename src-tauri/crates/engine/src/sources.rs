//! Sources: adding, renewing keys, switching off, removing.

use lapwing_domain::SourceId;
use lapwing_domain::search::Scope;
use lapwing_domain::watch::{self, Plan};
use lapwing_store::{KeyPlace, KeyState, Service, SourceRecord, StoreError};

use crate::care::KeyLife;
use crate::keys::base_url_of;
use crate::marketplace::Authorization;
use crate::ports::{Changed, Result};
use crate::waiting::month_limit;
use crate::{Engine, EngineError};

/// The origin of jobs from the sandbox inside the program, whose port differs at each start.
const SANDBOX_ORIGIN: &str = "sandbox";

/// Where a new source's key comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewKey {
    /// The held key, into the keyring, or for this session only.
    Held {
        /// Keep it in memory until the program ends.
        session_only: bool,
    },
    /// A variable of the environment, read at each start. Only its name is kept.
    Environment {
        /// Its name.
        variable: String,
    },
}

/// A jobs API source to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSource {
    /// Unique name.
    pub name: String,
    /// Base address.
    pub base_url: String,
    /// Plan, if known.
    pub plan: Option<Plan>,
    /// Calls already spent this month, elsewhere.
    pub calls_used: u32,
    /// Label such as `staging`.
    pub environment: Option<String>,
    /// Its key.
    pub key: NewKey,
}

/// A source with what is known of it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// As stored.
    pub record: SourceRecord,
    /// Host, for showing.
    pub host: String,
    /// Calls that count for this month.
    pub calls_this_month: u32,
    /// Calls a month; `None` where nothing is counted.
    pub month_limit: Option<u32>,
    /// Its key's life.
    pub key: KeyLife,
    /// How far its access is; `None` where a key is all that is needed.
    pub authorization: Option<Authorization>,
}

impl Engine {
    /// All sources, in the order they were added.
    pub async fn sources(&self) -> Result<Vec<Source>> {
        let mut sources = Vec::new();
        for record in self.store().sources().await? {
            sources.push(self.source_view(record).await?);
        }
        Ok(sources)
    }

    /// The source of this name, however it is cased.
    pub async fn source_named(&self, name: &str) -> Result<Source> {
        let not_found = || EngineError::NotFound { kind: "source", name: name.to_owned() };
        let record = self.store().source_by_name(name).await?.ok_or_else(not_found)?;
        self.source_view(record).await
    }

    /// Adds a jobs API source. Its key goes where `new.key` says and nowhere else; when it cannot be kept, nothing is
    /// added.
    pub async fn add_source(&self, new: NewSource) -> Result<Source> {
        let base = base_url_of(&new.base_url)?;
        let name = checked_name(&new.name)?;
        if let Some(SourceRecord { name, .. }) = self.store().source_by_name(&name).await? {
            return Err(EngineError::NameTaken { kind: "source", name });
        }
        let held = match &new.key {
            NewKey::Held { .. } => Some(self.take_held()?),
            NewKey::Environment { .. } => None,
        };
        let placed = match (&new.key, &held) {
            (NewKey::Environment { variable }, _) => Ok(KeyPlace::Environment { variable: variable.clone() }),
            (NewKey::Held { session_only: true }, _) => Ok(KeyPlace::Session),
            (NewKey::Held { .. }, Some(held)) => self.keep_key(held, base.origin()).await,
            (NewKey::Held { .. }, None) => Err(EngineError::KeyMissing("There is no key yet. Paste one first.".into())),
        };
        let key_place = match placed {
            Ok(place) => place,
            Err(problem) => {
                *self.held() = held;
                return Err(problem);
            }
        };
        let now = self.now();
        let record = lapwing_store::NewSource {
            name,
            service: Service::JobsApi,
            base_url: base.as_str().to_owned(),
            key_state: KeyState::Unknown,
            last_four: held.as_ref().and_then(|held| held.last_four.clone()),
            plan: new.plan,
            calls_used: new.calls_used.saturating_add(held.as_ref().map_or(0, |held| held.calls)),
            calls_used_month: Some(watch::month_name(now)),
            environment: new.environment.filter(|label| !label.trim().is_empty()),
            dialect: held.as_ref().and_then(|held| held.dialect_at(&base)),
            key_place: key_place.clone(),
        };
        match self.store().add_source(record, now).await {
            Ok(record) => {
                if let (KeyPlace::Session, Some(held)) = (&record.key_place, held) {
                    self.session_keys().insert(record.id, held.secret);
                }
                self.source_changed();
                self.source_view(record).await
            }
            Err(failure) => {
                self.drop_key(&key_place).await?;
                *self.held() = held;
                Err(taken("source", failure))
            }
        }
    }

    /// Adds the sandbox inside the program, or answers the one that is there.
    pub async fn add_sandbox(&self) -> Result<Source> {
        if let Some(record) =
            self.store().sources().await?.into_iter().find(|source| source.service == Service::Sandbox)
        {
            return self.source_view(record).await;
        }
        self.ports().sandbox.endpoint().await.map_err(EngineError::Sandbox)?;
        let record = lapwing_store::NewSource {
            name: "Sandbox".to_owned(),
            service: Service::Sandbox,
            base_url: SANDBOX_ORIGIN.to_owned(),
            key_place: KeyPlace::BuiltIn,
            key_state: KeyState::Unknown,
            last_four: None,
            plan: None,
            calls_used: 0,
            calls_used_month: None,
            environment: None,
            dialect: None,
        };
        let record = self.store().add_source(record, self.now()).await.map_err(|failure| taken("source", failure))?;
        self.source_changed();
        self.source_view(record).await
    }

    /// Puts the held key in the place of a source's key. The old one is deleted once the new one is safe, and if that fails,
    /// it is tried again until it is gone.
    pub async fn replace_key(&self, id: SourceId) -> Result<Source> {
        let source = self.source_record(id).await?;
        let base = base_url_of(&source.base_url)?;
        let held = self.take_held()?;
        let dialect = held.dialect_at(&base);
        let state = if source.service == Service::Marketplace { source.key_state } else { KeyState::Unknown };
        self.change_key(&source, held, state, None).await?;
        self.forget_marketplace(id);
        self.forget_dialect(id).await?;
        if let Some(dialect) = dialect {
            self.store().set_dialect(id, Some(dialect)).await?;
        }
        self.source_view(self.source_record(id).await?).await
    }

    /// Switches watching of a source on or off.
    pub async fn set_source_enabled(&self, id: SourceId, enabled: bool) -> Result<()> {
        self.store().set_source_enabled(id, enabled).await?;
        self.source_changed();
        Ok(())
    }

    /// Names of the searches that read no source, since the ones they named are gone: they match nothing new.
    pub async fn searches_without_source(&self) -> Result<Vec<String>> {
        let sources: Vec<SourceId> = self.store().sources().await?.iter().map(|source| source.id).collect();
        let lost =
            |scope: &Scope| matches!(scope, Scope::Only(named) if !named.iter().any(|one| sources.contains(one)));
        let searches = self.store().searches().await?.into_iter();
        Ok(searches.filter(|search| lost(&search.scope)).map(|search| search.name).collect())
    }

    /// Removes a source once its keys are certainly gone; when one cannot be deleted, nothing is removed. Its jobs and what the user did with them stay.
    pub async fn remove_source(&self, id: SourceId) -> Result<()> {
        let source = self.source_record(id).await?;
        self.end_authorization(&source).await?;
        self.drop_key(&source.key_place).await?;
        if let Some(account) = self.store().open_rotation(id).await?.and_then(|rotation| rotation.old_account) {
            self.delete_key(&account).await?;
        }
        self.session_keys().remove(&id);
        self.forget_client(id);
        self.note_problem(id, None);
        self.store().remove_source(id, self.now()).await?;
        self.source_changed();
        Ok(())
    }

    pub(crate) async fn source_record(&self, id: SourceId) -> Result<SourceRecord> {
        let not_found = || EngineError::NotFound { kind: "source", name: id.to_string() };
        self.store().source(id).await?.ok_or_else(not_found)
    }

    pub(crate) async fn source_view(&self, record: SourceRecord) -> Result<Source> {
        let host = match record.service {
            Service::Sandbox => SANDBOX_ORIGIN.to_owned(),
            Service::JobsApi | Service::Marketplace => {
                base_url_of(&record.base_url).map_or_else(|_| record.base_url.clone(), |base| base.host())
            }
        };
        let calls_this_month = self.calls_this_month(&record).await?;
        let key = self.key_life(&record).await?;
        let authorization = self.authorization_view(&record).await?;
        Ok(Source { host, calls_this_month, month_limit: month_limit(&record), key, authorization, record })
    }

    pub(crate) fn source_changed(&self) {
        self.wake();
        self.ports().events.changed(Changed::SOURCES);
    }
}

/// What a service's ids are unique within. Two services at one address have nothing to do with one another.
pub(crate) fn origin_of(source: &SourceRecord) -> String {
    match source.service {
        Service::Sandbox => SANDBOX_ORIGIN.to_owned(),
        Service::JobsApi => address_of(source),
        Service::Marketplace => format!("{}/graphql", address_of(source)),
    }
}

fn address_of(source: &SourceRecord) -> String {
    base_url_of(&source.base_url).map_or_else(|_| source.base_url.clone(), |base| base.origin().to_string())
}

/// A name that can be shown and typed.
pub(crate) fn checked_name(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() {
        return Err(EngineError::Invalid("The name is empty. Write one.".to_owned()));
    }
    if name.chars().count() > 80 || name.chars().any(char::is_control) {
        return Err(EngineError::Invalid(
            "The name is too long or holds control characters. Use up to 80 characters.".to_owned(),
        ));
    }
    Ok(name.to_owned())
}

pub(crate) fn taken(kind: &'static str, failure: StoreError) -> EngineError {
    match failure {
        StoreError::NameTaken { name } => EngineError::NameTaken { kind, name },
        other => other.into(),
    }
}
