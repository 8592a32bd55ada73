//! Authorization: an address for the browser, the callback that brings a code, and the tokens it is exchanged for.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::SourceId;
use lapwing_sources::marketplace::{Callback, CallbackError, Code, Listener, OAuth, PairStore as _, Pending};
use lapwing_sources::{FailureKind, FetchError};
use lapwing_store::{Errand, KeyState, SourceRecord};
use tokio_util::sync::CancellationToken;

use super::tokens::Pairs;
use crate::keys::base_url_of;
use crate::outbound::on_errand;
use crate::ports::{Notice, Result};
use crate::{Engine, EngineError};

/// How long the callback is waited for.
const ALIVE: SignedDuration = SignedDuration::from_mins(5);

/// Where an authorization stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthorizationState {
    /// The browser has not come back yet.
    Waiting,
    /// The code is exchanged for tokens.
    Exchanging,
    /// There are tokens.
    Done,
    /// It has to be begun again.
    Failed,
}

/// An authorization as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorizationStep {
    /// What the browser opens. Holds no secret but the state that ties the answer to the question.
    pub address: String,
    /// The address that has to be registered with the key.
    pub callback: String,
    /// How long it is waited for.
    pub until: Timestamp,
    /// Where it stands.
    pub state: AuthorizationState,
    /// What is wrong and what to do. While waiting, that the callback cannot be heard and the code has to be pasted.
    pub problem: Option<String>,
    /// What kind of failure it was, where the service or the way to it failed.
    pub kind: Option<FailureKind>,
}

/// An authorization under way.
pub(crate) struct Authorizing {
    step: AuthorizationStep,
    pending: Arc<Pending>,
    oauth: Arc<OAuth>,
    cancelled: CancellationToken,
}

impl Engine {
    /// Begins to authorize a source: listens for the callback, five minutes at most, and answers the address that its user's
    /// browser has to open. One that was under way ends.
    pub async fn begin_authorization(&self, id: SourceId) -> Result<AuthorizationStep> {
        let (pending, cancelled, callback) = self.begin(id).await?;
        let bound = Listener::bind(&callback).await;
        if let Some(problem) = bound.as_ref().err() {
            // The code can still be pasted.
            self.set_step(id, AuthorizationState::Waiting, Some(problem.to_string()));
        }
        let (engine, clock) = (self.clone(), Arc::clone(&self.ports().clock));
        self.spawn(async move {
            let heard = async {
                match bound {
                    Ok(listener) => listener.listen(&pending, Listener::LONGEST).await,
                    Err(_) => std::future::pending().await,
                }
            };
            let too_late = CallbackError::TimedOut;
            tokio::select! {
                () = cancelled.cancelled() => {}
                () = clock.sleep(ALIVE) => engine.authorization_failed(id, &cancelled, &too_late),
                heard = heard => match heard {
                    Ok(code) => engine.exchange_logged(id, code).await,
                    Err(problem) => engine.authorization_failed(id, &cancelled, &problem),
                },
            }
        });
        self.authorization_step(id).ok_or_else(none_under_way)
    }

    /// The same without listening: the code will be pasted.
    pub async fn begin_authorization_by_hand(&self, id: SourceId) -> Result<AuthorizationStep> {
        self.begin(id).await?;
        self.authorization_step(id).ok_or_else(none_under_way)
    }

    async fn begin(&self, id: SourceId) -> Result<(Arc<Pending>, CancellationToken, Callback)> {
        self.cancel_authorization(id);
        let source = self.source_record(id).await?;
        let record = self.authorization_record(&source).await?;
        let oauth = Arc::new(self.oauth(&source, &record).await?);
        let callback = Callback { port: record.client.callback_port };
        let random = Arc::clone(&self.ports().random);
        let pending = Arc::new(oauth.begin(|bytes| random.fill(bytes)));
        let step = AuthorizationStep {
            address: pending.address().to_string(),
            callback: callback.address(),
            until: self.now().checked_add(ALIVE).unwrap_or(Timestamp::MAX),
            state: AuthorizationState::Waiting,
            problem: None,
            kind: None,
        };
        let cancelled = self.inner.closing.child_token();
        let under_way = Authorizing { step, pending: Arc::clone(&pending), oauth, cancelled: cancelled.clone() };
        self.authorizing().insert(id, under_way);
        Ok((pending, cancelled, callback))
    }

    /// Where a source's authorization stands; `None` when none was begun.
    pub fn authorization_step(&self, id: SourceId) -> Option<AuthorizationStep> {
        self.authorizing().get(&id).map(|under_way| under_way.step.clone())
    }

    /// Takes the code, or the whole callback address, as it was copied from the browser.
    pub async fn paste_authorization(&self, id: SourceId, text: &str) -> Result<AuthorizationStep> {
        let pending =
            self.authorizing().get(&id).map(|under_way| Arc::clone(&under_way.pending)).ok_or_else(none_under_way)?;
        let code = pending.read(text).map_err(|bad| EngineError::Invalid(bad.to_string()))?;
        self.exchange(id, code).await?;
        self.authorization_step(id).ok_or_else(none_under_way)
    }

    /// Ends an authorization that is under way.
    pub fn cancel_authorization(&self, id: SourceId) {
        if let Some(under_way) = self.authorizing().remove(&id) {
            under_way.cancelled.cancel();
        }
    }

    async fn exchange_logged(&self, id: SourceId, code: Code) {
        if let Err(problem) = self.exchange(id, code).await {
            tracing::info!(source = %id, "an authorization failed");
            if self.authorization_step(id).is_some_and(|step| step.state != AuthorizationState::Failed) {
                self.set_step(id, AuthorizationState::Failed, Some(problem.to_string()));
            }
        }
    }

    /// Exchanges a code for tokens and keeps them.
    async fn exchange(&self, id: SourceId, code: Code) -> Result<()> {
        let Some((pending, oauth)) =
            self.authorizing().get(&id).map(|one| (Arc::clone(&one.pending), Arc::clone(&one.oauth)))
        else {
            return Ok(());
        };
        self.set_step(id, AuthorizationState::Exchanging, None);
        let answer = on_errand(Errand::Authorization, oauth.exchange(&pending, code, self.now())).await;
        let pair = match answer {
            Ok(pair) => pair,
            Err(failure) => {
                // Before it is told that it failed: whoever hears of that asks why.
                if let Some(under_way) = self.authorizing().get_mut(&id) {
                    under_way.step.kind = Some(failure.kind());
                }
                self.set_step(id, AuthorizationState::Failed, Some(exchange_failed(&failure)));
                return Err(failure.into());
            }
        };
        let source = self.source_record(id).await?;
        let origin = base_url_of(&source.base_url)?.origin().clone();
        let pairs = Pairs::new(self.clone(), id, &source.key_place, origin);
        let kept = pairs.replace(&pair).await;
        if let Err(problem) = kept {
            let sentence = format!("The tokens could not be kept: {problem}");
            self.set_step(id, AuthorizationState::Failed, Some(sentence.clone()));
            return Err(EngineError::KeyMissing(sentence));
        }
        self.marketplaces().remove(&id);
        self.store().set_key_state(id, KeyState::Accepted).await?;
        self.note_problem(id, None);
        self.set_step(id, AuthorizationState::Done, None);
        if let Some(under_way) = self.authorizing().get(&id) {
            under_way.cancelled.cancel();
        }
        self.source_changed();
        Ok(())
    }

    fn authorization_failed(&self, id: SourceId, cancelled: &CancellationToken, problem: &CallbackError) {
        if !cancelled.is_cancelled() {
            self.set_step(id, AuthorizationState::Failed, Some(problem.to_string()));
        }
    }

    fn set_step(&self, id: SourceId, state: AuthorizationState, problem: Option<String>) {
        if let Some(under_way) = self.authorizing().get_mut(&id) {
            under_way.step.state = state;
            under_way.step.problem = problem;
        }
        self.source_changed();
    }

    /// Turns a failure into what the user is told, and stops a source that is no longer authorized.
    pub(crate) async fn own_failure(&self, source: &SourceRecord, failure: FetchError) -> Result<EngineError> {
        if self.grant_ended(source, &failure).await? {
            return Ok(grant_ended(source));
        }
        Ok(EngineError::Fetch(failure))
    }

    /// Stops a source whose authorization has ended, and says so once. Whether that is what this failure means.
    pub(crate) async fn grant_ended(&self, source: &SourceRecord, failure: &FetchError) -> Result<bool> {
        if !has_ended(failure) {
            return Ok(false);
        }
        if source.key_state != KeyState::Rejected {
            self.store().set_key_state(source.id, KeyState::Rejected).await?;
            self.marketplaces().remove(&source.id);
            self.source_changed();
            self.tell(Notice::AccessEnded { source: source.name.clone() }).await;
        }
        Ok(true)
    }
}

/// Why a code was not exchanged. Nobody tries that again: a code is good for one attempt.
fn exchange_failed(failure: &FetchError) -> String {
    match failure.kind() {
        FailureKind::RateLimited => "The service asked to wait (429). Wait a minute, then authorize again.".to_owned(),
        FailureKind::Service => {
            let status = failure.status().map(|status| format!(" ({status})")).unwrap_or_default();
            format!("The service failed{status} when the code was exchanged. Authorize again.")
        }
        FailureKind::Network => format!("{failure} Then authorize again."),
        FailureKind::KeyMissing | FailureKind::KeyRejected | FailureKind::BadRequest => failure.to_string(),
    }
}

fn none_under_way() -> EngineError {
    EngineError::Invalid("There is no authorization under way. Begin it again.".to_owned())
}

/// Whether a failure means that its user has to authorize again. A permission that is missing does not.
pub(super) fn has_ended(failure: &FetchError) -> bool {
    matches!(failure, FetchError::GrantGone { .. } | FetchError::Rejected { .. } | FetchError::KeyMissing)
}

/// That a source has to be authorized again.
pub(crate) fn grant_ended(source: &SourceRecord) -> EngineError {
    EngineError::NotAuthorized { source_name: source.name.clone() }
}
