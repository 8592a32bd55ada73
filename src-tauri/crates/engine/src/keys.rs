//! Keys on their way: held in memory until they are stored, and fetched from where they are kept when a source is asked.

use std::path::Path;
use std::sync::Arc;

use lapwing_domain::SourceId;
use lapwing_sources::{BaseUrl, Dialect, FetchError, JobSource, KeyText, TestReport, key_from_file};
use lapwing_store::{Errand, KeyPlace, KeyState, Service, SourceRecord};
use lapwing_vault::{AccountId, Secret, VaultState};

use crate::asking::dialect_of;
use crate::outbound::on_errand;
use crate::ports::{Changed, Notice, Result};
use crate::{Engine, EngineError};

/// The variable the service's own documentation keeps the key in.
pub const KEY_VARIABLE: &str = "UPWORK_API_KEY";

/// A key in memory that is not stored yet.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) secret: Secret<String>,
    pub(crate) last_four: Option<String>,
    /// Calls spent on testing it, which its source will have to count.
    pub(crate) calls: u32,
    /// The address it was tested at, and the dialect that was found there.
    pub(crate) found: Option<(BaseUrl, Dialect)>,
}

impl Held {
    /// The dialect the service at `base` was found to speak when this key was tested there.
    pub(crate) fn dialect_at(&self, base: &BaseUrl) -> Option<String> {
        let (_, dialect) = self.found.as_ref().filter(|(tested, _)| tested == base)?;
        Some(dialect.word().to_owned())
    }
}

/// What may be told of a held key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldKey {
    /// Its last four characters, only of keys of 16 and more.
    pub last_four: Option<String>,
    /// Its length in characters.
    pub length: usize,
    /// What was cleaned off, a sentence each.
    pub notes: Vec<String>,
}

impl Engine {
    /// Cleans a key as it was pasted or typed and holds it in memory. Replaces one held before.
    pub fn hold_key(&self, raw: &str) -> Result<HeldKey> {
        let key = KeyText::clean(raw).map_err(|bad| EngineError::KeyMissing(bad.to_string()))?;
        Ok(self.hold(key))
    }

    fn hold(&self, key: KeyText) -> HeldKey {
        let told = HeldKey {
            last_four: key.last_four().map(str::to_owned),
            length: key.length(),
            notes: key.removed.iter().map(ToString::to_string).collect(),
        };
        *self.held() = Some(Held { secret: key.key, last_four: told.last_four.clone(), calls: 0, found: None });
        told
    }

    /// Holds the key the program was started with in a variable of its environment.
    pub fn hold_key_from_environment(&self, variable: &str) -> Result<HeldKey> {
        let value = self.ports().environment.secret(variable);
        let missing = || {
            EngineError::KeyMissing(format!("{variable} is not set. Set it before starting Lapwing, or paste the key."))
        };
        self.hold_key(value.ok_or_else(missing)?.expose())
    }

    /// Holds the key that a `.env` file sets. Blocks: the file is read.
    pub fn hold_key_from_file(&self, path: &Path) -> Result<HeldKey> {
        let key = key_from_file(path, KEY_VARIABLE).map_err(|bad| EngineError::KeyMissing(bad.to_string()))?;
        Ok(self.hold(key))
    }

    /// Forgets a held key.
    pub fn forget_key(&self) {
        self.held().take();
    }

    /// Whether keys can be kept.
    pub async fn vault_state(&self) -> VaultState {
        self.ports().vault.state().await
    }

    /// Tests the held key against a service: two calls, one when it is rejected, and three when the service does not speak
    /// the documented dialect.
    pub async fn test_held_key(&self, base_url: &str) -> Result<TestReport> {
        let base = base_url_of(base_url)?;
        let secret = self.held().as_ref().map(|held| held.secret.clone());
        let Some(secret) = secret else { return Ok(TestReport::key_missing()) };
        let client = self.connect(Service::JobsApi, base.clone(), secret, None);
        let report = on_errand(Errand::Test, client.test(self.now())).await;
        *self.held_tested() = Some(self.now());
        if let Some(held) = self.held().as_mut() {
            held.calls = held.calls.saturating_add(report.calls);
            held.found = report.dialect.map(|dialect| (base, dialect));
        }
        Ok(report)
    }

    pub(crate) fn take_held(&self) -> Result<Held> {
        self.held().take().ok_or_else(|| EngineError::KeyMissing("There is no key yet. Paste one first.".to_owned()))
    }

    /// The connection to a source, with its key from where it is kept.
    pub(crate) async fn client(&self, source: &SourceRecord) -> Result<Arc<dyn JobSource>> {
        // A client made with another key than the source has now would speak for a key that is no longer meant.
        if let Some((_, client)) = self.clients().get(&source.id).filter(|(place, _)| *place == source.key_place) {
            return Ok(Arc::clone(client));
        }
        let (base, secret) = match self.key_of(source).await {
            Err(problem @ EngineError::KeyMissing(_)) => {
                self.store().set_key_state(source.id, KeyState::Missing).await?;
                self.ports().events.changed(Changed::SOURCES);
                return Err(problem);
            }
            found => found?,
        };
        self.notice_another_key(source, &secret).await?;
        let client = self.connect(source.service, base, secret, dialect_of(source));
        self.clients().insert(source.id, (source.key_place.clone(), Arc::clone(&client)));
        Ok(client)
    }

    /// A connection whose requests are in the outbound ledger.
    pub(crate) fn connect(
        &self,
        service: Service,
        base: BaseUrl,
        key: Secret<String>,
        speaks: Option<Dialect>,
    ) -> Arc<dyn JobSource> {
        self.connector().connect(base, key, speaks, self.outbound(service))
    }

    /// A source's address and its key from where it is kept.
    pub(crate) async fn key_of(&self, source: &SourceRecord) -> Result<(BaseUrl, Secret<String>)> {
        if source.service == Service::Sandbox {
            let (url, key) = self.ports().sandbox.endpoint().await.map_err(EngineError::Sandbox)?;
            return Ok((base_url_of(&url)?, key));
        }
        let base = base_url_of(&source.base_url)?;
        let name = &source.name;
        let (secret, missing) = match &source.key_place {
            KeyPlace::Keyring { account } => (
                self.ports().vault.get(&AccountId::new(account.clone()), base.origin()).await?,
                format!("The keyring holds no key for “{name}”. Put it in again: lapwing-cli source rotate {name}"),
            ),
            KeyPlace::Environment { variable } => (
                self.ports()
                    .environment
                    .secret(variable)
                    .map(|value| from_variable(&value, variable, name))
                    .transpose()?,
                format!("{variable} is not set. Set it to the key of “{name}” and start again."),
            ),
            KeyPlace::Session | KeyPlace::BuiltIn => (
                self.session_keys().get(&source.id).cloned(),
                format!("The key of “{name}” was kept for one session only. Put it in again."),
            ),
        };
        Ok((base, secret.ok_or(EngineError::KeyMissing(missing))?))
    }

    /// Stops a source whose key was refused and says so once.
    pub(crate) async fn key_rejected(&self, source: &SourceRecord, failure: &FetchError) -> Result<()> {
        self.store().set_key_state(source.id, KeyState::Rejected).await?;
        self.forget_client(source.id);
        self.ports().events.changed(Changed::SOURCES);
        let message = match failure {
            FetchError::Rejected { message, .. } => message.clone(),
            other => other.to_string(),
        };
        self.tell(Notice::KeyRejected { source: source.name.clone(), message }).await;
        Ok(())
    }

    pub(crate) fn forget_client(&self, source: SourceId) {
        self.clients().remove(&source);
    }
}

/// A variable's value is cleaned like a pasted key: scripts leave quotes and line ends around it as people do.
fn from_variable(value: &Secret<String>, variable: &str, source: &str) -> Result<Secret<String>> {
    let unusable =
        |bad| EngineError::KeyMissing(format!("{variable} holds no key of “{source}” that could be sent. {bad}"));
    Ok(KeyText::clean(value.expose()).map_err(unusable)?.key)
}

/// That the service does not take a source's key, or no longer honours its authorization.
pub(crate) fn rejected(source: &SourceRecord) -> EngineError {
    if source.service == Service::Marketplace {
        return EngineError::NotAuthorized { source_name: source.name.clone() };
    }
    let variable = match &source.key_place {
        KeyPlace::Environment { variable } => Some(variable.clone()),
        KeyPlace::Keyring { .. } | KeyPlace::Session | KeyPlace::BuiltIn => None,
    };
    EngineError::KeyRejected { source_name: source.name.clone(), variable }
}

/// Reads a base address as its user wrote it.
pub(crate) fn base_url_of(text: &str) -> Result<BaseUrl> {
    BaseUrl::parse(text).map_err(|bad| EngineError::Invalid(bad.to_string()))
}
