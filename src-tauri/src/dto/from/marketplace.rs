use lapwing_engine::{
    Authorization, AuthorizationState, AuthorizationStep, ContentRules, GrantState, KeyRequestAnswers,
    MARKETPLACE_ADDRESS, NewMarketplaceSource, Retention,
};

use crate::dto::marketplace as wire;

impl From<Authorization> for wire::Authorization {
    fn from(authorization: Authorization) -> Self {
        Self {
            client_id: authorization.client_id,
            callback: authorization.callback,
            state: match authorization.state {
                GrantState::None => wire::AuthorizationState::None,
                GrantState::Authorized => wire::AuthorizationState::Authorized,
                GrantState::Gone => wire::AuthorizationState::Gone,
            },
            renew_by: authorization.renew_by.map(Into::into),
            organization: authorization.organization,
        }
    }
}

impl From<AuthorizationStep> for wire::AuthorizationStep {
    fn from(step: AuthorizationStep) -> Self {
        Self {
            address: step.address,
            callback: step.callback,
            until: step.until.into(),
            state: match step.state {
                AuthorizationState::Waiting => wire::AuthorizationProgress::Waiting,
                AuthorizationState::Exchanging => wire::AuthorizationProgress::Exchanging,
                AuthorizationState::Done => wire::AuthorizationProgress::Done,
                AuthorizationState::Failed => wire::AuthorizationProgress::Failed,
            },
            problem: step.problem,
        }
    }
}

impl From<wire::NewMarketplaceSource> for NewMarketplaceSource {
    fn from(new: wire::NewMarketplaceSource) -> Self {
        Self {
            name: new.name,
            base_url: new.base_url.unwrap_or_else(|| MARKETPLACE_ADDRESS.to_owned()),
            client_id: new.client_id,
            callback_port: new.callback_port,
            pkce: new.pkce,
            session_only: new.session_only,
        }
    }
}

impl From<wire::KeyRequestAnswers> for KeyRequestAnswers {
    fn from(answers: wire::KeyRequestAnswers) -> Self {
        let wire::KeyRequestAnswers { purpose, third_parties, interval_minutes } = answers;
        Self { purpose, third_parties, interval_minutes }
    }
}

impl From<ContentRules> for wire::ContentRules {
    fn from(ContentRules { keep_marks }: ContentRules) -> Self {
        Self { keep_marks }
    }
}

impl From<wire::ContentRules> for ContentRules {
    fn from(wire::ContentRules { keep_marks }: wire::ContentRules) -> Self {
        Self { keep_marks }
    }
}

impl From<Retention> for wire::Retention {
    fn from(retention: Retention) -> Self {
        match retention {
            Retention::Kept => Self::Kept,
            Retention::Ephemeral { .. } => Self::Ephemeral,
            Retention::Erased => Self::Erased,
        }
    }
}
