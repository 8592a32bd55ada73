//! How what was found reaches its user: quiet hours, budget, snooze, mutes, detail, digests of each search's own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::num::NonZeroU32;

use jiff::SignedDuration;
use lapwing_engine::domain::SavedSearch;
use lapwing_engine::domain::notify::{Detail, Digest};
use lapwing_engine::domain::plan::QuietHours;
use lapwing_engine::domain::search::Notify;
use lapwing_engine::{Clock as _, DeliveryRules, EngineError, NewSearch, Notice, Sort, View};
use serde_json::json;
use support::{Bench, told};

impl Bench {
    /// A minute later these are published and found.
    async fn find(&self, titles: &[&str]) -> Vec<String> {
        for title in titles {
            self.publish(title);
        }
        self.round_after(1).await
    }

    /// What is told by a round so many minutes later.
    async fn round_after(&self, minutes: i64) -> Vec<String> {
        self.clock.minutes(minutes);
        self.engine.check_now().await.unwrap();
        told(&self.desk.take())
    }

    async fn change(&self, search: &SavedSearch, change: impl FnOnce(&mut NewSearch)) {
        let SavedSearch { name, query, scope, notify, digest, breaks_quiet, background, priority, .. } = search.clone();
        let mut new = NewSearch { name, query, scope, notify, digest, breaks_quiet, background, priority };
        change(&mut new);
        self.engine.edit_search(search.id, new).await.unwrap();
    }
}

fn days(days: u32) -> NonZeroU32 {
    NonZeroU32::new(days).unwrap()
}

#[tokio::test]
async fn rules_are_kept_and_read_back() {
    let bench = Bench::bare().await;
    assert_eq!(bench.engine.delivery_rules().await.unwrap(), DeliveryRules::default());
    let rules = DeliveryRules {
        quiet: QuietHours::from_text("sat,sun 00:00-09:00"),
        budget: NonZeroU32::new(6),
        detail: Detail::Name,
        proposals_past: 35,
    };
    bench.engine.set_delivery_rules(rules).await.unwrap();
    assert_eq!(bench.engine.delivery_rules().await.unwrap(), rules);
    bench.engine.set_delivery_rules(DeliveryRules::default()).await.unwrap();
    assert_eq!(bench.engine.delivery_rules().await.unwrap(), DeliveryRules::default());
}

#[tokio::test]
async fn quiet_hours_hold_matches_back_and_end_with_one_summary() {
    let bench = Bench::watching_for_rust().await;
    let loud = bench.search("Urgent", "urgent").await;
    bench.engine.match_stored().await.unwrap();
    bench.change(&loud, |new| new.breaks_quiet = true).await;
    // The bench begins on a Monday at ten.
    let quiet = QuietHours::from_text("mon 10:00-12:00");
    bench.engine.set_delivery_rules(DeliveryRules { quiet, ..DeliveryRules::default() }).await.unwrap();
    assert_eq!(bench.find(&["Rust one", "Rust two"]).await, Vec::<String>::new());
    assert_eq!(bench.find(&["Urgent help"]).await, ["Urgent help"]);
    assert_eq!(bench.round_after(120).await, ["2 jobs"]);
}

#[tokio::test]
async fn no_hour_has_more_pop_ups_than_its_budget() {
    let bench = Bench::watching_for_rust().await;
    let rules = DeliveryRules { budget: NonZeroU32::new(2), ..DeliveryRules::default() };
    // Long enough for the first summary to be of another hour.
    bench.clock.minutes(61);
    bench.engine.set_delivery_rules(rules).await.unwrap();
    assert_eq!(bench.find(&["Rust one"]).await, ["Rust one"]);
    assert_eq!(bench.find(&["Rust two"]).await, ["Rust two"]);
    assert_eq!(bench.find(&["Rust three"]).await, Vec::<String>::new());
    assert_eq!(bench.find(&["Rust four"]).await, Vec::<String>::new());
    assert_eq!(bench.round_after(58).await, ["2 jobs"]);
}

#[tokio::test]
async fn a_snooze_holds_everything_until_it_ends() {
    let bench = Bench::watching_for_rust().await;
    let until = bench.clock.now() + SignedDuration::from_hours(2);
    bench.engine.snooze(Some(until)).await.unwrap();
    assert_eq!(bench.engine.snoozed_until().await.unwrap(), Some(until));
    assert_eq!(bench.find(&["Rust one"]).await, Vec::<String>::new());
    bench.engine.snooze(None).await.unwrap();
    assert_eq!(bench.round_after(1).await, ["Rust one"]);
    bench.engine.snooze_for(SignedDuration::from_hours(2)).await.unwrap();
    bench.clock.minutes(120);
    assert_eq!(bench.engine.snoozed_until().await.unwrap(), None, "it ended by itself");
    bench.engine.snooze_until_tomorrow().await.unwrap();
    let tomorrow = bench.engine.snoozed_until().await.unwrap().unwrap();
    assert_eq!(tomorrow.to_string(), "2026-11-17T08:00:00Z");
}

#[tokio::test]
async fn what_says_a_muted_word_is_listed_and_not_told() {
    let bench = Bench::watching_for_rust().await;
    bench.engine.mute_word("crypto", days(2)).await.unwrap();
    assert_eq!(bench.find(&["Rust for crypto", "Rust parser"]).await, ["Rust parser"]);
    let listed = bench.engine.jobs(View::Inbox, "crypto", Sort::Newest, None, 10).await.unwrap();
    assert_eq!(listed.rows.len(), 1);
    assert_eq!(bench.engine.mutes().await.unwrap()[0].label, "crypto");
    bench.clock.minutes(2 * 24 * 60);
    assert_eq!(bench.engine.mutes().await.unwrap(), []);
    assert_eq!(bench.find(&["Rust with crypto again"]).await, ["Rust with crypto again"]);
}

#[tokio::test]
async fn a_mute_that_is_ended_lets_later_jobs_be_told() {
    let bench = Bench::watching_for_rust().await;
    bench.engine.mute_word("crypto", days(30)).await.unwrap();
    let mute = bench.engine.mutes().await.unwrap()[0].id;
    assert_eq!(bench.find(&["Rust for crypto"]).await, Vec::<String>::new());
    bench.engine.unmute(mute).await.unwrap();
    assert_eq!(bench.find(&["Rust and crypto"]).await, ["Rust and crypto"]);
    let refused = bench.engine.mute_word("--", days(1)).await.unwrap_err();
    assert!(matches!(refused, EngineError::Invalid(_)), "{refused}");
}

#[tokio::test]
async fn a_mute_that_is_taken_back_leaves_things_as_they_were() {
    let bench = Bench::watching_for_rust().await;
    let until = async || bench.engine.mutes().await.unwrap().first().map(|mute| mute.until);
    let first = bench.engine.mute_word("crypto", days(2)).await.unwrap();
    let before = until().await;
    let longer = bench.engine.mute_word("crypto", days(30)).await.unwrap();
    assert!(until().await > before);
    assert_eq!(bench.engine.undo(longer.token).await.unwrap(), 1);
    assert_eq!(until().await, before, "muted as long as it was");
    assert_eq!(bench.engine.undo(first.token).await.unwrap(), 1);
    assert_eq!(until().await, None);
    assert_eq!(bench.engine.undo(first.token).await.unwrap(), 0, "a second time");
    assert_eq!(bench.find(&["Rust for crypto"]).await, ["Rust for crypto"]);
}

#[tokio::test]
async fn jobs_of_a_muted_client_are_not_told_and_an_unknown_client_cannot_be_muted() {
    let bench = Bench::watching_for_rust().await;
    let of = |title: &str, since: Option<&str>| json!({ "title": title, "description": "As it says.", "buyer": { "country": "DE", "contract_date": since } });
    let since = Some("2019-04-01T00:00:00+0000");
    bench.publish_job(of("Rust one", since));
    bench.publish_job(of("Rust of nobody", None));
    assert_eq!(bench.round_after(1).await.len(), 2);
    let rows = bench.engine.jobs(View::Inbox, "", Sort::Newest, None, 10).await.unwrap().rows;
    let key = |title: &str| rows.iter().find(|row| row.job.kept().unwrap().title == title).unwrap().key;
    bench.engine.mute_client_of(key("Rust one"), days(7)).await.unwrap();
    let refused = bench.engine.mute_client_of(key("Rust of nobody"), days(7)).await.unwrap_err();
    assert!(matches!(refused, EngineError::Invalid(_)), "{refused}");
    bench.publish_job(of("Rust two", since));
    bench.publish_job(of("Rust of another", Some("2020-01-01T00:00:00+0000")));
    assert_eq!(bench.round_after(1).await, ["Rust of another"]);
}

#[tokio::test]
async fn a_locked_session_and_the_users_wish_limit_what_is_shown() {
    let bench = Bench::watching_for_rust().await;
    bench.desk.set_locked(true);
    assert_eq!(bench.find(&["Rust one"]).await, ["a job of [\"Rust\"]"]);
    bench.desk.set_locked(false);
    let rules = DeliveryRules { detail: Detail::Nothing, ..DeliveryRules::default() };
    bench.engine.set_delivery_rules(rules).await.unwrap();
    assert_eq!(bench.find(&["Rust two"]).await, ["a job of []"]);
}

#[tokio::test]
async fn a_search_collects_by_its_own_schedule() {
    let bench = Bench::watching_for_rust().await;
    let go = bench.search_told("Go", "golang", Notify::Digest).await;
    bench.engine.match_stored().await.unwrap();
    bench.change(&go, |new| new.digest = Digest::from_text("at 12:30").unwrap()).await;
    // It is shortly after ten.
    assert_eq!(bench.find(&["Golang one"]).await, Vec::<String>::new());
    assert_eq!(bench.round_after(90).await, Vec::<String>::new());
    bench.publish("Golang two");
    assert_eq!(bench.round_after(60).await, ["2 jobs"]);
}

#[tokio::test]
async fn a_job_that_was_told_is_not_told_again_for_another_search() {
    let bench = Bench::watching_for_rust().await;
    bench.search("Go", "golang").await;
    bench.engine.match_stored().await.unwrap();
    let id = bench.publish("Rust parser");
    assert_eq!(bench.round_after(1).await, ["Rust parser"]);
    bench.sandbox.control().edit(&id, &json!({ "title": "Rust or Golang parser" })).unwrap();
    assert_eq!(bench.round_after(1).await, Vec::<String>::new());
    let searches = bench.engine.searches().await.unwrap();
    assert_eq!(searches.iter().map(|search| search.matches).collect::<Vec<_>>(), [1, 1], "it is listed under both");
}

#[tokio::test]
async fn two_deliveries_at_once_do_not_spend_a_budget_twice() {
    let bench = Bench::watching_for_rust().await;
    let rules = DeliveryRules { budget: NonZeroU32::new(1), ..DeliveryRules::default() };
    bench.clock.minutes(61);
    bench.engine.set_delivery_rules(rules).await.unwrap();
    let first = bench.find(&["Rust one"]).await;
    let (one, two) = tokio::join!(bench.find(&["Rust two"]), bench.find(&["Rust three"]));
    assert_eq!((first, one, two), (vec!["Rust one".to_owned()], vec![], vec![]));
    let shown = bench.desk.shown.lock().unwrap();
    assert!(shown.iter().all(|notice| !matches!(notice, Notice::Job { .. })));
}
