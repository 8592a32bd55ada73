//! When postings are published: chance by the hour of the week, and, where asked for, a steady trickle for the suggested
//! query.

use jiff::Timestamp;

use crate::dice::dice;
use crate::snowflake;

const HOUR_MS: i64 = 3_600_000;
/// One steady posting falls into the first third of each slot, so two are never more than 40 seconds apart.
const SLOT_MS: i64 = 30_000;
/// 1 January 1970 was a Thursday; Monday is 0.
const FIRST_WEEKDAY: i64 = 3;

/// Busy and quiet hours of a weekday, UTC, by hundredths of the mean. The peak is the morning of the Americas.
const BY_HOUR: [f64; 24] = [
    0.92, 0.78, 0.74, 0.70, 0.68, 0.70, 0.78, 0.86, 0.92, 0.94, 0.98, 1.04, 1.08, 1.14, 1.30, 1.36, 1.38, 1.30, 1.22,
    1.28, 1.14, 1.12, 1.08, 0.98,
];
/// Monday to Sunday.
const BY_DAY: [f64; 7] = [1.08, 1.16, 1.16, 1.14, 1.02, 0.68, 0.70];

/// A posting to come into being: its id, and whether it belongs to the steady trickle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arrival {
    pub(super) snowflake: u64,
    pub(super) steady: bool,
}

impl Arrival {
    pub(super) fn published_ms(self) -> i64 {
        snowflake::published_ms(self.snowflake)
    }
}

#[derive(Debug)]
pub(super) struct Arrivals {
    pub(super) seed: u64,
    /// Mean per hour over a week.
    pub(super) per_hour: f64,
    pub(super) steady: bool,
}

impl Arrivals {
    /// Postings published after `oldest` and up to `newest`, newest first.
    pub(super) fn newest_first(&self, oldest: Timestamp, newest: Timestamp) -> impl Iterator<Item = Arrival> {
        let (oldest, newest) = (oldest.as_millisecond(), newest.as_millisecond());
        let hours = oldest.div_euclid(HOUR_MS)..=newest.div_euclid(HOUR_MS);
        hours
            .rev()
            .flat_map(|hour| self.in_hour(hour).into_iter().rev())
            .skip_while(move |arrival| arrival.published_ms() > newest)
            .take_while(move |arrival| arrival.published_ms() > oldest)
    }

    /// The arrival with this id, if there ever is one.
    pub(super) fn find(&self, snowflake: u64) -> Option<Arrival> {
        let hour = snowflake::published_ms(snowflake).div_euclid(HOUR_MS);
        self.in_hour(hour).into_iter().find(|arrival| arrival.snowflake == snowflake)
    }

    /// All postings of one hour since the Unix epoch, oldest first.
    fn in_hour(&self, hour: i64) -> Vec<Arrival> {
        let per_hour = self.per_hour * shape(hour);
        let start = hour * HOUR_MS;
        let mut arrivals = Vec::new();
        let mut rng = dice([self.seed, hour.cast_unsigned(), 1]);
        let mut at = gap(&mut rng, per_hour);
        while at < 1.0 {
            #[expect(clippy::cast_possible_truncation, reason = "below one hour")]
            let ms = start + (at * 3_600_000.0) as i64;
            arrivals.push(Arrival { snowflake: snowflake::at(ms, rng.u64(..)), steady: false });
            at += gap(&mut rng, per_hour);
        }
        if self.steady {
            let mut rng = dice([self.seed, hour.cast_unsigned(), 2]);
            for slot in 0..HOUR_MS / SLOT_MS {
                let ms = start + slot * SLOT_MS + rng.i64(0..SLOT_MS / 3);
                arrivals.push(Arrival { snowflake: snowflake::at(ms, rng.u64(..)), steady: true });
            }
        }
        arrivals.sort_unstable();
        arrivals
    }
}

/// Hours to the next of events that do not know of each other; endless in a silent market.
fn gap(rng: &mut fastrand::Rng, per_hour: f64) -> f64 {
    if per_hour > 0.0 { -(1.0 - rng.f64()).ln() / per_hour } else { f64::INFINITY }
}

/// How busy an hour since the Unix epoch is; 1 on the mean of a week.
fn shape(hour: i64) -> f64 {
    let mean: f64 = BY_HOUR.iter().sum::<f64>() * BY_DAY.iter().sum::<f64>() / (24.0 * 7.0);
    let index = |n: i64, of: i64| usize::try_from(n.rem_euclid(of)).unwrap_or(0);
    BY_HOUR[index(hour, 24)] * BY_DAY[index(hour.div_euclid(24) + FIRST_WEEKDAY, 7)] / mean
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEEK: f64 = 168.0;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn market(per_hour: f64, steady: bool) -> Arrivals {
        Arrivals { seed: 7, per_hour, steady }
    }

    fn week(arrivals: &Arrivals) -> Vec<Arrival> {
        arrivals.newest_first(at("2026-01-05T00:00:00Z"), at("2026-01-12T00:00:00Z")).collect()
    }

    #[test]
    fn a_week_has_about_the_mean_and_its_weekend_is_quiet() {
        let arrivals = week(&market(120.0, false));
        let count = f64::from(u32::try_from(arrivals.len()).unwrap());
        assert!((count / WEEK - 120.0).abs() < 4.0, "{}", count / WEEK);
        let weekend =
            arrivals.iter().filter(|a| a.published_ms() >= at("2026-01-10T00:00:00Z").as_millisecond()).count();
        assert!(weekend * 7 < arrivals.len() * 2 * 8 / 10, "{weekend} of {}", arrivals.len());
    }

    #[test]
    fn the_shape_is_one_on_the_mean_of_a_week() {
        let mean: f64 = (0..168).map(shape).sum::<f64>() / WEEK;
        assert!((mean - 1.0).abs() < 1e-9, "{mean}");
    }

    #[test]
    fn any_window_shows_the_same_arrivals_in_the_same_order() {
        let market = market(300.0, true);
        let whole = week(&market);
        assert!(whole.is_sorted_by(|a, b| a.snowflake > b.snowflake));
        let (from, to) = (at("2026-01-07T10:20:30.5Z"), at("2026-01-08T03:04:05Z"));
        let part: Vec<Arrival> = market.newest_first(from, to).collect();
        let inside = |a: &&Arrival| a.published_ms() > from.as_millisecond() && a.published_ms() <= to.as_millisecond();
        assert_eq!(part, whole.iter().filter(inside).copied().collect::<Vec<_>>());
    }

    #[test]
    fn an_id_finds_its_arrival_again_and_nothing_else() {
        let market = market(120.0, false);
        let arrival = week(&market)[17];
        assert_eq!(market.find(arrival.snowflake), Some(arrival));
        assert_eq!(market.find(arrival.snowflake ^ 1), None);
        assert_eq!(Arrivals { seed: 8, ..market }.find(arrival.snowflake), None);
    }

    #[test]
    fn the_steady_trickle_leaves_no_gap_of_45_seconds() {
        let arrivals = week(&market(0.0, true));
        assert_eq!(arrivals.len(), 7 * 24 * 120);
        let longest = arrivals.windows(2).map(|pair| pair[0].published_ms() - pair[1].published_ms()).max();
        assert!(longest.unwrap() < 45_000, "{longest:?}");
    }

    #[test]
    fn a_silent_market_is_empty() {
        assert_eq!(week(&market(0.0, false)), []);
    }
}
