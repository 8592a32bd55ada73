//! How many postings come in each hour of the week, learnt from what was read.
//!
//! An hour's rate is what was seen in it, drawn towards the mean of the week as long as little was seen. Before anything
//! was, the mean is a guess, which the first page all but replaces.

use jiff::{SignedDuration, Timestamp};

use super::hours::{HOURS, HourOfWeek, Week, pieces};

/// Postings an hour before anything was seen.
const GUESS: f64 = 30.0;

/// As many seen postings weigh as much as the guess.
const GUESS_WEIGHT: f64 = 2.0;

/// As many seen postings of an hour weigh as much as the week's mean.
const MEAN_WEIGHT: f64 = 5.0;

/// What an hour seen before still weighs when the same hour of a later week was seen in full.
const KEEP: f64 = 0.8;

/// More than this between two postings says that somebody else's clock is wrong, not that nobody posted.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 7);

/// What was seen of one hour of the week, as it is stored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// Which hour.
    pub hour: HourOfWeek,
    /// Postings, older ones counting less.
    pub postings: f64,
    /// Hours they were seen in, likewise.
    pub hours: f64,
}

/// Arrival rates by hour of the week.
#[derive(Debug, Clone, PartialEq)]
pub struct Rates {
    postings: Week,
    hours: Week,
}

impl Default for Rates {
    fn default() -> Self {
        Self { postings: [0.0; HOURS], hours: [0.0; HOURS] }
    }
}

impl Rates {
    /// As they were stored. Numbers that cannot be counts are left out.
    pub fn of(seen: impl IntoIterator<Item = Seen>) -> Self {
        let mut rates = Self::default();
        for Seen { hour, postings, hours } in seen {
            if [postings, hours].iter().all(|number| number.is_finite() && *number >= 0.0) {
                rates.postings[hour.index()] = postings;
                rates.hours[hour.index()] = hours;
            }
        }
        rates
    }

    /// Learns that between `from` and `to` these postings came, and no others. Ones published before `from` surfaced late
    /// and count for their own hour. Answers the hours that changed.
    pub fn observe(&mut self, from: Timestamp, to: Timestamp, posted: &[Timestamp]) -> Vec<Seen> {
        if from >= to || to.duration_since(from) > LONGEST {
            return Vec::new();
        }
        let mut watched = [0.0; HOURS];
        for piece in pieces(from, to) {
            watched[piece.hour.index()] += piece.hours();
        }
        let mut changed = watched.map(|hours| hours > 0.0);
        for (hour, hours) in watched.into_iter().enumerate() {
            let keep = KEEP.powf(hours);
            self.postings[hour] *= keep;
            self.hours[hour] = self.hours[hour] * keep + hours;
        }
        let earliest = from.checked_sub(LONGEST).unwrap_or(Timestamp::MIN);
        for at in posted.iter().filter(|at| (earliest..=to).contains(at)) {
            let hour = HourOfWeek::of(*at).index();
            self.postings[hour] += 1.0;
            changed[hour] = true;
        }
        (0..HOURS).filter(|hour| changed[*hour]).filter_map(|hour| self.seen(hour)).collect()
    }

    fn seen(&self, hour: usize) -> Option<Seen> {
        let (postings, hours) = (self.postings[hour], self.hours[hour]);
        HourOfWeek::from_index(hour).map(|hour| Seen { hour, postings, hours })
    }

    /// Postings an hour, for each hour of the week.
    pub fn per_hour(&self) -> Week {
        let mean = (self.postings.iter().sum::<f64>() + GUESS_WEIGHT) / (self.observed() + GUESS_WEIGHT / GUESS);
        let mut rates = [0.0; HOURS];
        for (hour, rate) in rates.iter_mut().enumerate() {
            *rate = (self.postings[hour] + MEAN_WEIGHT) / (self.hours[hour] + MEAN_WEIGHT / mean);
        }
        rates
    }

    /// The same where other streams of the market saw more: how busy each hour is beside the mean, by all of them. What
    /// each says of its own mean counts alike.
    pub fn shaped(&self, others: &[&Self]) -> Week {
        let usual = self.per_hour();
        let mean = usual.iter().sum::<f64>() / 168.0;
        let (mut seen, mut expected) = (self.postings, self.hours.map(|hours| hours * mean));
        for other in others.iter().filter(|other| other.observed() > 0.0) {
            let of_its_own = other.postings.iter().sum::<f64>() / other.observed();
            for hour in 0..HOURS {
                seen[hour] += other.postings[hour];
                expected[hour] += other.hours[hour] * of_its_own;
            }
        }
        std::array::from_fn(|hour| mean * (seen[hour] + MEAN_WEIGHT) / (expected[hour] + MEAN_WEIGHT))
    }

    /// Postings seen, and how many would have been in the same hours at these rates.
    pub(crate) fn seen_of(&self, rates: &Week) -> (f64, f64) {
        (self.postings.iter().sum(), self.hours.iter().zip(rates).map(|(hours, rate)| hours * rate).sum())
    }

    /// Hours of watching that the rates rest on, older ones counting less.
    pub fn observed(&self) -> f64 {
        self.hours.iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// Postings at even distances.
    fn evenly(from: Timestamp, to: Timestamp, an_hour: i64) -> Vec<Timestamp> {
        let step = SignedDuration::from_secs(3_600 / an_hour);
        std::iter::successors(Some(from + step), |at| Some(*at + step)).take_while(|at| *at <= to).collect()
    }

    #[test]
    fn before_anything_was_seen_the_guess_holds_in_every_hour() {
        assert!(Rates::default().per_hour().iter().all(|rate| (rate - GUESS).abs() < 1e-9));
    }

    #[test]
    fn one_page_tells_a_quiet_market_from_a_busy_one() {
        for (an_hour, low, high) in [(3, 2.5, 4.0), (300, 200.0, 300.0)] {
            let mut rates = Rates::default();
            let to = at("2026-11-16T10:30:00Z");
            let from = to - SignedDuration::from_secs(50 * 3_600 / an_hour);
            rates.observe(from, to, &evenly(from, to, an_hour));
            let found = rates.per_hour()[100];
            assert!((low..high).contains(&found), "{an_hour} an hour, an hour never seen: {found}");
        }
    }

    #[test]
    fn the_shape_of_the_week_is_learnt_hour_by_hour() {
        let mut rates = Rates::default();
        for week in 0..4 {
            for hour in 0..168 {
                let from = at("2026-11-02T00:00:00Z") + SignedDuration::from_hours(week * 168 + hour);
                let to = from + SignedDuration::from_hours(1);
                rates.observe(from, to, &evenly(from, to, if hour % 24 < 12 { 10 } else { 90 }));
            }
        }
        let found = rates.per_hour();
        assert!((8.0..14.0).contains(&found[3]) && (85.0..91.0).contains(&found[15]), "{} {}", found[3], found[15]);
    }

    #[test]
    fn what_was_long_ago_is_forgotten() {
        let mut rates = Rates::default();
        let weeks = |rates: &mut Rates, first: i64, an_hour| {
            for week in first..first + 10 {
                let from = at("2026-01-05T00:00:00Z") + SignedDuration::from_hours(week * 168);
                let to = from + SignedDuration::from_hours(1);
                rates.observe(from, to, &evenly(from, to, an_hour));
            }
        };
        weeks(&mut rates, 0, 60);
        weeks(&mut rates, 10, 6);
        assert!((5.0..13.0).contains(&rates.per_hour()[0]), "{}", rates.per_hour()[0]);
    }

    #[test]
    fn late_postings_count_for_the_hour_they_were_published_in() {
        let mut rates = Rates::default();
        let changed =
            rates.observe(at("2026-11-16T10:00:00Z"), at("2026-11-16T10:30:00Z"), &[at("2026-11-16T09:55:00Z")]);
        let seen = |changed: &[Seen]| {
            changed.iter().map(|one| (one.hour.index(), one.postings, one.hours)).collect::<Vec<_>>()
        };
        assert_eq!(seen(&changed[..1]), [(9, 1.0, 0.0)]);
        assert_eq!((changed[1].hour.index(), changed[1].postings), (10, 0.0));
    }

    #[test]
    fn what_is_stored_reads_back_and_nonsense_is_left_out() {
        let mut rates = Rates::default();
        let (from, to) = (at("2026-11-16T10:00:00Z"), at("2026-11-16T14:00:00Z"));
        let changed = rates.observe(from, to, &evenly(from, to, 20));
        assert_eq!(Rates::of(changed.clone()), rates);
        let broken = changed.into_iter().map(|seen| Seen { hours: f64::NAN, ..seen });
        assert_eq!(Rates::of(broken), Rates::default());
    }

    #[test]
    fn no_time_and_far_too_much_teach_nothing() {
        let (from, to) = (at("2025-11-16T10:00:00Z"), at("2026-11-16T14:00:00Z"));
        let mut rates = Rates::default();
        assert_eq!((rates.observe(from, from, &[from]), rates.observe(from, to, &[to])), (vec![], vec![]));
        assert_eq!(rates, Rates::default());
    }
}
