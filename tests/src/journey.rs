//! Ways through the program that several tests take.

use crate::command_line;
use crate::desktop::Desktop;
use crate::market::{Market, Posting};
use crate::page::keys::HOME;
use crate::page::{Page, marked};
use crate::pages::{MainWindow, Wizard};
use crate::program::Program;
use crate::wait::{PATIENCE, until};

/// What the tests search for.
pub const QUERY: &str = "rust OR python OR react";

/// What they call it. Its ampersand shows who escapes what.
pub const SEARCH: &str = "Rust & friends";

/// A job that fits [`QUERY`] and is like no other.
pub const JOB: Posting = Posting {
    title: "Rust engineer for a bird observatory & its instruments",
    description: "We count birds at night. The counter is written in Rust and wants somebody who reads datasheets.",
    skills: &["rust", "embedded systems"],
    country: "NO",
    rate: (60, 90),
    spent: 84_321,
};

/// Walks the wizard from its first step to the first search, with a key that is typed.
pub fn bring_in_key(page: &Page, market: &Market) {
    let wizard = Wizard::on(page);
    wizard.choose_jobs_api();
    wizard.point_at(market.address());
    wizard.type_key(market.key());
    let report = wizard.test_key();
    assert!(report.contains("Key accepted"), "{report}");
    wizard.go_on_to("search");
}

/// More jobs that fit [`QUERY`].
pub const SECOND_JOB: Posting = Posting { title: "Python for a tide table", rate: (25, 25), ..JOB };
/// One more.
pub const THIRD_JOB: Posting = Posting { title: "React for a rota of lighthouse keepers", rate: (40, 55), ..JOB };

/// Writes the first search and waits until its preview is right.
pub fn write_search(desktop: &Desktop, page: &Page) {
    let wizard = Wizard::on(page);
    if command_line::jobs(desktop, "").is_empty() {
        wizard.write_query(QUERY);
    } else {
        wizard.write_search(QUERY, command_line::jobs(desktop, QUERY).len());
    }
    wizard.name_search(SEARCH);
}

/// Walks the wizard's rest: the search, a test notification, the end.
pub fn search_and_finish(desktop: &Desktop, page: &Page) {
    let wizard = Wizard::on(page);
    write_search(desktop, page);
    wizard.go_on_to("notifications");
    wizard.send_test_notification();
    wizard.confirm_notification();
    wizard.finish();
}

/// A program that watches `market`, its wizard behind it and its baseline told.
pub fn watching(desktop: &Desktop, market: &Market) -> (Program, Page) {
    let program = Program::start(desktop);
    let page = program.page();
    bring_in_key(&page, market);
    search_and_finish(desktop, &page);
    MainWindow::on(&page).wait_for_state("watching");
    (program, page)
}

/// Saves a job, stars one, applies for one and dismisses one, so that every list has something to show.
#[track_caller]
pub fn put_on_their_way(page: &Page) {
    let window = MainWindow::on(page);
    page.press(HOME);
    for key in ['s', '*', 'a', 'e'] {
        window.next();
        page.press(key);
        page.wait_for(&marked("toast"));
        page.wait_until_gone(&marked("toast"));
    }
}

/// Waits until the program has written down which job its window shows, which it does once things have come to rest.
pub fn wait_until_place_is_kept(desktop: &Desktop, page: &Page) {
    let place = format!("\"jobId\":\"{}\"", MainWindow::on(page).shown_id().unwrap());
    let kept = || std::fs::read_to_string(desktop.data_dir().join("window.json")).unwrap_or_default();
    until("the place is kept", PATIENCE, || kept().replace(' ', "").contains(&place).then_some(()));
}
