//! Calls to the marketplace API, each in the ledger before it is sent.

use std::future::Future;

use jiff::Timestamp;
use lapwing_sources::FetchError;
use lapwing_sources::marketplace::{Marketplace, SearchPage, SearchRequest};
use lapwing_store::{CallOutcome, Claim, Purpose, SourceRecord};

use super::schedule::OwnScheduled;
use crate::Engine;
use crate::outbound::{errand_of, on_errand};
use crate::ports::Result;

impl Engine {
    /// One page of one search.
    pub(super) async fn call_own(
        &self,
        source: &SourceRecord,
        one: &OwnScheduled,
        purpose: Purpose,
        request: &SearchRequest,
        client: &Marketplace,
    ) -> Result<Result<SearchPage, FetchError>> {
        let now = self.now();
        let claim = Claim {
            source: source.id,
            stream: Some(one.stream.name()),
            purpose,
            request: format!("POST /graphql {}", request.filter()),
            now,
            next_due: Some(one.stream.next_due(now, self.ports().random.fraction())),
        };
        let call = self.claim_below_ceilings(source, claim).await?;
        let now = self.now();
        let answer = on_errand(errand_of(purpose), client.search(request, now)).await;
        let outcome = match &answer {
            Ok(page) => CallOutcome { status: Some(page.status), bytes: Some(page.bytes), error: None, free: false },
            Err(failure) => outcome_of(failure),
        };
        self.store().finish_call(call, outcome, self.now()).await?;
        // One whose token was refused was made once more, which nobody could know before.
        for _ in 1..answer.as_ref().map_or(1, |page| page.calls) {
            let (stream, request, next_due) = (Some(one.stream.name()), "POST /graphql once more".to_owned(), None);
            let again = Claim { source: source.id, stream, purpose, request, now, next_due };
            let again = self.store().claim(again).await?;
            self.store().finish_call(again, CallOutcome::default(), self.now()).await?;
        }
        Ok(answer)
    }

    /// Any other call, in the ledger before it is sent.
    pub(crate) async fn claimed<T, F>(
        &self,
        source: &SourceRecord,
        purpose: Purpose,
        request: &str,
        call: impl FnOnce(Timestamp) -> F,
    ) -> Result<Result<T, FetchError>>
    where
        F: Future<Output = Result<T, FetchError>>,
    {
        let (now, request) = (self.now(), request.to_owned());
        let claim = Claim { source: source.id, stream: None, purpose, request, now, next_due: None };
        let noted = self.claim_below_ceilings(source, claim).await?;
        let answer = on_errand(errand_of(purpose), call(self.now())).await;
        let outcome = answer.as_ref().err().map(outcome_of).unwrap_or_default();
        self.store().finish_call(noted, outcome, self.now()).await?;
        Ok(answer)
    }
}

fn outcome_of(failure: &FetchError) -> CallOutcome {
    CallOutcome {
        status: failure.status(),
        bytes: Some(failure.bytes()),
        error: Some(format!("{:?}", failure.kind())),
        free: !failure.counts(),
    }
}
