//! What can be spent until the month ends.

use jiff::Timestamp;

use super::{Calls, Task};
use crate::watch;

/// Share of the month's calls kept for what the user starts by hand.
const RESERVE: f64 = 0.05;

/// Share of the reserve that is kept until the month turns.
const KEPT_TO_THE_END: f64 = 0.2;

/// Calls to spend until the month ends.
pub(super) struct Budget {
    pub(super) calls: f64,
    pub(super) counted: Option<u32>,
    pub(super) reserve: u32,
}

impl Budget {
    pub(super) fn of(task: &Task<'_>) -> Self {
        match task.calls {
            Calls::Free { .. } => Self { calls: 0.0, counted: None, reserve: 0 },
            Calls::Unknown { as_if } => {
                let (start, end) = (watch::month_start(task.now), watch::next_month(task.now));
                let left =
                    end.duration_since(task.now).as_secs_f64() / end.duration_since(start).as_secs_f64().max(1.0);
                Self { calls: f64::from(as_if) * (1.0 - RESERVE) * left, counted: None, reserve: 0 }
            }
            Calls::Counted { a_month, used } => {
                let left = a_month.saturating_sub(used);
                let reserve = released(reserve_of(a_month), task.now).min(left);
                Self { calls: f64::from(left - reserve), counted: Some(left - reserve), reserve }
            }
        }
    }
}

/// What is still kept of a reserve: in the month's last day most of it is given back, hour by hour, since it does not last
/// into the next.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no more than the reserve")]
fn released(reserve: u32, now: Timestamp) -> u32 {
    let days = watch::next_month(now).duration_since(now).as_secs_f64() / 86_400.0;
    (f64::from(reserve) * days.clamp(KEPT_TO_THE_END, 1.0)).ceil() as u32
}

/// Calls of a month kept for what the user starts by hand.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a twentieth of what fits")]
pub fn reserve_of(a_month: u32) -> u32 {
    (f64::from(a_month) * RESERVE).ceil() as u32
}
