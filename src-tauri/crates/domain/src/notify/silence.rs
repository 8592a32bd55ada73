//! Searches that fell silent: whether it is chance that one which usually yields has yielded nothing for so long.
//!
//! Matches are taken to come by chance, each on its own, as often as they did before, with the shape of the week that was
//! learnt from all postings. Only time counts in which a source was asked and answered: what nobody looked for is not
//! missing.

use jiff::{SignedDuration, Timestamp};

use crate::plan::{HourOfWeek, Week};

/// How far back a search's yield is learnt from.
pub const LOOK_BACK: SignedDuration = SignedDuration::from_hours(28 * 24);

/// A chance below this is unlikely.
const UNLIKELY: f64 = 0.001;

/// No search is called silent sooner.
const AT_LEAST: SignedDuration = SignedDuration::from_hours(24);

/// With fewer matches than this nobody knows what is usual.
const USUAL: usize = 8;

/// Answers further apart than this leave the time between them unwatched.
const WATCHED_WITHIN: SignedDuration = SignedDuration::from_hours(6);

/// What a search yielded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Yield {
    /// When what it matched was published, within [`LOOK_BACK`]; in any order.
    pub matched: Vec<Timestamp>,
    /// When a source of it answered, within [`LOOK_BACK`], in order; one for every hour is enough.
    pub answered: Vec<Timestamp>,
}

/// Whether a search has yielded nothing for a time that is unlikely to be chance. `week` tells how much its sources
/// post in each hour of the week.
pub fn is_silent(found: &Yield, week: &Week) -> bool {
    let (Some(first), Some(last)) = (found.answered.first(), found.answered.last()) else { return false };
    // What was published before anybody asked belongs to no time that was watched.
    let counted: Vec<Timestamp> = found.matched.iter().copied().filter(|at| at >= first).collect();
    let Some(newest) = counted.iter().max() else { return false };
    if counted.len() < USUAL || last.duration_since(*newest) < AT_LEAST {
        return false;
    }
    let (before, since) =
        (weight(&found.answered, *first, *newest, week), weight(&found.answered, *newest, *last, week));
    let expected = number(counted.len()) * since / before;
    before > 0.0 && (-expected).exp() < UNLIKELY
}

/// The watched time between two instants, weighed by how much is posted in each hour of the week.
fn weight(answered: &[Timestamp], from: Timestamp, to: Timestamp, week: &Week) -> f64 {
    let stretches = answered.windows(2).filter_map(|pair| match pair {
        [one, next] if next.duration_since(*one) <= WATCHED_WITHIN => Some(((*one).max(from), (*next).min(to))),
        _ => None,
    });
    let weigh = |(from, to): (Timestamp, Timestamp)| {
        let rate = week.get(HourOfWeek::of(from).index()).copied().unwrap_or_default();
        to.duration_since(from).as_secs_f64() / 3_600.0 * rate
    };
    stretches.filter(|(from, to)| from < to).map(weigh).sum()
}

#[expect(clippy::cast_precision_loss, reason = "matches of four weeks are far fewer than 2^52")]
fn number(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Rates;

    const START: &str = "2026-11-02T00:00:00Z";

    fn hour(hours: i64) -> Timestamp {
        START.parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
    }

    /// A match every `every` hours until `last`, with an answer every hour until `now` but for those between.
    fn found(every: i64, last: i64, now: i64, unanswered: std::ops::Range<i64>) -> Yield {
        let matched = (1..=last).filter(|at| at % every == 0).map(hour).collect();
        let answered = (0..=now).filter(|at| !unanswered.contains(at)).map(hour).collect();
        Yield { matched, answered }
    }

    fn silent(found: &Yield) -> bool {
        is_silent(found, &Rates::default().per_hour())
    }

    #[test]
    fn a_day_without_a_match_is_silence_for_a_search_that_yields_every_hour() {
        assert!(!silent(&found(1, 200, 223, 0..0)), "less than a day");
        assert!(silent(&found(1, 200, 224, 0..0)));
    }

    #[test]
    fn a_search_that_yields_rarely_may_be_silent_for_long() {
        // One match in 20 hours: e^-6.9 is a thousandth, so 138 hours are needed.
        assert!(!silent(&found(20, 400, 537, 0..0)));
        assert!(silent(&found(20, 400, 539, 0..0)));
    }

    #[test]
    fn time_in_which_no_source_answered_does_not_count() {
        assert!(silent(&found(4, 200, 248, 0..0)));
        assert!(!silent(&found(4, 200, 248, 202..246)));
    }

    #[test]
    fn a_handful_of_matches_tells_nothing() {
        assert!(!silent(&found(1, 7, 200, 0..0)));
        assert!(silent(&found(1, 8, 200, 0..0)));
    }

    #[test]
    fn what_was_published_before_anybody_asked_tells_nothing() {
        let mut old = found(1, 8, 200, 0..0);
        old.answered.retain(|at| *at >= hour(3));
        assert!(!silent(&old));
    }

    #[test]
    fn a_quiet_weekend_is_expected_where_nobody_posts_then() {
        let mut rates = Rates::default();
        for week in 0..6 {
            for at in 0..168 {
                let (from, busy) = (hour(at - (6 - week) * 168), at < 5 * 24);
                let posted: Vec<Timestamp> =
                    (1..=30).map(|minute| from + SignedDuration::from_mins(minute * 2)).collect();
                rates.observe(from, from + SignedDuration::from_hours(1), if busy { &posted } else { &[] });
            }
        }
        // From Friday evening to Sunday evening: 48 hours after 120 with a match in four each.
        let weekend = found(4, 116, 164, 0..0);
        assert!(silent(&weekend), "were every hour like the others");
        assert!(!is_silent(&weekend, &rates.per_hour()));
    }
}
