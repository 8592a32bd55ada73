//! Connections to sources of the marketplace API.

use std::collections::HashMap;
use std::sync::Arc;

use lapwing_domain::SourceId;
use lapwing_sources::HttpOptions;
use lapwing_sources::marketplace::{Addresses, Callback, Marketplace, OAuth, Session};
use lapwing_store::{Authorization as Record, Errand, NewAuthorization, Service, SourceRecord};

use super::tokens::Pairs;
use crate::keys::base_url_of;
use crate::ports::Result;
use crate::{Engine, EngineError};

/// The connections that were made, by source, each with the session that it shares.
pub(crate) type Clients = HashMap<SourceId, (Arc<Marketplace>, Session)>;

impl Engine {
    /// The connection to a source, made once, so that all that ask share its tokens.
    pub(crate) async fn marketplace(&self, source: &SourceRecord) -> Result<Arc<Marketplace>> {
        Ok(self.connected(source).await?.0)
    }

    /// The same with its session.
    pub(super) async fn connected(&self, source: &SourceRecord) -> Result<(Arc<Marketplace>, Session)> {
        if let Some(made) = self.marketplaces().get(&source.id) {
            return Ok(made.clone());
        }
        let record = self.authorization_record(source).await?;
        let oauth = self.oauth(source, &record).await?;
        let base = base_url_of(&source.base_url)?;
        let pairs = Pairs::new(self.clone(), source.id, &source.key_place, base.origin().clone());
        let session = Session::new(oauth, Arc::new(pairs));
        let organization = record.organization.map(|organization| organization.id);
        let addresses = Addresses::of(&base);
        let client = Marketplace::new(&addresses, self.http_options(Errand::Other), session.clone(), organization);
        // Two that asked at once must end up with one: each would refresh the other's tokens away.
        Ok(self.marketplaces().entry(source.id).or_insert((Arc::new(client), session)).clone())
    }

    /// Forgets the connection to a source, whose secret or organization is another now.
    pub(crate) fn forget_marketplace(&self, id: SourceId) {
        self.marketplaces().remove(&id);
    }

    /// What speaks of authorization for a source, with its secret from where it is kept.
    pub(super) async fn oauth(&self, source: &SourceRecord, record: &Record) -> Result<OAuth> {
        let (base, secret) = self.key_of(source).await?;
        let callback = Callback { port: record.client.callback_port };
        let (addresses, options) = (Addresses::of(&base), self.http_options(Errand::Authorization));
        let NewAuthorization { client_id, pkce, .. } = record.client.clone();
        Ok(OAuth::new(addresses, client_id, secret, callback, pkce, options))
    }

    /// A source's application and authorization.
    pub(super) async fn authorization_record(&self, source: &SourceRecord) -> Result<Record> {
        let record = self.store().authorization(source.id).await?;
        record.ok_or_else(|| EngineError::Invalid(format!("“{}” needs no authorization.", source.name)))
    }

    /// `errand` is what requests are for that are made on none.
    fn http_options(&self, errand: Errand) -> HttpOptions {
        HttpOptions { outbound: Some(self.outbound_on(Service::Marketplace, errand)), ..HttpOptions::default() }
    }
}
