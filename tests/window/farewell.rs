//! What is being written when the window goes: it is kept, however the window goes and however soon.

use lapwing_e2e::desktop::Desktop;
use lapwing_e2e::market::Market;
use lapwing_e2e::page::{Page, marked};
use lapwing_e2e::pages::MainWindow;
use lapwing_e2e::program::Program;

use crate::journey;

const NOTE: &str = "Ask about the winter";

#[test]
fn a_note_is_kept_when_the_window_is_closed_while_it_is_written() {
    let desktop = Desktop::new();
    let market = Market::open("farewell");
    let (program, _page) = writing(&desktop, &market);
    program.close_window();
    program.quit();
    assert_kept(&desktop);
}

#[test]
fn a_note_is_kept_when_the_session_ends_while_it_is_written() {
    let desktop = Desktop::new();
    let market = Market::open("farewell-session");
    let (program, _page) = writing(&desktop, &market);
    program.quit();
    assert_kept(&desktop);
}

#[test]
fn a_note_is_kept_when_lapwing_is_quit_by_its_key_while_it_is_written() {
    let desktop = Desktop::new();
    let market = Market::open("farewell-key");
    let (mut program, page) = writing(&desktop, &market);
    page.press_quit();
    program.ended("Lapwing, quit by its key");
    assert_kept(&desktop);
}

/// The note of a job with its last letter just written.
#[track_caller]
fn writing(desktop: &Desktop, market: &Market) -> (Program, Page) {
    let (program, page) = journey::watching(desktop, market);
    let window = MainWindow::on_its_way_to(&page, 'i');
    window.wait_for_rows();
    page.press('j');
    window.shown_job();
    page.press('n');
    page.wait_for(&format!("{}:focus", marked("note-field")));
    page.type_text(NOTE);
    (program, page)
}

/// The one note there is, is the whole one.
#[track_caller]
fn assert_kept(desktop: &Desktop) {
    let program = Program::start(desktop);
    let page = program.page();
    MainWindow::on(&page).shown_job();
    page.wait_to_read(&marked("note"), NOTE);
    program.quit();
}
