//! Testing a source's key, and what is learnt from it.

use lapwing_domain::SourceId;
use lapwing_sources::{FailureKind, FetchError, JobSource, PageRequest, TestCall, TestReport};
use lapwing_store::{CallOutcome, Claim, Errand, KeyPlace, KeyState, Purpose, Service, SourceRecord, StreamUpdate};

use crate::asking::dialect_of;
use crate::keys::rejected;
use crate::outbound::on_errand;
use crate::ports::Result;
use crate::streams::BROAD;
use crate::waiting::Wait;
use crate::{Engine, EngineError};

impl Engine {
    /// Tests a source's key: two calls, and a third when the service turns out to speak another dialect than the one
    /// remembered. A success lifts a rejection and any back-off. Nothing is sent while the service asked to wait, nor when
    /// the month's calls are used up.
    pub async fn test_source(&self, id: SourceId) -> Result<TestReport> {
        let source = self.source_record(id).await?;
        if let Some(Wait { until, reason }) = self.wait_of(&source).await? {
            return Err(EngineError::Limited { source_name: source.name, until, reason });
        }
        if source.service == Service::Marketplace {
            return self.test_marketplace(&source).await;
        }
        self.forget_client(id);
        let client = match self.client(&source).await {
            Err(missing @ EngineError::KeyMissing(_)) => {
                return Ok(TestReport::key_missing().telling(&missing.to_string()));
            }
            client => client?,
        };
        let report = self.test_claimed(&source, client.as_ref(), true).await?;
        self.learn_from_test(&source, &report).await?;
        self.told_of(&source, report).await
    }

    /// Runs a test with all of its calls in the ledger before. What is said of the calls left is noted where they are those
    /// of the source's own key.
    pub(crate) async fn test_claimed(
        &self,
        source: &SourceRecord,
        client: &dyn JobSource,
        own_key: bool,
    ) -> Result<TestReport> {
        let id = source.id;
        let (mut calls, asked_at) = (Vec::new(), self.now());
        for request in requests_of_test(source) {
            let claim =
                Claim { source: id, stream: None, purpose: Purpose::Test, request, now: asked_at, next_due: None };
            calls.push(self.store().claim(claim).await?);
        }
        let report = on_errand(Errand::Test, client.test(self.now())).await;
        for (number, call) in calls.into_iter().enumerate() {
            self.store().finish_call(call, outcome_of_test(report.sent.get(number)), self.now()).await?;
        }
        if own_key {
            for sent in report.sent.iter().filter(|sent| sent.failure.is_none()) {
                self.note_quota(source, asked_at, &sent.quota).await?;
            }
        }
        Ok(report)
    }

    pub(crate) async fn learn_from_test(&self, source: &SourceRecord, report: &TestReport) -> Result<()> {
        if let Some(dialect) = report.dialect {
            self.store().set_dialect(source.id, Some(dialect.word().to_owned())).await?;
        }
        match report.failure.as_ref().map(FetchError::kind) {
            None => {
                self.store().set_key_state(source.id, KeyState::Accepted).await?;
                let streams = self.streams_of(source).await?;
                for stream in &streams {
                    if stream.name != BROAD && stream.failures == 0 {
                        continue;
                    }
                    let update = StreamUpdate { next_due: Some(self.now()), ..StreamUpdate::default() };
                    self.store().record_outcome(source.id, &stream.name, update).await?;
                }
                self.note_problem(source.id, None);
            }
            Some(FailureKind::KeyRejected) => {
                self.store().set_key_state(source.id, KeyState::Rejected).await?;
                self.forget_client(source.id);
            }
            Some(FailureKind::RateLimited) => self.wait_as_asked(source, report).await?,
            // The health check shows that the service takes the key, whatever became of the rest.
            Some(_) if source.key_state == KeyState::Unknown && took_key(report) => {
                self.store().set_key_state(source.id, KeyState::Accepted).await?;
            }
            Some(_) => {}
        }
        self.source_changed();
        Ok(())
    }

    /// What the service asked for holds for polls, too.
    async fn wait_as_asked(&self, source: &SourceRecord, report: &TestReport) -> Result<()> {
        let Some(failure) = &report.failure else { return Ok(()) };
        let wait = self.wait_after(source, failure, 1, self.now()).await?;
        for stream in self.streams_of(source).await? {
            let update = StreamUpdate {
                failures: stream.failures,
                wait_until: Some(wait.until),
                wait_reason: Some(wait.reason.clone()),
                ..StreamUpdate::default()
            };
            self.store().record_outcome(source.id, &stream.name, update).await?;
        }
        Ok(())
    }

    /// The report in the words of one who knows the source: how long it waits, where its key comes from.
    pub(crate) async fn told_of(&self, source: &SourceRecord, report: TestReport) -> Result<TestReport> {
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

/// What a test may send, in order. All of it is claimed before, since the test decides on its way what it needs.
fn requests_of_test(source: &SourceRecord) -> [String; 3] {
    let jobs = PageRequest::newest().with_limit(1).in_dialect(dialect_of(source).unwrap_or_default());
    let other = jobs.in_dialect(jobs.dialect().other());
    ["/health".to_owned(), jobs.path(), other.path()].map(|path| format!("GET {path}"))
}

fn took_key(report: &TestReport) -> bool {
    report.sent.first().is_some_and(|health| health.failure.is_none())
}

/// How a call of a test ended; one that was not needed was never sent and counts for nothing.
fn outcome_of_test(sent: Option<&TestCall>) -> CallOutcome {
    let Some(sent) = sent else { return CallOutcome { free: true, ..CallOutcome::default() } };
    CallOutcome {
        status: sent.status,
        bytes: Some(sent.bytes),
        error: sent.failure.map(|kind| format!("{kind:?}")),
        free: !sent.counts,
    }
}
