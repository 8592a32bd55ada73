//! Testing a source's key, and what is learnt from it.

use lapwing_domain::SourceId;
use lapwing_sources::{FailureKind, FetchError, TestReport};
use lapwing_store::{CallOutcome, Claim, KeyPlace, KeyState, Purpose, SourceRecord, StreamUpdate};

use crate::keys::rejected;
use crate::poll::STREAM;
use crate::ports::Result;
use crate::{Engine, EngineError};

impl Engine {
    /// Tests a source's key. A success lifts a rejection and any back-off.
    pub async fn test_source(&self, id: SourceId) -> Result<TestReport> {
        let source = self.source_record(id).await?;
        self.forget_client(id);
        let client = match self.client(&source).await {
            Err(missing @ EngineError::KeyMissing(_)) => {
                return Ok(TestReport::key_missing().telling(&missing.to_string()));
            }
            client => client?,
        };
        let claim = |request: &str| Claim {
            source: id,
            stream: None,
            purpose: Purpose::Test,
            request: request.to_owned(),
            now: self.now(),
            next_due: None,
        };
        let calls =
            [self.store().claim(claim("GET /health")).await?, self.store().claim(claim("GET /jobs?limit=1")).await?];
        let report = client.test(self.now()).await;
        for (number, call) in (1..).zip(calls) {
            self.store().finish_call(call, outcome_of_test(&report, number), self.now()).await?;
        }
        self.learn_from_test(&source, &report).await?;
        self.told_of(&source, report).await
    }

    async fn learn_from_test(&self, source: &SourceRecord, report: &TestReport) -> Result<()> {
        match report.failure.as_ref().map(FetchError::kind) {
            None => {
                self.store().set_key_state(source.id, KeyState::Accepted).await?;
                if self.store().stream(source.id, STREAM).await?.is_some() {
                    let update = StreamUpdate { next_due: Some(self.now()), ..StreamUpdate::default() };
                    self.store().record_outcome(source.id, STREAM, update).await?;
                }
                self.note_problem(source.id, None);
            }
            Some(FailureKind::KeyRejected) => {
                self.store().set_key_state(source.id, KeyState::Rejected).await?;
                self.forget_client(source.id);
            }
            Some(_) => {}
        }
        self.source_changed();
        Ok(())
    }

    /// The report in the words of one who knows the source: how long it waits, where its key comes from.
    async fn told_of(&self, source: &SourceRecord, report: TestReport) -> Result<TestReport> {
        let problem = match &report.failure {
            Some(failure @ FetchError::RateLimited { .. }) => {
                let wait = self.wait_after(source, failure, 1, self.now()).await?;
                let source_name = source.name.clone();
                EngineError::Limited { source_name, until: wait.until, reason: wait.reason }
            }
            Some(FetchError::Rejected { message, .. }) if matches!(source.key_place, KeyPlace::Environment { .. }) => {
                let said = if message.is_empty() { String::new() } else { format!(" The service says: \"{message}\"") };
                return Ok(report.telling(&format!("{}{said}", rejected(source))));
            }
            _ => return Ok(report),
        };
        Ok(report.telling(&problem.to_string()))
    }
}

/// How the `number`-th call of a test ended: all before the last went well, and those after it were never sent.
fn outcome_of_test(report: &TestReport, number: u32) -> CallOutcome {
    let last = number == report.calls;
    let failure = report.failure.as_ref().filter(|_| last);
    CallOutcome {
        status: failure.map_or((number <= report.calls).then_some(200), FetchError::status),
        bytes: None,
        error: failure.map(|failure| format!("{:?}", failure.kind())),
        free: number > report.calls || failure.is_some_and(|failure| !failure.counts()),
    }
}
