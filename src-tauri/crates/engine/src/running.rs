//! How the loop knows that it goes on: a machine that slept is noticed, and when the program runs is remembered for the
//! planner.

use jiff::{SignedDuration, Timestamp};
use lapwing_domain::watch;

use crate::Engine;

/// Stretches of running are noted when they are so long.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(10);

/// The stretch of time in which the loop ran and that is not noted yet.
#[derive(Debug)]
pub(crate) struct Running {
    from: Timestamp,
    to: Timestamp,
    /// The clock that stands still while the machine sleeps, at `to`.
    steady: SignedDuration,
}

impl Running {
    /// Begins now.
    pub(crate) fn begin(engine: &Engine) -> Self {
        let (now, steady) = (engine.now(), engine.ports().clock.steady());
        Self { from: now, to: now, steady }
    }

    /// Goes on until now, or begins anew where the machine slept.
    pub(crate) async fn go_on(&mut self, engine: &Engine) {
        let (now, steady) = (engine.now(), engine.ports().clock.steady());
        let wall = now.duration_since(self.to);
        if watch::clock_jumped(wall, steady - self.steady) {
            tracing::info!(seconds = wall.as_secs(), "the machine slept or its clock was set: catching up");
            // Connections kept open across a sleep are dead, and waiting for them to say so costs a time-out.
            engine.clients().clear();
            self.note(engine).await;
            self.from = now;
        }
        (self.to, self.steady) = (now, steady);
        if self.to.duration_since(self.from) >= NOTED_EVERY {
            self.note(engine).await;
        }
    }

    /// Remembers the stretch, unless sources were not watched in it, and begins the next.
    pub(crate) async fn note(&mut self, engine: &Engine) {
        let from = std::mem::replace(&mut self.from, self.to);
        if !engine.holds_lock() || engine.is_paused().await.unwrap_or(true) {
            return;
        }
        if let Err(problem) = engine.store().note_running(from, self.to).await {
            tracing::warn!(%problem, "when the program ran could not be noted");
        }
    }
}
