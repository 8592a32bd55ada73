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
const DELAYS: [u64; 5] = [0, 30, 100, 250, 1_000];

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
    let all = command_line::jobs(&desktop, "").len();
    everything(&page);
    choose_all(&page);
    page.press('*');
    wait_to_hear(&page, "Starred");
    for delay in DELAYS {
        choose_all(&page);
        page.press('s');
        wait_to_hear(&page, "Saved");
        choose_all(&page);
        page.press('a');
        thread::sleep(Duration::from_millis(delay));
        program.kill();
        drop(page);

        let (saved, applied) = (in_state(&desktop, "saved"), in_state(&desktop, "applied"));
        say(&format!("Killed after {delay} ms: {saved} are saved and {applied} applied for, of {all}."));
        assert!(
            (saved, applied) == (all, 0) || (saved, applied) == (0, all),
            "what was answered is kept, the rest is whole"
        );
        assert_eq!(command_line::jobs(&desktop, "is:starred").len(), all, "and what was answered before");
        program = Program::start(&desktop);
        page = program.page();
        everything(&page);
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
    page.press_all(&"js".repeat(KEYS));
    until("something is answered", PATIENCE, || (!heard(&page).is_empty()).then_some(()));
    let answered = heard(&page).iter().filter(|said| said.contains("Saved")).count();
    program.kill();
    drop(page);
    let kept = in_state(&desktop, "saved");
    say(&format!("Killed after {answered} answers of {KEYS}: {kept} are kept."));
    assert!((answered..=KEYS).contains(&kept), "{answered} were answered, {kept} are kept");
}

/// All jobs, whatever becomes of them, with an ear for what is said.
#[track_caller]
fn everything(page: &Page) {
    MainWindow::on(page).wait_for_rows();
    MainWindow::on_its_way_to(page, 'h').wait_for_rows();
    page.run(LISTEN);
}

/// Every job of the list.
#[track_caller]
fn choose_all(page: &Page) {
    page.press(HOME);
    page.press_with_control('a');
    page.wait_to_read(&marked("selection-count"), "3,000");
    page.run("window.__said = []");
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

fn in_state(desktop: &Desktop, state: &str) -> usize {
    command_line::jobs(desktop, "").iter().filter(|job| job["state"] == Value::from(state)).count()
}
