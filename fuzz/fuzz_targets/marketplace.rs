//! The decoder of the marketplace API: any node with an id is a job that obeys the domain's rules.

#![no_main]

use lapwing_fuzz::recipe;
use lapwing_fuzz::rules::check_job;
use lapwing_fuzz::shape::MARKETPLACE_NODE;
use lapwing_sources::marketplace::decode_node;
use libfuzzer_sys::arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(node) = serde_json::from_slice(bytes) {
        check(&node);
    }
    if let Ok(mut node) = recipe::object(&mut Unstructured::new(bytes), &MARKETPLACE_NODE) {
        check(&node);
        node["id"] = json!("node");
        assert!(decode_node(&node).is_ok(), "a node with an id is kept: {node}");
        check(&node);
    }
});

fn check(node: &Value) {
    let Ok(job) = decode_node(node) else { return };
    check_job(&job);
    // The address is put together here, and leads nowhere else.
    if let Some(url) = &job.url {
        let name = url.strip_prefix("https://www.upwork.com/jobs/~");
        assert!(name.is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric())), "{url}");
    }
}
