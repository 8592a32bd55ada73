//! Laws of decoding: whatever comes in, nothing panics, a node with an id is a job, and its facts are settled.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use lapwing_domain::Job;
use lapwing_sources::marketplace::decode_node;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::full;

/// Every place in the full node but its id, and every name of a field, so that odd values reach the decoder.
static PLACES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut places = Vec::new();
    collect(&full(), "", &mut places);
    places.retain(|place| place != "/id");
    places
});

static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let names: BTreeSet<&str> = PLACES.iter().filter_map(|place| Some(place.rsplit_once('/')?.1)).collect();
    names.into_iter().chain(["hourlyBudgetMin", "engagementDuration", "label"]).map(str::to_owned).collect()
});

fn collect(value: &Value, place: &str, places: &mut Vec<String>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, inner)| (name.clone(), inner)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, inner)| (at.to_string(), inner)).collect(),
        _ => Vec::new(),
    };
    for (name, inner) in inner {
        let place = format!("{place}/{name}");
        collect(inner, &place, places);
        places.push(place);
    }
}

/// Texts close to those the decoder understands.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "-?[0-9]{0,25}([,.][0-9]{0,4}){0,3}",
        "~{0,2}0[12]?[0-9a-z/?]{0,22}",
        "[0-9]{1,5}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{4})?",
        "(NOT_|ACTIVE_)?(HOURLY|FIXED|VERIFIED|NONE|EXPERT|WEEK|SEMESTER|FULL_TIME|FLUENT|CLOSED)",
        "(less|more|under|over)? ?than? ?[0-9]{1,12} ?(to|-)? ?[0-9]{0,12} ?(week|month|year|\\+)?s?",
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    let name = prop_oneof![4 => select(NAMES.as_slice()), 1 => any::<String>()];
    leaf.prop_recursive(3, 48, 12, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            btree_map(name.clone(), inner, 0..12).prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// The full node with other values in some places. A place inside one that was replaced is gone.
fn mangled() -> impl Strategy<Value = Value> {
    vec((select(PLACES.as_slice()), value()), 1..8).prop_map(|damages| {
        let mut node = full();
        for (place, damage) in damages {
            if let Some(at) = node.pointer_mut(&place) {
                *at = damage;
            }
        }
        node
    })
}

fn assert_settled(job: &Job) -> Result<(), TestCaseError> {
    prop_assert!(job.budget.is_none_or(|amount| amount.cents > 0));
    prop_assert!(job.rate.is_none_or(|rate| 0 < rate.min.cents && rate.min.cents <= rate.max.cents));
    prop_assert!(job.rate.is_none_or(|rate| rate.min.currency == rate.max.currency));
    prop_assert!(job.client.hire_rate.is_none_or(|rate| (0.0..=100.0).contains(&rate)));
    prop_assert!(job.client.rating.is_none_or(|rating| rating >= 0.0));
    prop_assert!(job.skills.iter().chain(&job.occupations).all(|text| !text.trim().is_empty()));
    let page = job.url.as_deref().map(|url| url.strip_prefix("https://www.upwork.com/jobs/~").unwrap_or("/"));
    prop_assert!(page.is_none_or(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric())));
    prop_assert!(!job.private);
    Ok(())
}

proptest! {
    #[test]
    fn any_json_decodes_or_is_refused(value in value()) {
        if let Ok(job) = decode_node(&value) {
            assert_settled(&job)?;
        }
    }

    #[test]
    fn a_mangled_node_is_still_the_same_job(node in mangled()) {
        let job = decode_node(&node).expect("it has an id");
        prop_assert_eq!(&json!(job.id.0), &node["id"]);
        assert_settled(&job)?;
    }
}
