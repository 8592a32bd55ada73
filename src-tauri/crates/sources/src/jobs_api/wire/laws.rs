//! Laws of decoding: whatever comes in, nothing panics, and one job never harms another.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{check_envelope, decode_job, decode_job_text, decode_page};
use crate::jobs_api::wire::Complaint;

/// Names the decoder looks for, so that odd values reach it.
const NAMES: [&str; 32] = [
    "id",
    "title",
    "description",
    "url",
    "ciphertext",
    "job_type",
    "status",
    "contractor_tier",
    "tier_text",
    "posted_on",
    "publish_time",
    "category",
    "name",
    "budget",
    "fixed_amount",
    "currency",
    "hourly_budget",
    "min",
    "max",
    "buyer",
    "country",
    "total_spent",
    "score",
    "client_activity",
    "total_applicants",
    "skills",
    "duration_label",
    "engagement",
    "proposals_tier",
    "qualifications",
    "data",
    "retry_after",
];

/// Texts close to those the decoder understands.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[$]?-?[0-9]{0,25}([,.][0-9]{0,4}){0,3}",
        "~02[0-9]{15,22}",
        "[0-9]{1,5}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{4})?",
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
    let name = prop_oneof![4 => prop::sample::select(&NAMES[..]).prop_map(str::to_owned), 1 => any::<String>()];
    leaf.prop_recursive(3, 48, 12, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            btree_map(name.clone(), inner, 0..12).prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_decodes_or_is_refused(value in value()) {
        let _ = decode_job(&value);
    }

    #[test]
    fn an_object_with_an_id_is_never_refused(mut fields in btree_map(prop::sample::select(&NAMES[1..]), value(), 0..20), id in "[a-z0-9-]{1,40}") {
        fields.insert("id", json!(id));
        let object: Map<String, Value> = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let job = decode_job(&Value::Object(object)).expect("it has an id");
        prop_assert_eq!(job.id.0, id);
    }

    #[test]
    fn settled_facts_hold_whatever_came_in(value in value()) {
        if let Ok(job) = decode_job(&json!({ "id": "j", "budget": value, "hourly_budget": value, "buyer": value })) {
            prop_assert!(job.budget.is_none_or(|amount| amount.cents > 0));
            prop_assert!(job.rate.is_none_or(|rate| 0 < rate.min.cents && rate.min.cents <= rate.max.cents));
        }
    }

    #[test]
    fn any_bytes_are_a_page_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        let _ = decode_page(&bytes);
        let _ = check_envelope(&bytes);
        let _ = Complaint::read(&bytes);
    }

    #[test]
    fn any_text_is_a_job_or_refused(text in any::<String>(), escape in "(\\\\u?[dD][89a-fA-F][0-9a-f]{0,3}|\\\\.|[a-z])*") {
        let _ = decode_job_text(&text);
        let _ = decode_job_text(&format!("{{\"id\":\"{escape}\"}}"));
    }

    #[test]
    fn a_page_keeps_as_many_rows_as_it_had(rows in vec(value(), 0..12)) {
        let body = json!({ "success": true, "data": rows }).to_string();
        let page = decode_page(body.as_bytes()).expect("it is an envelope");
        prop_assert_eq!(page.jobs.len() + page.set_aside.len(), rows.len());
    }
}
