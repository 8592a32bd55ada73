//! From an empty machine to a notification about a job, and back to the same place the next day.

use lapwing_e2e::command_line;
use lapwing_e2e::desktop::Desktop;
use lapwing_e2e::keyring;
use lapwing_e2e::market::Market;
use lapwing_e2e::notifications::{CLICK, Notification};
use lapwing_e2e::page::Page;
use lapwing_e2e::pages::{MainWindow, Wizard};
use lapwing_e2e::program::Program;

use crate::journey::{self, JOB, QUERY, SEARCH};

#[test]
fn a_newcomer_is_told_about_a_job_and_finds_everything_again() {
    let desktop = Desktop::new();
    let market = Market::open("first");
    let program = Program::start(&desktop);
    let page = program.page();
    walk_the_wizard(&desktop, &page, &market);

    let notifications = desktop.notifications();
    let before = notifications.all().len();
    market.publish(&JOB);
    MainWindow::on(&page).check_now();
    let told = notifications.next(before, JOB.title, |shown| shown.summary == JOB.title);
    check_words(&told);
    notifications.act(&told, CLICK);
    triage(&page);
    journey::wait_until_place_is_kept(&desktop, &page);
    program.quit();

    everything_is_found_again(&desktop, before + 1);
}

#[test]
fn a_wizard_left_in_the_middle_is_taken_up_there() {
    let desktop = Desktop::new();
    let market = Market::open("resumed");
    let program = Program::start(&desktop);
    let page = program.page();
    journey::bring_in_key(&page, &market);
    journey::write_search(&desktop, &page);
    Wizard::on(&page).go_on_to("notifications");
    program.quit();

    let program = Program::start(&desktop);
    let page = program.page();
    let wizard = Wizard::on(&page);
    wizard.wait_for("notifications");
    wizard.finish();
    MainWindow::on(&page).wait_for_rows();
    program.quit();
}

/// The wizard, with what it leaves in the keyring and on the bus.
fn walk_the_wizard(desktop: &Desktop, page: &Page, market: &Market) {
    journey::bring_in_key(page, market);
    let kept = keyring::items(desktop.bus(), "lapwing");
    let ours: Vec<_> = kept.iter().filter(|item| contains(&item.secret, market.key())).collect();
    assert_eq!(
        ours.len(),
        1,
        "the key is in the keyring, once: {:?}",
        kept.iter().map(|item| &item.label).collect::<Vec<_>>()
    );
    assert!(
        ours[0].attributes.values().all(|value| !value.contains(market.key())),
        "and not in what everybody may read"
    );

    let wizard = Wizard::on(page);
    let fitting = command_line::jobs(desktop, QUERY).len();
    wizard.write_search(QUERY, fitting);
    wizard.name_search(SEARCH);
    wizard.go_on_to("notifications");
    wizard.send_test_notification();
    desktop.notifications().next(0, "the test", |shown| shown.summary == "Lapwing can reach you");
    wizard.confirm_notification();
    wizard.finish();
    let summary = desktop.notifications().next(0, "the baseline", |shown| shown.summary.ends_with("already fit"));
    assert_eq!(summary.summary, format!("{fitting} jobs already fit"), "as many as the preview said");
    assert_eq!(summary.body, "Rust &amp; friends", "markup is escaped where it is rendered");
    MainWindow::on(page).wait_for_state("watching");
    assert_eq!(desktop.notifications().all().len(), 2, "jobs that were there before are told once, together");
}

fn check_words(told: &Notification) {
    assert_eq!(told.body, "$60–90/h · NO, $84k spent · Rust &amp; friends");
    let offered: Vec<&str> = told.actions.iter().map(|(_, label)| label.as_str()).collect();
    for label in ["Open", "Save", "Dismiss"] {
        assert!(offered.contains(&label), "{label} is offered: {offered:?}");
    }
}

/// Shown by the click, saved, dismissed, and the dismissal taken back.
fn triage(page: &Page) {
    let window = MainWindow::on(page);
    window.wait_for_job(JOB.title);
    window.save();
    window.wait_for_toast("Saved");
    window.dismiss(JOB.title);
    window.undo();
    window.wait_for_job(JOB.title);
    window.wait_for_job_state("saved");
}

fn everything_is_found_again(desktop: &Desktop, told: usize) {
    assert_eq!(command_line::state_of(desktop, JOB.title), "saved");
    let program = Program::start(desktop);
    let page = program.page();
    let window = MainWindow::on(&page);
    window.wait_for_job(JOB.title);
    window.wait_for_job_state("saved");
    window.wait_for_state("watching");
    window.check_now();
    window.wait_for_toast("Checked: nothing new");
    assert_eq!(desktop.notifications().all().len(), told, "nothing is told twice");
    program.quit();
}

fn contains(hay: &[u8], needle: &str) -> bool {
    hay.windows(needle.len()).any(|window| window == needle.as_bytes())
}
