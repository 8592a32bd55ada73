//! How a sandbox is set up.

use std::path::PathBuf;
use std::time::Duration;

use jiff::SignedDuration;

use crate::dialect::Dialect;
use crate::dice;
use crate::error::SandboxError;
use crate::fault::Fault;
use crate::plan::Plan;

/// Everything that can be chosen before the sandbox starts.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "what the services leave open, in any combination")]
pub struct Options {
    /// Port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// Seed of the market and of the credentials. The same seed gives the same ones, whenever it is started.
    pub seed: u64,
    /// How much faster than in life jobs arrive: divides the gaps of a replayed file, multiplies the market's rate.
    /// Finite and above zero.
    pub speed: f64,
    /// The plan of the keys.
    pub plan: Plan,
    /// How `/jobs` wants to be asked.
    pub dialect: Dialect,
    /// Job objects to replay, one a line, in place of the synthetic market.
    pub dataset: Option<PathBuf>,
    /// Faults that are on from the start.
    pub faults: Vec<Fault>,
    /// Mean arrivals an hour of the synthetic market over a whole week, before `speed`. Zero is a silent market; at most
    /// [`Options::MOST_ARRIVALS_PER_HOUR`] together with `speed`.
    pub arrivals_per_hour: f64,
    /// The key; without one it is derived from the seed.
    pub key: Option<String>,
    /// Whether the documented rate headers are sent; the service itself may leave them out.
    pub rate_headers: bool,
    /// Besides the market's own arrivals, one posting for [`Options::SUGGESTED_QUERY`] at least every 45 seconds, day and
    /// night, so that a first look ends with a live match.
    pub steady: bool,
    /// How long after its publication a posting is listed.
    pub lateness: Lateness,
    /// Whether a `limit` over 50 is refused with 400 instead of being taken as 50: the service does one or the other.
    pub refuse_large_limit: bool,
    /// Where `redirect-other-host` points: an origin such as `http://127.0.0.1:9000`. Without one it is this sandbox under
    /// its other name, `localhost`, so that a call that followed the redirect is seen among the calls.
    pub redirect_to: Option<String>,
    /// The callback the marketplace's client is registered with. Without one it is the first address on this computer that
    /// asks for consent.
    pub callback: Option<String>,
    /// Whether one word of a marketplace search is enough for a posting to be found, or all are needed: the service is said
    /// to do either.
    pub loose_search: bool,
}

impl Options {
    /// The query the wizard suggests for a first search; [`Options::steady`] keeps it fed.
    pub const SUGGESTED_QUERY: &str = "rust OR python OR react";

    /// The liveliest market there is: more would make a week of it a matter of minutes.
    pub const MOST_ARRIVALS_PER_HOUR: f64 = 100_000.0;

    /// The market inside the application: about ten postings a minute, with something for the suggested query at least
    /// every 45 seconds. Its key may call without limit: nobody should run out of a first look.
    pub fn lively() -> Self {
        Self { arrivals_per_hour: 480.0, steady: true, plan: Plan::Unlimited, ..Self::default() }
    }
}

impl Default for Options {
    /// The documented dialect, a free key, any port, about 120 arrivals an hour, no lateness, no faults.
    fn default() -> Self {
        Self {
            port: 0,
            seed: 1,
            speed: 1.0,
            plan: Plan::Starter,
            dialect: Dialect::Documented,
            dataset: None,
            faults: Vec::new(),
            arrivals_per_hour: 120.0,
            key: None,
            rate_headers: true,
            steady: false,
            lateness: Lateness::NONE,
            refuse_large_limit: false,
            redirect_to: None,
            callback: None,
            loose_search: false,
        }
    }
}

/// How late postings surface: between `least` and `most` after their publication, differently for each posting but always
/// the same for one, so that they surface out of order as at the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lateness {
    /// The earliest.
    pub least: Duration,
    /// The latest; when below `least`, it counts as `least`.
    pub most: Duration,
}

impl Lateness {
    /// Listed at once.
    pub const NONE: Self = Self { least: Duration::ZERO, most: Duration::ZERO };

    /// What the service's documentation says of itself: 15 to 30 minutes.
    pub const AS_DOCUMENTED: Self = Self { least: Duration::from_mins(15), most: Duration::from_mins(30) };

    /// The longest there may be.
    const MOST: Duration = Duration::from_hours(24);

    /// How late the posting with this salt is, in whole seconds.
    pub(crate) fn of(self, salt: u64) -> SignedDuration {
        let spread = self.most.saturating_sub(self.least).as_secs() + 1;
        let seconds = self.least.as_secs() + dice::scramble(salt) % spread;
        SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(0))
    }
}

impl Options {
    /// Refuses what cannot be played.
    pub(crate) fn check(&self) -> Result<(), SandboxError> {
        if !(self.speed.is_finite() && self.speed > 0.0) {
            return Err(SandboxError::OutOfRange { name: "speed", wanted: "a number above zero" });
        }
        let rate = self.arrivals_per_hour * self.speed;
        if self.dataset.is_none() && !(0.0..=Self::MOST_ARRIVALS_PER_HOUR).contains(&rate) {
            return Err(SandboxError::OutOfRange {
                name: "arrivals per hour times speed",
                wanted: "between 0 and 100,000",
            });
        }
        if self.lateness.least > Lateness::MOST || self.lateness.most > Lateness::MOST {
            return Err(SandboxError::OutOfRange { name: "lateness", wanted: "at most a day" });
        }
        // A header cannot carry anything else.
        if self.key.as_deref().is_some_and(|key| key.is_empty() || !key.bytes().all(|b| b.is_ascii_graphic())) {
            return Err(SandboxError::OutOfRange {
                name: "key",
                wanted: "one or more printable ASCII characters without spaces",
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_played_is_refused_by_name() {
        let refused = |options: Options| options.check().map_err(|e| e.to_string());
        assert_eq!(refused(Options::default()), Ok(()));
        assert_eq!(refused(Options::lively()), Ok(()));
        for speed in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let said = refused(Options { speed, ..Options::default() });
            assert_eq!(said, Err("speed must be a number above zero".to_owned()), "{speed}");
        }
        for arrivals_per_hour in [-1.0, f64::NAN, 1e9] {
            assert!(refused(Options { arrivals_per_hour, ..Options::default() }).is_err(), "{arrivals_per_hour}");
        }
        for key in ["", "two words", "schlüssel"] {
            assert!(refused(Options { key: Some(key.to_owned()), ..Options::default() }).is_err(), "{key:?}");
        }
    }

    #[test]
    fn lateness_differs_by_posting_within_its_bounds() {
        let late: Vec<i64> = (0..500).map(|salt| Lateness::AS_DOCUMENTED.of(salt).as_secs()).collect();
        let (least, most) = (late.iter().min().unwrap(), late.iter().max().unwrap());
        assert!((900..960).contains(least) && (1_740..=1_800).contains(most), "{least} to {most}");
        assert_eq!(Lateness::NONE.of(7), SignedDuration::ZERO);
        let day = Lateness { least: Duration::ZERO, most: Duration::from_hours(25) };
        assert!(Options { lateness: day, ..Options::default() }.check().is_err());
    }

    #[test]
    fn a_replayed_file_may_be_as_fast_as_wished() {
        let fast = Options { dataset: Some("rows.jsonl".into()), speed: 1e6, ..Options::default() };
        assert!(fast.check().is_ok());
    }
}
