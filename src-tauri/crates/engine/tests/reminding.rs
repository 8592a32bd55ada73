//! Follow-ups: each is told once, whenever the program runs again.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use lapwing_engine::domain::JobKey;
use lapwing_engine::domain::notify::Detail;
use lapwing_engine::domain::plan::QuietHours;
use lapwing_engine::{Clock as _, DeliveryRules, Notice, Sort, View, Writer};
use support::{Bench, told};

impl Bench {
    /// A job that was told, of which its user wants to be reminded in so many minutes.
    async fn reminded_in(minutes: i64) -> (Self, JobKey) {
        let bench = Self::watching_for_rust().await;
        bench.publish("Rust parser");
        bench.engine.check_now().await.unwrap();
        let key = bench.engine.job_ids(View::Inbox, "", Sort::Newest).await.unwrap()[0];
        bench.follow_up_in(key, minutes).await;
        bench.desk.take();
        (bench, key)
    }

    async fn follow_up_in(&self, key: JobKey, minutes: i64) {
        let at = self.clock.now() + jiff::SignedDuration::from_mins(minutes);
        self.engine.set_follow_up(vec![key], Some(at)).await.unwrap();
    }

    /// What is told by a round so many minutes later.
    async fn later(&self, minutes: i64) -> Vec<String> {
        self.clock.minutes(minutes);
        self.engine.check_now().await.unwrap();
        told(&self.desk.take())
    }
}

const NOTHING: [&str; 0] = [];
const REMINDER: [&str; 1] = ["reminder of Rust parser"];

#[tokio::test]
async fn a_reminder_is_told_once_when_its_time_has_come() {
    let (bench, _) = Bench::reminded_in(60).await;
    assert_eq!(bench.later(59).await, NOTHING);
    assert_eq!(bench.later(1).await, REMINDER);
    assert_eq!(bench.later(60).await, NOTHING);
}

#[tokio::test]
async fn a_reminder_that_fell_due_while_the_program_was_closed_is_told_once_it_runs() {
    let (mut bench, _) = Bench::reminded_in(60).await;
    bench.engine.close().await;
    bench.clock.minutes(3 * 24 * 60);
    bench.engine = bench.another(Writer::Window).await;
    assert_eq!(bench.later(0).await, REMINDER);
    bench.restart().await;
    assert_eq!(bench.later(5).await, NOTHING);
}

#[tokio::test]
async fn a_reminder_waits_until_somebody_can_show_it() {
    let (mut bench, _) = Bench::reminded_in(5).await;
    bench.desk.set_absent(true);
    assert_eq!(bench.later(5).await, NOTHING);
    bench.restart().await;
    bench.desk.set_absent(false);
    assert_eq!(bench.later(5).await, REMINDER);
}

#[tokio::test]
async fn a_program_that_shows_nothing_leaves_reminders_to_one_that_does() {
    let (mut bench, _) = Bench::reminded_in(5).await;
    bench.engine.close().await;
    bench.clock.minutes(10);
    let cli = bench.another(Writer::Cli).await;
    cli.check_now().await.unwrap();
    cli.close().await;
    bench.engine = bench.another(Writer::Window).await;
    assert_eq!(bench.later(5).await, REMINDER);
}

#[tokio::test]
async fn quiet_hours_and_detail_hold_for_reminders() {
    let (bench, _) = Bench::reminded_in(5).await;
    // The bench begins on a Monday at ten.
    let quiet = QuietHours::from_text("mon 10:00-12:00");
    let rules = DeliveryRules { quiet, detail: Detail::Nothing, ..DeliveryRules::default() };
    bench.engine.set_delivery_rules(rules).await.unwrap();
    assert_eq!(bench.later(10).await, NOTHING);
    assert_eq!(bench.later(120).await, ["reminder of a job"]);
}

#[tokio::test]
async fn several_reminders_at_once_are_one_summary() {
    let (bench, key) = Bench::reminded_in(30).await;
    for title in ["Rust a", "Rust b", "Rust c"] {
        bench.publish(title);
    }
    bench.later(2).await;
    let keys = bench.engine.job_ids(View::Inbox, "", Sort::Newest).await.unwrap();
    for other in keys.into_iter().filter(|other| *other != key) {
        bench.follow_up_in(other, 28).await;
    }
    bench.clock.minutes(28);
    bench.engine.check_now().await.unwrap();
    let shown = bench.desk.take();
    assert!(matches!(shown[..], [Notice::Summary { follow_ups: 4, jobs: 0, .. }]), "{shown:?}");
}

#[tokio::test]
async fn a_reminder_that_was_forgotten_or_put_off_is_not_told_before_its_time() {
    let (bench, key) = Bench::reminded_in(10).await;
    bench.follow_up_in(key, 20).await;
    assert_eq!(bench.later(15).await, NOTHING);
    bench.engine.set_follow_up(vec![key], None).await.unwrap();
    assert_eq!(bench.later(60).await, NOTHING);
}

#[tokio::test]
async fn the_watching_program_tells_reminders_without_a_round() {
    let (bench, _) = Bench::reminded_in(10).await;
    bench.engine.set_paused(true).await.unwrap();
    bench.engine.start_watching();
    for _ in 0..400 {
        bench.clock.advance(jiff::SignedDuration::from_secs(2));
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
    assert_eq!(told(&bench.desk.take()), REMINDER);
    bench.engine.close().await;
}
