//! `fits:me`: what a posting requires against the user's own profile.

use std::fmt;

use super::facts;
use super::fields::ENGLISH;
use crate::job::{Country, Job};
use crate::profile::Profile;

/// Something a posting requires that the profile does not meet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Refusal<'a> {
    /// Freelancers must be in one of these countries.
    Location(&'a [Country]),
    JobSuccess(f64),
    Hours(f64),
    /// By its word.
    English(&'static str),
    /// The most that is paid per hour.
    Rate(f64),
}

/// What stands between the job and this user. A requirement that the posting does not state refuses nobody, nor does
/// one that the profile says nothing about.
pub(super) fn refusals<'a>(job: &'a Job, me: &Profile) -> impl Iterator<Item = Refusal<'a>> + use<'a> {
    let required = &job.requirements;
    let location = me
        .country
        .filter(|home| !required.location.is_empty() && !required.location.contains(&Country::Code(*home)))
        .map(|_| Refusal::Location(&required.location));
    let job_success = above(required.job_success, me.job_success).map(Refusal::JobSuccess);
    let hours = above(required.hours, me.hours).map(Refusal::Hours);
    let english = above(required.english, me.english)
        .and_then(|_| ENGLISH.get(facts::english(job)?))
        .map(|word| Refusal::English(word));
    let paid = job.rate.map(|rate| rate.max.units());
    let rate = paid.zip(me.rate_floor).filter(|(paid, floor)| paid < floor).map(|(paid, _)| Refusal::Rate(paid));
    [location, job_success, hours, english, rate].into_iter().flatten()
}

/// What is required, where it is more than there is.
fn above<T: PartialOrd>(required: Option<T>, own: Option<T>) -> Option<T> {
    required.zip(own).filter(|(required, own)| required > own).map(|(required, _)| required)
}

impl fmt::Display for Refusal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Location(countries) => {
                f.write_str("requires.location ")?;
                for (at, country) in countries.iter().enumerate() {
                    if at > 0 {
                        f.write_str(", ")?;
                    }
                    country.fmt(f)?;
                }
                Ok(())
            }
            Self::JobSuccess(least) => write!(f, "requires.jss {least}"),
            Self::Hours(least) => write!(f, "requires.hours {least}"),
            Self::English(least) => write!(f, "requires.english {least}"),
            Self::Rate(most) => write!(f, "rate.max {most}"),
        }
    }
}
