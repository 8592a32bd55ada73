//! Adding a source of the marketplace API, and whose context it asks in.

use lapwing_domain::SourceId;
use lapwing_sources::BaseUrl;
use lapwing_sources::marketplace::{BASE_URL, Organization};
use lapwing_store::{KeyPlace, KeyState, NewAuthorization, Purpose, Service, SourceRecord};

use crate::keys::base_url_of;
use crate::ports::Result;
use crate::sources::{checked_name, taken};
use crate::{Engine, EngineError, Source};

/// Longest client id taken; theirs have 32 characters.
const LONGEST_CLIENT_ID: usize = 200;

/// A source to be added, with the held client secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMarketplaceSource {
    /// Unique name.
    pub name: String,
    /// Base address.
    pub base_url: String,
    /// The client id, which the marketplace calls the key.
    pub client_id: String,
    /// The port of the callback address that is registered with the key.
    pub callback_port: u16,
    /// Whether PKCE is used, which the service does not document for keys like these.
    pub pkce: bool,
    /// Keep secret and tokens in memory until the program ends.
    pub session_only: bool,
}

impl Engine {
    /// Adds a source with the held client secret, to be authorized next. When the secret cannot be kept, nothing is added.
    pub async fn add_marketplace_source(&self, new: NewMarketplaceSource) -> Result<Source> {
        let base = base_url_of(&new.base_url)?;
        let name = checked_name(&new.name)?;
        let client_id = checked_client_id(&new.client_id)?;
        if new.callback_port < 1_024 {
            return Err(EngineError::Invalid("Choose a callback port from 1024 to 65535.".to_owned()));
        }
        refuse_another_host(&base)?;
        if let Some(SourceRecord { name, .. }) = self.store().source_by_name(&name).await? {
            return Err(EngineError::NameTaken { kind: "source", name });
        }
        let record = lapwing_store::NewSource {
            name,
            service: Service::Marketplace,
            base_url: base.as_str().to_owned(),
            key_place: KeyPlace::Session,
            key_state: KeyState::Unknown,
            last_four: None,
            plan: None,
            calls_used: 0,
            calls_used_month: None,
            environment: None,
            dialect: None,
        };
        self.refuse_a_second(&base).await?;
        let held = self.take_held()?;
        let placed = if new.session_only { Ok(KeyPlace::Session) } else { self.keep_key(&held, base.origin()).await };
        let key_place = match placed {
            Ok(place) => place,
            Err(problem) => {
                *self.held() = Some(held);
                return Err(problem);
            }
        };
        let record =
            lapwing_store::NewSource { key_place: key_place.clone(), last_four: held.last_four.clone(), ..record };
        let authorization = NewAuthorization { client_id, callback_port: new.callback_port, pkce: new.pkce };
        match self.store().add_authorized_source(record, authorization, self.now()).await {
            Ok(record) => {
                if record.key_place == KeyPlace::Session {
                    self.session_keys().insert(record.id, held.secret);
                }
                self.source_changed();
                self.source_view(record).await
            }
            Err(failure) => {
                self.drop_key(&key_place).await?;
                *self.held() = Some(held);
                Err(taken("source", failure))
            }
        }
    }

    /// The terms allow one key for an account, and more would only be a way round its limits.
    async fn refuse_a_second(&self, base: &BaseUrl) -> Result<()> {
        // This computer has several names.
        let at = |other: &BaseUrl| {
            let here = other.is_loopback() && base.is_loopback() && other.origin().port() == base.origin().port();
            other.origin() == base.origin() || here
        };
        let same = |source: &&SourceRecord| base_url_of(&source.base_url).is_ok_and(|other| at(&other));
        match self.marketplace_sources().await?.iter().find(same) {
            Some(first) => Err(EngineError::Invalid(format!(
                "“{}” asks this service already, and its terms allow one key for an account. Authorize that one again, or \
                 remove it first.",
                first.name
            ))),
            None => Ok(()),
        }
    }

    /// Changes the port of a source's callback address, which has to be registered with the key as well.
    pub async fn set_callback_port(&self, id: SourceId, callback_port: u16) -> Result<()> {
        let source = self.source_record(id).await?;
        let client = self.authorization_record(&source).await?.client;
        self.store().set_client(id, NewAuthorization { callback_port, ..client }).await?;
        self.marketplaces().remove(&id);
        self.source_changed();
        Ok(())
    }

    /// The organizations in whose context a source can ask.
    pub async fn organizations(&self, id: SourceId) -> Result<Vec<Organization>> {
        let source = self.source_record(id).await?;
        self.may_ask_own(&source).await?;
        let client = self.marketplace(&source).await?;
        let request = "POST /graphql companySelector";
        let answer = self.claimed(&source, Purpose::Test, request, |now| client.organizations(now)).await?;
        match answer {
            Ok(organizations) => Ok(organizations),
            Err(failure) => Err(self.own_failure(&source, failure).await?),
        }
    }

    /// Chooses the organization in whose context a source asks; `None` is the one its user is logged in with.
    pub async fn set_organization(&self, id: SourceId, organization: Option<&str>) -> Result<()> {
        let chosen = match organization {
            None => None,
            Some(wanted) => {
                let known = self.organizations(id).await?.into_iter().find(|one| one.id == wanted);
                let unknown = || EngineError::NotFound { kind: "organization", name: wanted.to_owned() };
                known
                    .map(|one| Some(lapwing_store::Organization { id: one.id, name: one.title }))
                    .ok_or_else(unknown)?
            }
        };
        self.store().set_organization(id, chosen).await?;
        self.marketplaces().remove(&id);
        self.source_changed();
        Ok(())
    }
}

/// The service has one address. Its other names would only be ways to have it twice.
fn refuse_another_host(base: &BaseUrl) -> Result<()> {
    let site =
        |host: &str| -> Vec<String> { host.trim_end_matches('.').rsplit('.').take(2).map(str::to_lowercase).collect() };
    let own = base_url_of(BASE_URL)?;
    if base.origin() != own.origin() && site(&base.host()) == site(&own.host()) {
        return Err(EngineError::Invalid(format!(
            "The service is at {BASE_URL}. Leave the base address out, or use that one."
        )));
    }
    Ok(())
}

fn checked_client_id(text: &str) -> Result<String> {
    let id = text.trim();
    let plain = !id.is_empty() && id.len() <= LONGEST_CLIENT_ID && id.bytes().all(|byte| byte.is_ascii_graphic());
    if plain {
        Ok(id.to_owned())
    } else {
        Err(EngineError::Invalid(
            "The client id is empty or holds characters no client id has. Copy it from the key's page; it is called “Key” there."
                .to_owned(),
        ))
    }
}
