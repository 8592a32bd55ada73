//! A clock that stands still until the simulation moves it, and says when the engine has come to rest.

use std::sync::Mutex;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use lapwing_engine::Clock;
use tokio::sync::{mpsc, watch};

/// The one clock of a simulation, in whole seconds.
#[derive(Debug)]
pub struct JumpingClock {
    wall: Mutex<i64>,
    steady: watch::Sender<i64>,
    resting: mpsc::UnboundedSender<i64>,
}

impl JumpingClock {
    /// Stands at a second, and tells the receiver whenever something begins to wait for it, and until when.
    pub fn new(start: i64) -> (Self, mpsc::UnboundedReceiver<i64>) {
        let (resting, rests) = mpsc::unbounded_channel();
        (Self { wall: Mutex::new(start), steady: watch::Sender::new(0), resting }, rests)
    }

    /// The second it stands at.
    pub fn second(&self) -> i64 {
        *held(&self.wall)
    }

    /// Whether who waits until then, by the steady clock, still does.
    pub fn is_ahead(&self, until: i64) -> bool {
        until > *self.steady.borrow()
    }

    /// Time passes for program and machine.
    pub fn advance(&self, seconds: i64) {
        self.sleep_through(seconds);
        self.steady.send_modify(|steady| *steady += seconds);
    }

    /// The machine sleeps: only the wall clock goes on.
    pub fn sleep_through(&self, seconds: i64) {
        *held(&self.wall) += seconds;
    }
}

/// A number cannot be left half changed.
fn held(wall: &Mutex<i64>) -> std::sync::MutexGuard<'_, i64> {
    wall.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[async_trait]
impl Clock for JumpingClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.second()).unwrap_or(Timestamp::MAX)
    }

    fn steady(&self) -> SignedDuration {
        SignedDuration::from_secs(*self.steady.borrow())
    }

    async fn sleep(&self, wait: SignedDuration) {
        let until = *self.steady.borrow() + wait.as_secs();
        let mut steady = self.steady.subscribe();
        // Both ends live as long as the simulation.
        let _ = self.resting.send(until);
        let _ = steady.wait_for(|steady| *steady >= until).await;
    }
}
