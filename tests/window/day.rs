//! A day's triage by keyboard only, from the first job of the morning to the list of what was done; and the next day all
//! of it is there.

use lapwing_e2e::command_line::state_of;
use lapwing_e2e::desktop::Desktop;
use lapwing_e2e::market::{Market, Posting};
use lapwing_e2e::page::keys::{ENTER, ESCAPE, HOME, TAB};
use lapwing_e2e::page::{Page, marked};
use lapwing_e2e::pages::MainWindow;
use lapwing_e2e::program::Program;
use lapwing_e2e::wait::{PATIENCE, until};

use crate::journey::{self, JOB};

/// The inbox of the morning, newest first.
const MORNING: [&str; 7] = [
    "Rust for a tide mill",
    "Python for a herbarium",
    "React for a ferry's ticket office",
    "Rust for the bells of a town hall",
    "Python for a quarry's scales",
    "React for a seed exchange",
    "Rust for a lighthouse museum",
];

#[test]
fn a_days_triage_is_done_by_keyboard_only_and_is_there_the_next_day() {
    let desktop = Desktop::new();
    let market = Market::silent("day");
    for title in MORNING.iter().rev() {
        market.publish(&Posting { title, ..JOB });
    }
    let (program, page) = journey::watching(&desktop, &market);
    let window = MainWindow::on(&page);
    window.wait_for_row(MORNING[0]);
    one_by_one(&page);
    beside_the_job(&page);
    many_at_once(&page);
    looked_over(&page);
    program.quit();

    let states = MORNING.map(|title| state_of(&desktop, title));
    assert_eq!(states, ["saved", "seen", "applied", "dismissed", "dismissed", "dismissed", "seen"]);
    the_next_day(&desktop);
}

/// Saved, starred, applied for, dismissed for a reason.
fn one_by_one(page: &Page) {
    let window = MainWindow::on(page);
    page.press(HOME);
    window.wait_for_job(MORNING[0]);
    page.press('s');
    window.wait_for_job_state("saved");
    page.press('j');
    window.wait_for_job(MORNING[1]);
    page.press('*');
    window.wait_for_toast("Starred");
    page.press('j');
    window.wait_for_job(MORNING[2]);
    page.press('a');
    window.wait_for_job_state("applied");
    page.press('j');
    window.wait_for_job(MORNING[3]);
    page.press_with_shift('e');
    page.wait_for(&marked("reason-dialog"));
    page.press('1');
    page.wait_until_gone("[role=dialog]");
    window.wait_for_toast("Dismissed (pay)");
    window.wait_for_job(MORNING[4]);
}

/// A note, a label and a reminder, each by its key.
fn beside_the_job(page: &Page) {
    let window = MainWindow::on(page);
    page.press('k');
    window.wait_for_job(MORNING[2]);
    page.press('n');
    page.wait_for(&format!("{}:focus", marked("note-field")));
    page.type_text("Ask about the *winter*.");
    page.press(ESCAPE);
    page.wait_to_read(&format!("{} em", marked("note")), "winter");
    page.press('l');
    page.wait_for(&format!("{}:focus", marked("label-field")));
    page.type_text("near");
    page.press(ENTER);
    page.wait_to_read(&format!("{} .name", marked("labels")), "near");
    page.press(ESCAPE);
    page.press('f');
    page.wait_for(&marked("follow-up-field"));
    until("the first choice has the focus", PATIENCE, || {
        let there = page.has("[data-testid^=follow-up-]:focus");
        if !there {
            page.press(TAB);
        }
        there.then_some(())
    });
    page.press(ENTER);
    page.wait_until_gone("[role=dialog]");
    window.wait_for_toast("");
}

/// Two are dismissed together, the wrong one is brought back with them, and dismissed anew.
fn many_at_once(page: &Page) {
    let window = MainWindow::on(page);
    window.go('i');
    window.wait_for_row(MORNING[5]);
    go_to(page, MORNING[4]);
    page.press('x');
    page.press('j');
    page.press('x');
    page.wait_to_read(&marked("selection-bar"), "2");
    page.press('e');
    window.wait_for_toast("Dismissed: 2 jobs");
    until("both have left", PATIENCE, || {
        let titles = window.titles();
        (!MORNING[4..6].iter().any(|gone| titles.iter().any(|title| title == gone))).then_some(())
    });
    page.press('z');
    window.wait_for_row(MORNING[4]);
    window.wait_for_row(MORNING[5]);
    page.press('y');
    page.wait_to_read(&marked("steps-dialog"), "Starred");
    page.press(ESCAPE);
    page.wait_until_gone("[role=dialog]");

    page.press(HOME);
    page.press_with_control('a');
    page.wait_for(&marked("selection-bar"));
    page.press('*');
    window.wait_for_toast("Starred");
    page.press('z');
    page.press(ESCAPE);
    page.wait_until_gone(&marked("selection-bar"));
    for title in &MORNING[4..6] {
        go_to(page, title);
        page.press('e');
        until("it has left", PATIENCE, || (!window.titles().iter().any(|shown| shown == title)).then_some(()));
    }
}

/// To a job of the list, from its top.
fn go_to(page: &Page, title: &str) {
    let window = MainWindow::on(page);
    let place = window.titles().iter().position(|shown| shown == title).expect("it is in the list");
    page.press(HOME);
    (0..place).for_each(|_| page.press('j'));
    window.wait_for_job(title);
}

/// The board, the lists, and the palette that leads elsewhere.
fn looked_over(page: &Page) {
    let window = MainWindow::on(page);
    page.press('b');
    page.wait_to_read(&format!("{} .title", marked("board-card")), MORNING[2]);
    page.wait_to_read(&format!("{} .title", marked("board-card")), MORNING[0]);
    window.go('a');
    window.wait_for_row(MORNING[2]);
    window.go('d');
    window.wait_for_row(MORNING[3]);
    page.press_with_control('k');
    page.wait_for(&format!("{}:focus", marked("palette-input")));
    page.type_text("usage");
    page.press(ENTER);
    page.wait_for(&marked("usage"));
    page.press(ESCAPE);
    window.go('i');
    window.wait_for_row(MORNING[6]);
    go_to(page, MORNING[6]);
    window.wait_for_job_state("seen");
}

/// What was kept beside a job is there, and the last step can still be taken back.
fn the_next_day(desktop: &Desktop) {
    let program = Program::start(desktop);
    let page = program.page();
    let window = MainWindow::on(&page);
    window.wait_for_rows();
    window.go('a');
    window.wait_for_row(MORNING[2]);
    page.press(HOME);
    window.wait_for_job(MORNING[2]);
    page.wait_to_read(&marked("note"), "winter");
    page.wait_to_read(&format!("{} .name", marked("labels")), "near");
    page.press('z');
    until("the last step is taken back", PATIENCE, || (state_of(desktop, MORNING[5]) != "dismissed").then_some(()));
    program.quit();
}
