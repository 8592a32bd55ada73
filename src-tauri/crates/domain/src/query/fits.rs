//! `fits:me`: what a posting requires against the user's own profile.

use std::fmt;

use super::explain::Outcome;
use super::facts;
use super::fields::ENGLISH;
use crate::job::Job;
use crate::profile::Profile;
use crate::requirements::{Requirement, requirements};

/// Something a posting requires that the profile does not meet, as evidence has it.
pub(super) struct Refusal<'a> {
    required: Requirement<'a>,
    job: &'a Job,
}

/// What stands between the job and this user. A requirement that the posting does not state refuses nobody, nor does
/// one that the profile says nothing about.
pub(super) fn refusals<'a>(job: &'a Job, me: &Profile) -> impl Iterator<Item = Refusal<'a>> + use<'a> {
    let failing = requirements(job, Some(me)).filter(|required| required.outcome() == Outcome::Fails);
    failing.map(move |required| Refusal { required, job })
}

impl fmt::Display for Refusal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.required.name())?;
        match self.required {
            Requirement::Location { wants, .. } => {
                for (at, country) in wants.iter().enumerate() {
                    if at > 0 {
                        f.write_str(", ")?;
                    }
                    country.fmt(f)?;
                }
                Ok(())
            }
            Requirement::JobSuccess { wants, .. } | Requirement::Hours { wants, .. } => wants.fmt(f),
            Requirement::English { .. } => {
                f.write_str(facts::english(self.job).and_then(|at| ENGLISH.get(at)).copied().unwrap_or_default())
            }
            Requirement::Rate { pays, .. } => pays.max.units().fmt(f),
            Requirement::Rising | Requirement::Portfolio => Ok(()),
        }
    }
}
