//! What a posting requires of the freelancer, against the user's own profile.

use crate::job::{Country, English, Job, Rate};
use crate::profile::Profile;
use crate::query::Outcome;

/// Something a posting requires, with what the profile says to it. What is `mine` is `None` where the profile says nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Requirement<'a> {
    /// To be in one of these countries.
    Location {
        /// The countries, as the posting has them.
        wants: &'a [Country],
        /// Where the user is.
        mine: Option<[u8; 2]>,
    },
    /// A least job success score, percent.
    JobSuccess {
        /// The least.
        wants: f64,
        /// The user's.
        mine: Option<f64>,
    },
    /// Hours worked on the marketplace.
    Hours {
        /// The least.
        wants: f64,
        /// The user's.
        mine: Option<f64>,
    },
    /// English.
    English {
        /// The least.
        wants: English,
        /// The user's.
        mine: Option<English>,
    },
    /// To be rising talent. Profiles do not tell.
    Rising,
    /// To have a portfolio. Profiles do not tell.
    Portfolio,
    /// Turned round: what the user requires of the pay. Only there when both the rate and the floor are known.
    Rate {
        /// What the posting pays per hour. Its upper end counts.
        pays: Rate,
        /// The least the user works for, in the posting's currency.
        floor: f64,
    },
}

impl Requirement<'_> {
    /// The query's field that asks for the same: `requires.english`, `rate.max`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Location { .. } => "requires.location",
            Self::JobSuccess { .. } => "requires.jss",
            Self::Hours { .. } => "requires.hours",
            Self::English { .. } => "requires.english",
            Self::Rising => "requires.rising",
            Self::Portfolio => "requires.portfolio",
            Self::Rate { .. } => "rate.max",
        }
    }

    /// Whether the user meets it; unknown where the profile does not say.
    pub fn outcome(&self) -> Outcome {
        match *self {
            Self::Location { wants, mine } => of(mine.map(|home| wants.contains(&Country::Code(home)))),
            Self::JobSuccess { wants, mine } | Self::Hours { wants, mine } => of(mine.map(|mine| mine >= wants)),
            Self::English { wants, mine } => of(mine.map(|mine| mine >= wants)),
            Self::Rising | Self::Portfolio => Outcome::Unknown,
            Self::Rate { pays, floor } => of(Some(pays.max.units() >= floor)),
        }
    }
}

fn of(met: Option<bool>) -> Outcome {
    match met {
        Some(true) => Outcome::Holds,
        Some(false) => Outcome::Fails,
        None => Outcome::Unknown,
    }
}

/// What the posting requires, one for each that it states, always in the same order. The query `fits:me` holds exactly when
/// none of them fails.
///
/// ```
/// use lapwing_domain::job::English;
/// use lapwing_domain::query::Outcome;
/// use lapwing_domain::requirements::requirements;
/// use lapwing_domain::{Job, JobId, Profile};
///
/// let mut job = Job::new(JobId("1".into()));
/// job.requirements.english = Some(English::Fluent);
/// let outcome = |me: Option<&Profile>| requirements(&job, me).map(|required| required.outcome()).collect::<Vec<_>>();
/// assert_eq!(outcome(None), [Outcome::Unknown]);
/// assert_eq!(outcome(Some(&Profile { english: Some(English::Native), ..Profile::default() })), [Outcome::Holds]);
/// assert_eq!(outcome(Some(&Profile { english: Some(English::Basic), ..Profile::default() })), [Outcome::Fails]);
/// ```
pub fn requirements<'a>(job: &'a Job, me: Option<&Profile>) -> impl Iterator<Item = Requirement<'a>> + use<'a> {
    let required = &job.requirements;
    let wants = required.location.as_slice();
    let mine = me.and_then(|me| me.country);
    let location = (!wants.is_empty()).then_some(Requirement::Location { wants, mine });
    let mine = me.and_then(|me| me.job_success);
    let job_success = required.job_success.map(|wants| Requirement::JobSuccess { wants, mine });
    let mine = me.and_then(|me| me.hours);
    let hours = required.hours.map(|wants| Requirement::Hours { wants, mine });
    let mine = me.and_then(|me| me.english);
    let english = required.english.map(|wants| Requirement::English { wants, mine });
    let rising = (required.rising == Some(true)).then_some(Requirement::Rising);
    let portfolio = (required.portfolio == Some(true)).then_some(Requirement::Portfolio);
    let floor = me.and_then(|me| me.rate_floor);
    let rate = job.rate.zip(floor).map(|(pays, floor)| Requirement::Rate { pays, floor });
    [location, job_success, hours, english, rising, portfolio, rate].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ids::JobId;
    use crate::job::Requirements;
    use crate::money::Currency;
    use crate::query::{At, PreparedJob, Use, parse};

    fn job(required: Requirements, rate: Option<f64>) -> Job {
        let mut job = Job::new(JobId("1".into()));
        job.requirements = required;
        job.rate = Rate::from_ends(Some(20.0), rate, Currency::USD).filter(|_| rate.is_some());
        job
    }

    fn outcomes(job: &Job, me: Option<&Profile>) -> Vec<(&'static str, Outcome)> {
        requirements(job, me).map(|required| (required.name(), required.outcome())).collect()
    }

    fn everything() -> Requirements {
        Requirements {
            location: vec![Country::Code(*b"DE"), Country::Other("Atlantis".into())],
            job_success: Some(90.0),
            hours: Some(100.0),
            english: Some(English::Fluent),
            rising: Some(true),
            portfolio: Some(true),
        }
    }

    fn me(country: [u8; 2], number: f64, english: English, floor: f64) -> Profile {
        let languages = Vec::new();
        let (job_success, hours) = (Some(number), Some(number));
        Profile {
            country: Some(country),
            languages,
            english: Some(english),
            job_success,
            hours,
            rate_floor: Some(floor),
        }
    }

    #[test]
    fn what_the_posting_requires_is_met_or_not_or_not_known() {
        use Outcome::{Fails, Holds, Unknown};
        let names = |outcomes: [Outcome; 7]| {
            let names =
                ["location", "jss", "hours", "english", "rising", "portfolio"].map(|name| format!("requires.{name}"));
            names.into_iter().chain(["rate.max".to_owned()]).zip(outcomes).collect::<Vec<_>>()
        };
        let job = job(everything(), Some(50.0));
        let found = |me: &Profile| {
            outcomes(&job, Some(me)).into_iter().map(|(name, outcome)| (name.to_owned(), outcome)).collect::<Vec<_>>()
        };
        let good = me(*b"DE", 100.0, English::Fluent, 50.0);
        assert_eq!(found(&good), names([Holds, Holds, Holds, Holds, Unknown, Unknown, Holds]));
        let bad = me(*b"FR", 89.9, English::Conversational, 50.01);
        assert_eq!(found(&bad), names([Fails, Fails, Fails, Fails, Unknown, Unknown, Fails]));
    }

    #[test]
    fn without_a_profile_everything_is_unknown_and_the_pay_is_no_requirement() {
        let job = job(everything(), Some(50.0));
        for me in [None, Some(&Profile::default())] {
            let outcomes = outcomes(&job, me);
            assert_eq!(outcomes.len(), 6);
            assert!(outcomes.iter().all(|(_, outcome)| *outcome == Outcome::Unknown));
        }
    }

    #[test]
    fn what_a_posting_does_not_state_or_does_not_want_is_no_requirement() {
        let me = me(*b"DE", 1.0, English::Basic, 1.0);
        assert_eq!(outcomes(&job(Requirements::default(), None), Some(&me)), []);
        let unwanted = Requirements { rising: Some(false), portfolio: Some(false), ..Requirements::default() };
        assert_eq!(outcomes(&job(unwanted, None), Some(&me)), []);
    }

    fn number() -> impl Strategy<Value = Option<f64>> {
        prop::option::of(prop::sample::select(vec![0.0, 20.0, 50.0, 90.0, 100.0]))
    }

    fn english() -> impl Strategy<Value = Option<English>> {
        use English::{Basic, Conversational, Fluent, Native};
        prop::option::of(prop::sample::select(vec![Basic, Conversational, Fluent, Native]))
    }

    fn country() -> impl Strategy<Value = [u8; 2]> {
        prop::sample::select(vec![*b"DE", *b"FR", *b"US"])
    }

    proptest! {
        #[test]
        fn a_posting_fits_me_exactly_when_no_requirement_fails(
            location in prop::collection::vec(country().prop_map(Country::Code), 0..3),
            required in (number(), number(), english(), any::<Option<bool>>(), number()),
            own in (prop::option::of(country()), number(), number(), english(), number()),
        ) {
            let (job_success, hours, english, portfolio, rate) = required;
            let required = Requirements { location, job_success, hours, english, rising: portfolio, portfolio };
            let (country, job_success, hours, english, rate_floor) = own;
            let me = Profile { country, languages: Vec::new(), english, job_success, hours, rate_floor };
            let job = job(required, rate);
            let fits_me = parse("fits:me", Use::SavedSearch).unwrap().query;
            let at = At { me: Some(&me), ..At::moment(jiff::Timestamp::UNIX_EPOCH) };
            let fails = requirements(&job, Some(&me)).any(|required| required.outcome() == Outcome::Fails);
            prop_assert_eq!(fits_me.matches(&PreparedJob::new(job.clone()), &at), !fails);
        }
    }
}
