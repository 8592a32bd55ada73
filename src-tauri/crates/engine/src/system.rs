//! The system's clock and chance, for programs to hand in as [`crate::Ports`]. Nothing else in the engine touches them.

use std::time::Instant;

use async_trait::async_trait;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use crate::ports::{Clock, Random};

/// The system's clocks.
#[derive(Debug)]
pub struct SystemClock {
    started: Instant,
}

impl SystemClock {
    /// Starts the steady clock at zero.
    pub fn start() -> Self {
        Self { started: Instant::now() }
    }
}

#[async_trait]
impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn offset(&self) -> Offset {
        TimeZone::system().to_offset(self.now())
    }

    fn steady(&self) -> SignedDuration {
        SignedDuration::try_from(self.started.elapsed()).unwrap_or(SignedDuration::MAX)
    }

    async fn sleep(&self, wait: SignedDuration) {
        tokio::time::sleep(wait.try_into().unwrap_or_default()).await;
    }
}

/// The system's chance.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fraction(&self) -> f64 {
        fastrand::f64()
    }

    fn account(&self) -> String {
        uuid::Uuid::new_v4().to_string()
    }

    fn fill(&self, bytes: &mut [u8]) {
        // 122 of 128 bits of each are the system's chance.
        for chunk in bytes.chunks_mut(16) {
            chunk.copy_from_slice(&uuid::Uuid::new_v4().into_bytes()[..chunk.len()]);
        }
    }
}
