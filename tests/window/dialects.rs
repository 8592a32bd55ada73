//! A service that speaks either dialect of the jobs API, from an empty machine to a notification and over a restart.

use lapwing_e2e::desktop::Desktop;
use lapwing_e2e::market::{Dialect, Market, Posting};
use lapwing_e2e::notifications::CLICK;
use lapwing_e2e::page::Page;
use lapwing_e2e::pages::MainWindow;
use lapwing_e2e::program::Program;

use crate::journey::{self, JOB, SECOND_JOB};

/// What a test of a key costs once it is known what the service speaks: `/health`, and one job.
const TEST: usize = 2;

#[test]
fn a_documented_service_is_understood_at_once() {
    a_whole_session(Dialect::Documented, 0);
}

#[test]
fn a_search_url_service_is_found_out_once_and_remembered_over_a_restart() {
    a_whole_session(Dialect::SearchUrl, 1);
}

/// Wizard, key, search, match and notification with a service that speaks `dialect`, and the same again after a restart.
/// Finding out what it speaks costs `extra` calls, at most two: once, when the wizard tests the key.
fn a_whole_session(dialect: Dialect, extra: usize) {
    let desktop = Desktop::new();
    let market = Market::speaking(dialect);
    let (program, page) = journey::watching(&desktop, &market);
    check_for(&desktop, &market, &page, &JOB);
    program.quit();

    let before_restart = asked(&market).len();
    let program = Program::start(&desktop);
    let page = program.page();
    MainWindow::on(&page).wait_for_state("watching");
    check_for(&desktop, &market, &page, &SECOND_JOB);
    program.quit();

    let asked = asked(&market);
    assert!(asked.len() > before_restart, "the second session asked, too");
    let (test, polls) = asked.split_at(TEST + extra);
    let in_vain = |target: &&String| target.contains("upwork_url=") != (dialect == Dialect::SearchUrl);
    assert_eq!(test[0], "/health");
    assert_eq!(test[1..].iter().filter(in_vain).count(), extra, "{test:?}");
    assert!(extra <= 2 && test.iter().all(|target| !is_poll(target)), "{test:?}");
    for target in polls {
        assert!(is_poll(target) && !in_vain(&target), "asked in vain after it was found out: {target}");
    }
}

/// Lets a job be published and found, told, and shown by a click on what told it.
fn check_for(desktop: &Desktop, market: &Market, page: &Page, job: &Posting) {
    let window = MainWindow::on(page);
    let told = desktop.notifications().all().len();
    market.publish(job);
    window.check_now();
    let notification = desktop.notifications().next(told, job.title, |shown| shown.summary == job.title);
    desktop.notifications().act(&notification, CLICK);
    window.wait_for_job(job.title);
}

/// Whether it is a poll, which asks for a whole page; a test asks for one job.
fn is_poll(target: &str) -> bool {
    target.contains("limit=50") || target.contains("limit%3D50")
}

/// What the service was asked, in order.
fn asked(market: &Market) -> Vec<String> {
    market.control().calls().into_iter().map(|call| call.target).collect()
}
