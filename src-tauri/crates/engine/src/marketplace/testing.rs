//! Testing a source of the marketplace API.

use lapwing_sources::TestReport;
use lapwing_store::{CallOutcome, Claim, Errand, KeyState, Purpose, SourceRecord};

use super::GrantState;
use super::authorizing::grant_ended;
use crate::outbound::on_errand;
use crate::ports::Result;
use crate::{Engine, EngineError};

/// What a test sends at most.
const REQUESTS: [&str; 2] = ["POST /graphql companySelector", "POST /graphql marketplaceJobPostingsSearch"];

impl Engine {
    /// Tests whether a source is authorized and permitted to search. A success lifts a rejection.
    pub(crate) async fn test_marketplace(&self, source: &SourceRecord) -> Result<TestReport> {
        let access = self.authorization_view(source).await?.map(|authorization| authorization.state);
        let client = match access {
            Some(GrantState::None) => Err(grant_ended(source)),
            _ => self.marketplace(source).await,
        };
        let client = match client {
            Err(missing @ (EngineError::KeyMissing(_) | EngineError::NotAuthorized { .. })) => {
                return Ok(TestReport::key_missing().telling(&missing.to_string()));
            }
            client => client?,
        };
        let (mut calls, now) = (Vec::new(), self.now());
        for request in REQUESTS {
            let (source, request, purpose) = (source.id, request.to_owned(), Purpose::Test);
            let claim = Claim { source, stream: None, purpose, request, now, next_due: None };
            calls.push(self.store().claim(claim).await?);
        }
        let report = on_errand(Errand::Test, client.test(now)).await;
        for (number, call) in calls.into_iter().enumerate() {
            let outcome = match report.sent.get(number) {
                None => CallOutcome { free: true, ..CallOutcome::default() },
                Some(sent) => CallOutcome {
                    status: sent.status,
                    bytes: Some(sent.bytes),
                    error: sent.failure.map(|kind| format!("{kind:?}")),
                    free: !sent.counts,
                },
            };
            self.store().finish_call(call, outcome, self.now()).await?;
        }
        match &report.failure {
            None => {
                self.store().set_key_state(source.id, KeyState::Accepted).await?;
                self.note_problem(source.id, None);
            }
            Some(failure) if self.grant_ended(source, failure).await? => {
                self.source_changed();
                return Ok(report.telling(&grant_ended(source).to_string()));
            }
            Some(_) => {}
        }
        self.source_changed();
        Ok(report)
    }
}
