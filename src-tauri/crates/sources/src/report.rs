//! What testing a credential found out.

use std::time::Duration;

use jiff::Timestamp;

use crate::dialect::Dialect;
use crate::error::{FailureKind, FetchError};
use crate::source::Quota;

/// The result of testing a credential: the steps taken, and what they showed.
#[derive(Debug, Default)]
pub struct TestReport {
    /// Steps in order; the last one is the one that failed, if any did.
    pub steps: Vec<TestStep>,
    /// How the service wants to be asked, once an answer has shown it.
    pub dialect: Option<Dialect>,
    /// Calls of the quota this test used.
    pub calls: u32,
    /// Every request it sent, in order.
    pub sent: Vec<TestCall>,
    /// Time from asking for one job to having it.
    pub latency: Option<Duration>,
    /// Publish time of the newest job.
    pub newest_posted: Option<Timestamp>,
    /// The plan's limits, where the service sends them.
    pub quota: Quota,
    /// What failed.
    pub failure: Option<FetchError>,
    /// What is told of it in place of its own sentence.
    told: Option<String>,
}

impl TestReport {
    /// Whether the source can be used.
    pub fn ok(&self) -> bool {
        self.failure.is_none()
    }

    /// What is wrong and what to do, in a sentence or two.
    pub fn problem(&self) -> Option<String> {
        self.failure.as_ref().map(|failure| self.told.clone().unwrap_or_else(|| failure.to_string()))
    }

    /// Tells of the failure in these words, for whoever knows more about the source than its answer shows. Does nothing
    /// without a failure.
    #[must_use]
    pub fn telling(mut self, problem: &str) -> Self {
        if let (Some(_), Some(step)) = (&self.failure, self.steps.last_mut()) {
            problem.clone_into(&mut step.message);
            self.told = Some(problem.to_owned());
        }
        self
    }

    /// The report for a source that has no key to test. No call is made.
    pub fn key_missing() -> Self {
        let mut report = Self::default();
        report.fail(StepName::Key, FetchError::KeyMissing);
        report
    }

    /// Notes how a call ended.
    pub(crate) fn note(&mut self, call: TestCall) {
        self.calls += u32::from(call.counts);
        self.sent.push(call);
    }

    pub(crate) fn pass(&mut self, name: StepName, message: impl Into<String>) {
        self.steps.push(TestStep { name, ok: true, message: message.into() });
    }

    pub(crate) fn fail(&mut self, name: StepName, failure: FetchError) {
        self.steps.push(TestStep { name, ok: false, message: failure.to_string() });
        self.failure = Some(failure);
    }
}

/// How one call of a test ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TestCall {
    /// HTTP status, if there was an answer.
    pub status: Option<u16>,
    /// Bytes of the body, decompressed.
    pub bytes: u64,
    /// What kind of failure it was, if it was one.
    pub failure: Option<FailureKind>,
    /// Whether the service may have counted it.
    pub counts: bool,
    /// What the answer said of the calls left.
    pub quota: Quota,
}

impl TestCall {
    /// A call that brought what was asked for.
    pub(crate) fn answered(status: u16, bytes: u64, quota: Quota) -> Self {
        Self { status: Some(status), bytes, failure: None, counts: true, quota }
    }

    /// A call that failed.
    pub(crate) fn failed(failure: &FetchError) -> Self {
        Self {
            status: failure.status(),
            bytes: failure.bytes(),
            failure: Some(failure.kind()),
            counts: failure.counts(),
            quota: failure.answer().map(|answer| answer.quota).unwrap_or_default(),
        }
    }
}

/// One step of a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestStep {
    /// Which.
    pub name: StepName,
    /// Whether it went well.
    pub ok: bool,
    /// What it found, in a sentence.
    pub message: String,
}

/// The steps of a test, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepName {
    /// The key is accepted.
    Key,
    /// Jobs come back in a shape Lapwing can read.
    Jobs,
    /// What the service says of the plan.
    Plan,
}
