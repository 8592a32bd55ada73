//! One authorization over time: whoever needs an access token gets a good one, and the pair is renewed once for all who
//! wait, kept before the old one is dropped, and never lost by whoever stops waiting.

use std::sync::{Arc, PoisonError};

use jiff::{SignedDuration, Timestamp};
use lapwing_vault::Secret;
use tokio::sync::Mutex;

use super::oauth::OAuth;
use super::pace::Pace;
use super::pair::{PairStore, TokenPair};
use crate::error::{Cause, FetchError};
use crate::policy::Ceilings;

/// An access token with less left than this is renewed before it is used.
const LEAST_LEFT: SignedDuration = SignedDuration::from_mins(10);

/// A refresh token is used when it has lain for so long, so that its fourteen days never pass while Lapwing runs.
const MOST_IDLE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The tokens of one authorization.
#[derive(Clone)]
pub struct Session {
    keeper: Arc<Keeper>,
}

struct Keeper {
    oauth: OAuth,
    store: Arc<dyn PairStore>,
    /// Locked throughout a renewal: those who come meanwhile find its result.
    held: Mutex<Held>,
    /// Whoever asks with these tokens draws on the same ceilings.
    pace: std::sync::Mutex<Pace>,
}

#[derive(Default)]
struct Held {
    pair: Option<TokenPair>,
    /// Why the pair in memory is not the kept one yet.
    unkept: Option<String>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("oauth", &self.keeper.oauth).finish_non_exhaustive()
    }
}

impl Session {
    /// The authorization whose pair is kept in `store`. Nothing is read before a token is needed.
    pub fn new(oauth: OAuth, store: Arc<dyn PairStore>) -> Self {
        Self { keeper: Arc::new(Keeper { oauth, store, held: Mutex::default(), pace: std::sync::Mutex::default() }) }
    }

    /// An access token that is good for ten minutes more, renewed if need be.
    ///
    /// # Errors
    /// [`FetchError::KeyMissing`] when nobody has authorized yet, [`FetchError::GrantGone`] when it has to be done again,
    /// [`FetchError::TokensUnreadable`] when the place they are kept in cannot be read; otherwise why it could not be
    /// renewed. While the token still lives, a passing failure to renew it is none.
    pub async fn access(&self, now: Timestamp) -> Result<Secret<String>, FetchError> {
        let keeper = Arc::clone(&self.keeper);
        whole(async move {
            let mut held = keeper.held.lock().await;
            keeper.keep_again(&mut held).await;
            let pair = keeper.pair(&mut held).await?;
            if pair.has_left(LEAST_LEFT, now) {
                return Ok(pair.access);
            }
            match keeper.renew(&mut held, now).await {
                Ok(renewed) => Ok(renewed.access),
                Err(failure) if failure.is_transient() && pair.has_left(SignedDuration::ZERO, now) => Ok(pair.access),
                Err(failure) => Err(failure),
            }
        })
        .await
    }

    /// The token to use in place of one that the service refused: a newer one if there is one already, else a renewed
    /// one.
    ///
    /// # Errors
    /// As for [`Session::access`].
    pub async fn refused(&self, token: &Secret<String>, now: Timestamp) -> Result<Secret<String>, FetchError> {
        let (keeper, token) = (Arc::clone(&self.keeper), token.clone());
        whole(async move {
            let mut held = keeper.held.lock().await;
            let pair = keeper.pair(&mut held).await?;
            if pair.access.expose() != token.expose() {
                return Ok(pair.access);
            }
            Ok(keeper.renew(&mut held, now).await?.access)
        })
        .await
    }

    /// Renews the pair if its refresh token has not been used for seven days. Says whether it was.
    ///
    /// # Errors
    /// As for [`Session::access`].
    pub async fn renew_if_idle(&self, now: Timestamp) -> Result<bool, FetchError> {
        let keeper = Arc::clone(&self.keeper);
        whole(async move {
            let mut held = keeper.held.lock().await;
            keeper.keep_again(&mut held).await;
            let pair = keeper.pair(&mut held).await?;
            let idle = !pair.is_renewable_for(TokenPair::REFRESH_LIFE - MOST_IDLE, now);
            if idle {
                keeper.renew(&mut held, now).await?;
            }
            Ok(idle)
        })
        .await
    }

    /// Counts a query that is about to be sent.
    ///
    /// # Errors
    /// [`FetchError::Ceiling`] when the service takes no more for now.
    pub(super) fn count(&self, now: Timestamp) -> Result<(), FetchError> {
        let mut pace = self.keeper.pace.lock().unwrap_or_else(PoisonError::into_inner);
        pace.take(Ceilings::MARKETPLACE, now).map_err(|until| FetchError::Ceiling { until })
    }

    /// Why the newest pair could not be kept, in a sentence, while that is so. It works until the program ends.
    pub async fn unkept(&self) -> Option<String> {
        self.keeper.held.lock().await.unkept.clone()
    }

    /// Tells the service to forget the authorization, if there is one.
    ///
    /// # Errors
    /// As for [`OAuth::revoke`], and when the place of the tokens cannot be read.
    pub async fn revoke(&self) -> Result<(), FetchError> {
        let mut held = self.keeper.held.lock().await;
        match self.keeper.pair(&mut held).await {
            Ok(pair) => self.keeper.oauth.revoke(&pair).await,
            Err(FetchError::KeyMissing) => Ok(()),
            Err(failure) => Err(failure),
        }
    }
}

/// Does all of the work even if nobody waits for it any longer: a pair that was asked for and not kept would be lost.
async fn whole<T: Send + 'static>(
    work: impl Future<Output = Result<T, FetchError>> + Send + 'static,
) -> Result<T, FetchError> {
    tokio::spawn(work).await.unwrap_or_else(|ended| Err(FetchError::Connection(ended.into())))
}

impl Keeper {
    /// The pair in use: the one in memory, else the kept one.
    async fn pair(&self, held: &mut Held) -> Result<TokenPair, FetchError> {
        if held.pair.is_none() {
            held.pair = self.load().await?;
        }
        held.pair.clone().ok_or(FetchError::KeyMissing)
    }

    async fn load(&self) -> Result<Option<TokenPair>, FetchError> {
        self.store.load().await.map_err(FetchError::TokensUnreadable)
    }

    /// The next pair. Another program may have renewed it: what it kept is used instead, since the service forgets a
    /// refresh token some time after its use.
    async fn renew(&self, held: &mut Held, now: Timestamp) -> Result<TokenPair, FetchError> {
        if let Some(theirs) = self.theirs(held).await?
            && theirs.has_left(LEAST_LEFT, now)
        {
            return Ok(theirs);
        }
        let pair = self.pair(held).await?;
        let renewed = match self.oauth.refresh(&pair.refresh, now).await {
            // It may have been renewed between looking and asking.
            Err(gone @ FetchError::GrantGone { .. }) => match self.theirs(held).await? {
                None => return Err(gone),
                Some(theirs) if theirs.has_left(LEAST_LEFT, now) => return Ok(theirs),
                Some(theirs) => self.oauth.refresh(&theirs.refresh, now).await?,
            },
            renewed => renewed?,
        };
        self.keep(held, &renewed).await;
        Ok(renewed)
    }

    /// The kept pair, if it is another one than that in memory and not merely older; it is the one in use from then on.
    async fn theirs(&self, held: &mut Held) -> Result<Option<TokenPair>, FetchError> {
        if held.unkept.is_some() {
            return Ok(None);
        }
        let theirs = self.load().await?.filter(|kept| held.pair.as_ref().is_none_or(|own| !own.is_same(kept)));
        if theirs.is_some() {
            held.pair.clone_from(&theirs);
        }
        Ok(theirs)
    }

    /// Uses the pair from now on and keeps it. One that cannot be kept is still good, and keeping it is tried again.
    async fn keep(&self, held: &mut Held, pair: &TokenPair) {
        held.pair = Some(pair.clone());
        held.unkept = self.store.replace(pair).await.err().map(unkept);
    }

    async fn keep_again(&self, held: &mut Held) {
        if let (Some(pair), Some(_)) = (held.pair.clone(), &held.unkept) {
            self.keep(held, &pair).await;
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "a step of a chain that owns the cause")]
fn unkept(cause: Cause) -> String {
    tracing::warn!(%cause, "a renewed authorization could not be kept");
    format!(
        "The renewed authorization could not be kept ({cause}). It works until Lapwing ends; Lapwing tries again to keep it."
    )
}

impl TokenPair {
    fn has_left(&self, time: SignedDuration, now: Timestamp) -> bool {
        self.access_until.duration_since(now) > time
    }

    fn is_renewable_for(&self, time: SignedDuration, now: Timestamp) -> bool {
        self.refresh_until.duration_since(now) > time
    }
}
