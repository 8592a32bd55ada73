//! A first search from a preset finds something in the sandbox's market.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use lapwing_engine::domain::presets::PRESETS;
use support::Bench;

#[tokio::test]
async fn every_preset_finds_a_job_in_the_sandbox() {
    let bench = Bench::in_a_lively_market().await;
    bench.engine.check_now().await.unwrap();
    for preset in PRESETS {
        let preview = bench.engine.preview(preset.query).await.unwrap();
        assert!(preview.matched > 0, "{}: nothing of {} for {}", preset.trade, preview.stored, preset.query);
    }
}
