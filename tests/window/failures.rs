//! What the window does when something is missing or broken: it says so, and nothing is lost.

use std::fs;

use lapwing_e2e::desktop::Desktop;
use lapwing_e2e::market::Market;
use lapwing_e2e::needles::Needles;
use lapwing_e2e::page::{Page, marked};
use lapwing_e2e::pages::{MainWindow, Wizard};
use lapwing_e2e::program::Program;

use crate::journey::{self, JOB};

#[test]
fn without_a_keyring_the_wizard_says_so_and_keeps_the_key_for_this_session_only() {
    let desktop = Desktop::without_keyring();
    let market = Market::open("session");
    let program = Program::start(&desktop);
    let page = program.page();
    let wizard = Wizard::on(&page);
    wizard.choose_jobs_api();
    assert!(wizard.keyring_notice().contains("No keyring was found"));
    wizard.point_at(market.address());
    wizard.type_key(market.key());
    wizard.test_key();
    page.click(&marked("wizard-next"));
    page.wait_to_read(&marked("wizard-key-problem"), "keep the key for this session only");

    wizard.keep_for_this_session();
    wizard.go_on_to("search");
    journey::search_and_finish(&desktop, &page);
    MainWindow::on(&page).wait_for_state("watching");
    page.wait_to_read(&marked("status-keyring"), "No keyring");
    desktop.notifications().next(0, "the baseline, letter by letter", |shown| shown.body == journey::SEARCH);
    assert_eq!(Needles::of(market.key()).below(desktop.profile()), Vec::<String>::new(), "memory only");
    program.quit();

    let program = Program::start(&desktop);
    let page = program.page();
    let window = MainWindow::on(&page);
    window.check_now();
    window.wait_for_state("keyMissing");
    program.quit();
}

#[test]
fn a_wrong_key_is_refused_in_the_wizard_with_what_to_do() {
    let desktop = Desktop::new();
    let market = Market::open("wrong");
    let program = Program::start(&desktop);
    let page = program.page();
    let wizard = Wizard::on(&page);
    wizard.choose_jobs_api();
    wizard.point_at(market.address());
    wizard.type_key("a-key-the-service-does-not-know");
    let report = wizard.test_key();
    assert!(report.contains("rejected"), "{report}");
    page.click(&marked("wizard-next"));
    page.wait_to_read(&marked("wizard-key-problem"), "test again");
    program.quit();
}

#[test]
fn what_is_wrong_in_a_query_is_underlined_in_every_field_for_one() {
    let desktop = Desktop::new();
    let program = Program::start(&desktop);
    let page = program.page();
    let wizard = Wizard::on(&page);
    wizard.look_around();
    page.enter(&marked("wizard-query"), "rust (tauri");
    assert_underlined(&page, "(");
    wizard.write_first_search(journey::QUERY);
    wizard.go_on_to("notifications");
    wizard.finish();

    MainWindow::on(&page).wait_for_rows();
    page.enter(&marked("filter"), "rust lvl:x");
    assert_underlined(&page, "lvl:x");
    page.enter(&marked("filter"), "rust");
    page.wait_until_gone(UNDERLINED);
    page.click(&marked("add-search"));
    page.enter(&marked("search-query"), "rust lvl:x");
    assert_underlined(&page, "lvl:x");
    program.quit();
}

const UNDERLINED: &str = ".mirror span";

/// That `text` has a wavy line under it, as `WebKit` draws it and not as a style sheet asks for it.
#[track_caller]
fn assert_underlined(page: &Page, text: &str) {
    page.wait_for(UNDERLINED);
    let drawn = page.run(&format!(
        "const wrong = document.querySelector('{UNDERLINED}');
         const {{ textDecorationLine, textDecorationStyle }} = getComputedStyle(wrong);
         return [wrong.textContent, textDecorationLine, textDecorationStyle];"
    ));
    assert_eq!(drawn, serde_json::json!([text, "underline", "wavy"]));
}

#[test]
fn a_revoked_key_stops_the_source_and_is_told_once() {
    let desktop = Desktop::new();
    let market = Market::open("revoked");
    let (program, page) = journey::watching(&desktop, &market);
    let told = desktop.notifications().all().len();
    market.control().revoke_key(market.key());
    let window = MainWindow::on(&page);
    window.check_now();
    window.wait_for_state("keyRejected");
    assert_eq!(page.texts(&marked("status-state")), ["Key rejected"]);
    let notification =
        desktop.notifications().next(told, "the rejected key", |shown| shown.summary.contains("rejected"));
    assert!(notification.body.contains("Open Lapwing"), "what to do is said: {notification:?}");

    let asked = market.control().call_count();
    page.wait_until_gone(&marked("toast"));
    window.check_now();
    window.wait_for_toast("rejected");
    assert_eq!(market.control().call_count(), asked, "a rejected key is not tried again");
    assert_eq!(desktop.notifications().all().len(), told + 1, "and told once");
    program.quit();
}

#[test]
fn when_the_service_is_gone_the_window_says_offline_and_shows_what_it_has() {
    let desktop = Desktop::new();
    let market = Market::open("offline");
    let (program, page) = journey::watching(&desktop, &market);
    let told = desktop.notifications().all().len();
    market.close();
    let window = MainWindow::on(&page);
    window.check_now();
    window.wait_for_state("offline");
    window.next();
    assert!(!window.shown_job().is_empty());
    assert_eq!(desktop.notifications().all().len(), told, "being offline is no news");

    market.publish(&JOB);
    market.open_again();
    window.check_now();
    window.wait_for_state("watching");
    desktop.notifications().next(told, JOB.title, |shown| shown.summary == JOB.title);
    program.quit();
}

#[test]
fn without_anybody_to_show_notifications_that_is_said_and_matches_are_shown_all_the_same() {
    let desktop = Desktop::without_services();
    let program = Program::start(&desktop);
    let page = program.page();
    let wizard = Wizard::on(&page);
    wizard.look_around();
    wizard.write_first_search(journey::QUERY);
    wizard.go_on_to("notifications");
    wizard.send_test_notification();
    page.wait_to_read(&marked("wizard-notify-problem"), "No program on this computer shows notifications");
    wizard.finish();
    let window = MainWindow::on(&page);
    window.wait_for_state("watching");
    assert_eq!(page.texts(&marked("status-notifications")), ["No notification service"], "said once");
    window.wait_for_rows();
    program.quit();
}

#[test]
fn without_a_browser_the_address_of_a_job_is_shown() {
    let desktop = Desktop::new().without_browser();
    let market = Market::open("browser");
    let (program, page) = journey::watching(&desktop, &market);
    let window = MainWindow::on(&page);
    window.next();
    page.press('o');
    let said = page.wait_to_read(&marked("toast"), "No browser could be opened");
    assert!(said.contains("https://"), "the address is shown: {said}");
    page.click(&marked("toast-action"));
    window.wait_for_toast("Copied");
    program.quit();
}

#[test]
fn a_damaged_database_is_said_and_left_untouched() {
    let desktop = Desktop::new();
    fs::create_dir_all(desktop.data_dir()).unwrap();
    let damaged = b"SQLite format 3\0 and then something that is none".repeat(400);
    refused_untouched(&desktop, &damaged, "damaged");
}

#[test]
fn a_database_of_a_newer_lapwing_is_said_and_left_untouched() {
    const VERSION: std::ops::Range<usize> = 60..64;
    let desktop = Desktop::new();
    let program = Program::start(&desktop);
    Wizard::on(&program.page()).wait_for("service");
    program.quit();
    let mut newer = fs::read(desktop.data_dir().join("lapwing.db")).unwrap();
    assert!(newer.starts_with(b"SQLite format 3\0"));
    newer[VERSION].copy_from_slice(&9_999_u32.to_be_bytes());
    refused_untouched(&desktop, &newer, "newer version of Lapwing");
}

/// Starts with this database, which Lapwing must refuse with a sentence and leave as it is.
fn refused_untouched(desktop: &Desktop, database: &[u8], sentence: &str) {
    let path = desktop.data_dir().join("lapwing.db");
    fs::write(&path, database).unwrap();
    let program = Program::start(desktop);
    let page: Page = program.page();
    page.wait_to_read(&marked("storage-problem"), sentence);
    program.quit();
    assert!(fs::read(&path).unwrap() == database, "the file is left as it was");
}
