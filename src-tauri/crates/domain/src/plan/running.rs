//! When the program runs, learnt from when it ran: calls that would fall into hours in which the computer sleeps are spent in
//! the others instead.
//!
//! What is known of an hour of the week is drawn towards the same hour of other days as long as few weeks were seen, and
//! that towards a guess on the first day.

use jiff::{SignedDuration, Timestamp};

use super::hours::{HOURS, HourOfWeek, Week, pieces};

/// Share of the hours that a computer is taken to be on before anything was seen: guessed too low it costs somewhat slower
/// rounds later, guessed too high everybody who sleeps would wait longer than the calls ask for.
const GUESS: f64 = 0.6;

/// As many days weigh as much as the guess.
const GUESS_WEIGHT: f64 = 1.0;

/// As many weeks weigh as much as the same hour of other days.
const DAY_WEIGHT: f64 = 2.0;

/// What an hour seen before still weighs when the same hour of a later week has passed.
const KEEP: f64 = 0.8;

/// Of a longer absence only the end counts: it was a holiday, or an end to using the program.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 7);

/// What was seen of one hour of the week, as it is stored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ran {
    /// Which hour.
    pub hour: HourOfWeek,
    /// Hours in which the program ran, older ones counting less.
    pub ran: f64,
    /// Hours that passed, likewise.
    pub passed: f64,
}

/// When the program ran, by hour of the week.
#[derive(Debug, Clone, PartialEq)]
pub struct Running {
    ran: Week,
    passed: Week,
}

impl Default for Running {
    fn default() -> Self {
        Self { ran: [0.0; HOURS], passed: [0.0; HOURS] }
    }
}

impl Running {
    /// As it was stored. Numbers that cannot be hours are left out.
    pub fn of(seen: impl IntoIterator<Item = Ran>) -> Self {
        let mut running = Self::default();
        for Ran { hour, ran, passed } in seen {
            if ran.is_finite() && passed.is_finite() && (0.0..=passed).contains(&ran) {
                running.ran[hour.index()] = ran;
                running.passed[hour.index()] = passed;
            }
        }
        running
    }

    /// Learns that the program ran between `from` and `to`, and did not since `before`, when it was last seen to; `None`
    /// when it never was. Answers the hours that changed.
    pub fn observe(&mut self, before: Option<Timestamp>, from: Timestamp, to: Timestamp) -> Vec<Ran> {
        if from >= to {
            return Vec::new();
        }
        let earliest = to.checked_sub(LONGEST).unwrap_or(Timestamp::MIN);
        // A clock that was put back has already seen this stretch.
        let absent = before.unwrap_or(from).min(from).max(earliest);
        let (from, mut changed) = (from.max(earliest), [false; HOURS]);
        for (start, end, ran) in [(absent, from, 0.0), (from, to, 1.0)] {
            for piece in pieces(start, end) {
                let hour = piece.hour.index();
                let keep = KEEP.powf(piece.hours());
                self.ran[hour] = self.ran[hour] * keep + ran * piece.hours();
                self.passed[hour] = self.passed[hour] * keep + piece.hours();
                changed[hour] = true;
            }
        }
        (0..HOURS).filter(|hour| changed[*hour]).filter_map(|hour| self.seen(hour)).collect()
    }

    fn seen(&self, hour: usize) -> Option<Ran> {
        let (ran, passed) = (self.ran[hour], self.passed[hour]);
        HourOfWeek::from_index(hour).map(|hour| Ran { hour, ran, passed })
    }

    /// The share of each hour of the week in which the program is expected to run, from 0 to 1.
    pub fn chances(&self) -> Week {
        let of_day = |week: &Week, hour: usize| (0..7).map(|day| week[day * 24 + hour]).sum::<f64>();
        let by_day: [f64; 24] = std::array::from_fn(|hour| {
            (of_day(&self.ran, hour) + GUESS_WEIGHT * GUESS) / (of_day(&self.passed, hour) + GUESS_WEIGHT)
        });
        std::array::from_fn(|hour| (self.ran[hour] + DAY_WEIGHT * by_day[hour % 24]) / (self.passed[hour] + DAY_WEIGHT))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn hours(hours: i64) -> SignedDuration {
        SignedDuration::from_hours(hours)
    }

    /// So many days from a Monday on, from seven to eleven in the evening on those that are chosen.
    fn days(count: i64, on: impl Fn(i64) -> bool) -> Running {
        let mut running = Running::default();
        let mut before = None;
        for day in (0..count).filter(|day| on(day % 7)) {
            let from = at("2026-11-02T07:00:00Z") + hours(24 * day);
            running.observe(before, from, from + hours(16));
            before = Some(from + hours(16));
        }
        running
    }

    #[test]
    fn before_anything_was_seen_the_guess_holds_in_every_hour() {
        assert!(Running::default().chances().iter().all(|chance| (chance - GUESS).abs() < 1e-9));
    }

    #[test]
    fn after_a_few_days_nights_are_known() {
        let chances = days(4, |_| true).chances();
        let (night, day) = (chances[6 * 24 + 3], chances[6 * 24 + 12]);
        assert!(night < 0.2 && day > 0.9, "a Sunday never seen: {night} at three, {day} at noon");
    }

    #[test]
    fn after_a_few_weeks_free_days_are_known() {
        let chances = days(28, |day| day < 5).chances();
        let (sunday, monday) = (chances[6 * 24 + 12], chances[12]);
        assert!(sunday < 0.4 && monday > 0.85, "noon: {sunday} on Sunday, {monday} on Monday");
    }

    #[test]
    fn a_computer_that_is_always_on_is_known_after_three_days() {
        let mut running = Running::default();
        running.observe(None, at("2026-11-02T00:00:00Z"), at("2026-11-05T00:00:00Z"));
        let expected: f64 = running.chances().iter().sum();
        assert!(expected > 0.9 * 168.0, "{expected}");
    }

    #[test]
    fn a_holiday_does_not_teach_that_nobody_comes_back() {
        let mut running = days(28, |_| true);
        let before = at("2026-11-29T23:00:00Z");
        running.observe(Some(before), before + hours(24 * 60), before + hours(24 * 60 + 1));
        assert!(running.chances()[12] > 0.7, "{}", running.chances()[12]);
    }

    #[test]
    fn what_is_stored_reads_back_and_nonsense_is_left_out() {
        let mut running = Running::default();
        let changed = running.observe(None, at("2026-11-02T07:10:00Z"), at("2026-11-02T09:20:00Z"));
        assert_eq!(Running::of(changed.clone()), running);
        let broken = changed.into_iter().map(|seen| Ran { ran: 1e9, ..seen });
        assert_eq!(Running::of(broken), Running::default());
    }

    #[test]
    fn no_time_and_a_clock_put_back_teach_no_absence() {
        let (from, to) = (at("2026-11-02T07:00:00Z"), at("2026-11-02T09:00:00Z"));
        let mut running = Running::default();
        assert_eq!(running.observe(None, to, from), []);
        let seen = running.observe(Some(to), from, to);
        assert!(!seen.is_empty() && seen.iter().all(|seen| (seen.ran - seen.passed).abs() < 1e-9), "{seen:?}");
    }
}
