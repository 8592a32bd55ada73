//! How late postings surface: learnt from those that did, and reckoned with where the newest are counted.

use jiff::{SignedDuration, Timestamp};

/// The service shows a posting so many minutes after it is published, by its own account: any number between these.
const SHOWN_AFTER: (f64, f64) = (15.0, 30.0);

/// What is remembered fades by so much with each posting that surfaced late.
const KEEP: f64 = 0.97;

/// Later than the latest seen by this much is still expected.
const ROOM: f64 = 1.25;

/// Never less, whatever was seen: by its own account the service may show one posting a quarter of an hour before another,
/// a busy market's page holds only minutes, so that later ones are not seen in it, and clocks differ.
const LEAST: SignedDuration = SignedDuration::from_mins(16);

/// Never more: a posting that is brought back after days is another matter.
const MOST: SignedDuration = SignedDuration::from_hours(24);

/// How far behind the watermark a round has to read, after these postings surfaced so far behind it: about what is
/// exceeded by fewer than one in thirty of them, with some room.
#[must_use]
pub fn overlap_learnt(before: SignedDuration, late: impl IntoIterator<Item = SignedDuration>) -> SignedDuration {
    let seconds = late
        .into_iter()
        .filter(|late| *late <= MOST)
        .fold(before.as_secs_f64(), |known, late| (known * KEEP).max(late.as_secs_f64() * ROOM));
    SignedDuration::try_from_secs_f64(seconds.round()).unwrap_or(MOST).clamp(LEAST, MOST)
}

/// How long a stretch of publish times would be, had all that was published in it been shown by now: of the newest
/// postings only those that surfaced early are there, and a page of them alone would make a busy market look quiet.
#[must_use]
pub fn shown_of(from: Timestamp, to: Timestamp, now: Timestamp) -> SignedDuration {
    let (first, last) = SHOWN_AFTER;
    // The share that is shown grows evenly from the first to the last; this is its sum up to an age in minutes.
    let sum = |at: Timestamp| {
        let age = now.duration_since(at).as_secs_f64() / 60.0;
        let growing = (age.min(last) - first).max(0.0);
        growing * growing / (2.0 * (last - first)) + (age - last).max(0.0)
    };
    let minutes = (sum(from) - sum(to)).max(0.0);
    SignedDuration::try_from_secs_f64(minutes * 60.0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_newest_postings_only_some_are_shown_and_of_old_ones_all() {
        let at = |minutes_ago: i64| "2026-11-16T12:00:00Z".parse::<Timestamp>().unwrap() - minutes(minutes_ago);
        let shown = |from, to| shown_of(at(from), at(to), at(0)).as_secs();
        assert_eq!(shown(90, 60), 30 * 60);
        assert_eq!(shown(30, 15), 450, "half of a quarter of an hour");
        assert_eq!(shown(15, 0), 0);
    }

    fn minutes(minutes: i64) -> SignedDuration {
        SignedDuration::from_mins(minutes)
    }

    #[test]
    fn how_late_postings_surface_is_learnt_soon() {
        let late = (0..100).map(|number| minutes(number % 17));
        let learnt = overlap_learnt(minutes(60), late);
        assert!((minutes(16)..minutes(22)).contains(&learnt), "{learnt}");
    }

    #[test]
    fn one_that_is_later_than_all_before_counts_at_once() {
        assert_eq!(overlap_learnt(minutes(20), [minutes(120)]), minutes(150));
        assert_eq!(overlap_learnt(minutes(30), []), minutes(30));
    }

    #[test]
    fn what_comes_back_after_days_is_no_lateness_and_none_is_still_a_little() {
        assert_eq!(overlap_learnt(minutes(20), [minutes(60 * 48)]), minutes(20));
        assert_eq!(overlap_learnt(minutes(20), vec![minutes(0); 1_000]), minutes(16));
    }
}
