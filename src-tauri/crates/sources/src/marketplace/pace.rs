//! The service's ceilings, kept here: a request that would go beyond one is not sent.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

use crate::policy::Ceilings;

/// When requests were sent, as far back as the longest ceiling looks.
#[derive(Debug, Default)]
pub(super) struct Pace {
    sent: VecDeque<Timestamp>,
}

impl Pace {
    /// Counts a request that is sent now.
    ///
    /// # Errors
    /// When it would go beyond a ceiling: the moment from which on it does not.
    pub(super) fn take(&mut self, ceilings: Ceilings, now: Timestamp) -> Result<(), Timestamp> {
        // A clock that was set back must not hold requests up until it has caught up with itself.
        while self.sent.back().is_some_and(|last| *last > now) {
            self.sent.pop_back();
        }
        let Ceilings { per_second, per_minute, per_day } = ceilings;
        let windows = [
            (per_day, SignedDuration::from_hours(24)),
            (per_minute, SignedDuration::from_mins(1)),
            (per_second, SignedDuration::from_secs(1)),
        ];
        for (most, window) in windows {
            if let Some(free) = self.free(most, window).filter(|free| *free > now) {
                return Err(free);
            }
        }
        self.sent.push_back(now);
        while u32::try_from(self.sent.len()).map_or(true, |kept| kept > per_day) {
            self.sent.pop_front();
        }
        Ok(())
    }

    /// When the first of the last so many leaves the window.
    fn free(&self, most: u32, window: SignedDuration) -> Option<Timestamp> {
        let first = self.sent.len().checked_sub(usize::try_from(most).ok()?)?;
        self.sent.get(first)?.checked_add(window).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEW: Ceilings = Ceilings { per_second: 2, per_minute: 5, per_day: 8 };

    fn at(milliseconds: i64) -> Timestamp {
        Timestamp::from_millisecond(1_790_000_000_000 + milliseconds).unwrap()
    }

    /// How many of a steady stream of requests pass, one every so many milliseconds.
    fn passing(every: i64, requests: i64) -> usize {
        let mut pace = Pace::default();
        (0..requests).filter(|number| pace.take(FEW, at(number * every)).is_ok()).count()
    }

    #[test]
    fn no_second_no_minute_and_no_day_has_more_requests_than_its_ceiling() {
        assert_eq!(passing(100, 10), 2, "within a second");
        assert_eq!(passing(600, 90), 5, "within a minute, at a pace that every second allows");
        assert_eq!(passing(20_000, 4_000), 8, "within a day, at a pace that every minute allows");
    }

    #[test]
    fn a_refusal_says_from_when_on_there_is_room() {
        let mut pace = Pace::default();
        assert_eq!((pace.take(FEW, at(0)), pace.take(FEW, at(400))), (Ok(()), Ok(())));
        assert_eq!(pace.take(FEW, at(900)), Err(at(1_000)));
        assert_eq!(pace.take(FEW, at(1_000)), Ok(()));
    }

    #[test]
    fn a_clock_set_back_holds_nothing_up() {
        let mut pace = Pace::default();
        for _ in 0..2 {
            pace.take(FEW, at(3_600_000)).unwrap();
        }
        assert_eq!(pace.take(FEW, at(0)), Ok(()));
    }
}
