//! A link of the marketplace's job search, pasted into the window.

use lapwing_e2e::desktop::Desktop;
use lapwing_e2e::page::marked;
use lapwing_e2e::pages::Wizard;
use lapwing_e2e::program::Program;

const LINK: &str = "https://www.upwork.com/nx/search/jobs/?q=rust&t=0&category2_uid=531770282580668418";

#[test]
fn a_pasted_search_link_becomes_a_query_and_undo_brings_back_what_was_there() {
    let desktop = Desktop::new();
    let mut clipboard = arboard::Clipboard::new().unwrap();
    let program = Program::start(&desktop);
    let page = program.page();
    Wizard::on(&page).look_around();
    let field = marked("wizard-query");
    page.enter(&field, "golang -php");

    clipboard.set_text(LINK).unwrap();
    page.press_with_control('v');
    page.wait_for_value(&field, "rust type:hourly");
    page.wait_to_read(&marked("link-left"), "category2_uid=531770282580668418");
    page.wait_to_read(&marked("wizard-preview-count"), " of ");

    page.press_with_control('z');
    page.wait_for_value(&field, "golang -php");
    page.wait_until_gone(&marked("link-left"));

    clipboard.set_text("https://example.com/?q=rust").unwrap();
    page.press_with_control('v');
    page.wait_to_read(&marked("link-notes"), "This link leads to example.com");
    page.wait_for_value(&field, "golang -php");
    program.quit();
}
