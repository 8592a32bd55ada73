//! A Lapwing that has been used for long: its database is filled while it does not run.

use std::process::Stdio;

use jiff::{SignedDuration, Timestamp};

use crate::desktop::{self, Desktop};
use crate::journey;
use crate::market::Market;
use crate::page::Page;
use crate::pages::MainWindow;
use crate::program::Program;

/// What the second search is called, which half of what fits fits, too.
pub const OTHER_SEARCH: &str = "Every second one";

/// How long ago the newest of the jobs was published.
const AGO: SignedDuration = SignedDuration::from_mins(10);

/// How many jobs there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stock {
    /// Stored ones.
    pub stored: u32,
    /// Of these, those in the inbox.
    pub inbox: u32,
}

/// Walks the wizard, writes a second search, fills the database and opens the window again.
///
/// # Panics
/// When that cannot be done.
pub fn long_used(desktop: &Desktop, market: &Market, stock: Stock) -> (Program, Page) {
    let (program, page) = journey::watching(desktop, market);
    let window = MainWindow::on(&page);
    window.add_search(OTHER_SEARCH, "rust OR python");
    drop(page);
    program.quit();
    fill(desktop, stock);

    let program = Program::start(desktop);
    let page = program.page();
    let window = MainWindow::on(&page);
    window.go('i');
    window.wait_for_rows();
    (program, page)
}

/// Fills the database of a Lapwing that does not run. The jobs match its searches.
///
/// # Panics
/// When that cannot be done.
pub fn fill(desktop: &Desktop, stock: Stock) {
    let status = desktop
        .command(desktop::program("examples/stock"))
        .arg(desktop.data_dir().join("lapwing.db"))
        .args([stock.stored.to_string(), stock.inbox.to_string(), (Timestamp::now() - AGO).to_string()])
        .stdin(Stdio::null())
        .status()
        .expect("the example stock of lapwing-store starts");
    assert!(status.success(), "the database was not filled: {status}");
}
