//! The hand on the sandbox: what a test or a demonstration does to it while it runs. Not reachable over HTTP.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use crate::calls::Call;
use crate::clock::Clock;
use crate::dialect::Dialect;
use crate::error::ControlError;
use crate::fault::Fault;
use crate::keys::KeyState;
use crate::listing::Hidden;
use crate::marketplace;
use crate::marketplace::asked::GraphQlRequest;
use crate::plan::Plan;
use crate::shared::Shared;

/// Steers one running [`Sandbox`](crate::Sandbox). Cheap to clone; outlives it harmlessly. Every change holds from the next
/// call on.
#[derive(Clone)]
pub struct Control {
    shared: Arc<Shared>,
}

impl fmt::Debug for Control {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Control").finish_non_exhaustive()
    }
}

impl Control {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    /// Lists `job`, an object in the jobs API's shape, from now on, and gives back its id. Without an `id` it gets one,
    /// with `ciphertext` and `url` to match; without any publish time it was published now, except a private placeholder,
    /// which has none. A job with an id already listed replaces that one.
    pub fn publish(&self, job: Value) -> Result<String, ControlError> {
        self.shared.world.publish(job, self.shared.now())
    }

    /// Changes a listed job by a merge patch (RFC 7386: objects merge, `null` removes). A job of the synthetic market stays
    /// from then on as edited: its counters stand still.
    pub fn edit(&self, id: &str, patch: &Value) -> Result<(), ControlError> {
        self.shared.world.edit(id, patch, self.shared.now())
    }

    /// Lines of the replayed file that were no job objects; 0 without a file.
    pub fn skipped_lines(&self) -> usize {
        self.shared.world.skipped_lines()
    }

    /// Makes `key` known and valid, on the plan of all keys and with a full burst; a dead key comes back to life.
    pub fn issue_key(&self, key: &str) {
        self.shared.keys().set_state(key, KeyState::Valid, self.shared.now());
    }

    /// Withdraws `key`.
    pub fn revoke_key(&self, key: &str) {
        self.shared.keys().set_state(key, KeyState::Revoked, self.shared.now());
    }

    /// Lets `key` expire.
    pub fn expire_key(&self, key: &str) {
        self.shared.keys().set_state(key, KeyState::Expired, self.shared.now());
    }

    /// Puts all keys on `plan`, with a full burst each; the month's calls stay counted.
    pub fn set_plan(&self, plan: Plan) {
        self.shared.keys().set_plan(plan, self.shared.now());
    }

    /// Calls counted for `key` this month (UTC).
    pub fn calls_this_month(&self, key: &str) -> u64 {
        self.shared.keys().used(key, self.shared.now())
    }

    /// Takes `used` calls as made with `key` this month (UTC).
    pub fn set_calls_this_month(&self, key: &str, used: u64) {
        self.shared.keys().set_used(key, used, self.shared.now());
    }

    /// Switches exactly these faults on; an empty list makes the sandbox well again.
    pub fn set_faults(&self, faults: &[Fault]) {
        self.shared.faults().set(faults.to_vec());
    }

    /// Switches one fault on, and all others off.
    pub fn set_fault(&self, fault: Fault) {
        self.set_faults(&[fault]);
    }

    /// Switches every fault off.
    pub fn clear_faults(&self) {
        self.set_faults(&[]);
    }

    /// Switches `fault` on for the next `calls` calls, besides those that are on.
    pub fn fail_next(&self, fault: Fault, calls: u32) {
        self.shared.faults().set_for_next(fault, calls);
    }

    /// Speaks `dialect` on `/jobs` from now on.
    pub fn set_dialect(&self, dialect: Dialect) {
        self.shared.set_dialect(dialect);
    }

    /// Registers `uri` as the callback of the marketplace's client, in place of the one before.
    pub fn register_callback(&self, uri: &str) {
        self.shared.grants().register_callback(uri.to_owned());
    }

    /// Lets every access token of the marketplace's client expire now. Refresh tokens stay as they are.
    pub fn expire_access_tokens(&self) {
        self.shared.grants().expire_access_tokens(self.shared.now());
    }

    /// Lets every refresh token of the marketplace's client expire now. Access tokens stay as they are.
    pub fn expire_refresh_tokens(&self) {
        self.shared.grants().expire_refresh_tokens(self.shared.now());
    }

    /// The GraphQL requests that came with a good token, oldest first; only the last 1,000 are kept.
    pub fn graphql_requests(&self) -> Vec<GraphQlRequest> {
        self.shared.asked().all()
    }

    /// The ids, as the marketplace's side writes them, of all postings that its searches look through now, newest first.
    pub fn postings_now(&self) -> Vec<String> {
        marketplace::listed(&self.shared, Hidden::default()).map(|posting| posting.id).collect()
    }

    /// How many refreshes have been granted since the start.
    pub fn refresh_count(&self) -> u64 {
        self.shared.grants().refreshes()
    }

    /// How many refresh tokens are good for something now: used ones go on for a day.
    pub fn live_refresh_tokens(&self) -> usize {
        self.shared.grants().live_refresh_tokens(self.shared.now())
    }

    /// Where `redirect-other-host` points from now on: an origin such as `http://127.0.0.1:9000`.
    pub fn set_redirect_to(&self, origin: &str) {
        self.shared.set_redirect_to(origin.to_owned());
    }

    /// What time it is to the sandbox.
    pub fn now(&self) -> Timestamp {
        self.shared.now()
    }

    /// Replaces the clock.
    pub fn set_clock(&self, clock: Arc<dyn Clock>) {
        self.shared.set_clock(clock);
    }

    /// The calls received, oldest first; only the last 10,000 are kept.
    pub fn calls(&self) -> Vec<Call> {
        self.shared.calls.kept()
    }

    /// How many calls have been received since the start, those with any path, key and answer.
    pub fn call_count(&self) -> u64 {
        self.shared.calls.count()
    }

    /// Waits until `count` calls have been received since the start: what a test waits for in place of time.
    pub async fn calls_reach(&self, count: u64) {
        self.shared.calls.reach(count).await;
    }
}
