//! A source's authorization as it is shown, and its end.

use jiff::Timestamp;
use lapwing_domain::SourceId;
use lapwing_sources::marketplace::{Callback, PairStore as _};
use lapwing_store::{Errand, KeyPlace, KeyState, Service, SourceRecord};

use super::tokens::Pairs;
use crate::Engine;
use crate::keys::base_url_of;
use crate::outbound::on_errand;
use crate::ports::Result;

/// Whether a source may ask on its user's behalf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantState {
    /// It was never authorized.
    None,
    /// It may.
    Authorized,
    /// No more: it has to be authorized again.
    Gone,
}

/// A source's application and authorization. Never a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authorization {
    /// The client id.
    pub client_id: String,
    /// The address that has to be registered with the key.
    pub callback: String,
    /// Whether it may ask.
    pub state: GrantState,
    /// When that ends unless it is renewed.
    pub renew_by: Option<Timestamp>,
    /// Name of the organization in whose context it asks; `None` for the one its user is logged in with.
    pub organization: Option<String>,
}

/// The callback address with this port, to be registered to the letter.
pub fn callback_address(port: u16) -> String {
    Callback { port }.address()
}

impl Engine {
    /// A source's authorization; `None` where a key is all that is needed.
    pub(crate) async fn authorization_view(&self, source: &SourceRecord) -> Result<Option<Authorization>> {
        if source.service != Service::Marketplace {
            return Ok(None);
        }
        let record = self.authorization_record(source).await?;
        let renew_by = record.tokens.as_ref().map(|tokens| tokens.refresh_until);
        let lost = source.key_place == KeyPlace::Session && !self.session_tokens().contains_key(&source.id);
        let over = renew_by.is_some_and(|until| until <= self.now());
        let state = match renew_by {
            None => GrantState::None,
            Some(_) if over || lost || source.key_state == KeyState::Rejected => GrantState::Gone,
            Some(_) => GrantState::Authorized,
        };
        Ok(Some(Authorization {
            callback: callback_address(record.client.callback_port),
            client_id: record.client.client_id,
            state,
            renew_by: renew_by.filter(|_| state == GrantState::Authorized),
            organization: record.organization.map(|organization| organization.name),
        }))
    }

    /// Revokes a source's tokens as far as the service can be reached, and deletes them and what they fetched for certain.
    /// Does nothing for sources of other services.
    pub(crate) async fn end_authorization(&self, source: &SourceRecord) -> Result<()> {
        let Some(record) = self.store().authorization(source.id).await? else { return Ok(()) };
        self.cancel_authorization(source.id);
        if record.tokens.is_some() {
            self.revoke(source).await;
        }
        if let Some(account) = record.tokens.and_then(|tokens| tokens.account) {
            self.delete_key(&account).await?;
        }
        self.forget_tokens(source.id);
        self.store().forget_ephemeral(source.id, self.now(), self.content_rules().await?.keep_marks).await?;
        Ok(())
    }

    /// Best effort: the service ends them by itself after two weeks.
    async fn revoke(&self, source: &SourceRecord) {
        let revoked = async {
            let record = self.authorization_record(source).await?;
            let oauth = self.oauth(source, &record).await?;
            let origin = base_url_of(&source.base_url)?.origin().clone();
            let pairs = Pairs::new(self.clone(), source.id, &source.key_place, origin);
            if let Ok(Some(pair)) = pairs.load().await {
                on_errand(Errand::Authorization, oauth.revoke(&pair)).await?;
            }
            Result::<()>::Ok(())
        };
        if let Err(problem) = revoked.await {
            tracing::warn!(source = %source.id, %problem, "tokens were not revoked; the service ends them by itself");
        }
    }

    fn forget_tokens(&self, id: SourceId) {
        self.marketplaces().remove(&id);
        self.session_tokens().remove(&id);
    }
}
