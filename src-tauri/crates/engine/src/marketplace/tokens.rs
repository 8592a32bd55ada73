//! Where a source's tokens are kept: in the keyring like its secret, or in memory where that is.
//!
//! A new pair is put under an account of its own before the old one is let go, so that there is a working pair whenever the
//! program ends: until the new one is noted, the old one holds, which the service honours for another day.

use async_trait::async_trait;
use jiff::SignedDuration;
use lapwing_domain::SourceId;
use lapwing_sources::Cause;
use lapwing_sources::marketplace::{PairStore, TokenPair};
use lapwing_store::{KeyPlace, TokenPlace};
use lapwing_vault::{AccountId, Origin, Secret};

use crate::Engine;
use crate::ports::{Changed, Result};

/// The tokens of one source.
pub(super) struct Pairs {
    engine: Engine,
    source: SourceId,
    origin: Origin,
    /// Whether the source's secret is in memory only, and its tokens with it.
    session_only: bool,
}

impl Pairs {
    pub(super) fn new(engine: Engine, source: SourceId, place: &KeyPlace, origin: Origin) -> Self {
        Self { engine, source, origin, session_only: matches!(place, KeyPlace::Session) }
    }

    async fn read(&self) -> Result<Option<TokenPair>> {
        let kept = if self.session_only {
            self.engine.session_tokens().get(&self.source).cloned()
        } else {
            match self.account().await? {
                Some(account) => self.engine.ports().vault.get(&AccountId::new(account), &self.origin).await?,
                None => None,
            }
        };
        // What cannot be read is as good as absent: its owner is asked to authorize again.
        Ok(kept.and_then(|secret| TokenPair::from_secret(&secret).ok()))
    }

    async fn write(&self, pair: &TokenPair) -> Result<()> {
        let (engine, source) = (&self.engine, self.source);
        let before = self.account().await?;
        let account = if self.session_only {
            engine.session_tokens().insert(source, pair.to_secret());
            None
        } else {
            Some(self.put(pair.to_secret()).await?)
        };
        let (access_until, refresh_until) = (pair.access_until, pair.refresh_until);
        let place = TokenPlace { account, access_until, refresh_until };
        engine.store().set_tokens(source, place, engine.now()).await?;
        if let Some(account) = before {
            engine.delete_unused(&KeyPlace::Keyring { account }).await;
        }
        engine.ports().events.changed(Changed::SOURCES);
        Ok(())
    }

    /// The account of the keyring under which the pair is.
    async fn account(&self) -> Result<Option<String>> {
        let record = self.engine.store().authorization(self.source).await?;
        Ok(record.and_then(|record| record.tokens).and_then(|tokens| tokens.account))
    }

    /// Puts a pair into the keyring, written down before as one that nobody holds yet.
    async fn put(&self, pair: Secret<String>) -> Result<String> {
        let engine = &self.engine;
        let account = engine.ports().random.account();
        engine.store().doom_key(&account, engine.now()).await?;
        engine.ports().vault.put(&AccountId::new(account.clone()), &self.origin, pair).await?;
        Ok(account)
    }
}

#[async_trait]
impl PairStore for Pairs {
    async fn load(&self) -> Result<Option<TokenPair>, Cause> {
        Ok(self.read().await?)
    }

    async fn replace(&self, pair: &TokenPair) -> Result<(), Cause> {
        Ok(self.write(pair).await?)
    }
}

/// How often it is looked whether tokens that nobody uses are to be renewed.
pub(super) const RENEWAL_LOOK: SignedDuration = SignedDuration::from_hours(1);

impl Engine {
    /// Renews tokens that would otherwise lapse unused, once an hour at most. What fails is tried again then.
    pub async fn tend_access(&self) {
        if let Err(problem) = self.renew_tokens().await {
            tracing::warn!(%problem, "tokens could not be looked after");
        }
    }

    async fn renew_tokens(&self) -> Result<()> {
        let now = self.now();
        {
            let mut looked = self.renewal_looked();
            if looked.is_some_and(|looked| now.duration_since(looked).abs() < RENEWAL_LOOK) {
                return Ok(());
            }
            *looked = Some(now);
        }
        for source in self.marketplace_sources().await? {
            let record = self.store().authorization(source.id).await?;
            if !source.enabled || record.is_none_or(|record| record.tokens.is_none()) {
                continue;
            }
            let (_, session) = self.connected(&source).await?;
            if let Err(problem) = session.renew_if_idle(now).await {
                tracing::warn!(source = %source.id, %problem, "tokens were not renewed");
                self.grant_ended(&source, &problem).await?;
            }
        }
        Ok(())
    }
}
