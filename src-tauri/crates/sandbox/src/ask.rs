//! What a call to `/jobs` asks for, read from its query string in the documented dialect.
//!
//! Of a parameter given twice the first counts; an empty one counts as absent; unknown ones are ignored.

use std::str::FromStr;

use jiff::Timestamp;
use url::form_urlencoded;

use crate::country;
use crate::filter::{Filter, Span, word};
use crate::time;

/// A page of the listing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ask {
    pub(crate) limit: usize,
    pub(crate) offset: usize,
    pub(crate) sort: Sort,
    pub(crate) filter: Filter,
}

/// The order of the listing. Jobs equal in it, or without the amount, follow newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    PostedNewest,
    PostedOldest,
    VisitedOldest,
    VisitedNewest,
    BudgetLowest,
    BudgetHighest,
}

/// What becomes of a `limit` over 50.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LargeLimit {
    Clamped,
    Refused,
}

/// A parameter that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Invalid {0} parameter")]
pub(crate) struct BadParameter(&'static str);

const MOST_A_PAGE: usize = 50;
const USUAL_A_PAGE: usize = 20;

struct Given<'q>(Vec<(std::borrow::Cow<'q, str>, std::borrow::Cow<'q, str>)>);

impl Given<'_> {
    fn text(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(given, _)| given == name)?;
        (!value.is_empty()).then_some(value)
    }

    fn read<T>(&self, name: &'static str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, BadParameter> {
        self.text(name).map(|text| read(text).ok_or(BadParameter(name))).transpose()
    }

    fn amount(&self, name: &'static str) -> Result<Option<f64>, BadParameter> {
        self.read(name, |text| f64::from_str(text).ok().filter(|n| n.is_finite() && *n >= 0.0))
    }

    fn span(&self, min: &'static str, max: &'static str) -> Result<Span, BadParameter> {
        Ok(Span { min: self.amount(min)?, max: self.amount(max)? })
    }

    fn instant(&self, name: &'static str) -> Result<Option<Timestamp>, BadParameter> {
        self.read(name, time::parse)
    }
}

impl Ask {
    /// Reads the part after the `?`.
    pub(crate) fn parse(query: &str, large: LargeLimit) -> Result<Self, BadParameter> {
        let given = Given(form_urlencoded::parse(query.as_bytes()).collect());
        let limit = given.read("limit", |text| match text.parse().ok()? {
            0 => None,
            over if over > MOST_A_PAGE => (large == LargeLimit::Clamped).then_some(MOST_A_PAGE),
            limit => Some(limit),
        })?;
        let limit = limit.unwrap_or(USUAL_A_PAGE);
        let offset =
            given.read("offset", |text| text.parse().ok().filter(|offset: &usize| offset.is_multiple_of(limit)))?;
        let sort = given.read("sort", sort)?.unwrap_or(Sort::PostedNewest);
        Ok(Self { limit, offset: offset.unwrap_or(0), sort, filter: filter(&given)? })
    }
}

fn sort(text: &str) -> Option<Sort> {
    Some(match text {
        "posted_on_desc" => Sort::PostedNewest,
        "posted_on_asc" => Sort::PostedOldest,
        "last_visited_asc" => Sort::VisitedOldest,
        "last_visited_desc" => Sort::VisitedNewest,
        "budget_asc" => Sort::BudgetLowest,
        "budget_desc" => Sort::BudgetHighest,
        _ => return None,
    })
}

fn filter(given: &Given<'_>) -> Result<Filter, BadParameter> {
    let code = |text: &str| country::by_code(text);
    let tags = ["tags", "skills"].into_iter().filter_map(|name| given.text(name));
    Ok(Filter {
        payment_verified: given.read("payment_verified", |text| text.parse().ok())?,
        category: given.text("category").map(word),
        category_group: given.text("category_group").map(word),
        country: given.read("country", code)?,
        budget: given.span("budget_min", "budget_max")?,
        hourly: given.span("hourly_min", "hourly_max")?,
        job_type: given.read("job_type", crate::facts::job_type)?,
        status: given.read("status", crate::facts::status)?,
        tier: given.read("contractor_tier", crate::facts::tier)?,
        duration: given.text("duration_label").map(word),
        engagement: given.text("engagement").map(word),
        posted_after: given.instant("posted_after")?,
        posted_before: given.instant("posted_before")?,
        visited_after: given.instant("last_visited_after")?,
        any_tag: tags.flat_map(|list| list.split(',')).map(word).filter(|tag| !tag.is_empty()).collect(),
        spent_min: given.amount("buyer.total_spent_min")?,
        assignments_min: given.amount("buyer.total_assignments_min")?,
        hires_min: given.amount("buyer.total_jobs_with_hires_min")?,
    })
}
