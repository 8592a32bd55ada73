//! Following jobs that are saved or applied to, and noticing searches that fell silent.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use lapwing_engine::domain::triage::State;
use lapwing_engine::{DeliveryRules, Sort, View};
use serde_json::{Value, json};
use support::{Bench, told};

impl Bench {
    /// A posting that was told and given this state.
    async fn marked(state: State) -> (Self, String) {
        let bench = Self::watching_for_rust().await;
        let id = bench.publish_job(json!({
            "title": "Rust parser", "description": "As it says.", "job_type": "fixed-price",
            "budget": { "fixed_amount": 500, "currency": "USD" }, "status": "open",
        }));
        bench.engine.check_now().await.unwrap();
        let rows = bench.engine.jobs(View::Inbox, "", Sort::Newest, None, 10).await.unwrap().rows;
        bench.engine.set_state(vec![rows[0].key], state, None).await.unwrap();
        bench.desk.take();
        (bench, id)
    }

    /// What is told of a job after it changed.
    async fn after(&self, id: &str, change: Value) -> Vec<String> {
        self.sandbox.control().edit(id, &change).unwrap();
        self.clock.minutes(2);
        self.engine.check_now().await.unwrap();
        told(&self.desk.take())
    }
}

#[tokio::test]
async fn news_of_a_saved_job_are_told_once_and_cost_no_call() {
    let (bench, id) = Bench::marked(State::Saved).await;
    let calls = bench.calls();
    let budget = |amount: u32| json!({ "budget": { "fixed_amount": amount, "currency": "USD" } });
    assert_eq!(bench.after(&id, budget(800)).await, ["Rust parser now 800 USD"]);
    assert_eq!(bench.after(&id, json!({ "status": "closed" })).await, ["Rust parser closed"]);
    assert_eq!(bench.after(&id, json!({ "status": "open" })).await, Vec::<String>::new());
    assert_eq!(bench.after(&id, json!({ "status": "closed" })).await, Vec::<String>::new());
    assert_eq!(bench.calls() - calls, 4, "one for each round");
}

#[tokio::test]
async fn proposals_past_the_number_set_are_news() {
    let (bench, id) = Bench::marked(State::Applied).await;
    let rules = DeliveryRules { proposals_past: 10, ..DeliveryRules::default() };
    bench.engine.set_delivery_rules(rules).await.unwrap();
    let proposals = |count: u32| json!({ "client_activity": { "total_applicants": count } });
    bench.after(&id, proposals(2)).await;
    assert_eq!(bench.after(&id, proposals(9)).await, Vec::<String>::new());
    assert_eq!(bench.after(&id, proposals(12)).await, ["Rust parser proposals 10"]);
    assert_eq!(bench.after(&id, proposals(30)).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_job_that_nobody_marked_is_not_followed() {
    for state in [State::Seen, State::Dismissed] {
        let (bench, id) = Bench::marked(state).await;
        assert_eq!(bench.after(&id, json!({ "status": "closed" })).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_search_that_fell_silent_is_told_once_until_it_yields_again() {
    let bench = Bench::watching_for_rust().await;
    let hours = async |hours: i64, title: Option<&str>| {
        for _ in 0..hours {
            bench.clock.minutes(60);
            if let Some(title) = title {
                bench.publish(title);
            }
            bench.engine.check_now().await.unwrap();
        }
        told(&bench.desk.take())
    };
    assert_eq!(hours(24, Some("Rust again")).await.len(), 24);
    assert_eq!(hours(23, None).await, Vec::<String>::new(), "less than a day");
    assert_eq!(hours(2, None).await, ["silence of Rust"]);
    assert_eq!(hours(24, None).await, Vec::<String>::new());
    assert_eq!(hours(1, Some("Rust again")).await, ["Rust again"]);
    assert_eq!(hours(30, None).await, ["silence of Rust"]);
}
