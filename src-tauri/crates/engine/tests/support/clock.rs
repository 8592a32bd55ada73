//! A clock that moves only when told to.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use lapwing_engine::Clock;
use lapwing_sandbox::ManualClock;

use super::START;

/// The one clock of a test.
pub struct TestClock {
    pub wall: Arc<ManualClock>,
    steady: tokio::sync::watch::Sender<SignedDuration>,
}

impl TestClock {
    pub fn new() -> Self {
        let wall = Arc::new(ManualClock::new(START.parse().unwrap()));
        Self { wall, steady: tokio::sync::watch::Sender::new(SignedDuration::ZERO) }
    }

    /// The clock the sandbox goes by.
    pub fn wall(&self) -> &ManualClock {
        &self.wall
    }

    /// Time passes.
    pub fn advance(&self, by: SignedDuration) {
        self.wall.advance(by);
        self.steady.send_modify(|steady| *steady += by);
    }

    /// The machine sleeps: only the wall clock goes on.
    pub fn sleep_through(&self, by: SignedDuration) {
        self.wall.advance(by);
    }

    pub fn minutes(&self, minutes: i64) {
        self.advance(SignedDuration::from_mins(minutes));
    }
}

#[async_trait]
impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        lapwing_sandbox::Clock::now(self.wall.as_ref())
    }

    fn steady(&self) -> SignedDuration {
        *self.steady.borrow()
    }

    async fn sleep(&self, wait: SignedDuration) {
        let until = self.steady() + wait;
        // The sender lives as long as the clock, so this ends only by reaching the time.
        let _ = self.steady.subscribe().wait_for(|steady| *steady >= until).await;
    }
}
