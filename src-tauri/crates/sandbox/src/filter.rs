//! Which postings a call lets through. All conditions must hold, and a condition on a fact the posting does not give does
//! not hold.

use jiff::Timestamp;

use crate::country::Code;
use crate::facts::{Facts, JobType, Status};

/// An inclusive range, open where an end is not given.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Span {
    pub(crate) min: Option<f64>,
    pub(crate) max: Option<f64>,
}

impl Span {
    /// Whether the range and the posting's own have something in common; an open range takes in everything.
    pub(crate) fn meets(self, known: Option<(f64, f64)>) -> bool {
        if self == Self::default() {
            return true;
        }
        known.is_some_and(|(low, high)| self.min.is_none_or(|min| high >= min) && self.max.is_none_or(|max| low <= max))
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Filter {
    pub(crate) payment_verified: Option<bool>,
    /// Texts here have been through [`word`].
    pub(crate) category: Option<String>,
    pub(crate) category_group: Option<String>,
    pub(crate) country: Option<Code>,
    pub(crate) budget: Span,
    pub(crate) hourly: Span,
    pub(crate) job_type: Option<JobType>,
    pub(crate) status: Option<Status>,
    pub(crate) tier: Option<u8>,
    pub(crate) duration: Option<String>,
    pub(crate) engagement: Option<String>,
    pub(crate) posted_after: Option<Timestamp>,
    pub(crate) posted_before: Option<Timestamp>,
    pub(crate) visited_after: Option<Timestamp>,
    pub(crate) any_tag: Vec<String>,
    pub(crate) spent_min: Option<f64>,
    pub(crate) assignments_min: Option<f64>,
    pub(crate) hires_min: Option<f64>,
}

impl Filter {
    pub(crate) fn admits(&self, facts: &Facts<'_>) -> bool {
        self.admits_times(facts) && self.admits_work(facts) && self.admits_client(facts)
    }

    fn admits_times(&self, facts: &Facts<'_>) -> bool {
        self.posted_after.is_none_or(|after| facts.posted > after)
            && self.posted_before.is_none_or(|before| facts.posted < before)
            && self.visited_after.is_none_or(|after| facts.visited > after)
    }

    fn admits_work(&self, facts: &Facts<'_>) -> bool {
        equal(self.job_type, facts.job_type)
            && equal(self.status, facts.status)
            && equal(self.tier, facts.tier)
            && self.budget.meets(facts.fixed.map(|amount| (amount, amount)))
            && self.hourly.meets(facts.hourly)
            && same_word(self.category.as_ref(), facts.category)
            && same_word(self.category_group.as_ref(), facts.category_group)
            && same_word(self.duration.as_ref(), facts.duration)
            && same_word(self.engagement.as_ref(), facts.engagement)
            && (self.any_tag.is_empty() || facts.tags.iter().any(|tag| self.any_tag.contains(&word(tag))))
    }

    fn admits_client(&self, facts: &Facts<'_>) -> bool {
        equal(self.payment_verified, facts.payment_verified)
            && equal(self.country, facts.country)
            && at_least(self.spent_min, facts.spent)
            && at_least(self.assignments_min, facts.assignments)
            && at_least(self.hires_min, facts.hires)
    }
}

/// A label or tag for comparing: lower case, with hyphens, underscores and spaces all the same, so that the slug
/// `part-time` is the label `Part time`.
pub(crate) fn word(text: &str) -> String {
    let parts = text.split(|c: char| c.is_whitespace() || c == '-' || c == '_').filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn equal<T: PartialEq + Copy>(wanted: Option<T>, known: Option<T>) -> bool {
    wanted.is_none() || wanted == known
}

fn at_least(least: Option<f64>, known: Option<f64>) -> bool {
    least.is_none_or(|least| known.is_some_and(|known| known >= least))
}

fn same_word(wanted: Option<&String>, known: Option<&str>) -> bool {
    wanted.is_none_or(|wanted| known.is_some_and(|known| word(known) == *wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_meet_when_they_overlap_and_never_what_is_unknown() {
        let span = Span { min: Some(40.0), max: Some(60.0) };
        for (known, meets) in [
            (Some((20.0, 40.0)), true),
            (Some((60.0, 90.0)), true),
            (Some((10.0, 39.0)), false),
            (Some((61.0, 90.0)), false),
            (None, false),
        ] {
            assert_eq!(span.meets(known), meets, "{known:?}");
        }
        assert!(Span::default().meets(None));
    }

    #[test]
    fn slugs_and_labels_are_the_same_word() {
        assert_eq!(word("Part-Time"), word("part time"));
        assert_eq!(word(" react_native "), "react native");
        assert_ne!(word("react"), word("react native"));
        assert_eq!(word(" - "), "");
    }
}
