//! What can be spent until the month ends.

use jiff::Timestamp;

use super::{Calls, Task};
use crate::watch;

/// Share of the calls left this month that is kept for what the user starts by hand. So it shrinks with the month, and
/// little is left over in the end.
const RESERVE: f64 = 0.05;

/// No less is kept, so that pages which chance asks for near the month's end do not take its last rounds. The last calls are
/// given back one every so many hours, since they do not last into the next month.
const LEAST: (u32, i64) = (2, 2);

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
                let reserve = reserve_of(left, task.now);
                Self { calls: f64::from(left - reserve), counted: Some(left - reserve), reserve }
            }
        }
    }
}

/// Calls kept for what the user starts by hand, of those left this month.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a twentieth of what fits")]
pub fn reserve_of(left: u32, now: Timestamp) -> u32 {
    let share = (f64::from(left) * RESERVE).ceil() as u32;
    let (least, hours) = LEAST;
    let given_back = watch::next_month(now).duration_since(now).as_hours() / hours;
    share.max(least).min(u32::try_from(given_back).unwrap_or_default()).min(left)
}
