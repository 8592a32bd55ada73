//! One job, and what can be done with it.

use super::{See, home, leave};
use crate::looks::SIZES;
use crate::page::keys::{ENTER, ESCAPE, HOME};
use crate::page::{Page, marked};
use crate::pages::MainWindow;

/// The first job of the inbox, read from its beginning to its end, with every dialog it has.
pub(super) fn all(page: &Page, see: &mut See<'_>) {
    page.press(HOME);
    page.press(ENTER);
    page.wait_for(&marked("job-page"));
    see("job", &SIZES);
    MainWindow::on(page).unfold_all();
    page.run("document.querySelector('[data-testid=job-pane]').scrollTop = 500");
    see("job-middle", &SIZES);
    page.run("document.querySelector('[data-testid=job-pane]').scrollTop = 1e6");
    see("job-end", &SIZES);
    marks(page, see);
    for (key, marked_as, name) in [('m', "mute-dialog", "mute"), ('i', "snippet-dialog", "snippets")] {
        page.press(key);
        page.wait_for(&marked(marked_as));
        see(name, &SIZES);
        leave(page);
    }
    home(page);
}

/// What its user keeps beside it.
fn marks(page: &Page, see: &mut See<'_>) {
    page.press('n');
    page.wait_for(&format!("{}:focus", marked("note-field")));
    see("note", &SIZES);
    page.press(ESCAPE);
    page.press('l');
    page.wait_for(&format!("{}:focus", marked("label-field")));
    see("labels", &SIZES);
    page.press(ESCAPE);
    page.press('f');
    page.wait_for(&marked("follow-up-field"));
    see("follow-up", &SIZES);
    leave(page);
}
