//! A walk past every view, for those who look at them: pictures and audits. Each view has a name fit for a file.

mod job;
mod wizard;

pub use wizard::wizard;

use serde_json::json;

use crate::looks::{SIZES, Size};
use crate::page::keys::{DOWN, ESCAPE, HOME};
use crate::page::{Page, marked};
use crate::pages::MainWindow;
use crate::wait::{PATIENCE, until};

/// Is called at every view, with its name and the sizes it has.
pub type See<'a> = dyn FnMut(&str, &[Size]) + 'a;

/// Where there is no room for the side bar.
const FOLDED: &[Size] = &[SIZES[1], SIZES[2]];

/// The heads of the settings' parts.
const SECTIONS: &str = "[data-testid=settings] section h2";

/// Every view of the main window. With jobs in the inbox, what is done with jobs as well.
#[track_caller]
pub fn main_window(page: &Page, jobs: bool, see: &mut See<'_>) {
    home(page);
    see("inbox", &SIZES);
    if jobs {
        selection(page, see);
        job::all(page, see);
    }
    lists(page, see);
    overlays(page, jobs, see);
    pages(page, see);
    editors(page, see);
    home(page);
}

/// The inbox, with nothing over it and nothing chosen.
#[track_caller]
pub fn home(page: &Page) {
    let covered = "return document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null ||
        document.activeElement?.matches('input, textarea, select') === true";
    until("nothing lies over the page", PATIENCE, || {
        let free = page.run(covered) == false;
        if !free {
            page.press(ESCAPE);
        }
        free.then_some(())
    });
    MainWindow::on_its_way_to(page, 'i');
    page.wait_until_gone(&format!("{}[aria-busy=true]", "section"));
}

/// More than one job chosen, and what can be done with all of them.
fn selection(page: &Page, see: &mut See<'_>) {
    page.press(HOME);
    page.press('x');
    page.wait_for(&marked("selection-bar"));
    page.press_with_control('a');
    see("selection", &SIZES);
    page.press_with_shift('e');
    page.wait_for(&marked("reason-dialog"));
    see("dismiss-reason", &SIZES);
    leave(page);
    page.click(&marked("selection-labels"));
    page.wait_for(&marked("labels-dialog"));
    see("labels-of-many", &SIZES);
    leave(page);
    page.press(ESCAPE);
    page.wait_until_gone(&marked("selection-bar"));
    home(page);
}

fn lists(page: &Page, see: &mut See<'_>) {
    for (key, name) in [('s', "saved"), ('a', "applied"), ('d', "dismissed"), ('h', "everything")] {
        MainWindow::on_its_way_to(page, key);
        settled(page);
        see(name, &SIZES);
    }
    page.click(&marked("view-search"));
    settled(page);
    see("search", &SIZES);
    home(page);
    page.press('/');
    page.wait_for(&format!("{}:focus", marked("filter")));
    page.enter(&marked("filter"), "rust lvl:x");
    page.wait_for(&format!("{}[aria-invalid=true]", marked("filter")));
    see("filter-wrong", &SIZES);
    page.enter(&marked("filter"), "nothingfitsthis");
    page.wait_for(&marked("empty"));
    see("filter-none", &SIZES);
    home(page);
}

fn overlays(page: &Page, jobs: bool, see: &mut See<'_>) {
    page.press_with_control('k');
    page.wait_for(&marked("palette-entry"));
    see("palette", &SIZES);
    page.type_text("zzzz");
    page.wait_for(&marked("palette-none"));
    see("palette-none", &SIZES);
    leave(page);
    page.press('?');
    page.wait_for(&marked("keyboard-map"));
    see("keyboard-map", &SIZES);
    leave(page);
    page.press('y');
    page.wait_for(&marked("steps-dialog"));
    settled(page);
    see("steps", &SIZES);
    leave(page);
    if jobs {
        page.run(
            "document.querySelector('[data-testid=job-row]').dispatchEvent(new MouseEvent('contextmenu', { bubbles: \
             true, cancelable: true, clientX: 300, clientY: 200 }))",
        );
        page.wait_for(&marked("job-menu"));
        see("context-menu", &SIZES[..1]);
        leave(page);
        page.click(&marked("sort-menu"));
        page.wait_for(&marked("sort-menu-open"));
        see("sort-menu", &SIZES[..1]);
        leave(page);
    }
    page.resize(SIZES[2].0, SIZES[2].1);
    page.click(&marked("open-sidebar"));
    page.wait_for(&marked("drawer"));
    see("drawer", FOLDED);
    leave(page);
    page.resize(SIZES[0].0, SIZES[0].1);
}

fn pages(page: &Page, see: &mut See<'_>) {
    page.press('b');
    page.wait_for(&marked("board"));
    settled(page);
    see("board", &SIZES);
    home(page);
    MainWindow::on(page).go('u');
    page.wait_for(&marked("usage"));
    settled(page);
    see("usage", &SIZES);
    page.run("document.querySelector('[data-testid=usage]').scrollTop = 1e6");
    see("usage-end", &SIZES);
    home(page);
    page.press_with_control(',');
    page.wait_for(&marked("source"));
    settled(page);
    for (place, head) in page.texts(SECTIONS).iter().enumerate() {
        page.run_with(
            "document.querySelectorAll(arguments[0])[arguments[1]].scrollIntoView()",
            &[json!(SECTIONS), json!(place)],
        );
        see(&format!("settings-{}", head.to_lowercase().replace(' ', "-")), &SIZES);
    }
    home(page);
}

fn editors(page: &Page, see: &mut See<'_>) {
    let window = MainWindow::on(page);
    window.open_new_search();
    see("new-search", &SIZES);
    page.enter(&marked("search-query"), "rust OR svelte -wordpress rate:>=40");
    window.choose_times_of_day();
    page.wait_for(&marked("search-preview"));
    see("search-editor", &SIZES);
    page.enter(&marked("search-query"), "rust (svelte");
    page.wait_for(&marked("query-problem"));
    see("search-editor-wrong", &SIZES);
    leave(page);
    page.press(DOWN);
}

/// Waits until nothing is being loaded any more.
#[track_caller]
fn settled(page: &Page) {
    page.wait_until_gone("[aria-busy=true]:not(button)");
}

/// Leaves what lies over the page by the key for it.
#[track_caller]
fn leave(page: &Page) {
    const OVER: &str = "[role=dialog], [role=alertdialog], [role=menu]";
    page.press(ESCAPE);
    page.wait_until_gone(OVER);
}
