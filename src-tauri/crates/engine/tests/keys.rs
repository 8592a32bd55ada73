//! A key's life: its rotation, its age, its deletion for certain.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use jiff::SignedDuration;
use lapwing_engine::domain::SourceId;
use lapwing_engine::domain::keys::rotation::{Reason, Step};
use lapwing_engine::domain::watch::Plan;
use lapwing_engine::{EngineError, KeyState, Rotated, Source, VaultError, WatchState};
use lapwing_sandbox::Fault;
use support::keyring::Deletion;
use support::{Bench, told};

const NEW: &str = "a-new-key-of-enough-length";

async fn source(bench: &Bench) -> Source {
    bench.engine.source_named("market").await.unwrap()
}

/// Begins a rotation to a key that the service knows.
async fn rotate(bench: &Bench, id: SourceId, reason: Reason) -> Rotated {
    bench.sandbox.control().issue_key(NEW);
    bench.engine.hold_key(NEW).unwrap();
    bench.engine.rotate_key(id, reason).await.unwrap()
}

/// Keys in the keyring.
async fn kept(bench: &Bench) -> usize {
    bench.vault.kept(bench.sandbox.url()).await
}

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

#[tokio::test]
async fn a_new_key_is_tested_used_at_once_and_the_old_one_is_deleted_when_jobs_came_and_that_is_confirmed() {
    let bench = Bench::watching_for_rust().await;
    let id = source(&bench).await.record.id;
    let old = source(&bench).await.record.last_four.unwrap();
    let before = (bench.calls(), source(&bench).await.calls_this_month);
    let rotated = rotate(&bench, id, Reason::Quarter).await;
    let rotation = rotated.rotation.unwrap();
    assert_eq!((rotation.step, rotated.report.calls, rotated.staging_first.len()), (Step::Traffic, 2, 0));
    assert_eq!(bench.calls() - before.0, 2);
    assert_eq!(source(&bench).await.calls_this_month - before.1, 2, "the test is in the ledger");
    let mail = rotation.mail.to_string();
    assert!(mail.contains(&format!("ending in {old}")) && mail.contains("ends in ngth"), "{mail}");
    assert!(!mail.contains(bench.sandbox.key()) && !mail.contains(NEW), "{mail}");
    assert_eq!(kept(&bench).await, 2, "both keys are kept");

    let early = bench.engine.confirm_rotation(id).await.unwrap();
    assert_eq!((early.step, kept(&bench).await), (Step::Traffic, 2), "no job came with the new key yet");

    bench.sandbox.control().revoke_key(bench.sandbox.key());
    bench.publish("Rust parser");
    assert_eq!(bench.engine.check_now().await.unwrap().matches.len(), 1, "the new key is the one that is used");
    assert_eq!(source(&bench).await.key.rotation.unwrap().step, Step::Confirm);
    let closed = bench.engine.confirm_rotation(id).await.unwrap();
    assert_eq!((closed.step, kept(&bench).await), (Step::Closed, 1));
    assert_eq!(source(&bench).await.key.rotation, None);
    let none = bench.engine.confirm_rotation(id).await.unwrap_err();
    assert_eq!(none.to_string(), "No rotation of the key of “market” is open.");
}

#[tokio::test]
async fn a_rejected_new_key_costs_one_call_and_changes_nothing() {
    let bench = Bench::watching_for_rust().await;
    let before = source(&bench).await;
    bench.engine.hold_key(NEW).unwrap();
    let rotated = bench.engine.rotate_key(before.record.id, Reason::Leak).await.unwrap();
    assert_eq!((rotated.report.ok(), rotated.report.calls, rotated.rotation), (false, 1, None));
    assert_eq!((source(&bench).await.record, source(&bench).await.key), (before.record, before.key));
    assert_eq!(kept(&bench).await, 1);
    assert!(bench.engine.check_now().await.unwrap().problems.is_empty());
}

#[tokio::test]
async fn a_failing_poll_confirms_nothing() {
    let bench = Bench::watching_for_rust().await;
    let id = source(&bench).await.record.id;
    rotate(&bench, id, Reason::Quarter).await;
    bench.sandbox.control().set_fault(Fault::ServerError);
    bench.engine.check_now().await.unwrap();
    assert_eq!(bench.engine.confirm_rotation(id).await.unwrap().step, Step::Traffic);
}

#[tokio::test]
async fn a_rotation_stays_open_until_the_keyring_has_certainly_let_go_of_the_old_key() {
    for failing in [Deletion::Refused, Deletion::OnlySaid] {
        let mut bench = Bench::watching_for_rust().await;
        let id = source(&bench).await.record.id;
        rotate(&bench, id, Reason::PersonLeft).await;
        bench.engine.check_now().await.unwrap();
        bench.vault.fail_once(failing);
        let problem = bench.engine.confirm_rotation(id).await.unwrap_err();
        match failing {
            Deletion::Refused => assert!(matches!(problem, EngineError::Vault(VaultError::Locked(_))), "{problem}"),
            Deletion::OnlySaid => assert!(matches!(problem, EngineError::Vault(VaultError::StillThere)), "{problem}"),
        }
        bench.restart().await;
        assert_eq!(source(&bench).await.key.rotation.unwrap().step, Step::Confirm, "still open after a restart");
        assert_eq!(bench.engine.confirm_rotation(id).await.unwrap().step, Step::Closed);
        assert_eq!(kept(&bench).await, 1);
    }
}

#[tokio::test]
async fn the_key_in_use_is_no_new_one_and_an_open_rotation_that_works_is_confirmed_first() {
    let bench = Bench::watching_for_rust().await;
    let id = source(&bench).await.record.id;
    bench.engine.hold_key(bench.sandbox.key()).unwrap();
    let before = bench.calls();
    let same = bench.engine.rotate_key(id, Reason::Quarter).await.unwrap_err();
    assert!(matches!(same, EngineError::Invalid(_)), "{same}");
    assert_eq!(bench.calls(), before, "nothing is spent on it");

    rotate(&bench, id, Reason::Quarter).await;
    bench.sandbox.control().issue_key("yet-another-key-of-enough-length");
    bench.engine.hold_key("yet-another-key-of-enough-length").unwrap();
    let again = bench.engine.rotate_key(id, Reason::Leak).await.unwrap();
    assert_eq!(again.rotation.unwrap().reason, Reason::Leak);
    assert_eq!(kept(&bench).await, 2, "the key between is deleted, the first one is kept");
    bench.engine.check_now().await.unwrap();
    bench.sandbox.control().issue_key("one-key-too-many-of-enough-length");
    bench.engine.hold_key("one-key-too-many-of-enough-length").unwrap();
    let open = bench.engine.rotate_key(id, Reason::Quarter).await.unwrap_err();
    assert!(open.to_string().ends_with("lapwing-cli source rotate market --confirm"), "{open}");
}

#[tokio::test]
async fn staging_is_advised_before_production() {
    let bench = Bench::bare().await;
    for (name, label) in [("try", "staging"), ("live", "production")] {
        bench.clock.minutes(1);
        bench.engine.hold_key(bench.sandbox.key()).unwrap();
        bench.add_held_source_labelled(name, Plan::Professional, 0, Some(label)).await;
    }
    bench.clock.advance(days(1));
    let live = bench.engine.source_named("live").await.unwrap().record.id;
    assert_eq!(rotate(&bench, live, Reason::Quarter).await.staging_first, ["try"]);
}

#[tokio::test]
async fn a_key_is_told_of_once_when_a_quarter_is_over() {
    let mut bench = Bench::watching_for_rust().await;
    bench.clock.advance(days(89));
    bench.engine.check_now().await.unwrap();
    assert_eq!(told(&bench.desk.take()), [""; 0]);
    assert!(!source(&bench).await.key.due);
    bench.clock.advance(days(1));
    bench.engine.check_now().await.unwrap();
    assert_eq!(told(&bench.desk.take()), ["key of market due after 90 days"]);
    bench.restart().await;
    bench.clock.advance(days(1));
    bench.engine.check_now().await.unwrap();
    assert_eq!(told(&bench.desk.take()), [""; 0], "once for each key");
    assert_eq!((source(&bench).await.key.age_days, source(&bench).await.key.due), (91, true));
    let id = source(&bench).await.record.id;
    rotate(&bench, id, Reason::Quarter).await;
    assert_eq!((source(&bench).await.key.age_days, source(&bench).await.key.due), (0, false), "a new life");
}

#[tokio::test]
async fn a_source_is_removed_once_all_its_keys_are_gone_and_not_before() {
    let bench = Bench::watching_for_rust().await;
    let id = source(&bench).await.record.id;
    rotate(&bench, id, Reason::Quarter).await;
    for failing in [Deletion::Refused, Deletion::OnlySaid] {
        bench.vault.fail_once(failing);
        let problem = bench.engine.remove_source(id).await.unwrap_err();
        assert!(matches!(problem, EngineError::Vault(_)), "{problem}");
        assert_eq!(source(&bench).await.record.id, id, "it is still there to be removed again");
    }
    bench.engine.remove_source(id).await.unwrap();
    assert_eq!(kept(&bench).await, 0);
    assert_eq!(bench.engine.status().await.unwrap().state, WatchState::NoSource);
}

#[tokio::test]
async fn a_replaced_key_that_could_not_be_deleted_is_deleted_later() {
    let bench = Bench::watching_for_rust().await;
    let id = source(&bench).await.record.id;
    bench.sandbox.control().issue_key(NEW);
    bench.engine.hold_key(NEW).unwrap();
    bench.vault.fail_once(Deletion::OnlySaid);
    let replaced = bench.engine.replace_key(id).await.unwrap();
    assert_eq!((replaced.record.key_state, kept(&bench).await), (KeyState::Unknown, 2));
    bench.clock.minutes(11);
    bench.engine.check_now().await.unwrap();
    assert_eq!(kept(&bench).await, 1);
    assert!(bench.engine.check_now().await.unwrap().problems.is_empty(), "the one that is left is the new one");
}

#[tokio::test]
async fn a_key_that_the_keyring_lost_is_put_back_without_a_rotation() {
    let bench = Bench::watching_for_rust().await;
    let record = source(&bench).await.record;
    bench.vault.lose_all().await;
    bench.engine.hold_key(bench.sandbox.key()).unwrap();
    let put_back = bench.engine.rotate_key(record.id, Reason::Quarter).await.unwrap();
    assert!(put_back.report.ok() && put_back.rotation.is_none(), "{put_back:?}");
    assert!(source(&bench).await.key.rotation.is_none(), "nothing is to be confirmed, and nobody to be written to");
    bench.publish("Rust parser");
    assert_eq!(bench.engine.check_now().await.unwrap().matches.len(), 1);
}
