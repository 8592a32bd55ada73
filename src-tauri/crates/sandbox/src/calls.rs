//! What was asked of the sandbox, in the order it came. Keys, tokens, codes and secrets are never
//! kept, only that there was one.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use tokio::sync::watch;

/// One request, as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// When, by the sandbox's clock.
    pub at: Timestamp,
    /// Method, for example `GET`.
    pub method: String,
    /// Path and query as sent, for example `/jobs?limit=50`; to the marketplace's side without what a query may hide, such as
    /// `code=…`.
    pub target: String,
    /// The `Host` header: which name the caller knew the sandbox by.
    pub host: String,
    /// Names of all headers, lower case, in the order sent.
    pub headers: Vec<String>,
    /// Value of the `User-Agent` header, empty without one.
    pub user_agent: String,
    /// Whether an `X-API-KEY` header came along, whatever it held.
    pub had_key: bool,
    /// Whether an `Authorization` header came along, whatever it held.
    pub had_token: bool,
}

/// The calls so far. Beyond [`CallLog::KEPT`] the oldest are dropped; the count goes on.
#[derive(Debug)]
pub(crate) struct CallLog {
    kept: Mutex<VecDeque<Call>>,
    count: watch::Sender<u64>,
}

impl CallLog {
    /// A soak run of a month must not fill the memory.
    const KEPT: usize = 10_000;

    pub(crate) fn new() -> Self {
        Self { kept: Mutex::new(VecDeque::new()), count: watch::Sender::new(0) }
    }

    pub(crate) fn record(&self, call: Call) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == Self::KEPT {
            kept.pop_front();
        }
        kept.push_back(call);
        drop(kept);
        self.count.send_modify(|count| *count += 1);
    }

    pub(crate) fn kept(&self) -> Vec<Call> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    pub(crate) fn count(&self) -> u64 {
        *self.count.borrow()
    }

    /// Returns as soon as `count` calls have come in since the start, at once if they have already.
    pub(crate) async fn reach(&self, count: u64) {
        // The sender lives as long as `self`, so waiting cannot fail.
        let _ = self.count.subscribe().wait_for(|seen| *seen >= count).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(target: &str) -> Call {
        Call {
            at: Timestamp::UNIX_EPOCH,
            method: "GET".to_owned(),
            target: target.to_owned(),
            host: String::new(),
            headers: Vec::new(),
            user_agent: String::new(),
            had_key: false,
            had_token: false,
        }
    }

    #[test]
    fn a_long_run_keeps_the_newest_calls_and_counts_them_all() {
        let log = CallLog::new();
        for n in 0..=CallLog::KEPT {
            log.record(call(&n.to_string()));
        }
        assert_eq!(log.count(), CallLog::KEPT as u64 + 1);
        assert_eq!(log.kept().len(), CallLog::KEPT);
        assert_eq!(log.kept()[0].target, "1");
    }
}
