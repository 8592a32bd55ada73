//! The queries, checked against the schema when this is built: a field that is not there, or of another type, is an error
//! here and not at the service.
//!
//! The answers are read as plain JSON, since the service breaks what its schema promises.

mod filter;
mod selection;

use cynic::QueryBuilder;
use serde_json::{Value, json};

pub(super) use filter::Filter;
use filter::Variables;
use selection::{Organizations, Search};

#[cynic::schema("marketplace")]
mod schema {}

/// The fields of the filter, to see which the service has by now. It is asked for one type at a time: more in one request
/// is refused as introspection "not in good faith".
const FILTER_FIELDS: &str = "query { __type(name: \"MarketplaceJobPostingsSearchFilter\") { inputFields { name } } }";

/// The body of a search. Nothing may stand beside `query` and `variables`.
pub(super) fn search(filter: &Filter) -> Value {
    let operation = Search::build(Variables { filter: Some(filter.clone()) });
    json!({ "query": operation.query, "variables": { "filter": filter.to_json() } })
}

/// The body that asks for the organizations that whoever authorized may act for.
pub(super) fn organizations() -> Value {
    json!({ "query": Organizations::build(()).query, "variables": {} })
}

/// The body that asks which filters there are.
pub(super) fn filter_fields() -> Value {
    json!({ "query": FILTER_FIELDS, "variables": {} })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection() -> String {
        search(&Filter::words("rust".to_owned()))["query"]
            .as_str()
            .unwrap()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn the_search_is_by_recency_and_its_filter_a_variable() {
        let query = selection();
        assert!(query.contains("$filter: MarketplaceJobPostingsSearchFilter"), "{query}");
        assert!(query.contains("marketPlaceJobFilter: $filter"), "{query}");
        assert!(query.contains("searchType: USER_JOBS_SEARCH") && query.contains("field: RECENCY"), "{query}");
    }

    #[test]
    fn what_nulls_an_edge_or_is_refused_is_not_asked_for() {
        let query = selection();
        assert_eq!(query.matches("amount {").count(), 1, "{query}");
        assert!(query.contains("fixedPriceContractTerms { amount { rawValue currency }"), "{query}");
        for left_out in ["applicationsBidStats", "companyName", "memberSinceDateTime", "displayValue"] {
            assert!(!query.contains(left_out), "{left_out} in {query}");
        }
    }

    #[test]
    fn bodies_hold_a_query_and_variables_and_nothing_else() {
        for body in [search(&Filter::words("rust".to_owned())), organizations(), filter_fields()] {
            let names: Vec<_> = body.as_object().unwrap().keys().collect();
            assert_eq!(names, ["query", "variables"]);
            assert!(body["query"].as_str().unwrap().starts_with("query"), "{body}");
        }
    }
}
