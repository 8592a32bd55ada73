//! The job service the program is pointed at: the sandbox, with its clock in the test's hand.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use lapwing_sandbox::{Control, ManualClock, Options, Sandbox};
pub use lapwing_sandbox::{Dialect, Fault, Plan};
use serde_json::{Value, json};

use crate::bus;
use crate::pictures::root;
use crate::wait::say;

/// How far behind the computer's clock a market begins, so that what is published is not of the future.
const HEAD_START: SignedDuration = SignedDuration::from_mins(1);

/// Between one publication and what was before: a service may give the same answer again for five seconds.
const MOMENT: SignedDuration = SignedDuration::from_secs(6);

/// A market in which nothing happens but what the test does: its clock stands still until [`Market::publish`].
#[derive(Debug)]
pub struct Market {
    sandbox: Sandbox,
    clock: Arc<ManualClock>,
}

impl Market {
    /// Real postings where the computer has them (`LAPWING_DATA`, or the shared folder beside the project), otherwise
    /// the synthetic market, which is said. Tests share the keyring, so each has a key of its own, named after `test`.
    pub fn open(test: &str) -> Self {
        Self::of(test, Dialect::Documented)
    }

    /// The same, at a service that speaks this dialect.
    pub fn speaking(dialect: Dialect) -> Self {
        Self::of(dialect.word(), dialect)
    }

    fn of(test: &str, dialect: Dialect) -> Self {
        let postings = data("postings-2025.jsonl");
        if postings.is_none() {
            say("There are no real postings here (LAPWING_DATA): the market is synthetic.");
        }
        let (key, plan) = (Some(key_of(test)), Plan::Unlimited);
        let options = Options { dataset: postings, key, plan, dialect, ..Options::default() };
        Self::with(options, Timestamp::now() - HEAD_START)
    }

    /// The synthetic market, whose postings nobody has written, with the plan of a free key: fit for pictures that are
    /// shown around.
    pub fn synthetic() -> Self {
        let key = Some("a-key-for-pictures-only-7f3c".to_owned());
        Self::with(Options { key, ..Options::default() }, Timestamp::now())
    }

    /// A market in which nobody but the test has published anything lately, and nobody else will.
    pub fn silent(test: &str) -> Self {
        let (key, plan) = (Some(key_of(test)), Plan::Unlimited);
        let options = Options { key, plan, arrivals_per_hour: 0.0, ..Options::default() };
        Self::with(options, Timestamp::now() - HEAD_START)
    }

    fn with(options: Options, start: Timestamp) -> Self {
        let clock = Arc::new(ManualClock::new(start));
        let sandbox = bus::run(Sandbox::start_at(options, clock.clone())).expect("the sandbox starts");
        Self { sandbox, clock }
    }

    /// Its address.
    pub fn address(&self) -> &str {
        self.sandbox.url()
    }

    /// The key that works.
    pub fn key(&self) -> &str {
        self.sandbox.key()
    }

    /// The id of the client that its marketplace side knows.
    pub fn client_id(&self) -> &str {
        self.sandbox.client_id()
    }

    /// That client's secret.
    pub fn client_secret(&self) -> &str {
        self.sandbox.client_secret()
    }

    /// The hand on it.
    pub fn control(&self) -> &Control {
        self.sandbox.control()
    }

    /// Answers nobody any more.
    pub fn close(&self) {
        bus::run(self.sandbox.go_offline());
    }

    /// Answers again, at the same address.
    pub fn open_again(&self) {
        bus::run(self.sandbox.come_back()).expect("the sandbox comes back");
    }

    /// Lists one more job, a moment later.
    pub fn publish(&self, job: &Posting) {
        self.publish_object(job.wire());
    }

    /// Lists one more job, a moment later, as an object in the service's own shape; its id.
    pub fn publish_object(&self, job: Value) -> String {
        self.clock.set(self.control().now() + MOMENT);
        self.control().publish(job).expect("the sandbox lists it")
    }

    /// Changes a listed job, a moment later, by a merge patch.
    pub fn edit(&self, id: &str, patch: &Value) {
        self.clock.set(self.control().now() + MOMENT);
        self.control().edit(id, patch).expect("the sandbox lists it as edited");
    }
}

/// A key whose spellings all differ from one another.
fn key_of(test: &str) -> String {
    format!("lw_{test}~~~9+Qz/k???%Xb=W2m>>>Vp")
}

/// A file of the shared test data, where there is one.
pub fn data(file: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("LAPWING_DATA").map_or_else(|| root().join("../shared/data"), PathBuf::from);
    Some(folder.join(file)).filter(|path| path.is_file())
}

/// A job that a test has to say something about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// The title.
    pub title: &'static str,
    /// The text.
    pub description: &'static str,
    /// Skills asked for.
    pub skills: &'static [&'static str],
    /// Country of the client, as a code.
    pub country: &'static str,
    /// Dollars an hour, from and to.
    pub rate: (u32, u32),
    /// Dollars the client has spent so far.
    pub spent: u32,
}

impl Posting {
    fn wire(&self) -> Value {
        json!({
            "title": self.title,
            "description": self.description,
            "skills": self.skills,
            "job_type": 1,
            "status": 1,
            "contractor_tier": 3,
            "hourly_budget": {"min": self.rate.0, "max": self.rate.1, "currency": "USD"},
            "buyer": {"payment_verified": true, "country": self.country, "total_spent": self.spent},
        })
    }
}
