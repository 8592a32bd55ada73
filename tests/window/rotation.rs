//! A key's replacement: on purpose, and because the service does not take it any more.

use arboard::Clipboard;
use lapwing_e2e::desktop::Desktop;
use lapwing_e2e::keyring;
use lapwing_e2e::market::{Fault, Market, Plan};
use lapwing_e2e::page::marked;
use lapwing_e2e::pages::{MainWindow, Settings};
use lapwing_e2e::wait;

use crate::journey::{self, JOB};

#[test]
fn a_rotation_keeps_the_old_key_until_jobs_came_with_the_new_one_and_then_deletes_it_for_certain() {
    let desktop = Desktop::new();
    let market = Market::open("rotation");
    let (program, page) = journey::watching(&desktop, &market);
    MainWindow::on(&page).open_settings();
    let settings = Settings::on(&page);
    let (old, new) = (market.key(), successor(&market));
    let mut clipboard = Clipboard::new().unwrap();

    let before = market.control().call_count();
    clipboard.set_text("a-key-that-nobody-has-issued").unwrap();
    settings.rotate("personLeft");
    settings.use_pasted_key();
    settings.give_up_on("rejected");
    assert_eq!(kept(&desktop, &[old, "a-key-that-nobody-has-issued"]), [1, 0], "a key that fails its test is not used");
    assert_eq!(market.control().call_count(), before + 1, "which costs one call");

    market.control().issue_key(&new);
    clipboard.set_text(&new).unwrap();
    settings.rotate("personLeft");
    settings.use_pasted_key();
    // The source is asked at once, so how long it waits for jobs to come with the new key is not to be seen for certain.
    settings.wait_for_step("confirm");
    assert_eq!(kept(&desktop, &[old, &new]), [1, 1], "both are kept");
    let left = ["Delete the old key here.", "Send the mail that asks the service to deactivate the old key."];
    assert_eq!(settings.steps_left(), left);

    settings.confirm_rotation();
    settings.wait_for_step("closed");
    assert_eq!(kept(&desktop, &[old, &new]), [0, 1], "the old key has left the keyring");
    let mail = settings.closing_mail();
    for said in ["To: support@upworkjobsapi.com", "Somebody who knew my API key", last_four(old), last_four(&new)] {
        assert!(mail.contains(said), "{said:?} is in the mail: {mail}");
    }
    assert!(!mail.contains(old) && !mail.contains(&new), "the keys themselves are not: {mail}");
    program.quit();
}

#[test]
fn a_rejected_key_is_told_with_the_offer_to_rotate_it_and_a_new_one_is_watched_with_at_once() {
    let desktop = Desktop::new();
    let market = Market::open("rejected");
    let (program, page) = journey::watching(&desktop, &market);
    let told = desktop.notifications().all().len();
    let window = MainWindow::on(&page);
    market.control().set_fault(Fault::Unauthorized);
    let asked = market.control().call_count();
    window.check_now();
    window.wait_for_state("keyRejected");
    assert_eq!(market.control().call_count(), asked + 1, "a rejected key costs one call");
    assert_eq!(page.texts(&marked("status-state")), ["Key rejected"]);
    page.wait_to_read(&marked("status-banner"), "was rejected. Rotate it");
    let line = desktop.tray.wait_for_line("A key was rejected");
    assert!(line.contains("Rotate it"), "the tray says what to do: {line}");
    desktop.notifications().next(told, "the rejected key", |shown| shown.body.contains("rotate it"));

    market.control().clear_faults();
    market.control().revoke_key(market.key());
    let new = successor(&market);
    market.control().issue_key(&new);
    let mut clipboard = Clipboard::new().unwrap();
    clipboard.set_text(&new).unwrap();
    page.click(&format!("{} button", marked("status-banner")));
    let settings = Settings::on(&page);
    settings.wait_for_key("rejected");
    settings.rotate("leak");
    settings.use_pasted_key();
    settings.wait_for_key("accepted");
    window.wait_for_state("watching");
    desktop.tray.wait_for_line("Watching");

    // The round that the new key sets off: one that is under way answers a check by hand, without what came after it.
    let used = || (market.control().call_count() >= asked + 4).then_some(());
    wait::until("a round with the new key", wait::PATIENCE, used);
    let told = desktop.notifications().all().len();
    market.publish(&JOB);
    desktop.tray.click("Check now");
    desktop.notifications().next(told, JOB.title, |shown| shown.summary == JOB.title);
    program.quit();
}

#[test]
fn a_key_that_others_seem_to_use_is_told_of_and_the_alarm_leads_to_its_rotation() {
    let desktop = Desktop::new();
    let market = Market::open("alarm");
    let (program, page) = journey::watching(&desktop, &market);
    let told = desktop.notifications().all().len();
    MainWindow::on(&page).open_settings();
    let settings = Settings::on(&page);
    // A plan that is counted, and a counter that falls as if others made calls.
    market.control().set_plan(Plan::Starter);
    market.control().set_fault(Fault::CounterDrop);
    settings.test_key();
    desktop.notifications().next(told, "the alarm", |shown| shown.summary.ends_with("may be used elsewhere"));
    page.wait_to_read(&marked("key-alarm"), "calls within a minute that Lapwing did not make");
    settings.answer_alarm();
    page.wait_for(&format!("{} input[value=\"leak\"]:checked", marked("rotate-key")));
    program.quit();
}

/// The key that comes after the market's own.
fn successor(market: &Market) -> String {
    format!("{}-the-second", market.key())
}

/// How many items of the keyring end in each of these keys.
fn kept(desktop: &Desktop, keys: &[&str]) -> Vec<usize> {
    let items = keyring::items(desktop.bus(), "lapwing");
    keys.iter().map(|key| items.iter().filter(|item| item.secret.ends_with(key.as_bytes())).count()).collect()
}

fn last_four(key: &str) -> &str {
    &key[key.len() - 4..]
}
