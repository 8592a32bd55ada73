//! `marketplaceJobPostingsSearch`: which postings a filter lets through, in which order and how many of them at a time.

use serde::Deserialize;
use serde_json::{Value, json};

use super::conditions::Conditions;
use super::posting::Posting;

/// The most that a page holds.
const MOST_A_PAGE: usize = 50;
/// What it holds when nothing is said.
const USUAL_A_PAGE: usize = 10;

/// What the service says when it cannot answer, whatever the reason.
pub(crate) const EXCEPTION: &str = "Exception occurred";

/// The arguments of the search, checked against the schema already.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Arguments {
    market_place_job_filter: Option<Filter>,
    sort_attributes: Option<Vec<Option<SortAttribute>>>,
}

/// What of the filter is played; the other fields do nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    #[serde(rename = "searchExpression_eq")]
    pub(super) expression: Option<String>,
    #[serde(rename = "searchTerm_eq")]
    pub(super) terms: Option<Terms>,
    #[serde(rename = "titleExpression_eq")]
    pub(super) title: Option<String>,
    #[serde(rename = "skillExpression_eq")]
    pub(super) skills: Option<String>,
    #[serde(rename = "jobType_eq")]
    pub(super) contract: Option<String>,
    #[serde(rename = "workload_eq")]
    pub(super) workload: Option<String>,
    #[serde(rename = "clientHiresRange_eq")]
    pub(super) hires: Option<IntRange>,
    #[serde(rename = "budgetRange_eq")]
    pub(super) budget: Option<IntRange>,
    #[serde(rename = "hourlyRate_eq")]
    pub(super) rate: Option<IntRange>,
    #[serde(rename = "verifiedPaymentOnly_eq")]
    pub(super) verified_only: Option<bool>,
    #[serde(rename = "experienceLevel_eq")]
    pub(super) level: Option<String>,
    #[serde(rename = "locations_any")]
    pub(super) locations: Option<Vec<String>>,
    #[serde(rename = "proposalRange_eq")]
    pub(super) proposals: Option<IntRange>,
    #[serde(rename = "pagination_eq")]
    pagination: Option<Pagination>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Terms {
    #[serde(rename = "andTerms_all")]
    pub(super) all: Option<Vec<String>>,
    #[serde(rename = "orTerms_any")]
    pub(super) any: Option<Vec<String>>,
    #[serde(rename = "exactTerms_any")]
    pub(super) exact: Option<Vec<String>>,
    #[serde(rename = "excludeTerms_any")]
    pub(super) none: Option<Vec<String>>,
}

/// Inclusive; an end that is not given is open.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct IntRange {
    pub(super) range_start: Option<i32>,
    pub(super) range_end: Option<i32>,
}

#[derive(Debug, Deserialize)]
struct Pagination {
    after: Option<String>,
    first: i64,
}

#[derive(Debug, Deserialize)]
struct SortAttribute {
    field: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Recency,
    ClientSpent,
    ClientRating,
    /// Nothing that a reader could make sense of, but always the same.
    Relevance,
}

/// What is asked, ready to be held against postings.
#[derive(Debug)]
pub(crate) struct Search {
    conditions: Conditions,
    order: Order,
    offset: usize,
    limit: usize,
}

/// A page of the result.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) postings: Vec<Posting>,
    offset: usize,
    total: usize,
}

impl Search {
    /// `Err` is [`EXCEPTION`]: the service names no reason.
    pub(crate) fn of(arguments: Arguments, loose: bool) -> Result<Self, &'static str> {
        let mut filter = arguments.market_place_job_filter.unwrap_or_default();
        let (offset, limit) = match filter.pagination.take() {
            None => (0, USUAL_A_PAGE),
            Some(Pagination { after, first }) => {
                let offset = after.and_then(|after| after.parse().ok()).ok_or(EXCEPTION)?;
                let first = usize::try_from(first).ok().filter(|first| *first > 0).ok_or(EXCEPTION)?;
                (offset, first.min(MOST_A_PAGE))
            }
        };
        let sorts = arguments.sort_attributes.unwrap_or_default();
        let order = match sorts.into_iter().flatten().next().as_ref().map(|sort| sort.field.as_str()) {
            Some("RECENCY") => Order::Recency,
            Some("CLIENT_TOTAL_CHARGE") => Order::ClientSpent,
            Some("CLIENT_RATING") => Order::ClientRating,
            _ => Order::Relevance,
        };
        Ok(Self { conditions: Conditions::of(filter, loose).map_err(|_| EXCEPTION)?, order, offset, limit })
    }

    /// The page, out of all postings, which come newest first.
    pub(crate) fn page(&self, newest: impl Iterator<Item = Posting>) -> Page {
        let mut fitting: Vec<Posting> = newest.filter(|posting| self.conditions.admit(posting)).collect();
        let client = |posting: &Posting, fact: &str| posting.job["buyer"][fact].as_f64().unwrap_or(0.0);
        // Stable orders: what is equal stays newest first.
        match self.order {
            Order::Recency => {}
            Order::Relevance => fitting.sort_by_key(Posting::salt),
            Order::ClientSpent => fitting.sort_by(|a, b| client(b, "total_spent").total_cmp(&client(a, "total_spent"))),
            Order::ClientRating => fitting.sort_by(|a, b| client(b, "score").total_cmp(&client(a, "score"))),
        }
        let total = fitting.len();
        let postings = fitting.into_iter().skip(self.offset).take(self.limit).collect();
        Page { postings, offset: self.offset, total }
    }
}

impl Page {
    /// The page as the schema's connection, each posting made a node by `node`.
    pub(crate) fn connection(&self, node: impl Fn(&Posting) -> Value) -> Value {
        let edge = |(index, posting): (usize, &Posting)| json!({ "cursor": (self.offset + index + 1).to_string(), "node": node(posting) });
        let end = self.offset.saturating_add(self.postings.len());
        json!({
            "totalCount": self.total,
            "edges": self.postings.iter().enumerate().map(edge).collect::<Vec<_>>(),
            "pageInfo": { "endCursor": end.to_string(), "hasNextPage": end < self.total },
        })
    }
}
