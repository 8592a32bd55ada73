//! Ended without a word in the midst of bulk actions: what the window said was done is done, and nothing is half done.

use std::thread;
use std::time::Duration;

use lapwing_e2e::command_line;
use lapwing_e2e::desktop::Desktop;
use lapwing_e2e::market::Market;
use lapwing_e2e::page::keys::HOME;
use lapwing_e2e::page::{Page, marked};
use lapwing_e2e::pages::MainWindow;
use lapwing_e2e::program::Program;
use lapwing_e2e::stock::{self, Stock};
use lapwing_e2e::wait::{PATIENCE, say, until};
use serde_json::Value;

const STOCK: Stock = Stock { stored: 3_000, inbox: 3_000 };

/// Between the last key and the end, in milliseconds.
const DELAYS: [u64; 4] = [0, 4, 15, 60];

/// Notes every sentence the window says, since a toast that is gone was said all the same.
const LISTEN: &str = "window.__said = [];
    new MutationObserver((records) => {
      for (const { addedNodes } of records)
        for (const node of addedNodes)
          for (const toast of node.querySelectorAll?.('[data-testid=toast]') ?? [])
            window.__said.push(toast.textContent);
      for (const { addedNodes } of records)
        for (const node of addedNodes)
          if (node.matches?.('[data-testid=toast]')) window.__said.push(node.textContent);
    }).observe(document.body, { childList: true, subtree: true });";

#[test]
fn killed_in_the_midst_of_bulk_actions_it_has_kept_all_that_was_answered() {
    let desktop = Desktop::new();
    let market = Market::silent("killed");
    let (mut program, mut page) = stock::long_used(&desktop, &market, STOCK);
    let all = count(&desktop, "");
    for (round, delay) in DELAYS.into_iter().enumerate() {
        let (starred, saved) = (round % 2 == 0, round % 2 == 1);
        page.run(LISTEN);
        choose_all(&page);
        page.press('*');
        wait_to_hear(&page, if starred { "Starred" } else { "Star taken away" });
        page.press('s');
        thread::sleep(Duration::from_millis(delay));
        drop(page);
        program.kill();

        let expected = if starred { all } else { 0 };
        assert_eq!(count(&desktop, "is:starred"), expected, "what was answered is kept, {delay} ms on");
        let done = in_state(&desktop, "saved");
        assert!(done == 0 || done == all, "all or nothing, {delay} ms on: {done} of {all}");
        say(&format!("Killed after {delay} ms: {done} of {all} were saved."));
        (program, page) = again(&desktop);
        release(&page, done == all || saved);
    }
    program.quit();
}

#[test]
fn killed_while_keys_come_in_it_has_kept_each_that_was_answered() {
    const KEYS: usize = 40;
    let desktop = Desktop::new();
    let market = Market::silent("hasty");
    let (program, page) = stock::long_used(&desktop, &market, Stock { stored: 200, inbox: 200 });
    page.run(LISTEN);
    page.press(HOME);
    for _ in 0..KEYS {
        page.press('j');
        page.press('s');
    }
    let answered = heard(&page).iter().filter(|said| said.contains("Saved")).count();
    program.kill();
    drop(page);
    let kept = in_state(&desktop, "saved");
    say(&format!("Killed after {answered} answers of {KEYS}: {kept} are kept."));
    assert!(answered > 0, "something was answered");
    assert!((answered..=KEYS).contains(&kept), "{answered} were answered, {kept} are kept");
    let (program, page) = again(&desktop);
    MainWindow::on_its_way_to(&page, 's').wait_for_rows();
    program.quit();
}

fn again(desktop: &Desktop) -> (Program, Page) {
    let program = Program::start(desktop);
    let page = program.page();
    MainWindow::on(&page);
    (program, page)
}

/// Leaves the jobs unsaved for the next round, if they are saved.
fn release(page: &Page, saved: bool) {
    let list = if saved { 's' } else { 'i' };
    MainWindow::on_its_way_to(page, list);
    if saved && !page.has(&marked("empty")) {
        page.run(LISTEN);
        choose_all(page);
        page.press('s');
        wait_to_hear(page, "No longer saved");
    }
    MainWindow::on_its_way_to(page, 'i').wait_for_rows();
}

/// Every job of the list.
#[track_caller]
fn choose_all(page: &Page) {
    MainWindow::on(page).wait_for_rows();
    page.press(HOME);
    page.press_with_control('a');
    page.wait_to_read(&marked("selection-bar"), "3,000");
}

#[track_caller]
fn wait_to_hear(page: &Page, words: &str) {
    until(&format!("“{words}” is said"), PATIENCE, || {
        heard(page).iter().any(|said| said.contains(words)).then_some(())
    });
}

fn heard(page: &Page) -> Vec<String> {
    let said = page.run("return window.__said");
    said.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
}

fn count(desktop: &Desktop, query: &str) -> usize {
    command_line::jobs(desktop, query).len()
}

fn in_state(desktop: &Desktop, state: &str) -> usize {
    command_line::jobs(desktop, "").iter().filter(|job| job["state"] == Value::from(state)).count()
}
