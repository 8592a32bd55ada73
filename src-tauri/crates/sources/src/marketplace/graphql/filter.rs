//! The filter of a search, as far as it is sent.

use lapwing_domain::job::{ContractType, Level};
use lapwing_domain::pushdown::{Bounds, SearchFilter};
use serde_json::Value;

use super::schema;

/// The variables of a search.
#[derive(cynic::QueryVariables, Debug, Clone)]
pub(super) struct Variables {
    pub(super) filter: Option<Filter>,
}

/// The part of `MarketplaceJobPostingsSearchFilter` that is used. Paging is a field of it; there is no other.
#[derive(cynic::InputObject, Debug, Clone)]
#[cynic(graphql_type = "MarketplaceJobPostingsSearchFilter")]
pub(in super::super) struct Filter {
    #[cynic(rename = "searchExpression_eq")]
    expression: Option<String>,
    #[cynic(rename = "jobType_eq", skip_serializing_if = "Option::is_none")]
    contract: Option<Contract>,
    #[cynic(rename = "verifiedPaymentOnly_eq", skip_serializing_if = "Option::is_none")]
    verified: Option<bool>,
    #[cynic(rename = "experienceLevel_eq", skip_serializing_if = "Option::is_none")]
    level: Option<Experience>,
    #[cynic(rename = "clientHiresRange_eq", skip_serializing_if = "Option::is_none")]
    hires: Option<Range>,
    #[cynic(rename = "proposalRange_eq", skip_serializing_if = "Option::is_none")]
    proposals: Option<Range>,
    #[cynic(rename = "pagination_eq")]
    page: Option<Pagination>,
}

#[derive(cynic::Enum, Debug, Clone, Copy)]
#[cynic(graphql_type = "ContractType")]
enum Contract {
    Hourly,
    Fixed,
}

#[derive(cynic::Enum, Debug, Clone, Copy)]
#[cynic(graphql_type = "ExperienceLevel")]
enum Experience {
    EntryLevel,
    Intermediate,
    Expert,
}

/// Whole numbers; an end that is left out is open.
#[derive(cynic::InputObject, Debug, Clone)]
#[cynic(graphql_type = "IntRange")]
struct Range {
    #[cynic(rename = "rangeStart", skip_serializing_if = "Option::is_none")]
    start: Option<i32>,
    #[cynic(rename = "rangeEnd", skip_serializing_if = "Option::is_none")]
    end: Option<i32>,
}

/// `after` is an offset as a text. It is always sent: without it the service fails.
#[derive(cynic::InputObject, Debug, Clone)]
struct Pagination {
    after: Option<String>,
    first: i32,
}

impl Filter {
    /// Asks for words alone.
    pub(in super::super) fn words(expression: String) -> Self {
        Self {
            expression: Some(expression),
            contract: None,
            verified: None,
            level: None,
            hires: None,
            proposals: None,
            page: None,
        }
    }

    /// Asks for so many from an offset on.
    pub(in super::super) fn page(self, first: u32, after: u32) -> Self {
        let first = i32::try_from(first).unwrap_or(i32::MAX);
        Self { page: Some(Pagination { after: Some(after.to_string()), first }), ..self }
    }

    /// As it is sent.
    pub(in super::super) fn to_json(&self) -> Value {
        // Numbers, texts and names always serialise.
        serde_json::to_value(self).unwrap_or_default()
    }
}

impl From<&SearchFilter> for Filter {
    fn from(filter: &SearchFilter) -> Self {
        let contract = |contract| match contract {
            ContractType::Hourly => Contract::Hourly,
            ContractType::Fixed => Contract::Fixed,
        };
        let level = |level| match level {
            Level::Entry => Experience::EntryLevel,
            Level::Intermediate => Experience::Intermediate,
            Level::Expert => Experience::Expert,
        };
        Self {
            contract: filter.contract.map(contract),
            // "No" would not ask for the others, but for nothing.
            verified: filter.verified.then_some(true),
            level: filter.level.map(level),
            hires: Range::of(filter.hires),
            proposals: Range::of(filter.proposals),
            ..Self::words(filter.expression.to_string())
        }
    }
}

impl Range {
    /// Bounds as far as they can be sent; a most beyond that is left out, which lets no less through.
    fn of(bounds: Bounds) -> Option<Self> {
        let start = bounds.least().map(|least| i32::try_from(least).unwrap_or(i32::MAX));
        let end = bounds.most().and_then(|most| i32::try_from(most).ok());
        (start.is_some() || end.is_some()).then_some(Self { start, end })
    }
}
