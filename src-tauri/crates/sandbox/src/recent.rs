//! The service's short memory: a request made again within a few seconds gets the same answer again.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

/// How long an answer is given again.
const KEPT: SignedDuration = SignedDuration::from_secs(5);

/// A page, and when it was made.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answered {
    pub(crate) at: Timestamp,
    pub(crate) jobs: Vec<Value>,
}

impl Answered {
    /// A clock set back ends it, too.
    fn is_fresh(&self, now: Timestamp) -> bool {
        let age = now.duration_since(self.at);
        !age.is_negative() && age < KEPT
    }
}

/// The pages of the last few seconds by their requests.
#[derive(Debug, Default)]
pub(crate) struct RecentAnswers(HashMap<String, Answered>);

impl RecentAnswers {
    pub(crate) fn find(&self, request: &str, now: Timestamp) -> Option<Answered> {
        self.0.get(request).filter(|answered| answered.is_fresh(now)).cloned()
    }

    /// Keeps a page, and lets go of those that are too old.
    pub(crate) fn keep(&mut self, request: String, answered: Answered) {
        let now = answered.at;
        self.0.retain(|_, kept| kept.is_fresh(now));
        self.0.insert(request, answered);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    #[test]
    fn an_answer_is_given_again_for_less_than_five_seconds() {
        let mut recent = RecentAnswers::default();
        recent.keep("q=rust".to_owned(), Answered { at: at(100), jobs: vec![Value::Null] });
        assert_eq!(recent.find("q=rust", at(104)).map(|answered| answered.jobs.len()), Some(1));
        for (request, now) in [("q=rust", 105), ("q=rust", 99), ("q=go", 101)] {
            assert_eq!(recent.find(request, at(now)), None, "{request} at {now}");
        }
    }

    #[test]
    fn old_answers_do_not_pile_up() {
        let mut recent = RecentAnswers::default();
        for second in 0..100 {
            recent.keep(second.to_string(), Answered { at: at(second), jobs: Vec::new() });
        }
        assert_eq!(recent.0.len(), 5);
    }
}
